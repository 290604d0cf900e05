"""Weeks that are in the store both as tickets and as counts: each question of them counts twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.tickets.store.records import Twice

if TYPE_CHECKING:
    import duckdb


def found(connection: duckdb.DuckDBPyConnection) -> tuple[Twice, ...]:
    """The imports of counts in whose periods tickets were created, too, the oldest first."""
    if not connection.execute("SELECT 1 FROM current_count LIMIT 1").fetchall():
        return ()
    rows = connection.execute(
        """WITH day AS (SELECT DISTINCT created::DATE AS day FROM counted_ticket),
        period AS (SELECT DISTINCT import, first, last FROM current_count)
        SELECT import, min(first), max(last) FROM period
        WHERE EXISTS (SELECT 1 FROM day WHERE day.day + INTERVAL 1 DAY > first AND day.day < last)
        GROUP BY import ORDER BY import"""
    ).fetchall()
    return tuple(Twice(*row) for row in rows)
