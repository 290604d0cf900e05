"""What is kept between builds of every article: its front matter as read, and its text as converted.

A row is found by the content of the article's file and by everything else that decides what is made of it (the
Markdown extensions with their options, the versions of the libraries). Rows carry the mark of this user's key; what is
damaged or foreign is as good as absent. Everything here can be deleted at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from kbgen.markup.convert import Converted, Heading
from kbgen.markup.html import Link
from kbgen.publish import signing

_SCHEMA = """
create table if not exists article (
  digest blob primary key, record text not null, record_mark blob not null, body text not null, body_mark blob not null
) without rowid
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One article's file. ``record`` is JSON; ``body`` is what ``packed`` makes of a converted text."""

    digest: bytes
    record: str
    body: str


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
                    for digest, record, mark in db.execute("select digest, record, record_mark from article")
                    if digest in wanted and mark == signing.mark(digest, record.encode())
                }
        except (sqlite3.Error, AttributeError, TypeError):
            self.discard()
            return {}

    def body(self, digest: bytes) -> Converted | None:
        """The converted text of a file; None if it is not there or not ours."""
        try:
            row = (
                self._own_reader().execute("select body, body_mark from article where digest = ?", (digest,)).fetchone()
            )
        except sqlite3.Error:
            return None
        if row is None or not row[0] or row[1] != signing.mark(digest, row[0].encode()):
            return None
        return unpacked(row[0])

    def store(self, rows: Iterable[Row], keep: Iterable[bytes]) -> None:
        """Add rows, and forget those that are not in ``keep`` once they are the larger part."""
        marked = [
            (
                r.digest,
                r.record,
                signing.mark(r.digest, r.record.encode()),
                r.body,
                signing.mark(r.digest, r.body.encode()),
            )
            for r in rows
        ]
        kept = set(keep)
        try:
            with closing(self._open()) as db, db:
                db.executemany("insert or replace into article values (?, ?, ?, ?, ?)", marked)
                known = [digest for (digest,) in db.execute("select digest from article")]
                if len(known) > 2 * len(kept) + 100:
                    gone = [(digest,) for digest in known if digest not in kept]
                    db.executemany("delete from article where digest = ?", gone)
        except sqlite3.DatabaseError:
            self.discard()
            raise

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=30)
        # A cache that a crash has damaged is made again, so it need not be safe against one.
        db.execute("pragma journal_mode = off")
        db.execute("pragma synchronous = off")
        db.execute(_SCHEMA)
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


def packed(body: Converted) -> str:
    """A converted text as JSON."""
    return json.dumps(
        {
            "html": body.html,
            "toc": [_packed_heading(h) for h in body.toc],
            "anchors": sorted(body.anchors),
            "links": [(link.url, link.image, link.alt) for link in body.links],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _packed_heading(heading: Heading) -> list[object]:
    return [heading.level, heading.id, heading.title, [_packed_heading(h) for h in heading.children]]


def unpacked(text: str) -> Converted:
    """The other way."""
    data = json.loads(text)
    return Converted(
        html=data["html"],
        toc=tuple(_unpacked_heading(h) for h in data["toc"]),
        anchors=frozenset(data["anchors"]),
        links=tuple(Link(url, image, alt) for url, image, alt in data["links"]),
    )


def _unpacked_heading(data: list[object]) -> Heading:
    level, id, title, children = data
    assert isinstance(level, int) and isinstance(children, list)
    return Heading(level, str(id), str(title), tuple(_unpacked_heading(h) for h in children))
