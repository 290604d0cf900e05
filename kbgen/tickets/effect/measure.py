"""The effect of one change of an article on one topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.effect.causes import Cause, Why
from kbgen.tickets.effect.comparing import compared, needed
from kbgen.tickets.effect.contrast import LEAST_LEVEL, contrast
from kbgen.tickets.effect.effect import ASKED, LEVEL, Comparison, Effect, Verdict
from kbgen.tickets.effect.hygiene import Hygiene, mask
from kbgen.tickets.effect.moments import Days, Moments
from kbgen.tickets.effect.placebos import LEAST, LEAST_TOPICS, Placebos, gather
from kbgen.tickets.effect.series import Series
from kbgen.tickets.effect.windows import AFTER, LEAST_AFTER, LEAST_BEFORE, LEFT_OUT, Windows, around, first_week_after

MOST_MOVED = 0.2
"""Where new tags take over more than this part of all uses, the others lose tickets to them."""


def measure(
    counts: WeeklyCounts,
    topic: TopicId,
    when: date,
    *,
    language: LanguageCode | None = None,
    changes: Days | None = None,
) -> Effect:
    """Whether a change on ``when`` lowered the tickets of a topic; ``language``: only tickets in it.

    ``changes``: of the articles of other topics, which are no placebos around these days; changes of the topic itself
    near ``when`` are noted. Raises KeyError for a topic or a language that the counts do not have.
    """
    return measured(Moments(counts, changes), topic, when, language=language)


def measured(moments: Moments, topic: TopicId, when: date, *, language: LanguageCode | None = None) -> Effect:
    """The same, of several changes one after another."""
    counts, weeks = moments.counts, moments.counts.weeks
    row, stage = counts.row(topic), moments.stage(language)
    after = first_week_after(weeks, when)
    length = min(AFTER, weeks.count - after)
    asked = Effect(topic, when, language, Verdict.NOT_MEASURABLE, wait=AFTER - max(length, 0))
    at = around(after, weeks.count, length)
    if at is None:
        return _without_weeks(asked, after, weeks.count)
    asked = replace(asked, near=_near(topic, when, moments.changes))
    clean, series = moments.hygiene(at), stage.only(row)
    one = contrast(series, at)
    if cause := _of_tags(counts, clean, row) or _of_weeks(series, at) or _of_use(bool(one.in_use[0])):
        return replace(asked, cause=cause)
    placebos = gather(stage, after, own=row, length=length, among=mask(clean.topical, clean.changed))
    if cause := _of_placebos(placebos):
        return replace(asked, cause=cause)
    asked = replace(asked, needed=needed(placebos))
    if one.level[0] < LEAST_LEVEL:
        return replace(asked, cause=Cause(Why.FEW_TICKETS, float(one.level[0])))
    comparison = compared(series, one, at, placebos, weeks)
    verdict, cause = _verdict(comparison)
    return replace(asked, verdict=verdict, cause=cause, comparison=comparison)


def _near(topic: TopicId, when: date, changes: Days) -> tuple[date, ...]:
    return tuple(sorted({day for day in changes.get(topic, ()) if day != when and abs((day - when).days) < 7 * AFTER}))


# -- why something cannot be measured ----------------------------------------------------------------------------------


def _without_weeks(asked: Effect, after: int, count: int) -> Effect:
    before, known = max(0, after - LEFT_OUT), max(0, count - after)
    if before < LEAST_BEFORE:
        return replace(asked, cause=Cause(Why.FEW_WEEKS_BEFORE, before), wait=0)
    return replace(asked, cause=Cause(Why.TOO_EARLY, known))


def _of_tags(counts: WeeklyCounts, clean: Hygiene, row: int) -> Cause | None:
    if row in clean.changed:
        return Cause(Why.OWN_TAGS_CHANGED, day=counts.weeks.first_day(clean.changed[row]))
    if clean.moved > MOST_MOVED:
        return Cause(Why.TAGS_CHANGED, clean.moved, counts.weeks.first_day(max(clean.changed.values())))
    return None


def _of_weeks(series: Series, at: Windows) -> Cause | None:
    if series.observed[at.past].sum() < LEAST_BEFORE:
        return Cause(Why.UNKNOWN_BEFORE)
    if series.observed[at.then].sum() < LEAST_AFTER:
        return Cause(Why.UNKNOWN_AFTER)
    return None


def _of_use(in_use: bool) -> Cause | None:
    return None if in_use else Cause(Why.UNUSED)


def _of_placebos(placebos: Placebos) -> Cause | None:
    topics = len(np.unique(placebos.topic))
    if topics < LEAST_TOPICS:
        return Cause(Why.FEW_TOPICS, topics)
    return Cause(Why.FEW_COMPARISONS, len(placebos)) if len(placebos) < LEAST else None


# -- the answer --------------------------------------------------------------------------------------------------------


def _verdict(comparison: Comparison) -> tuple[Verdict, Cause | None]:
    if comparison.p <= LEVEL:
        return Verdict.LOWERED, None
    if comparison.p_rise <= LEVEL / 2:
        if comparison.risen:
            return Verdict.NO_CHANGE, Cause(Why.RISEN_BEFORE)
        return Verdict.ROSE, None
    fall = 1 - comparison.visible
    if comparison.visible < ASKED:
        return Verdict.NOT_MEASURABLE, Cause(Why.HIDDEN, fall)
    return Verdict.NO_CHANGE, Cause(Why.WOULD_BE_SEEN, fall)
