"""Tickets, counts and rules in which everything happens that a query could get wrong."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from kbgen.tickets.ticket import Channel, Status
from tests.tickets.weekly.naive import Rule
from tests.tickets.weekly.stores import Counted, Seen

ZONE = "Europe/Tallinn"
LANGUAGES = ("et", "en", "ru", "fi")
# Summer time ended on 26 October 2025 and began on 29 March 2026.
UNTIL = datetime(2026, 4, 8, 21, tzinfo=UTC)
WEEKS = 32
TAGS = ("login", "dns", "mail", "old-mail", "web_widget", "billing", "domeen", "почта")
RULES: Sequence[Rule] = (
    Rule("mail", "e-mail"),
    Rule("почта", "e-mail"),
    Rule("old-mail", "e-mail", until=date(2026, 3, 29)),
    Rule("old-mail", None, since=date(2026, 3, 29)),
    Rule("billing", "money", since=date(2025, 12, 24)),
    Rule("web_widget", None),
)


def tickets(number: int = 4000) -> list[Seen]:
    """Of forty weeks, some within seconds of the ends of weeks and of changes of the clock."""
    chance = random.Random(6)
    edges = [UNTIL - timedelta(days=7 * week) for week in range(40)]
    edges += [edge + timedelta(hours=1) for edge in edges]
    edges += [datetime(2025, 10, 26, 1, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)]
    edges += [datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2025, 12, 23, 22, tzinfo=UTC)]
    moments = [edge + timedelta(microseconds=gap) for edge in edges for gap in (-1, 0, 1, 999_999)]
    moments += [UNTIL - timedelta(seconds=chance.random() * 40 * 7 * 86400) for _ in range(number)]
    return [
        Seen(
            created,
            tuple(chance.sample(TAGS, chance.choice((0, 1, 1, 2, 3)))),
            chance.choice((*LANGUAGES, "", "sv")),
            chance.choice(list(Channel)).value,
            chance.choice(list(Status)).value,
        )
        for created in moments
    ]


def counts() -> list[Counted]:
    """Of weeks that are not those of the query, of months, and of periods that lie half outside."""
    monday = datetime(2026, 1, 4, 22, tzinfo=UTC)
    weekly = [
        Counted(monday + timedelta(days=7 * n), monday + timedelta(days=7 * n + 7), tag, 3 + n, language, "email")
        for n in range(14)
        for tag, language in (("mail", "et"), ("web_widget", "en"), ("old-mail", ""), ("login", "sv"))
    ]
    months = [
        Counted(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC), "old-mail", 101, "fi", "chat"),
        Counted(datetime(2025, 7, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), "billing", 997, "ru", ""),
    ]
    return [*weekly, *months]


def to_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> tuple[Path, Path]:
    """The tables of a store as files: what passes between the two worlds."""
    files = folder / "tickets.parquet", folder / "counts.parquet"
    for view, file in zip(("current_ticket", "current_count"), files, strict=True):
        connection.execute(f"COPY {view} TO '{file}' (FORMAT parquet)")
    return files
