"""A store with given tickets and counts, made of nothing but the tables that the query reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import NamedTuple

import duckdb

from kbgen.tickets.ticket import Status

TABLES = """
CREATE TABLE ticket (id UBIGINT, import INTEGER, replaced_by INTEGER, created TIMESTAMP, updated TIMESTAMP,
    language VARCHAR, channel VARCHAR, status VARCHAR, team VARCHAR, minutes FLOAT, satisfied BOOLEAN,
    tags VARCHAR[], articles VARCHAR[]);
CREATE TABLE tag_count (import INTEGER, replaced_by INTEGER, first TIMESTAMP, last TIMESTAMP, tag VARCHAR,
    tickets INTEGER, language VARCHAR, channel VARCHAR);
CREATE VIEW current_ticket AS SELECT * FROM ticket WHERE replaced_by IS NULL;
CREATE VIEW current_count AS SELECT * FROM tag_count WHERE replaced_by IS NULL;
"""


class Seen(NamedTuple):
    """A ticket, as far as it matters to counts; ``created`` with its zone."""

    created: datetime
    tags: tuple[str, ...] = ("login",)
    language: str = "en"
    channel: str = "email"
    status: str = Status.SOLVED


class Counted(NamedTuple):
    first: datetime
    last: datetime
    tag: str
    tickets: int
    language: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Store:
    """Tickets and counts, as ``Tickets`` and ``Known`` want them."""

    connection: duckdb.DuckDBPyConnection
    zone_name: str = "Europe/Tallinn"
    spans: tuple[tuple[datetime, datetime], ...] = field(default=())

    def zone(self) -> str:
        return self.zone_name

    def covered(self) -> Sequence[tuple[datetime, datetime]]:
        return self.spans

    def horizon(self) -> datetime | None:
        return max((last for _, last in self.spans), default=None)

    def covering(self, *spans: tuple[datetime, datetime]) -> Store:
        return replace(self, spans=spans)


def naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def store(tickets: Iterable[Seen] = (), counts: Iterable[Counted] = (), zone: str = "Europe/Tallinn") -> Store:
    """A store in memory that holds these, and covers all times."""
    connection = duckdb.connect()
    connection.execute(TABLES)
    numbers = count(1)
    rows = [(next(numbers), naive(t.created), t.language, t.channel, t.status, list(t.tags)) for t in tickets]
    if rows:
        connection.execute(
            """INSERT INTO ticket (id, created, language, channel, status, tags) SELECT unnest(?::UBIGINT[]),
            unnest(?::TIMESTAMP[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),
            unnest(?::VARCHAR[][])""",
            [list(column) for column in zip(*rows, strict=True)],
        )
    for one in counts:
        connection.execute(
            """INSERT INTO tag_count (first, last, tag, tickets, language, channel) VALUES (?, ?, ?, ?, ?, ?)""",
            [naive(one.first), naive(one.last), *one[2:]],
        )
    ever = datetime(2000, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)
    return Store(connection, zone, (ever,))


def every(start: datetime, number: int, step: timedelta, **named: object) -> list[Seen]:
    """Tickets at regular intervals."""
    return [Seen(start + i * step, **named) for i in range(number)]  # type: ignore[arg-type]
