"""Which weeks the imports cover: the zeros of the others say nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.weeks import Weeks

# An export's first and last tickets are a little after its beginning and before its end; where nobody works on
# weekends, an export of each week ends on Friday. One Sunday of the year has 25 hours.
MAY_MISS = timedelta(days=2, hours=1)
# Where the usual week has this many, one without any has a probability of 1 in 20,000 (Poisson): nothing was imported.
NEVER_NONE = 10


def observed(
    tickets: NDArray[np.int64], weeks: Weeks, covered: Iterable[tuple[datetime, datetime]]
) -> NDArray[np.bool_]:
    """Shape (weeks,): whether the spans cover all of the week but two days, and its tickets do not deny it. The newest
    is the one that is asked about: if it has any tickets, they count, though the next export may bring more. Rises are
    told by shares of all tickets, for which a part of a week will do. ``tickets``: of each week, of whatever topic.
    """
    spans = _joined(covered)
    inside = np.array([_missing(weeks, week, spans) <= MAY_MISS for week in range(weeks.count)], dtype=np.bool_)
    some = tickets[inside & (tickets > 0)]
    if some.size and np.median(some) >= NEVER_NONE:
        inside &= tickets > 0
    inside[-1:] |= tickets[-1:] > 0
    return inside


def _missing(weeks: Weeks, week: int, spans: list[tuple[datetime, datetime]]) -> timedelta:
    start, end = weeks.start(week), weeks.end(week)
    there = (min(end, last) - max(start, first) for first, last in spans if first < end and last > start)
    return end - start - sum(there, timedelta())


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The same times without overlaps."""
    joined: list[tuple[datetime, datetime]] = []
    for first, last in sorted((_utc(first), _utc(last)) for first, last in spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
