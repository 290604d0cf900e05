"""Weeks as kbgen counts them: blocks of seven days, counted back from the moment of asking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Weeks:
    """``count`` weeks that end at ``until`` (with its zone), the oldest first: the last one is the week that is asked
    about. A week begins and ends at the same time of day in the zone, so that one with a change to or from summer time
    is an hour shorter or longer.
    """

    until: datetime
    zone: ZoneInfo
    count: int

    def end(self, week: int) -> datetime:
        """The first instant after a week (0 is the oldest), in UTC."""
        local = self.until.astimezone(self.zone).replace(tzinfo=None) - (self.count - 1 - week) * WEEK
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def start(self, week: int) -> datetime:
        """The first instant of a week, in UTC."""
        return self.end(week - 1)

    def first_day(self, week: int) -> date:
        """The day on which a week begins, in the zone; how reports name the week."""
        return self.start(week).astimezone(self.zone).date()

    def days(self) -> Iterator[date]:
        """``first_day`` of every week, the oldest first."""
        return (self.first_day(week) for week in range(self.count))


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day begins in a zone, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
