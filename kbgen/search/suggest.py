"""“Did you mean”: a query with the words that no page has replaced by the nearest ones that some page has."""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.search.analysis.grams import distance
from kbgen.search.expand import by_endings, by_splitting
from kbgen.search.reader import Reader

SHORTEST = 4
"""Letters of the shortest word for which another is suggested."""
ENDING = 2
"""A word that differs from a known one only in so many last letters is probably another form of it, and no mistake."""
LONG = 8
"""From so many letters on, two slips are forgiven instead of one."""


def did_you_mean(reader: Reader, words: Sequence[str]) -> str:
    """The words of a query as they were perhaps meant; empty where nothing better is known."""
    meant = [_nearest(reader, word) for word in words]
    return " ".join(meant) if meant != list(words) else ""


def _nearest(reader: Reader, word: str) -> str:
    """The nearest known word by slips of the hand, then by trigrams, then by the number of its pages."""
    if len(word) < SHORTEST or reader.lemmas(word) or by_endings(reader, word) or by_splitting(reader, word):
        return word
    most = 2 if len(word) >= LONG else 1
    found = []
    for other, lemmas, dice in reader.alike(word):
        if abs(len(word) - len(other)) <= most and (slips := distance(word, other, most)) <= most:
            if other.startswith(word[: max(SHORTEST - 1, len(word) - ENDING)]):
                return word
            pages = sum(len(reader.postings(lemma).pages) for lemma in lemmas)
            found.append((slips, -round(dice, 6), -pages, other))
    return min(found)[3] if found else word
