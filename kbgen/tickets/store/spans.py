"""Which stretches of time an import tells about, judged by how many tickets it has of each day.

Exports are often chosen by the last update, so that a month's export holds a few tickets of the months before. These
weeks are not covered, though they are not empty. A help desk with a handful of tickets may well have a week without
any; there nothing can be told, and the import covers all from its first to its last ticket.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

USUAL = 20
"""Tickets in the usual week from which on an empty week is a hole in the data, not a quiet one."""

SPARSE = 0.2
"""Of the usual week: weeks at the beginning with less belong to tickets that an export only brings along."""

_WEEK = timedelta(days=7)


def covered(days: Mapping[date, int]) -> tuple[tuple[date, date], ...]:
    """Tickets by day of creation → stretches of days, first and last, that the import tells about; sorted."""
    from statistics import median  # it takes longer to import than all of this to run

    if not days:
        return ()
    first, last = min(days), max(days)
    # Weeks are counted back from the last day, since the latest days of an export are the most complete.
    count = (last - first).days // 7 + 1
    weeks = [0] * count
    for day, tickets in days.items():
        weeks[count - 1 - (last - day).days // 7] += tickets
    usual = median([tickets for tickets in weeks if tickets])
    if usual < USUAL:
        return ((first, last),)
    begin = next(week for week, tickets in enumerate(weeks) if tickets >= SPARSE * usual)
    return tuple(_stretches(weeks, begin, first, last))


def _stretches(weeks: list[int], begin: int, first: date, last: date) -> list[tuple[date, date]]:
    """Runs of weeks with tickets, from the week ``begin`` on; ``first`` and ``last``: the days of the
    first and the last ticket."""
    found: list[tuple[date, date]] = []
    for week in range(begin, len(weeks)):
        end = last - (len(weeks) - 1 - week) * _WEEK
        start = end - _WEEK + timedelta(days=1)
        if not weeks[week]:
            continue
        if not week:
            start = max(start, first)
        if found and found[-1][1] + timedelta(days=1) == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
