"""How many signals a week brings: what the person who reads the report has to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kbgen.tickets.statistics.detection import judged
from kbgen.tickets.statistics.signal import Detection, Lane
from kbgen.tickets.statistics.survey import Survey

ANNOUNCED = frozenset({"taxonomy-break", "spam", "volume-shock", "no-data"})


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """``signals``: the lane of each. ``again``: how many of the topics had a signal in the week before. ``quiet``: no
    change of the tags, spam, shock of volume or missing data was announced.
    """

    day: date
    tickets: int
    signals: tuple[Lane, ...]
    again: int
    quiet: bool


def loads(surveys: Sequence[Survey]) -> tuple[WeekLoad, ...]:
    """Of weeks that follow one another."""
    found = []
    before: frozenset[str] = frozenset()
    for survey in surveys:
        detection = judged(survey)
        now = frozenset(signal.topic for signal in detection.signals)
        found.append(_load(survey, detection, len(now & before)))
        before = now
    return tuple(found)


def _load(survey: Survey, detection: Detection, again: int) -> WeekLoad:
    return WeekLoad(
        day=survey.day(survey.newest),
        tickets=int(survey.history.everything[-1]),
        signals=tuple(signal.lane for signal in detection.signals),
        again=again,
        quiet=not any(notice.kind in ANNOUNCED for notice in detection.notices),
    )
