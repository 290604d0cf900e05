"""What ranking asks of an index, wherever the index is kept, and the answer from an index in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from kbgen.languages import LanguageCode
from kbgen.search.analysis.endings import Endings
from kbgen.search.analysis.grams import trigrams
from kbgen.search.model import Index, Page, Postings

Lemmas = tuple[int, ...]


class Reader(Protocol):
    """An index that can be searched. Words are as ``analysis.tokens`` gives them, lemmas are numbers."""

    @property
    def language(self) -> LanguageCode:
        """The language that the pages are in."""

    @property
    def page_count(self) -> int:
        """How many pages there are."""

    @property
    def folders(self) -> Mapping[str, int]:
        """How many pages there are in each folder."""

    @property
    def endings(self) -> Endings:
        """Endings that may stand in one another's place."""

    def lemmas(self, word: str) -> Lemmas:
        """The lemmas of a word; none where no page has the word."""

    def starting(self, beginning: str) -> Iterable[tuple[str, Lemmas]]:
        """Every word that begins so, itself included, sorted by code point."""

    def alike(self, word: str) -> Iterable[tuple[str, Lemmas, float]]:
        """Every word that shares trigrams with this one, with Dice's coefficient of the two sets, in any order."""

    def synonyms(self, lemma: int) -> Sequence[tuple[int, int]]:
        """The lemmas that mean the same, with their weights in hundredths."""

    def postings(self, lemma: int) -> Postings:
        """Where a lemma stands."""

    def page(self, number: int) -> Page:
        """A page by its number."""


class Memory:
    """Reads an index in memory."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @property
    def language(self) -> LanguageCode:
        """The language that the pages are in."""
        return self.index.language

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self.index.pages)

    @cached_property
    def folders(self) -> Mapping[str, int]:
        """How many pages there are in each folder."""
        return Counter(page.folder for page in self.index.pages.values())

    @property
    def endings(self) -> Endings:
        """Endings that may stand in one another's place."""
        return self.index.endings

    def lemmas(self, word: str) -> Lemmas:
        """The lemmas of a word."""
        words = self.index.words
        place = bisect_left(words, word)
        return self.index.lemmas[place] if place < len(words) and words[place] == word else ()

    def starting(self, beginning: str) -> Iterator[tuple[str, Lemmas]]:
        """Every word that begins so."""
        words = self.index.words
        place = bisect_left(words, beginning)
        while place < len(words) and words[place].startswith(beginning):
            yield words[place], self.index.lemmas[place]
            place += 1

    def alike(self, word: str) -> Iterator[tuple[str, Lemmas, float]]:
        """Every word that shares trigrams with this one."""
        own = trigrams(word)
        shared: Counter[int] = Counter()
        for gram in own:
            shared.update(self._with_gram.get(gram, ()))
        for place, count in shared.items():
            dice = 2 * count / (len(own) + self._gram_counts[place])
            yield self.index.words[place], self.index.lemmas[place], dice

    def synonyms(self, lemma: int) -> Sequence[tuple[int, int]]:
        """The lemmas that mean the same, with their weights in hundredths."""
        return self.index.synonyms.get(lemma, ())

    def postings(self, lemma: int) -> Postings:
        """Where a lemma stands."""
        return self.index.postings[lemma]

    def page(self, number: int) -> Page:
        """A page by its number."""
        return self.index.pages[number]

    @cached_property
    def _with_gram(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.index.words):
            for gram in trigrams(word):
                found.setdefault(gram, []).append(place)
        return found

    @cached_property
    def _gram_counts(self) -> Sequence[int]:
        return [len(trigrams(word)) for word in self.index.words]
