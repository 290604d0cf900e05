"""What is in the store, at a glance."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kbgen.tickets.store import twice
from kbgen.tickets.store.records import Standing, Week
from kbgen.tickets.ticket import Channel

if TYPE_CHECKING:
    import duckdb


def of(connection: duckdb.DuckDBPyConnection, zone: ZoneInfo) -> Standing:
    """``zone``: that in which days begin."""
    tickets, tracked = _one(connection, "SELECT count(*), count(minutes) FROM counted_ticket")
    (everything,) = _one(connection, "SELECT count(*) FROM current_ticket")
    (counts,) = _one(connection, "SELECT count(*) FROM current_count")
    (tags,) = _one(
        connection,
        "SELECT count(DISTINCT tag) FROM (SELECT unnest(tags) AS tag FROM counted_ticket"
        " UNION ALL SELECT tag FROM current_count)",
    )
    days = _days(connection, zone)
    return Standing(
        tickets=tickets,
        not_counted=everything - tickets,
        counts=counts,
        days=days,
        weeks=_weeks(connection, zone, days) if days else (),
        channels={Channel(name): number for name, number in _by(connection, "channel")},
        languages=dict(_by(connection, "language")),
        tracked=tracked,
        tags=tags,
        twice=twice.found(connection),
    )


def _days(connection: duckdb.DuckDBPyConnection, zone: ZoneInfo) -> tuple[date, date] | None:
    """Counts are of whole days, maybe in another zone; their noon is on the same day in both."""
    first, last = _one(
        connection,
        """SELECT min(first), max(last) FROM (SELECT min(created) AS first, max(created) AS last FROM counted_ticket
        UNION ALL SELECT min(first) + INTERVAL 12 HOURS, max(last) - INTERVAL 12 HOURS FROM current_count)""",
    )
    return None if first is None else (_day(first, zone), _day(last, zone))


def _day(time: datetime, zone: ZoneInfo) -> date:
    return time.replace(tzinfo=UTC).astimezone(zone).date()


def _weeks(connection: duckdb.DuckDBPyConnection, zone: ZoneInfo, days: tuple[date, date]) -> tuple[Week, ...]:
    """Blocks of seven days that end with the last day; counts belong to the day in the middle of their period."""
    first, last = days
    # An hour more or less at the change of summer time moves nothing that a person would see here.
    shift = datetime.combine(last, datetime.min.time(), zone).utcoffset() or timedelta()
    rows = connection.execute(
        """SELECT date_diff('day', (time + ?::INTERVAL)::DATE, ?::DATE) // 7, sum(number)::BIGINT FROM (
        SELECT created AS time, 1 AS number FROM counted_ticket
        UNION ALL SELECT first + (last - first) / 2, tickets FROM current_count) GROUP BY ALL""",
        [shift, last],
    ).fetchall()
    found = dict(rows)
    count = (last - first).days // 7 + 1
    starts = [last - timedelta(days=7 * back + 6) for back in reversed(range(count))]
    return tuple(Week(start, found.get(count - 1 - place, 0)) for place, start in enumerate(starts))


def _by(connection: duckdb.DuckDBPyConnection, column: str) -> list[tuple[str, int]]:
    """What a column says, of tickets and of counts, the most frequent first."""
    query = f"""SELECT {column}, sum(number)::BIGINT FROM (
        SELECT {column}, count(*) AS number FROM counted_ticket GROUP BY ALL
        UNION ALL SELECT {column}, sum(tickets) FROM current_count GROUP BY ALL) GROUP BY ALL ORDER BY 2 DESC, 1"""
    return connection.execute(query).fetchall()


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:  # type: ignore[type-arg]
    row = connection.execute(query).fetchone()
    assert row is not None
    return tuple(row)
