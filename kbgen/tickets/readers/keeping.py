"""Views, votes and searches in the store of the tickets, in tables of their own.

A source is a file of an import: later ones have higher numbers and rule over earlier ones for the days that they cover
(see ``readership``). What an address is counted for is kept beside it, so that a page whose address has changed
without a trace is still its article's. Periods are days, the last one excluded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kbgen.errors import WrongUse
from kbgen.tickets.readers.rows import Kind, Search, View

if TYPE_CHECKING:
    import duckdb

TABLES = (
    """CREATE TABLE IF NOT EXISTS reader_import (number INTEGER, done TIMESTAMP, names VARCHAR, forms VARCHAR,
    read BIGINT, kept BIGINT, rejected BIGINT, unknown BIGINT, first DATE, last DATE)""",
    "CREATE TABLE IF NOT EXISTS reader_source (number INTEGER, import INTEGER, kind VARCHAR, first DATE, last DATE)",
    """CREATE TABLE IF NOT EXISTS reader_view (source INTEGER, address VARCHAR, article VARCHAR, language VARCHAR,
    first DATE, last DATE, views BIGINT)""",
    """CREATE TABLE IF NOT EXISTS reader_vote (source INTEGER, address VARCHAR, article VARCHAR, language VARCHAR,
    first DATE, last DATE, up BIGINT, down BIGINT)""",
    """CREATE TABLE IF NOT EXISTS reader_search (source INTEGER, language VARCHAR, query VARCHAR,
    first DATE, last DATE, searches BIGINT)""",
)
_OF_A_SOURCE = ("reader_view", "reader_vote", "reader_search")


@dataclass(frozen=True, slots=True)
class ReaderFile:
    """What was read of a file. ``name``: the file's own; ``form``: what it was taken for. ``views`` hold the key of the
    address (``Pages.key``) and the page, each once a period. Of the rows ``read``, ``kept`` went into them;
    ``rejected`` could not be read, ``unknown`` are no pages of the site, and the rest are totals, robots and pages
    without an article.
    """

    name: str
    form: str
    kind: Kind
    first: date
    last: date
    views: Sequence[tuple[str, str, str, View]] = ()
    searches: Sequence[Search] = ()
    read: int = 0
    kept: int = 0
    rejected: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class ReaderImport:
    """An import as the store remembers it. ``at`` is UTC; ``first`` and ``last`` are the first and the last day."""

    number: int
    at: datetime
    names: str
    forms: str
    read: int
    kept: int
    rejected: int
    unknown: int
    first: date
    last: date


def add(connection: duckdb.DuckDBPyConnection, files: Sequence[ReaderFile], at: datetime) -> int:
    """Put the files of an import into the store, all or none of them; returns the import's number."""
    with _transaction(connection):
        return _add(connection, files, at)


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        # After a failed write the whole connection is void; the next one finds the store as it was.
        with suppress(Exception):
            connection.rollback()
        raise


def _add(connection: duckdb.DuckDBPyConnection, files: Sequence[ReaderFile], at: datetime) -> int:
    for statement in TABLES:
        connection.execute(statement)
    number = _next(connection, "reader_import")
    source = _next(connection, "reader_source")
    for place, file in enumerate(files, source):
        connection.execute(
            "INSERT INTO reader_source VALUES (?, ?, ?, ?, ?)", [place, number, file.kind.value, file.first, file.last]
        )
        views = [(place, *page, v.first, v.last, v.views) for *page, v in file.views if v.views is not None]
        votes = [
            (place, *page, v.first, v.last, v.up or 0, v.down or 0)
            for *page, v in file.views
            if v.up is not None or v.down is not None
        ]
        searches = [(place, s.language, s.query, s.first, s.last, s.searches) for s in file.searches]
        _insert(connection, "reader_view", views)
        _insert(connection, "reader_vote", votes)
        _insert(connection, "reader_search", searches)
    connection.execute(
        "INSERT INTO reader_import VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number,
            at.astimezone(UTC).replace(tzinfo=None),
            ", ".join(file.name for file in files),
            ", ".join(dict.fromkeys(file.form for file in files)),
            sum(file.read for file in files),
            sum(file.kept for file in files),
            sum(file.rejected for file in files),
            sum(file.unknown for file in files),
            min(file.first for file in files),
            max(file.last for file in files),
        ],
    )
    return number


def _next(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """A number that is greater than all that were given; those of undone imports may come again."""
    row = connection.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()
    assert row is not None
    return int(row[0])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """By columns: DuckDB takes minutes for a hundred thousand single rows."""
    if not rows:
        return
    import numpy as np

    batch = {}
    for place, values in enumerate(zip(*rows, strict=True)):
        if isinstance(values[0], date):
            batch[f"c{place}"] = np.array(values, dtype="datetime64[D]").astype("datetime64[s]")
        elif isinstance(values[0], int):
            batch[f"c{place}"] = np.array(values, dtype=np.int64)
        else:
            batch[f"c{place}"] = np.array(values, dtype=object)
    connection.register("reader_batch", batch)
    connection.execute(f"INSERT INTO {table} SELECT * FROM reader_batch")
    connection.unregister("reader_batch")


def imports(connection: duckdb.DuckDBPyConnection) -> tuple[ReaderImport, ...]:
    """All imports, the oldest first."""
    if not is_there(connection):
        return ()
    rows = connection.execute("SELECT * FROM reader_import ORDER BY number").fetchall()
    found = (ReaderImport(*row) for row in rows)
    return tuple(replace(one, at=one.at.replace(tzinfo=UTC), last=one.last - timedelta(days=1)) for one in found)


def undo(connection: duckdb.DuckDBPyConnection, number: int) -> int:
    """Take an import out; returns how many rows of its files went. What it ruled over counts again. Raises WrongUse."""
    known = {one.number: one for one in imports(connection)}
    if number not in known:
        hint = f"there are {', '.join(map(str, known))}" if known else "no views were imported"
        raise WrongUse(f"there is no import {number} of views", hint=hint)
    of_import = "SELECT number FROM reader_source WHERE import = ?"
    with _transaction(connection):
        for table in _OF_A_SOURCE:
            connection.execute(f"DELETE FROM {table} WHERE source IN ({of_import})", [number])
        connection.execute("DELETE FROM reader_source WHERE import = ?", [number])
        connection.execute("DELETE FROM reader_import WHERE number = ?", [number])
    return known[number].kept


def is_there(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether views or searches were ever imported here."""
    rows = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'reader_source'").fetchall()
    return bool(rows)
