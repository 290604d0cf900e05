"""The tables of the store.

Every version of a ticket that an import brought is kept, so that the import can be undone. ``replaced_by`` is the
import whose version counts instead; NULL in the version that counts. An import that brings a version which counts
already leaves only a ``confirmed`` behind: ``of`` is the import that brought it first.

Times are UTC. ``tag_count.last`` and ``cover.last`` are the first instants after a period.
"""

from __future__ import annotations

VERSION = 1

COLUMNS = {
    "id": "UBIGINT",
    "created": "TIMESTAMP",
    "updated": "TIMESTAMP",
    "language": "VARCHAR",
    "channel": "VARCHAR",
    "status": "VARCHAR",
    "team": "VARCHAR",
    "minutes": "FLOAT",
    "satisfied": "BOOLEAN",
    "tags": "VARCHAR[]",
    "articles": "VARCHAR[]",
}
"""What is known of a ticket."""

COUNT_COLUMNS = {
    "first": "TIMESTAMP",
    "last": "TIMESTAMP",
    "tag": "VARCHAR",
    "tickets": "INTEGER",
    "language": "VARCHAR",
    "channel": "VARCHAR",
}
"""What is known where an export holds only counts."""


def columns(of: dict[str, str]) -> str:
    """Names and types, as CREATE TABLE wants them."""
    return ", ".join(f"{name} {kind}" for name, kind in of.items())


def names(of: dict[str, str], table: str = "") -> str:
    """Names, as SELECT wants them; of a table, if it is named."""
    return ", ".join(f"{table}.{name}" if table else name for name in of)


TABLES = (
    "CREATE TABLE about (version INTEGER, salt UBIGINT, imports INTEGER)",
    """CREATE TABLE import (number INTEGER, "at" TIMESTAMP, source VARCHAR, profile VARCHAR, encoding VARCHAR,
    delimiter VARCHAR, zone VARCHAR, given_zone VARCHAR, read BIGINT, kept BIGINT, updated BIGINT, rejected BIGINT,
    first TIMESTAMP, last TIMESTAMP)""",
    "CREATE TABLE cover (import INTEGER, first TIMESTAMP, last TIMESTAMP)",
    f"CREATE TABLE ticket (import INTEGER, replaced_by INTEGER, {columns(COLUMNS)})",
    'CREATE TABLE confirmed (import INTEGER, id UBIGINT, "of" INTEGER)',
    f"CREATE TABLE tag_count (import INTEGER, replaced_by INTEGER, {columns(COUNT_COLUMNS)})",
    f"CREATE VIEW current_ticket AS SELECT import, {names(COLUMNS)} FROM ticket WHERE replaced_by IS NULL",
    f"CREATE VIEW current_count AS SELECT import, {names(COUNT_COLUMNS)} FROM tag_count WHERE replaced_by IS NULL",
    "CREATE VIEW counted_ticket AS SELECT * FROM current_ticket WHERE status NOT IN ('spam', 'merged', 'deleted')",
)
