"""The figures of a comparison: the topic's place among the placebos, the interval, and the volume that is needed."""

from __future__ import annotations

import numpy as np

from kbgen.tickets.effect.contrast import OUTBREAK, Contrast
from kbgen.tickets.effect.effect import ASKED, LEVEL, Comparison, Period, Span
from kbgen.tickets.effect.placebos import Placebos
from kbgen.tickets.effect.series import Numbers, Series
from kbgen.tickets.effect.windows import AFTER, BEFORE, HALF_WEIGHT, Windows
from kbgen.tickets.weeks import Weeks

_VOLUMES = np.array([1, 1.5, *range(2, 10), *range(10, 30, 2), *range(30, 100, 5), *range(100, 1001, 50)], dtype=float)
"""Tickets a week that “needed” may say: no finer than anybody would read it."""


def compared(series: Series, one: Contrast, at: Windows, placebos: Placebos, weeks: Weeks) -> Comparison:
    """A topic beside the placebos. ``series`` and ``one`` are of this topic alone."""
    level = float(one.level[0])
    drift = float(placebos.drift(np.array([level]))[0])
    spread = float(np.sqrt(one.variance[0] + drift))
    change = float(one.log_ratio[0]) - placebos.common
    scores = placebos.scores
    total = len(scores) + 1
    place = _place(scores)
    low, high = float(scores[place]), float(scores[-1 - place])
    fell = int(np.searchsorted(scores, change / spread, "right"))
    rose = len(scores) - int(np.searchsorted(scores, change / spread, "left"))
    ratio = Span(*(float(np.exp(number)) for number in (change, change - spread * high, change - spread * low)))
    return Comparison(
        before=_period(series, at.before, at.left_out, weeks),
        left_out=_period(series, at.left_out, at.after, weeks),
        after=_period(series, at.after, at.end, weeks),
        expected=float(one.expected[0] * np.exp(placebos.common)),
        ratio=ratio,
        p=(1 + fell) / total,
        p_rise=(1 + rose) / total,
        rank=1 + fell,
        placebos=len(scores),
        placebo_topics=len(np.unique(placebos.topic)),
        visible=float(np.exp(min(low, 0.0) * spread)),
        outbreaks=tuple(
            weeks.first_day(at.before + int(place))
            for place in np.flatnonzero((one.weights[0] < 1) & series.observed[at.past])
        ),
        risen=_risen(series, one, at),
    )


def _place(scores: Numbers) -> int:
    """Of the score that makes “the interval is below 1” the same as “p is at most LEVEL”."""
    return max(int(LEVEL * (len(scores) + 1) + 1e-9), 1) - 1


def _period(series: Series, begin: int, end: int, weeks: Weeks) -> Period:
    known = series.observed[begin:end]
    tickets = int(series.tickets[0, begin:end][known].sum())
    return Period(weeks.first_day(begin), weeks.end(end - 1).astimezone(weeks.zone).date(), int(known.sum()), tickets)


def _risen(series: Series, one: Contrast, at: Windows) -> bool:
    """Whether one of the left-out weeks was an outbreak, or all of them together were above what was to be expected."""
    rate = float(one.expected[0]) / max(series.others[0, at.then][series.observed[at.then]].sum(), 1.0)
    known = series.observed[at.gap]
    tickets = series.tickets[0, at.gap][known]
    expected = np.maximum(rate * series.others[0, at.gap][known], 1e-9)
    return any(_residual(one_week, e) > OUTBREAK for one_week, e in zip(tickets, expected, strict=True)) or (
        _residual(tickets.sum(), expected.sum()) > OUTBREAK if len(tickets) else False
    )


def _residual(tickets: float, expected: float) -> float:
    """Anscombe's, of a Poisson count."""
    return float((tickets ** (2 / 3) - expected ** (2 / 3)) / ((2 / 3) * expected ** (1 / 6)))


def needed(placebos: Placebos) -> float | None:
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
