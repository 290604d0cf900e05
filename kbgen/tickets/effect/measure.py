"""The effect of one change of an article on one topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.effect.contrast import LEAST_LEVEL, OUTBREAK, Contrast, contrast
from kbgen.tickets.effect.effect import ASKED, LEVEL, Comparison, Effect, Period, Span, Verdict
from kbgen.tickets.effect.hygiene import hygiene, mask
from kbgen.tickets.effect.placebos import LEAST, LEAST_TOPICS, Placebos, gather
from kbgen.tickets.effect.series import Numbers, Series, series_of
from kbgen.tickets.effect.windows import (
    AFTER,
    BEFORE,
    HALF_WEIGHT,
    LEAST_AFTER,
    LEAST_BEFORE,
    LEFT_OUT,
    Windows,
    around,
    first_week_after,
)
from kbgen.tickets.weeks import Weeks

MOST_MOVED = 0.2
"""Where new tags take over more than this part of all uses, the others lose tickets to them."""

_VOLUMES = np.array([1, 1.5, *range(2, 10), *range(10, 30, 2), *range(30, 100, 5), *range(100, 1001, 50)], dtype=float)
"""Tickets a week that “needed” may say: no finer than anybody would read it."""


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
    row, series = counts.row(topic), series_of(counts, language)
    after = first_week_after(counts.weeks, when)
    asked = Effect(topic, when, language, Verdict.NOT_MEASURABLE)
    length = min(AFTER, counts.weeks.count - after)
    at = around(after, counts.weeks.count, length)
    if at is None:
        return _without_weeks(asked, after, counts.weeks.count)
    clean = hygiene(counts, at)
    series = replace(series, observed=clean.usable)
    weeks_of = {
        counts.row(other): [first_week_after(counts.weeks, day) for day in days]
        for other, days in (changes or {}).items()
        if other in counts
    }
    notes = tuple(_near(topic, when, changes or {}))
    one = contrast(series, at)
    wait = AFTER - length
    asked = replace(asked, wait=wait, notes=notes)
    if row in clean.changed:
        week = counts.weeks.first_day(clean.changed[row])
        return replace(asked, reason=f"the tags were changed in the week of {week}, this topic’s among them")
    if clean.moved > MOST_MOVED:
        week = counts.weeks.first_day(max(clean.changed.values()))
        moved = f"{clean.moved:.0%}".replace("%", " %")
        reason = f"the tags were changed in the week of {week}; those that came or went have {moved} of all uses"
        return replace(asked, reason=reason)
    if reason := _unusable(one, row, series, at):
        return replace(asked, reason=reason)
    placebos = gather(series, after, own=row, length=length, touched=weeks_of, among=mask(clean.topical, clean.changed))
    topics = len(np.unique(placebos.topic))
    if len(placebos) < LEAST or topics < LEAST_TOPICS:
        reason = f"only {topics} other topics have enough tickets to compare with; at least {LEAST_TOPICS} are needed"
        return replace(asked, reason=reason)
    asked = replace(asked, needed=_needed(placebos))
    if one.level[row] < LEAST_LEVEL:
        return replace(asked, reason=f"{one.level[row]:.1f} tickets a week are too few")
    compared = _compared(series, one, row, at, placebos, counts.weeks)
    verdict, reason = _verdict(compared)
    return replace(asked, verdict=verdict, reason=reason, comparison=compared)


def _without_weeks(asked: Effect, after: int, count: int) -> Effect:
    if after - LEFT_OUT < LEAST_BEFORE:
        before = max(0, after - LEFT_OUT)
        reason = f"tickets are known from {before} weeks before; at least {LEAST_BEFORE} are needed"
        return replace(asked, reason=reason)
    known = max(0, count - after)
    reason = f"too early: {known} whole weeks have passed since, at least {LEAST_AFTER} are needed"
    return replace(asked, reason=reason, wait=AFTER - known)


def _near(topic: TopicId, when: date, changes: Mapping[TopicId, Sequence[date]]) -> list[str]:
    days = sorted({day for day in changes.get(topic, ()) if day != when and abs((day - when).days) < 7 * AFTER})
    return [f"another change for this topic on {day.isoformat()} is in the same weeks" for day in days]


def _unusable(one: Contrast, row: int, series: Series, at: Windows) -> str:
    """Why a topic cannot be measured at all; empty where it can."""
    if series.observed[at.past].sum() < LEAST_BEFORE:
        return f"tickets are known of fewer than {LEAST_BEFORE} of the weeks before"
    if series.observed[at.then].sum() < LEAST_AFTER:
        return f"tickets are known of fewer than {LEAST_AFTER} of the weeks after"
    if not one.in_use[row]:
        return "the topic had no ticket at all for weeks, as when tags are renamed"
    return ""


def _compared(series: Series, one: Contrast, row: int, at: Windows, placebos: Placebos, weeks: Weeks) -> Comparison:
    level = float(one.level[row])
    drift = float(placebos.drift(np.array([level]))[0])
    spread = float(np.sqrt(one.variance[row] + drift))
    change = float(one.log_ratio[row]) - placebos.common
    scores = placebos.scores
    total = len(scores) + 1
    place = _place(scores)
    low, high = float(scores[place]), float(scores[-1 - place])
    fell = int(np.searchsorted(scores, change / spread, "right"))
    rose = len(scores) - int(np.searchsorted(scores, change / spread, "left"))
    ratio = Span(*(float(np.exp(number)) for number in (change, change - spread * high, change - spread * low)))
    return Comparison(
        before=_period(series, row, at.before, at.left_out, weeks),
        left_out=_period(series, row, at.left_out, at.after, weeks),
        after=_period(series, row, at.after, at.end, weeks),
        expected=float(one.expected[row] * np.exp(placebos.common)),
        ratio=ratio,
        p=(1 + fell) / total,
        p_rise=(1 + rose) / total,
        rank=1 + fell,
        placebos=len(scores),
        placebo_topics=len(np.unique(placebos.topic)),
        visible=float(np.exp(min(low, 0.0) * spread)),
        outbreaks=tuple(
            weeks.first_day(at.before + int(place))
            for place in np.flatnonzero((one.weights[row] < 1) & series.observed[at.past])
        ),
        risen=_risen(series, one, row, at),
    )


def _place(scores: Numbers) -> int:
    """Of the score that makes “the interval is below 1” the same as “p is at most LEVEL”."""
    return max(int(LEVEL * (len(scores) + 1) + 1e-9), 1) - 1


def _period(series: Series, row: int, begin: int, end: int, weeks: Weeks) -> Period:
    known = series.observed[begin:end]
    tickets = int(series.tickets[row, begin:end][known].sum())
    return Period(weeks.first_day(begin), weeks.end(end - 1).astimezone(weeks.zone).date(), int(known.sum()), tickets)


def _risen(series: Series, one: Contrast, row: int, at: Windows) -> bool:
    """Whether one of the left-out weeks was an outbreak, or all of them together were above what was to be expected."""
    rate = float(one.expected[row]) / max(series.others[row, at.then][series.observed[at.then]].sum(), 1.0)
    known = series.observed[at.gap]
    tickets = series.tickets[row, at.gap][known]
    expected = np.maximum(rate * series.others[row, at.gap][known], 1e-9)
    return any(_residual(one_week, e) > OUTBREAK for one_week, e in zip(tickets, expected, strict=True)) or (
        _residual(tickets.sum(), expected.sum()) > OUTBREAK if len(tickets) else False
    )


def _residual(tickets: float, expected: float) -> float:
    """Anscombe's, of a Poisson count."""
    return float((tickets ** (2 / 3) - expected ** (2 / 3)) / ((2 / 3) * expected ** (1 / 6)))


def _needed(placebos: Placebos) -> float | None:
    """Tickets a week from which a ratio of ASKED is seen in every second case, with whole periods before and after;
    None where the topics' own wandering alone hides it.

    The variance of counts falls in proportion as they grow, the drift does not.
    """
    scores = placebos.scores
    score = min(float(scores[_place(scores)]), -1e-9)
    weights = np.exp2(-np.arange(BEFORE) / HALF_WEIGHT)
    of_one_a_week = float((weights**2).sum() / weights.sum() ** 2) + 1 / AFTER
    left = (np.log(ASKED) / score) ** 2
    enough = np.flatnonzero(of_one_a_week / _VOLUMES + placebos.drift(_VOLUMES) <= left)
    return float(_VOLUMES[enough[0]]) if len(enough) else None


def _verdict(compared: Comparison) -> tuple[Verdict, str]:
    if compared.p <= LEVEL:
        return Verdict.LOWERED, ""
    if compared.p_rise <= LEVEL / 2:
        if compared.risen:
            return Verdict.NO_CHANGE, "it had risen before the change already, and did not come down"
        return Verdict.ROSE, ""
    fall = f"{1 - compared.visible:.0%}".replace("%", " %")
    if compared.visible < ASKED:
        return Verdict.NOT_MEASURABLE, f"a fall by less than {fall} can hardly be told from chance"
    return Verdict.NO_CHANGE, f"a fall by {fall} would have been seen in every second case"
