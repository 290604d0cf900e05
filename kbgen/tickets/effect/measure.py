"""The effect of one change of an article on one topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.effect.comparing import compared, needed
from kbgen.tickets.effect.contrast import LEAST_LEVEL, contrast
from kbgen.tickets.effect.effect import ASKED, LEVEL, Comparison, Effect, Verdict
from kbgen.tickets.effect.hygiene import Hygiene, hygiene, mask
from kbgen.tickets.effect.placebos import LEAST, LEAST_TOPICS, Placebos, gather
from kbgen.tickets.effect.series import Series, series_of
from kbgen.tickets.effect.windows import AFTER, LEAST_AFTER, LEAST_BEFORE, LEFT_OUT, Windows, around, first_week_after

MOST_MOVED = 0.2
"""Where new tags take over more than this part of all uses, the others lose tickets to them."""


def measure(
    counts: WeeklyCounts,
    topic: TopicId,
    when: date,
    *,
    language: LanguageCode | None = None,
    changes: Mapping[TopicId, Sequence[date]] | None = None,
) -> Effect:
    """Whether a change on ``when`` lowered the tickets of a topic; ``language``: only tickets in it.

    ``changes``: of the articles of other topics, which are no placebos around these days; changes of the topic itself
    near ``when`` are noted. Raises KeyError for a topic or a language that the counts do not have.
    """
    row, series, weeks = counts.row(topic), series_of(counts, language), counts.weeks
    after = first_week_after(weeks, when)
    length = min(AFTER, weeks.count - after)
    asked = Effect(topic, when, language, Verdict.NOT_MEASURABLE, wait=AFTER - max(length, 0))
    at = around(after, weeks.count, length)
    if at is None:
        return _without_weeks(asked, after, weeks.count)
    asked = replace(asked, notes=tuple(_near(topic, when, changes or {})))
    clean = hygiene(counts, at)
    series = replace(series, observed=clean.usable)
    one = contrast(series, at)
    if reason := _of_tags(counts, clean, row) or _of_weeks(series, at) or _of_use(bool(one.in_use[row])):
        return replace(asked, reason=reason)
    placebos = gather(
        series,
        after,
        own=row,
        length=length,
        touched=_touched(counts, changes or {}),
        among=mask(clean.topical, clean.changed),
    )
    if reason := _of_placebos(placebos):
        return replace(asked, reason=reason)
    asked = replace(asked, needed=needed(placebos))
    if one.level[row] < LEAST_LEVEL:
        return replace(asked, reason=f"{one.level[row]:.1f} tickets a week are too few")
    comparison = compared(series, one, row, at, placebos, weeks)
    verdict, reason = _verdict(comparison)
    return replace(asked, verdict=verdict, reason=reason, comparison=comparison)


def _touched(counts: WeeklyCounts, changes: Mapping[TopicId, Sequence[date]]) -> dict[int, list[int]]:
    """Rows of topics → first whole weeks after changes of their articles."""
    return {
        counts.row(topic): [first_week_after(counts.weeks, day) for day in days]
        for topic, days in changes.items()
        if topic in counts
    }


def _near(topic: TopicId, when: date, changes: Mapping[TopicId, Sequence[date]]) -> list[str]:
    days = sorted({day for day in changes.get(topic, ()) if day != when and abs((day - when).days) < 7 * AFTER})
    return [f"another change for this topic on {day.isoformat()} is in the same weeks" for day in days]


# -- why something cannot be measured ----------------------------------------------------------------------------------


def _without_weeks(asked: Effect, after: int, count: int) -> Effect:
    before, known = max(0, after - LEFT_OUT), max(0, count - after)
    if before < LEAST_BEFORE:
        said = f"tickets are known from {_weeks(before)} before; at least {LEAST_BEFORE} are needed"
        return replace(asked, reason=said, wait=0)
    have = "has" if known == 1 else "have"
    return replace(
        asked, reason=f"too early: {_weeks(known, 'whole ')} {have} passed since, at least {LEAST_AFTER} are needed"
    )


def _weeks(number: int, kind: str = "") -> str:
    return f"{number} {kind}week{'' if number == 1 else 's'}"


def _of_tags(counts: WeeklyCounts, clean: Hygiene, row: int) -> str:
    if row in clean.changed:
        week = counts.weeks.first_day(clean.changed[row])
        return f"the tags were changed in the week of {week}, this topic’s among them"
    if clean.moved > MOST_MOVED:
        week = counts.weeks.first_day(max(clean.changed.values()))
        moved = f"{clean.moved:.0%}".replace("%", " %")
        return f"the tags were changed in the week of {week}; those that came or went have {moved} of all uses"
    return ""


def _of_weeks(series: Series, at: Windows) -> str:
    if series.observed[at.past].sum() < LEAST_BEFORE:
        return f"tickets are known of fewer than {LEAST_BEFORE} of the weeks before"
    if series.observed[at.then].sum() < LEAST_AFTER:
        return f"tickets are known of fewer than {LEAST_AFTER} of the weeks after"
    return ""


def _of_use(in_use: bool) -> str:
    return "" if in_use else "the topic had no ticket at all for weeks, as when tags are renamed"


def _of_placebos(placebos: Placebos) -> str:
    topics = len(np.unique(placebos.topic))
    if len(placebos) >= LEAST and topics >= LEAST_TOPICS:
        return ""
    if topics >= LEAST_TOPICS:
        return f"only {len(placebos)} comparisons without a change are there; at least {LEAST} are needed"
    return f"only {topics} of the topics have enough tickets to compare with; at least {LEAST_TOPICS} are needed"


# -- the answer --------------------------------------------------------------------------------------------------------


def _verdict(comparison: Comparison) -> tuple[Verdict, str]:
    if comparison.p <= LEVEL:
        return Verdict.LOWERED, ""
    if comparison.p_rise <= LEVEL / 2:
        if comparison.risen:
            return Verdict.NO_CHANGE, "it had risen before the change already, and did not come down"
        return Verdict.ROSE, ""
    fall = f"{1 - comparison.visible:.0%}".replace("%", " %")
    if comparison.visible < ASKED:
        return Verdict.NOT_MEASURABLE, f"a fall by less than {fall} can hardly be told from chance"
    return Verdict.NO_CHANGE, f"a fall by {fall} would have been seen in every second case"
