"""The weeks that are compared: before, left out, and after.

An article is often written because of a rise. Taken into the period before, that rise makes every article a success
(regression to the mean), so the last weeks before the day are left out, and with them the week in which it falls.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kbgen.tickets.weeks import Weeks

BEFORE = 26
LEFT_OUT = 4
AFTER = 13
LEAST_BEFORE = 13
LEAST_AFTER = 4
"""Weeks; with fewer nothing is measured."""

HALF_WEIGHT = 13
"""A week that is so many weeks older than another counts half as much: topics wander."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Places of weeks: ``before`` up to ``left_out`` up to ``after`` up to ``end``, each the first of its own."""

    before: int
    left_out: int
    after: int
    end: int

    @property
    def past(self) -> slice:
        """The weeks before."""
        return slice(self.before, self.left_out)

    @property
    def gap(self) -> slice:
        """The weeks that are left out."""
        return slice(self.left_out, self.after)

    @property
    def then(self) -> slice:
        """The weeks after."""
        return slice(self.after, self.end)


def first_week_after(weeks: Weeks, day: date) -> int:
    """The first week that begins on a day or later; ``weeks.count`` where none does yet."""
    return bisect_left(_days(weeks), day)


@lru_cache(maxsize=8)
def _days(weeks: Weeks) -> tuple[date, ...]:
    """Asked for hundreds of changes at a time, and zones take their time."""
    return tuple(weeks.days())


def around(after: int, count: int, length: int = AFTER) -> Windows | None:
    """The windows for a change whose first whole week is ``after``, of ``count`` weeks; None without enough of them."""
    left_out = after - LEFT_OUT
    before = max(0, left_out - BEFORE)
    end = min(count, after + length)
    if left_out - before < LEAST_BEFORE or end - after < LEAST_AFTER:
        return None
    return Windows(before, left_out, after, end)
