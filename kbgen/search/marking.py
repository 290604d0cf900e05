"""Which words of a text answer a query: also inflected, misspelt, and joined ones, as the query's expansion says.

A word of the text is marked where one of its lemmas is among those that a word of the query may mean, with at least
``ENOUGH`` of the weight of the heaviest. (A query word that every page has in its own form would otherwise have its
distant relatives marked beside it.) Mirrored by the browser, see ``excerpts``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kbgen.search.analysis.tokens import tokens
from kbgen.search.excerpts import Mark
from kbgen.search.expand import Weighted
from kbgen.search.model import IMPLIED, TITLED
from kbgen.search.reader import Reader

ENOUGH = 0.5
_STEPS = 100


class Marker:
    """Finds the marks of texts of one language for one query. ``expanded``: the lemmas of each word of the query."""

    def __init__(self, reader: Reader, expanded: Sequence[Weighted]) -> None:
        self._reader = reader
        self._lemmas: dict[int, tuple[int, int]] = {}
        for place, lemmas in enumerate(expanded):
            rare = rarity(reader, lemmas)
            for lemma, weight in lemmas:
                if weight >= ENOUGH * lemmas[0][1]:
                    value = max(1, math.floor(_STEPS * rare * weight + 0.5))
                    if value > self._lemmas.get(lemma, (0, 0))[1]:
                        self._lemmas[lemma] = (place, value)
        self._words: dict[str, tuple[int, int] | None] = {}

    def __call__(self, text: str) -> Iterator[Mark]:
        """The marks in their order; of a technical word that is marked as a whole, not those of its parts."""
        end = 0
        for token in tokens(text):
            if token.start >= end and (found := self._of(token.word)):
                yield Mark(token.start, token.end, *found)
                end = token.end

    def _of(self, word: str) -> tuple[int, int] | None:
        """The query's word that a word answers, and how well."""
        if word not in self._words:
            known = [self._lemmas[lemma] for lemma in self._reader.lemmas(word) if lemma in self._lemmas]
            self._words[word] = max(known, key=lambda found: (found[1], -found[0])) if known else None
        return self._words[word]


def rarity(reader: Reader, lemmas: Weighted) -> float:
    """BM25's inverse document frequency, by the pages that have one of the heaviest lemmas (as in ``rank``)."""
    if not lemmas:
        return 0.0
    near = {page for lemma, weight in lemmas if weight >= 0.75 * lemmas[0][1] for page in _having(reader, lemma)}
    return math.log(1 + (reader.page_count - len(near) + 0.5) / (len(near) + 0.5))


def _having(reader: Reader, lemma: int) -> Iterator[int]:
    """The pages that have a lemma themselves."""
    postings = reader.postings(lemma)
    return (n for n, mark in zip(postings.pages, postings.marks, strict=True) if mark & (TITLED | IMPLIED) != IMPLIED)
