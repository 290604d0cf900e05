"""Lengths of time as people say them: “12 months”, “90 days”."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """So many months, or so many days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day that lies one interval later; 31 January plus a month is the last day of February.

        What lies beyond the year 9999 is the last day that there is.
        """
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        if year > date.max.year:
            return date.max
        last = min(day.day, monthrange(year, month)[1])
        try:
            return date(year, month, last) + timedelta(days=self.days)
        except OverflowError:
            return date.max


_WORDS = re.compile(r"(?P<count>\d{1,4})\s*(?P<unit>day|week|month|year)s?")
EXAMPLES = "“12 months” or “90 days”"


def parse(value: object) -> Interval | None:
    """``90`` (days), ``90 days``, ``6 weeks``, ``12 months`` or ``2 years``; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Interval(days=value) if 0 < value < 10_000 else None
    match = _WORDS.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match or not int(match["count"]):
        return None
    count = int(match["count"])
    match match["unit"]:
        case "day":
            return Interval(days=count)
        case "week":
            return Interval(days=7 * count)
        case "month":
            return Interval(months=count)
        case _:
            return Interval(months=12 * count)
