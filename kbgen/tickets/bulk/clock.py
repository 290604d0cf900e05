"""Local times of a zone → UTC, in SQL that needs no tables of time zones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from kbgen.tickets.reading.moments import EARLIEST

AHEAD = timedelta(days=400)
"""How far in the future a time may lie before it is looked at one by one."""

_DAY = timedelta(days=1)


def utc_sql(column: str, zone: ZoneInfo, now: datetime) -> str:
    """The SQL expression of the instant in UTC. A local time that exists twice is the first of the two, and one that
    summer time skips is as if it had not begun (PEP 495, fold 0). Times that no help desk has end the query; but where
    ``is_utc``, times are as they stand, for their ends are soon looked at afterwards.
    """
    if is_utc(zone, now):
        return column
    *steps, (end, _) = _steps(zone, _end(now))
    # The newest first: most tickets are of these years.
    branches = [f"WHEN {column} >= TIMESTAMP '{begin}' THEN {_less(column, offset)}" for begin, offset in steps[::-1]]
    return (
        f"CASE WHEN {column} IS NULL THEN NULL WHEN {column} >= TIMESTAMP '{end}' THEN error('a time')"
        f" {' '.join(branches)} ELSE error('a time') END"
    )


def is_utc(zone: ZoneInfo, now: datetime) -> bool:
    """Whether the local time of a zone has always been UTC."""
    first, *turns = _steps(zone, _end(now))
    return len(turns) == 1 and not first[1]


def limits(now: datetime) -> tuple[datetime, datetime]:
    """The first instant that a help desk may have, and the first that it may not, in UTC and without a zone."""
    return datetime(EARLIEST, 1, 1), datetime.combine(_end(now), time())


def _end(now: datetime) -> date:
    return (now + AHEAD).astimezone(UTC).date()


def _less(column: str, offset: timedelta) -> str:
    return f"{column} - INTERVAL ({round(offset.total_seconds())}) SECOND" if offset else column


@cache
def _steps(zone: ZoneInfo, end: date) -> tuple[tuple[datetime, timedelta], ...]:
    """From which local time on which offset holds; at last the day ``end``, with a meaningless offset."""
    return tuple(_found(zone, datetime(EARLIEST, 1, 1), datetime.combine(end, time())))


def _found(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, timedelta]]:
    offset = _offset(zone, first)
    yield first, offset
    at = first
    while at < last:
        after = at + _DAY
        then = _offset(zone, after)
        if then != offset:
            turn = _turn(zone, at, after)
            # At the turn, the later of both clocks is the first that nobody can take for the time before it.
            yield turn + max(offset, then), then
            offset = then
        at = after
    yield last, timedelta()


def _turn(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The instant between two (UTC, to the second) at which the offset changes."""
    offset = _offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()
