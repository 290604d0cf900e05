"""Staff's index on disk, written by Whoosh: postings, facets, and the texts of which excerpts are made.

The postings are those of the language's ``Index``, so both are searched alike. Only articles of which something has
changed are written: their lemmas with what ranking looks at, or what is shown of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from hashlib import blake2b
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, LockError
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.search import tables
from kbgen.search.collection import Contents, Entry, Part, key_of, language_of
from kbgen.search.model import Index, Standing
from kbgen.search.whoosh_fields import FACETS, KEY, LEMMAS, SHOWN, TEXT, Row, schema

MANY_SEGMENTS = 12
"""With so many files of changes, all but the largest are made one."""

Busy = LockError
"""Raised where another process is writing."""


def update(folder: Path, before: Contents | None, parts: Mapping[LanguageCode, Part]) -> Contents:
    """Bring these languages up to date; what is there of others stays. ``before``: None makes a new index.

    Raises Busy while another process writes, and whatever a damaged index leads to.
    """
    storage = FileStorage(str(folder))
    index = storage.create_index(schema()) if before is None else storage.open_index(schema=schema())
    assert isinstance(index, FileIndex)
    before = before or Contents(0, {}, {})
    documents = {key: digest for key, digest in before.documents.items() if language_of(key) not in parts}
    files = {language: name for language, name in before.tables.items() if language not in parts}
    with _Writer(index) as writer:
        for language, part in parts.items():
            files[language] = _write_tables(folder, part.index, part.assembled.names)
            for article, standing in part.assembled.standing.items():
                key, entry = key_of(language, article), part.entries[article]
                documents[key] = _digest(standing, entry)
                if before.documents.get(key) != documents[key]:
                    writer.add(_document(language, article, standing, entry))
        for key, digest in before.documents.items():
            if documents.get(key) != digest:
                writer.remove(key)
    dead = index.doc_count_all() - index.doc_count()
    return Contents(index.latest_generation(), documents, dict(sorted(files.items())), dead)


def files_of(folder: Path, contents: Contents) -> list[str]:
    """The names of the files that belong to an index."""
    storage = FileStorage(str(folder), readonly=True)
    toc = TOC.read(storage, "MAIN", gen=contents.generation, schema=schema())
    segments = [name for segment in toc.segments for name in segment.list_files(storage)]
    return [TOC._filename("MAIN", contents.generation), *segments, *contents.tables.values()]


class _Writer:
    """Opens Whoosh's writer with the first change, commits at the end, and cancels where something goes wrong."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._writer: SegmentWriter | None = None

    def add(self, document: Mapping[str, Any]) -> None:
        """Add a document; an older one of the same key stays until it is removed."""
        self._open().add_document(**document)

    def remove(self, key: str) -> None:
        """Remove a document that was there before."""
        self._open().delete_by_term(KEY, key)

    def _open(self) -> SegmentWriter:
        if self._writer is None:
            self._writer = SegmentWriter(self._index, compound=False)
        return self._writer

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        if self._writer and error is None:
            self._writer.commit(mergetype=_merged)
        elif self._writer:
            self._writer.cancel()


def _merged(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """The segments that stay as they are; the others are written into the new one."""
    if len(segments) < MANY_SEGMENTS:
        return segments
    *small, large = sorted(segments, key=lambda segment: segment.doc_count_all())
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [large]


def _write_tables(folder: Path, index: Index, names: Sequence[str]) -> str:
    """Write a language's tables, and return the file's name. Another content has another name."""
    content = tables.packed(index, names)
    name = f"{index.language}-{blake2b(content, digest_size=8).hexdigest()}.json"
    path = folder / name
    if not path.exists():
        path.write_bytes(content)
    return name


def _digest(standing: Standing, entry: Entry) -> str:
    said = repr(("\n".join(standing.lemmas), astuple(entry.facts), entry.body))
    return blake2b(b"".join([standing.marks, standing.sections, _bytes(said)]), digest_size=12).hexdigest()


def _document(language: LanguageCode, article: ArticleId, standing: Standing, entry: Entry) -> dict[str, Any]:
    """The fields of a document."""
    marks = map(bytes, zip(standing.marks, standing.sections, strict=True))
    rows: list[Row] = list(zip(standing.lemmas, marks, strict=True))
    sections = [(s.anchor, s.heading, s.text) for s in entry.sections()]
    facts = {"language": language, **asdict(entry.facts)}
    return {
        KEY: key_of(language, article),
        **{name: facts[name].encode("utf-8", "replace").decode() for name in FACETS},
        **{name: _bytes(facts[name]) for name in SHOWN},
        TEXT: _bytes(json.dumps(sections, ensure_ascii=False, separators=(",", ":"))),
        f"{LEMMAS}{language}": rows,
    }


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
