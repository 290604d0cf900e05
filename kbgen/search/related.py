"""Articles like another one: those that have its most telling words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from kbgen.articles.article import ArticleId
from kbgen.search.analysis.tokens import words
from kbgen.search.documents import Section
from kbgen.search.expand import Weighted
from kbgen.search.rank import Hit, rank
from kbgen.search.reader import Reader

MOST = 25
"""So many lemmas stand for an article."""
TITLE, HEADING = 5, 3
"""A word of the title, or of a heading, counts as so many words of the text."""


def like(reader: Reader, article: ArticleId, title: str, text: Iterable[Section]) -> tuple[list[Weighted], list[Hit]]:
    """The words of an article that lead to others, and the pages that they lead to, without its own."""
    telling = _telling(reader, title, text)
    hits = rank(reader, telling, reader.page_count)
    return telling, [hit for hit in hits if hit.page.article != article]


def _telling(reader: Reader, title: str, text: Iterable[Section]) -> list[Weighted]:
    """The lemmas of a text by their frequency (its logarithm) times their rarity; the largest product becomes 1."""
    counted = Counter[str]()
    _add(counted, title, TITLE)
    for section in text:
        _add(counted, section.heading, HEADING)
        _add(counted, section.text, 1)
    frequencies: Counter[int] = Counter()
    for word, times in counted.items():
        for lemma in reader.lemmas(word)[:1]:
            frequencies[lemma] += times
    valued = {}
    for lemma, times in frequencies.items():
        pages = len(reader.postings(lemma).pages)
        if pages > 1:  # What only this article has leads to no other.
            valued[lemma] = math.log(1 + times) * math.log(1 + (reader.page_count - pages + 0.5) / (pages + 0.5))
    best = sorted(valued.items(), key=lambda item: (-round(item[1], 6), item[0]))[:MOST]
    return [[(lemma, value / best[0][1])] for lemma, value in best]


def _add(counted: Counter[str], text: str, times: int) -> None:
    for word in words(text):
        counted[word] += times
