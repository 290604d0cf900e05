"""Articles that can be searched: for each language an index, and what staff want to know of its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.search.documents import Section
from kbgen.search.model import Index
from kbgen.search.reader import Memory, Reader

if TYPE_CHECKING:
    from kbgen.search.indexing import Assembled


@dataclass(frozen=True, slots=True)
class Facts:
    """What staff sort articles by, and what a list of results says of them.

    ``category``: the folder. ``state``: how far the translation is, in a word. ``path``: the file as messages name it.
    """

    title: str = ""
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
    """One language: its index with what it was made of, and an entry for each of its pages."""

    assembled: Assembled
    entries: Mapping[ArticleId, Entry]

    @property
    def index(self) -> Index:
        """What is searched."""
        return self.assembled.index


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in an index on disk. ``documents``: a digest by key; ``tables``: a file's name by language.

    ``dead``: documents that are still there but count no longer.
    """

    generation: int
    documents: Mapping[str, str]
    tables: Mapping[LanguageCode, str]
    dead: int = 0


def key_of(language: LanguageCode, article: ArticleId) -> str:
    """What a document is called."""
    return f"{language}/{article}"


def language_of(key: str) -> LanguageCode:
    """The language of the document that is called so."""
    return key.partition("/")[0]


class Collection(Protocol):
    """Where the parts are: on disk (``whoosh_reader``) or in memory."""

    @property
    def languages(self) -> Iterable[LanguageCode]:
        """The languages that can be searched."""

    @property
    def documents(self) -> Iterable[tuple[LanguageCode, ArticleId]]:
        """Every article in every language in which it is."""

    def reader(self, language: LanguageCode, /) -> Reader:
        """What ranking asks."""

    def has(self, language: LanguageCode, article: ArticleId, /) -> bool:
        """Whether there is such an article in a language."""

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

    @property
    def documents(self) -> Iterable[tuple[LanguageCode, ArticleId]]:
        """Every article in every language in which it is."""
        return ((code, article) for code, part in self.parts.items() for article in part.entries)

    def reader(self, language: LanguageCode, /) -> Reader:
        """What ranking asks."""
        if language not in self._readers:
            self._readers[language] = Memory(self.parts[language].index)
        return self._readers[language]

    def has(self, language: LanguageCode, article: ArticleId, /) -> bool:
        """Whether there is such an article in a language."""
        return article in self.parts[language].entries

    def facts(self, language: LanguageCode, article: ArticleId, /) -> Facts:
        """What is known of an article."""
        return self.parts[language].entries[article].facts

    def sections(self, language: LanguageCode, article: ArticleId, /) -> Sequence[Section]:
        """The article's text."""
        return self.parts[language].entries[article].sections()
