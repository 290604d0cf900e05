"""A report every Monday: its flags in quiet weeks and in all, what it announced, and how it took the known events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from bench.tickets_lanes import questions, truth
from bench.tickets_lanes.questions import Daily
from kbgen.tickets.statistics.backtest.load import ANNOUNCED
from kbgen.tickets.statistics.detection import judged
from kbgen.tickets.statistics.signal import Detection, Lane
from kbgen.tickets.statistics.survey import Survey, survey

FULL = 31
"""Weeks of data that a report has at least."""


@dataclass(frozen=True)
class Report:
    """Of the week that begins on ``first``. ``naive``: flags of the rule “half as many again as last week, and at least
    five”. ``known``: an event of the notes, or an incident with five questions, is in this week. ``repeated``: flags of
    topics that were flagged a week earlier.
    """

    first: date
    survey: Survey
    detection: Detection
    naive: int
    known: bool
    repeated: int

    @property
    def announced(self) -> bool:
        """Whether kbgen itself says that something is wrong with this week or its tags."""
        return any(notice.kind in ANNOUNCED for notice in self.detection.notices)


def reports(daily: Daily) -> list[Report]:
    """Of every week that has enough weeks before it."""
    found = []
    before: set[str] = set()
    incidents = [row for row, name in enumerate(daily.names) if truth.is_incident(name)]
    for monday in questions.mondays(daily):
        counts = daily.weekly(monday)
        if counts.weeks.count < FULL:
            continue
        about = survey(counts)
        detection = judged(about)
        first = counts.weeks.first_day(counts.weeks.count - 1)
        now, last = counts.tickets[:, -1], counts.tickets[:, -2]
        naive = int(((now >= 5) & (now >= 1.5 * last) & ~about.systemic).sum())
        is_known = truth.known(first) or bool((now[incidents] >= truth.LEAST).any())
        named = {signal.topic for signal in detection.signals}
        found.append(Report(first, about, detection, naive, is_known, len(named & before)))
        before = named
    return found


def table(found: Sequence[Report]) -> str:
    """Flags a week: in all weeks, in those without a known event, and in those of which nothing is announced either."""
    lines = ["| weeks | number | a week | of these new | new-tag | spike | trend | “+50 %, at least 5” |"]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    quiet = [one for one in found if not one.known]
    for name, chosen in (
        ("all", found),
        ("quiet: no known event", quiet),
        ("– and nothing announced", [one for one in quiet if not one.announced]),
    ):
        lines.append(_row(name, chosen))
    lines += [
        _row(f"quiet weeks of {year}", [one for one in quiet if one.first.year == year])
        for year in sorted({one.first.year for one in quiet})
    ]
    return "\n".join(lines)


def _row(name: str, chosen: Sequence[Report]) -> str:
    count = max(len(chosen), 1)
    lanes = Counter(signal.lane for one in chosen for signal in one.detection.signals)
    total = sum(lanes.values())
    new = total - sum(one.repeated for one in chosen)
    naive = sum(one.naive for one in chosen)
    cells = [total, new, lanes[Lane.NEW_TAG], lanes[Lane.SPIKE], lanes[Lane.TREND], naive]
    return f"| {name} | {len(chosen)} | " + " | ".join(f"{cell / count:.2f}" for cell in cells) + " |"


def busiest(found: Iterable[Report]) -> str:
    """How many weeks had so many flags."""
    counts = Counter(len(one.detection.signals) for one in found)
    return ", ".join(f"{flags}: {weeks}" for flags, weeks in sorted(counts.items()))


def events(daily: Daily) -> str:
    """The known events, asked at the end of the seven days that begin with each."""
    lines = [
        "| week from | event | questions | usual | flags | announced |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    named = [*((day, "tags changed") for day in truth.TAXONOMY), (truth.SPAM, "spam"), (truth.SHOCK, "volume")]
    for day, event in sorted(named):
        counts = daily.weekly(date.fromordinal(day.toordinal() + 7))
        detection = judged(survey(counts))
        usual = float(np.median(counts.all_tickets[-9:-1]))
        said = "; ".join(f"{notice.kind} ({len(notice.tags)} tags)" for notice in detection.notices)
        cells = [f"{counts.all_tickets[-1]}", f"{usual:.0f}", f"{len(detection.signals)}", said]
        lines.append(f"| {day} | {event} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
