"""Which week each day's tickets belong to: the table that spares the query all arithmetic of time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from kbgen.tickets.weeks import Weeks

NO_WEEK = -1


class Day(NamedTuple):
    """A day of UTC. What was created before ``turn`` (UTC, without zone, as the store has it) belongs to the week
    ``before``, the rest to ``after``: whole weeks before the one that is asked about, or ``NO_WEEK``.
    """

    day: date
    turn: datetime
    before: int
    after: int


def days(weeks: Weeks) -> list[Day]:
    """All days of UTC that the weeks touch, the oldest first.

    Weeks of a zone with summer time differ by an hour, and one that crosses the date line by a day, but no two of them
    turn on one day: so a day and a moment in it tell the week exactly, in any database, by an equality.
    """
    turns = [_naive(weeks.start(0)), *(_naive(weeks.end(week)) for week in range(weeks.count))]
    found: list[Day] = []
    for number, turn in enumerate(turns):
        after = weeks.count - 1 - number
        before = NO_WEEK if number == 0 else after + 1
        if found:
            quiet = found[-1].day + timedelta(days=1)
            while quiet < turn.date():
                found.append(Day(quiet, turn, before, NO_WEEK))
                quiet += timedelta(days=1)
        found.append(Day(turn.date(), turn, before, after))
    return found


def week_of(moment: datetime, weeks: Weeks) -> int:
    """The number of a moment's week (0 is the oldest); below 0 or ``weeks.count`` where it lies outside."""
    guess = weeks.count - 1 - (weeks.until - moment) // timedelta(days=7)
    # Summer time, or a day that a zone left out, moves it by at most one.
    for week in (guess - 1, guess, guess + 1):
        if weeks.start(week) <= moment < weeks.end(week):
            return week
    raise AssertionError(f"{moment} lies in no week")


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
