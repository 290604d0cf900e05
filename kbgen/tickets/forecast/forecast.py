"""Tickets two years ahead: the method that won the backtest, with intervals made of the backtest's own errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.effect.series import Numbers
from kbgen.tickets.forecast.backtest import Ahead, Trial, backtest, foresee, half_width, spans, winner
from kbgen.tickets.forecast.candidates import NAIVE, YEAR
from kbgen.tickets.forecast.grounds import (
    CAUTIONS,
    LEAST,
    SAID,
    Assumed,
    Caution,
    Choice,
    Chosen,
    said_of,
)

MEANS_LITTLE = 2
"""Spans that do not overlap, below which an interval is only the greatest error that was ever made."""


@dataclass(frozen=True, slots=True)
class Step:
    """A quarter or a year ahead, from the ``first`` day to the day before ``end``.

    ``low`` and ``high``: between them 80 of 100 such spans should end; None where no error is known, not even of a
    shorter span. ``apart``: so many spans of the past, without a week in common, the interval comes from; 0 where it
    comes from shorter spans.
    """

    first: date
    end: date
    tickets: float
    low: float | None
    high: float | None
    apart: int

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Tickets of each year ahead if they grow by ``growth`` a year (0.1: by a tenth), for whatever ``assumed``."""

    growth: float
    assumed: Assumed
    years: tuple[float, ...]

    @property
    def said(self) -> str:
        """In English."""
        return SAID[self.assumed]


@dataclass(frozen=True)
class Forecast:
    """``until``: the day from which it looks ahead. ``known``: weeks with tickets, the last ones of which had
    ``last_year`` in 52 weeks (or as many as are known, scaled to 52). ``method`` is of ``CANDIDATES``; None where too
    little is known for any, and then there are no steps. ``cautions``: what the reader has to know about it. ``past``:
    the tickets of each week up to ``until`` from the first known one on, NaN where nobody knows.
    """

    until: date
    past: Numbers = field(repr=False, compare=False)
    known: int
    last_year: float
    method: str | None
    choice: Choice
    quarters: tuple[Step, ...] = ()
    years: tuple[Step, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    trials: tuple[Trial, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def why(self) -> str:
        """Why this method, or none, in English."""
        return said_of(self.choice, self.known)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader has to know about it, in English."""
        return tuple(CAUTIONS[one].format(weeks=len(self.past)) for one in self.cautions)


def forecast(counts: WeeklyCounts, *, years: int = 2, growth: Sequence[float] = (-0.1, 0.1)) -> Forecast:
    """Tickets of the quarters and years ahead; ``growth``: of the scenarios, a year."""
    past = past_of(counts)
    until = counts.weeks.until.astimezone(counts.weeks.zone).date()
    known = int((~np.isnan(past)).sum())
    if known < LEAST:
        return Forecast(until, past, known, 0.0, None, Choice(Chosen.FEW_WEEKS))
    lately = past[-YEAR:][~np.isnan(past[-YEAR:])]
    last_year = float(lately.mean()) * YEAR if lately.size else 0.0
    trials = backtest(past, years * YEAR)
    name, better = winner(trials)
    choice = Choice(Chosen.NAIVE) if better is None else Choice(Chosen.BETTER, better)
    foreseen = foresee(name, past, years * YEAR)
    if foreseen is None:
        name, choice = NAIVE, Choice(Chosen.LATELY_LITTLE)
        foreseen = foresee(name, past, years * YEAR)
    if foreseen is None:
        return Forecast(until, past, known, last_year, None, Choice(Chosen.LATELY_NOTHING), trials=trials)
    trial = next(trial for trial in trials if trial.name == name)
    steps = {span: _step(span, foreseen, trial, until) for span in spans(years * YEAR)}
    return Forecast(
        until=until,
        past=past,
        known=known,
        last_year=last_year,
        method=name,
        choice=choice,
        quarters=tuple(step for span, step in steps.items() if not span.is_year),
        years=tuple(step for span, step in steps.items() if span.is_year),
        scenarios=tuple(_scenarios(past, last_year, years, growth)),
        trials=trials,
        cautions=tuple(_cautions(past, steps)),
    )


def past_of(counts: WeeklyCounts) -> Numbers:
    """Tickets of each week from the first known one on, NaN where nobody knows."""
    past: Numbers = np.where(counts.observed, counts.all_tickets, np.nan).astype(np.float64)
    known = np.flatnonzero(counts.observed)
    return past[known[0] :] if len(known) else np.empty(0)


def _step(span: Ahead, foreseen: Numbers, trial: Trial, until: date) -> Step:
    tickets = float(foreseen[span.first : span.end].sum())
    width, apart = half_width(trial, span)
    first, end = (until + timedelta(weeks=weeks) for weeks in span)
    if width is None:
        return Step(first, end, tickets, None, None, 0)
    return Step(first, end, tickets, tickets * float(np.exp(-width)), tickets * float(np.exp(width)), apart)


def _scenarios(past: Numbers, last_year: float, years: int, growth: Sequence[float]) -> list[Scenario]:
    wished = [(rate, Assumed.MORE if rate > 0 else Assumed.FEWER) for rate in growth if rate]
    known = [(0.0, Assumed.SAME)]
    if len(past) >= 2 * YEAR and not np.isnan(past[-2 * YEAR :]).mean() > 0.25:
        before = float(np.nanmean(past[-2 * YEAR : -YEAR])) * YEAR
        if before > 0:
            known.append((last_year / before - 1, Assumed.AS_LAST_YEAR))
    return [
        Scenario(rate, assumed, tuple(last_year * (1 + rate) ** year for year in range(1, years + 1)))
        for rate, assumed in [*known, *wished]
    ]


def _cautions(past: Numbers, steps: Mapping[Ahead, Step]) -> Iterator[Caution]:
    if len(past) < YEAR:
        yield Caution.UNDER_A_YEAR
    if any(step.low is not None and step.apart == 0 for step in steps.values()):
        yield Caution.CARRIED_ON
    elif any(step.apart < MEANS_LITTLE for span, step in steps.items() if span.is_year):
        yield Caution.ONE_STRETCH
