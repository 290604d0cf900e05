"""What is kept between surveys: of every article, what was found in its files.

An article is found by the content of its files in all languages and by everything else that decides what is said of
it. Rows carry the mark of this user's key; what is damaged or foreign is as good as absent. Everything here can be
deleted at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from kbgen import signing
from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode

_SCHEMA = "create table if not exists articles (key blob primary key, entry text not null, mark blob not null)"
_MANY = 200


class Entry(NamedTuple):
    """What was found in an article's files; all of it is JSON.

    ``lines``: see ``kbgen.translation.row``. ``problems``: as their fields. ``asked``: which articles there were in
    which language, as far as it mattered, and the answer; ``links``: the same of all languages of articles. ``claims``:
    records of articles under another name: this name, language, path and line. ``past``: what was found in git.
    """

    lines: list[list[object]]
    owner: str
    popular: bool
    problems: list[list[object]]
    asked: list[tuple[ArticleId, LanguageCode, bool]]
    links: list[tuple[ArticleId, list[LanguageCode]]]
    claims: list[tuple[ArticleId, LanguageCode, str, int]]
    past: str


class SurveyCache:
    """A file of entries by their keys."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self, keys: Collection[bytes]) -> dict[bytes, Entry]:
        """Those that are known."""
        if not self.path.is_file():
            return {}
        try:
            with closing(self._open()) as db:
                wanted = set(keys)
                if len(wanted) < _MANY:
                    ask = f"select key, entry, mark from articles where key in ({','.join('?' * len(wanted))})"
                    rows = db.execute(ask, list(wanted)).fetchall()
                else:
                    rows = db.execute("select key, entry, mark from articles").fetchall()
            return {
                key: Entry(*json.loads(entry))
                for key, entry, mark in rows
                if key in wanted and mark == signing.mark(key, entry.encode())
            }
        except (sqlite3.Error, OSError, AttributeError, TypeError, ValueError):
            self.discard()
            return {}

    def store(self, entries: Mapping[bytes, Entry], keep: Iterable[bytes] = ()) -> None:
        """Add entries; others than these and those to ``keep`` go once they are the larger part."""
        rows = [(key, text, signing.mark(key, text.encode())) for key, text in _packed(entries)]
        kept = {*keep, *entries}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as db, db:
                db.execute(_SCHEMA)
                db.executemany("insert or replace into articles values (?, ?, ?)", rows)
                known = [key for (key,) in db.execute("select key from articles")] if keep else []
                if len(known) > 2 * len(kept) + 100:
                    db.executemany("delete from articles where key = ?", [(key,) for key in known if key not in kept])
        except (sqlite3.Error, OSError):
            self.discard()

    def discard(self) -> None:
        """Forget everything."""
        for path in self.path.parent.glob(f"{self.path.name}*"):
            with suppress(OSError):
                path.unlink()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=30)
        # A cache that a crash has damaged is made again, so it need not be safe against one.
        db.execute("pragma journal_mode = off")
        db.execute("pragma synchronous = off")
        return db


def _packed(entries: Mapping[bytes, Entry]) -> Iterable[tuple[bytes, str]]:
    return ((key, json.dumps(entry, ensure_ascii=False, separators=(",", ":"))) for key, entry in entries.items())
