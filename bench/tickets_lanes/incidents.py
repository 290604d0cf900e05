"""Incidents, asked every day: within how many days of its first question is each of them flagged?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from bench.tickets_lanes import truth
from bench.tickets_lanes.questions import Daily
from kbgen.tickets.statistics import detect
from kbgen.tickets.statistics.signal import Lane

WITHIN = 21
"""Days after the first question, on which is asked."""


@dataclass(frozen=True)
class Caught:
    """``week``: the most questions of some seven days. ``fifth``: days until there were five within seven days, the
    first
    day that a rule of five can see. ``new_tag``, ``any_lane``: days until it was flagged; None if never.
    """

    tag: str
    first: date
    week: int
    fifth: int
    new_tag: int | None
    any_lane: int | None


def caught(daily: Daily) -> list[Caught]:
    """Of all incidents that had five questions in some seven days; the oldest first. Those in the first year are left
    out: nobody can know then whether a tag is new.
    """
    found = []
    for row, tag in enumerate(daily.names):
        if not truth.is_incident(tag):
            continue
        days = daily.topics[row]
        weeks = np.convolve(days, np.ones(7, np.int64))[: len(days)]
        enough = np.flatnonzero(weeks >= truth.LEAST)
        if not len(enough) or enough[0] < 31 * 7:
            continue
        first = int(np.flatnonzero(days[enough[0] - 6 :])[0]) + int(enough[0]) - 6
        found.append(_ask(daily, tag, first, int(weeks.max()), int(enough[0]) - first + 1))
    return sorted(found, key=lambda one: one.first)


def _ask(daily: Daily, tag: str, first: int, week: int, fifth: int) -> Caught:
    new_tag = any_lane = None
    for days in range(1, WITHIN + 1):
        if first + days > daily.days:
            break
        until = daily.first + timedelta(days=first + days)
        lane = next((one.lane for one in detect(daily.weekly(until)).signals if one.topic == tag), None)
        if lane is not None and any_lane is None:
            any_lane = days
        if lane is Lane.NEW_TAG:
            new_tag = days
            break
    return Caught(tag, daily.first + timedelta(days=first), week, fifth, new_tag, any_lane)


def table(found: list[Caught]) -> str:
    """A row an incident."""
    lines = ["| incident | first question | in its busiest 7 days | 5 in 7 days | flagged as new tag | flagged |"]
    lines.append("| --- | --- | ---: | ---: | ---: | ---: |")
    for one in found:
        days = " | ".join("–" if day is None else f"day {day}" for day in (one.fifth, one.new_tag, one.any_lane))
        lines.append(f"| {one.tag} | {one.first} | {one.week} | {days} |")
    return "\n".join(lines)
