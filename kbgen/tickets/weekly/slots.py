"""The stretches of time that the query counts in: weeks, cut where a rule about a tag begins or ends.

Within a slot nothing changes, so tags can be counted first and be given their topics afterwards, a few thousand times
instead of once for every tag of every ticket.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from kbgen.tickets.weeks import WEEK, Weeks


class Slot(NamedTuple):
    """From ``since`` to before ``until`` (UTC, without zone, as the store has times); ``weeks_ago`` 0 is the week that
    is asked about.
    """

    slot: int
    weeks_ago: int
    since: datetime
    until: datetime


class Day(NamedTuple):
    """A part of a day of UTC that lies in one slot: so a day and two comparisons tell a moment's slot in any database,
    without arithmetic of time zones.
    """

    day: date
    since: datetime
    until: datetime
    slot: int


class Shift(NamedTuple):
    """How many seconds the ends of weeks are later than whole weeks before the last one, from ``since`` on."""

    since: datetime
    seconds: int


@dataclass(frozen=True)
class Slots:
    """``changes``: the moments within the weeks, in order, from which on other rules hold. A slot's number is its
    ``weeks_ago`` times ``eras`` plus the number of changes before it.
    """

    weeks: Weeks
    changes: tuple[datetime, ...]
    slots: tuple[Slot, ...]

    @property
    def eras(self) -> int:
        """Stretches between changes."""
        return len(self.changes) + 1

    @property
    def since(self) -> datetime:
        """The first instant of all."""
        return self.slots[0].since

    @property
    def until(self) -> datetime:
        """The first instant after all."""
        return self.slots[-1].until

    def at(self, moment: datetime) -> Slot | None:
        """The slot of a moment (UTC, without zone)."""
        from bisect import bisect_right

        place = bisect_right(self.slots, moment, key=lambda slot: slot.since) - 1
        return self.slots[place] if place >= 0 and moment < self.until else None

    def days(self) -> list[Day]:
        """All days of the slots."""
        found = []
        for slot in self.slots:
            day = slot.since.date()
            while datetime(day.year, day.month, day.day) < slot.until:
                found.append(Day(day, slot.since, slot.until, slot.slot))
                day += timedelta(days=1)
        return found

    def shifts(self) -> list[Shift]:
        """The latest first; the last holds also for all times before. A shift begins in the middle of the week that is
        longer or shorter than others, where either gives the same week.
        """
        last = naive(self.weeks.until)
        # The beginning of the oldest week is an end, too: of a week before it.
        ends = [naive(self.weeks.end(week)) for week in range(self.weeks.count - 1, -2, -1)]
        found: list[Shift] = []
        for ago, end in enumerate(ends):
            seconds = (end - last + ago * WEEK) // timedelta(seconds=1)
            if found and found[-1].seconds == seconds:
                found.pop()
            found.append(Shift(end - WEEK / 2, seconds))
        return found


def slots_of(weeks: Weeks, changes: Iterable[datetime]) -> Slots:
    """The slots, the oldest first; changes outside of the weeks do not matter."""
    turns = [naive(weeks.start(0)), *(naive(weeks.end(week)) for week in range(weeks.count))]
    inside = tuple(sorted({change for change in changes if turns[0] < change < turns[-1]}))
    return Slots(weeks, inside, tuple(_cut(turns, inside)))


def _cut(turns: Sequence[datetime], changes: Sequence[datetime]) -> Iterable[Slot]:
    era = 0
    for week, (start, end) in enumerate(pairwise(turns)):
        ago = len(turns) - 2 - week
        since = start
        while era < len(changes) and changes[era] < end:
            if since < changes[era]:
                yield Slot(ago * (len(changes) + 1) + era, ago, since, changes[era])
            since, era = changes[era], era + 1
        yield Slot(ago * (len(changes) + 1) + era, ago, since, end)


def naive(moment: datetime) -> datetime:
    """In UTC, without zone, as the store has times."""
    return moment.astimezone(UTC).replace(tzinfo=None)
