"""Articles that can be searched: for each language an index, and what staff want to know of its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.search.documents import Section
from kbgen.search.model import Index
from kbgen.search.reader import Memory, Reader


@dataclass(frozen=True, slots=True)
class Facts:
    """What staff sort articles by, and what a list of results says of them.

    ``category``: the folder. ``state``: how far the translation is, in a word. ``path``: the file as messages name it.
    """

    category: str = ""
    owner: str = ""
    state: str = ""
    path: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in one language. ``body`` stands for its text; ``sections`` gets it when it is wanted."""

    facts: Facts
    body: str
    sections: Callable[[], Sequence[Section]]


@dataclass(frozen=True, slots=True)
class Part:
    """One language: its index, and an entry for each of its pages."""

    index: Index
    entries: Mapping[ArticleId, Entry]


class Collection(Protocol):
    """Where the parts are: on disk (``whoosh_reader``) or in memory."""

    @property
    def languages(self) -> Iterable[LanguageCode]:
        """The languages that can be searched, in the site's order."""

    def reader(self, language: LanguageCode, /) -> Reader:
        """What ranking asks."""

    def articles(self, language: LanguageCode, /) -> Mapping[ArticleId, int]:
        """The articles of a language, and their pages' numbers."""

    def facts(self, language: LanguageCode, article: ArticleId, /) -> Facts:
        """What is known of an article besides its page."""

    def sections(self, language: LanguageCode, article: ArticleId, /) -> Sequence[Section]:
        """The article's text."""


class InMemory:
    """A collection of parts that are there."""

    def __init__(self, parts: Mapping[LanguageCode, Part]) -> None:
        self.parts = parts
        self._readers: dict[LanguageCode, Memory] = {}

    @property
    def languages(self) -> Iterable[LanguageCode]:
        """The languages that can be searched."""
        return self.parts

    def reader(self, language: LanguageCode, /) -> Reader:
        """What ranking asks."""
        if language not in self._readers:
            self._readers[language] = Memory(self.parts[language].index)
        return self._readers[language]

    def articles(self, language: LanguageCode, /) -> Mapping[ArticleId, int]:
        """The articles of a language."""
        return {page.article: number for number, page in self.parts[language].index.pages.items()}

    def facts(self, language: LanguageCode, article: ArticleId, /) -> Facts:
        """What is known of an article."""
        return self.parts[language].entries[article].facts

    def sections(self, language: LanguageCode, article: ArticleId, /) -> Sequence[Section]:
        """The article's text."""
        return self.parts[language].entries[article].sections()
