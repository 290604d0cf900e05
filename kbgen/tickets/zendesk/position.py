"""How far each account has been read, in the store beside the tickets that came until there.

A position belongs to the import that brought the tickets before it, and follows on the position before. If one of these
imports is undone, everything from it on is read again.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from kbgen.tickets.zendesk.export import Position

if TYPE_CHECKING:
    import duckdb

_TABLE = """CREATE TABLE IF NOT EXISTS fetched
(import INTEGER, "after" INTEGER, account VARCHAR, "cursor" VARCHAR, reached TIMESTAMP)"""


def last(connection: duckdb.DuckDBPyConnection, account: str) -> tuple[int, Position] | None:
    """The number of the import that read furthest, and how far; None where nothing of the account is there."""
    if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'fetched'").fetchall():
        return None
    there = {number for (number,) in connection.execute("SELECT number FROM import").fetchall()}
    rows = connection.execute(
        'SELECT import, "after", "cursor", reached FROM fetched WHERE account = ? ORDER BY import', [account]
    ).fetchall()
    whole: set[int] = set()
    found: tuple[int, Position] | None = None
    for number, after, cursor, reached in rows:
        if number in there and (after is None or after in whole):
            whole.add(number)
            found = number, Position(reached.replace(tzinfo=UTC), cursor)
    return found


def remember(
    connection: duckdb.DuckDBPyConnection, account: str, position: Position, *, number: int, after: int | None
) -> None:
    """Write down that import ``number``, which follows on import ``after``, has read this far; if the two are the same,
    that it has come further without another ticket. The transaction is the caller's, so that the position and the
    tickets are kept together or not at all.
    """
    connection.execute(_TABLE)
    reached = position.reached.astimezone(UTC).replace(tzinfo=None)
    if number == after:
        connection.execute(
            'UPDATE fetched SET "cursor" = ?, reached = ? WHERE import = ? AND account = ?',
            [position.cursor, reached, number, account],
        )
        return
    connection.execute("INSERT INTO fetched VALUES (?, ?, ?, ?, ?)", [number, after, account, position.cursor, reached])
