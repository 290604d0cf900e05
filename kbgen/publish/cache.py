"""What is kept between builds of every article: its front matter as read, and its text as converted and counted.

A row is found by the content of the article's file and by everything else that decides what is made of it (the
Markdown extensions with their options, the versions of the libraries). Rows carry the mark of this user's key; what is
damaged or foreign is as good as absent. Everything here can be deleted at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kbgen import signing
from kbgen.markup.convert import Converted, Heading
from kbgen.search.documents import Section

_SCHEMA = (
    """
create table if not exists texts (
  digest blob primary key, record text not null, record_mark blob not null, body text not null, body_mark blob not null,
  sections text not null, sections_mark blob not null, words text not null, words_mark blob not null
)
""",
    "create table if not exists latest (name text primary key, digest blob not null, value text not null, mark blob)",
)

_RECORD = b"record"
_BODY = b"body"
_LATEST = b"latest"


@dataclass(frozen=True, slots=True)
class Row:
    """One article's file. All is JSON: ``body`` and ``sections`` by the functions below, ``words`` by search."""

    digest: bytes
    record: str
    body: str
    sections: str
    words: str


class Cache:
    """A file of rows. Every process opens it for itself; only one writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader: tuple[int, sqlite3.Connection] | None = None

    def records(self, digests: Iterable[bytes]) -> Mapping[bytes, str]:
        """The records of those of these files that are known."""
        wanted = set(digests)
        try:
            with closing(self._open()) as db:
                return {
                    digest: record
                    for digest, record, mark in db.execute("select digest, record, record_mark from texts")
                    if digest in wanted and mark == signing.mark(digest, _RECORD, record.encode())
                }
        except (sqlite3.Error, AttributeError, TypeError):
            self.discard()
            return {}

    def body(self, digest: bytes) -> Converted | None:
        """The converted text of a file; None if it is not there or not ours."""
        text = self._text("body", digest)
        return unpacked(text) if text else None

    def reading(self, digest: bytes) -> tuple[str, Converted] | None:
        """The record and the converted text of a file; None unless both are there and ours."""
        try:
            row = (
                self._own_reader()
                .execute("select record, record_mark, body, body_mark from texts where digest = ?", (digest,))
                .fetchone()
            )
        except sqlite3.Error:
            return None
        if not row or not row[2]:
            return None
        record, record_mark, body, body_mark = row
        if record_mark != signing.mark(digest, _RECORD, record.encode()):
            return None
        if body_mark != signing.mark(digest, _BODY, body.encode()):
            return None
        return record, unpacked(body)

    def sections(self, digest: bytes) -> tuple[Section, ...] | None:
        """The sections that search sees; None if they are not there or not ours."""
        text = self._text("sections", digest)
        return tuple(Section(*section) for section in json.loads(text)) if text else None

    def words(self, digest: bytes) -> str:
        """The words of a file, counted; empty if they are not there or not ours."""
        return self._text("words", digest)

    def _text(self, column: str, digest: bytes) -> str:
        """A column's text if it carries our mark; empty otherwise."""
        try:
            row = (
                self._own_reader()
                .execute(f"select {column}, {column}_mark from texts where digest = ?", (digest,))
                .fetchone()
            )
        except sqlite3.Error:
            return ""
        if row is None or row[1] != signing.mark(digest, column.encode(), row[0].encode()):
            return ""
        return str(row[0])

    def latest(self, name: str, digest: bytes) -> str:
        """What was kept under a name, if it was made of the inputs that this digest stands for; empty otherwise."""
        try:
            row = (
                self._own_reader().execute("select digest, value, mark from latest where name = ?", (name,)).fetchone()
            )
        except sqlite3.Error:
            return ""
        known = row is not None and row[0] == digest and row[2] == _mark_of_latest(name, digest, row[1])
        return str(row[1]) if known else ""

    def keep_latest(self, name: str, digest: bytes, value: str) -> None:
        """Keep what was made of some inputs, instead of what was made of others."""
        with self._writing() as db:
            row = (name, digest, value, _mark_of_latest(name, digest, value))
            db.execute("insert or replace into latest values (?, ?, ?, ?)", row)

    def store(self, rows: Iterable[Row]) -> None:
        """Add rows."""
        with self._writing() as db:
            db.executemany("insert or replace into texts values (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_marked, rows))

    def forget_all_but(self, digests: Iterable[bytes]) -> None:
        """Remove the other rows, once they are the larger part."""
        kept = set(digests)
        with self._writing() as db:
            known = [digest for (digest,) in db.execute("select digest from texts")]
            if len(known) > 2 * len(kept) + 100:
                db.executemany("delete from texts where digest = ?", [(d,) for d in known if d not in kept])

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection to write to. What cannot be kept, on a full disk say, is made again when it is wanted."""
        try:
            with closing(self._open()) as db, db:
                yield db
        except (sqlite3.Error, OSError):
            self.discard()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=30)
        # A cache that a crash has damaged is made again, so it need not be safe against one.
        db.execute("pragma journal_mode = off")
        db.execute("pragma synchronous = off")
        for statement in _SCHEMA:
            db.execute(statement)
        return db

    def _own_reader(self) -> sqlite3.Connection:
        """A connection of this very process: one that a fork has inherited must not be used."""
        import os

        if self._reader is None or self._reader[0] != os.getpid():
            self._reader = (os.getpid(), sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30))
        return self._reader[1]

    def forget_reader(self) -> None:
        """Close this process's reading connection, so that it sees what is written next."""
        if self._reader is not None:
            with suppress(sqlite3.Error):
                self._reader[1].close()
            self._reader = None

    def discard(self) -> None:
        """Forget everything."""
        self.forget_reader()
        for path in self.path.parent.glob(f"{self.path.name}*"):
            with suppress(OSError):
                path.unlink()


def _mark_of_latest(name: str, digest: bytes, value: str) -> bytes:
    return signing.mark(digest, _LATEST, name.encode(), value.encode())


def _marked(row: Row) -> tuple[bytes | str, ...]:
    texts = (("record", row.record), ("body", row.body), ("sections", row.sections), ("words", row.words))
    columns: list[bytes | str] = [row.digest]
    for name, text in texts:
        columns += [text, signing.mark(row.digest, name.encode(), text.encode())]
    return tuple(columns)


def packed(body: Converted) -> str:
    """A converted text as JSON."""
    return _json({"html": body.html, "toc": [_packed_heading(h) for h in body.toc]})


def packed_sections(sections: Iterable[Section]) -> str:
    """The sections of a text as JSON."""
    return _json([(s.anchor, s.heading, s.text, s.stressed) for s in sections])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _packed_heading(heading: Heading) -> list[object]:
    return [heading.level, heading.id, heading.title, [_packed_heading(h) for h in heading.children]]


def unpacked(text: str) -> Converted:
    """The other way."""
    data = json.loads(text)
    return Converted(html=data["html"], toc=tuple(_unpacked_heading(h) for h in data["toc"]))


def _unpacked_heading(data: list[object]) -> Heading:
    level, id, title, children = data
    assert isinstance(level, int) and isinstance(children, list)
    return Heading(level, str(id), str(title), tuple(_unpacked_heading(h) for h in children))
