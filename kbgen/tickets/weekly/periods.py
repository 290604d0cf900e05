"""How counts of a period, from an export without tickets, fall into weeks: worked out once for each period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from kbgen.tickets.weekly.calendar import week_of
from kbgen.tickets.weeks import WEEK, Weeks

# A week in which summer time ends is an hour longer.
AT_MOST_A_WEEK = WEEK + timedelta(hours=1)


class Period(NamedTuple):
    """A row of the table ``period``: of ``tickets`` counted from ``first`` to before ``last``, the week has
    ``tickets * upper // whole - tickets * lower // whole``, so that the weeks of a period add up to its tickets.
    ``moment`` is that whose rules hold. Times are UTC without zone, as the store has them.
    """

    first: datetime
    last: datetime
    moment: datetime
    weeks_ago: int
    lower: int
    upper: int
    whole: int


def periods(spans: Iterable[tuple[datetime, datetime]], weeks: Weeks) -> list[Period]:
    """For each period, the weeks that get a part of it; none where it lies outside of them all."""
    return [row for first, last in sorted(set(spans)) if first < last for row in _parts(first, last, weeks)]


def _parts(first: datetime, last: datetime, weeks: Weeks) -> Iterator[Period]:
    middle = first + (last - first) / 2
    if last - first <= AT_MOST_A_WEEK:
        # Weeks of others begin on other days and at other hours than these; most of each lies where its middle lies.
        week = week_of(_aware(middle), weeks)
        if 0 <= week < weeks.count:
            yield Period(first, last, middle, weeks.count - 1 - week, 0, 1, 1)
        return
    whole = _seconds(last - first)
    begin = max(0, week_of(_aware(first), weeks))
    for week in range(begin, weeks.count):
        start = max(first, _naive(weeks.start(week)))
        end = min(last, _naive(weeks.end(week)))
        if start >= end:
            return
        part = Period(
            first=first,
            last=last,
            moment=start + (end - start) / 2,
            weeks_ago=weeks.count - 1 - week,
            lower=_seconds(start - first),
            upper=_seconds(end - first),
            whole=whole,
        )
        if part.lower < part.upper:
            yield part


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
