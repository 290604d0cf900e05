"""The small tables that the query joins, and how DuckDB gets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kbgen.tickets.weekly.calendar import days
from kbgen.tickets.weekly.periods import periods
from kbgen.tickets.weekly.rules import Rule, ruled
from kbgen.tickets.weeks import Weeks

if TYPE_CHECKING:
    import duckdb

Rows = Sequence[tuple[Any, ...]]

# Their columns, with what DuckDB calls their types.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "calendar": {"day": "DATE", "turn": "TIMESTAMP", "before": "INTEGER", "after": "INTEGER"},
    "rule": {"tag": "VARCHAR", "topic": "VARCHAR", "since": "TIMESTAMP", "until": "TIMESTAMP", "shared": "BOOLEAN"},
    "period": {
        "first": "TIMESTAMP",
        "last": "TIMESTAMP",
        "moment": "TIMESTAMP",
        "weeks_ago": "INTEGER",
        "lower": "BIGINT",
        "upper": "BIGINT",
        "whole": "BIGINT",
    },
    "language_weight": {"word": "VARCHAR", **{f"sum_{n}": "BIGINT" for n in (1, 2, 3, 4)}},
    "channel_weight": {"word": "VARCHAR", **{f"sum_{n}": "BIGINT" for n in (1, 2, 3, 4)}},
}


class Tickets(Protocol):
    """What the counts need of the store."""

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """With the views ``current_ticket`` and ``current_count``."""

    def zone(self) -> str:
        """The name of the time zone in which weeks are counted."""

    def covered(self) -> Sequence[tuple[datetime, datetime]]:
        """The spans of time of which tickets or counts were imported."""


def relations(rules: Iterable[Rule], weeks: Weeks, spans: Iterable[tuple[datetime, datetime]] = ()) -> dict[str, Rows]:
    """Their rows. ``spans``: the periods of which there are counts and no tickets, in UTC without zone."""
    return {"calendar": days(weeks), "rule": ruled(rules, weeks.zone), "period": periods(spans, weeks)}


@contextmanager
def prepared(store: Tickets, rules: Iterable[Rule], weeks: Weeks) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own to the store, with the tables; they go when it is closed."""
    cursor = store.connection.cursor()
    try:
        spans = cursor.execute("SELECT DISTINCT first, last FROM current_count").fetchall()
        for name, rows in relations(rules, weeks, spans).items():
            fill(cursor, name, rows)
        yield cursor
    finally:
        cursor.close()


def fill(cursor: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    """Make one of them anew."""
    columns = COLUMNS[name]
    described = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({described})")
    if rows:
        # A list for each column: a row at a time takes DuckDB a thousand times as long.
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
        cursor.execute(f"INSERT INTO {name} SELECT {lists}", [list(column) for column in zip(*rows, strict=True)])


@cache
def query(name: str) -> str:
    """A committed query: ``rows`` or ``sums``."""
    return Path(__file__).with_name(f"{name}.sql").read_text("utf-8")
