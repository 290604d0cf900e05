"""In which of several languages a query is asked: in that on whose pages its words are at home.

Scores of different languages cannot be compared as they are: “password” stands in a few Finnish pages, among commands,
and is rarer there than in English, so that these pages would score higher than the English one that is about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from kbgen.search.expand import Weighted
from kbgen.search.reader import Reader

NEAR = 0.75
"""Pages with at least this part of the largest weight have the word, as in ``rank``."""


def at_home(reader: Reader, expanded: Iterable[Weighted]) -> float:
    """How common the words of a query are: the sum over them of weight × √(share of the pages that have it)."""
    return sum(_common(reader, lemmas) for lemmas in expanded)


def _common(reader: Reader, lemmas: Weighted) -> float:
    hits: dict[int, float] = {}
    for lemma, weight in lemmas:
        for number in reader.postings(lemma).pages:
            hits[number] = max(hits.get(number, 0.0), weight)
    if not hits:
        return 0.0
    top = max(hits.values())
    return top * sqrt(sum(hit >= NEAR * top for hit in hits.values()) / reader.page_count)


def shares(found: Sequence[float]) -> list[float]:
    """What the scores of each language count for beside those of the likeliest one, from 0 to 1."""
    most = max(found, default=0.0)
    return [one / most if most else 1.0 for one in found]
