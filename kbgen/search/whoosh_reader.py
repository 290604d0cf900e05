"""Reads staff's index: what ranking asks of it, facets, and the texts of which excerpts are made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any, overload

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.search import tables
from kbgen.search.collection import Contents, Facts, key_of
from kbgen.search.documents import Section
from kbgen.search.model import Postings
from kbgen.search.reader import Memory, Reader
from kbgen.search.whoosh_fields import KEY, LEMMAS, TEXT, schema


class StaffIndex:
    """An index as it was when it was opened, whatever is written since."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        storage = FileStorage(str(folder), readonly=True)
        index = storage.open_index(schema=schema())
        assert isinstance(index, FileIndex)
        self._reader: IndexReader = index.reader()
        if contents.documents and self._reader.generation() != contents.generation:
            raise ValueError("the index has been written anew")
        self._tables = {code: (folder / name).read_bytes() for code, name in contents.tables.items()}
        self._memories: dict[LanguageCode, Memory] = {}
        self._columns: dict[str, Any] = {}

    @property
    def languages(self) -> Iterable[LanguageCode]:
        """The languages that can be searched."""
        return self._tables

    @property
    def documents(self) -> Iterable[tuple[LanguageCode, ArticleId]]:
        """Every article in every language in which it is."""
        for key in self._places:
            language, _, article = key.partition("/")
            yield language, article

    def reader(self, language: LanguageCode, /) -> Reader:
        """What ranking asks."""
        return self._memory(language)

    def has(self, language: LanguageCode, article: ArticleId, /) -> bool:
        """Whether there is such an article in a language."""
        return key_of(language, article) in self._places

    def facts(self, language: LanguageCode, article: ArticleId, /) -> Facts:
        """What is known of an article besides its page."""
        place = self._places[key_of(language, article)]
        return Facts(**{field.name: _text(self._column(field.name)[place]) for field in fields(Facts)})

    def sections(self, language: LanguageCode, article: ArticleId, /) -> Sequence[Section]:
        """The article's text."""
        rows = json.loads(self._column(TEXT)[self._places[key_of(language, article)]])
        return tuple(Section(*row) for row in rows)

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    def _memory(self, language: LanguageCode) -> Memory:
        """The tables in memory, with postings that are read one by one."""
        if language not in self._memories:
            content = self._tables[language]
            postings = _Postings(self._reader, f"{LEMMAS}{language}", tables.names(content))
            index = tables.unpacked(content, postings)
            numbers = {key_of(language, page.article): number for number, page in index.pages.items()}
            postings.numbers = {place: numbers[key] for key, place in self._places.items() if key in numbers}
            self._memories[language] = Memory(index)
        return self._memories[language]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where Whoosh has each document."""
        if not self._reader.doc_count_all():
            return {}
        keys = self._column(KEY)
        return {_text(keys[place]): place for place in self._reader.all_doc_ids()}

    def _column(self, name: str) -> Any:
        if name not in self._columns:
            self._columns[name] = self._reader.column_reader(name)
        return self._columns[name]


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else str(value, "utf-8", "surrogatepass")


class _Postings(Sequence[Postings]):
    """The postings of a language's lemmas, each read when it is asked for the first time."""

    def __init__(self, reader: IndexReader, field: str, names: Sequence[str]) -> None:
        self._leaves = list(reader.leaf_readers())
        self._field = field
        self._names = names
        self._read: dict[int, Postings] = {}
        self.numbers: Mapping[int, int] = {}

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, lemma: int) -> Postings: ...
    @overload
    def __getitem__(self, lemma: slice) -> Sequence[Postings]: ...
    def __getitem__(self, lemma: int | slice) -> Postings | Sequence[Postings]:
        if isinstance(lemma, slice):
            return [self[i] for i in range(*lemma.indices(len(self)))]
        if lemma not in self._read:
            rows = sorted(self._rows(self._names[lemma].encode("utf-8", "surrogatepass")))
            pages = tuple(page for page, _ in rows)
            marks = b"".join(value for _, value in rows)
            self._read[lemma] = Postings(pages, marks[::2], marks[1::2])
        return self._read[lemma]

    def _rows(self, name: bytes) -> Iterator[tuple[int, bytes]]:
        """Page and posting."""
        for leaf, base in self._leaves:
            if (self._field, name) in leaf:
                matcher = leaf.postings(self._field, name)
                while matcher.is_active():
                    yield self.numbers[base + matcher.id()], matcher.value()
                    matcher.next()
