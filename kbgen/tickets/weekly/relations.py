"""The tables that the query joins, and how DuckDB gets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kbgen.tickets.ticket import NOT_COUNTED
from kbgen.tickets.weekly.packing import Packing
from kbgen.tickets.weekly.periods import periods
from kbgen.tickets.weekly.rules import ALWAYS, FOREVER, Rule, ruled
from kbgen.tickets.weekly.slots import Slots, slots_of
from kbgen.tickets.weeks import WEEK, Weeks

if TYPE_CHECKING:
    import duckdb

Rows = Sequence[tuple[Any, ...]]

# Their columns, with what DuckDB calls their types.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "slot": {"slot": "INTEGER", "weeks_ago": "INTEGER", "since": "TIMESTAMP", "until": "TIMESTAMP"},
    "rule": {"tag": "VARCHAR", "topic": "VARCHAR", "since": "TIMESTAMP", "until": "TIMESTAMP", "shared": "BOOLEAN"},
    "period": {
        "first": "TIMESTAMP",
        "last": "TIMESTAMP",
        "slot": "INTEGER",
        "lower": "BIGINT",
        "upper": "BIGINT",
        "whole": "BIGINT",
    },
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


def asked(rules: Iterable[Rule], weeks: Weeks) -> tuple[Slots, Rows]:
    """The slots, and the rows of the table ``rule``."""
    table = ruled(rules, weeks.zone)
    changes = {moment for row in table for moment in (row.since, row.until)} - {ALWAYS, FOREVER}
    return slots_of(weeks, changes), table


@contextmanager
def prepared(store: Tickets, rules: Iterable[Rule], weeks: Weeks) -> Iterator[tuple[duckdb.DuckDBPyConnection, Slots]]:
    """A connection of its own to the store, with the tables; they go when it is closed."""
    cursor = store.connection.cursor()
    try:
        slots, table = asked(rules, weeks)
        spans = cursor.execute("SELECT DISTINCT first, last FROM current_count").fetchall()
        fill(cursor, "rule", table)
        fill(cursor, "slot", slots.slots)
        fill(cursor, "period", periods(spans, slots))
        # What a join has found is put down before the query joins it again: DuckDB 2.0.0 stops with internal errors
        # where such columns (“global dictionaries”) go through CASE, UNNEST and further joins.
        cursor.execute(
            """CREATE OR REPLACE TEMP TABLE spread AS SELECT tag, language, channel, slot,
            tickets::BIGINT * upper // whole - tickets::BIGINT * lower // whole AS tickets
            FROM current_count JOIN period USING (first, last)"""
        )
        yield cursor, slots
    finally:
        cursor.close()


def place(cursor: duckdb.DuckDBPyConnection, slots: Slots, packing: Packing | None) -> None:
    """Make the views ``placed`` and ``part``: tickets that count and counts, with their slots. With a packing they
    have its sums instead of language and channel.
    """
    words = "language, channel" if packing is None else _sums(packing)
    not_counted = ", ".join(_quoted(status) for status in sorted(NOT_COUNTED))
    cursor.execute(
        f"""CREATE OR REPLACE TEMP VIEW placed AS SELECT id, {slot_of(slots)} AS slot, tags, coalesce(len(tags), 0) AS
        named, {words} FROM current_ticket WHERE created >= TIMESTAMP '{slots.since}' AND
        created < TIMESTAMP '{slots.until}' AND status NOT IN ({not_counted})"""
    )
    cursor.execute(f"CREATE OR REPLACE TEMP VIEW part AS SELECT tag, slot, tickets, {words} FROM spread")


def slot_of(slots: Slots) -> str:
    """SQL for the slot of ``created``; a comparison with each end of a week would take as long as all the counting."""
    last = (slots.until - datetime(1970, 1, 1)) // timedelta(microseconds=1)
    week = WEEK // timedelta(microseconds=1)
    *shifts, first = slots.shifts()
    shift = _case(
        ((f"created >= TIMESTAMP '{one.since}'", one.seconds * 10**6) for one in shifts), first.seconds * 10**6
    )
    era = _case(
        ((f"created >= TIMESTAMP '{change}'", n) for n, change in reversed(list(enumerate(slots.changes, start=1)))), 0
    )
    return f"(({last - 1} - epoch_us(created) + {shift}) // {week} * {slots.eras} + {era})::INTEGER"


def fill(cursor: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    """Make a table anew."""
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


def _sums(packing: Packing) -> str:
    parts = []
    for number, columns in enumerate(packing.weights(), start=1):
        cases = [
            _case(((f"{column} = {_quoted(word)}", weight) for word, weight in weights.items()), 0)
            for column, weights in columns.items()
            if weights
        ]
        parts.append(f"{' + '.join(cases) or '0::BIGINT'} AS sum_{number}")
    return ", ".join(parts)


def _case(branches: Iterable[tuple[str, int]], otherwise: int) -> str:
    told = " ".join(f"WHEN {condition} THEN {value}::BIGINT" for condition, value in branches)
    return f"CASE {told} ELSE {otherwise}::BIGINT END" if told else f"{otherwise}::BIGINT"


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
