"""What a report of a forecast says, whatever its form, and the words that several forms share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import expm1
from typing import NamedTuple

from kbgen.tickets.forecast.backtest import CLAIMED, Ahead, Trial
from kbgen.tickets.forecast.candidates import CANDIDATES, YEAR
from kbgen.tickets.forecast.forecast import Forecast, Scenario, Step
from kbgen.tickets.forecast.people import Work

TOO_NARROW = 0.1
"""Ranges that held so much less than they claim were too narrow."""

FEW = 8
"""Of fewer ranges nobody knows whether they hold what they claim."""


@dataclass(frozen=True, slots=True)
class Report:
    """``work``: what a ticket takes. ``notices``: what a reader has to know besides. ``width``: of sentences, in
    columns.
    """

    site: str
    forecast: Forecast
    work: Work
    notices: Sequence[str] = ()
    width: int = 100

    @property
    def winner(self) -> Trial | None:
        """The method that is used, in the backtest."""
        return next((trial for trial in self.forecast.trials if trial.name == self.forecast.method), None)


class Span(NamedTuple):
    """A number with its range; None where nobody knows one."""

    estimate: float
    low: float | None
    high: float | None


def people(step: Step, work: Work) -> Span:
    """People that a year, or a quarter of one, needs."""
    part = (step.end - step.first).days / 364
    ends = (None if end is None else work.people(end / part) for end in (step.low, step.high))
    return Span(work.people(step.tickets / part), *ends)


def percent(share: float) -> str:
    """``12 %``."""
    return f"{share * 100:.0f} %".replace("-", "−")


def error(trial: Trial, span: Ahead) -> str:
    """How far off, on average: ``12 %``; a dash where nobody knows."""
    found = trial.error(span)
    return "–" if found is None else percent(expm1(found))


def held(trial: Trial, span: Ahead) -> str:
    """``23 of 30``; a dash where there was no range yet."""
    times, tried = trial.covered(span)
    return f"{times} of {tried}" if tried else "–"


def said(name: str) -> str:
    """What a method is called."""
    return CANDIDATES[name].said


def span_name(span: Ahead) -> str:
    """``year 2``, ``quarter 3``."""
    kind = "year" if span.is_year else "quarter"
    return f"{kind} {span.first // (span.end - span.first) + 1}"


def known(one: Forecast) -> str:
    """``104 weeks of tickets are known, 80,504 in the last 52``; of fewer weeks, what 52 like them would have."""
    weeks = f"{one.known} weeks of tickets are known"
    if one.known < YEAR:
        return f"{weeks}; 52 weeks like these would have {one.last_year:,.0f}"
    return f"{weeks}, {one.last_year:,.0f} in the last 52"


def scenario(one: Scenario) -> str:
    """``nothing changes``, ``as last year (+12 % a year)``."""
    return one.said if not one.growth else f"{one.said} ({signed(one.growth)} a year)"


def signed(growth: float) -> str:
    """``+12 %``, ``−5 %``."""
    return f"{'+' if growth > 0 else ''}{percent(growth)}"


def sources(work: Work) -> str:
    """Where the minutes are from."""
    minutes = f"{work.minutes:.3g} minutes a ticket"
    if work.tracked:
        times = "ticket" if work.tracked == 1 else "tickets"
        origin = f"the mean of {work.tracked:,} {times} of the last year whose time was tracked"
    else:
        origin = "tickets: handling_minutes in mkdocs.yml, for no time was tracked"
    return f"{minutes} ({origin}) and {work.hours:,g} hours a person and year (tickets: hours_per_person)"


def warnings(one: Report) -> Iterator[str]:
    """What keeps the forecast from being taken at its word."""
    yield from one.forecast.notes
    trial = one.winner
    for span in trial.errors if trial else ():
        times, tried = trial.covered(span) if trial else (0, 0)
        if span.is_year and tried >= FEW and times / tried < CLAIMED - TOO_NARROW:
            yield (
                f"the ranges of {span_name(span)} held only {times} times of {tried}, where {percent(CLAIMED)} were "
                "claimed: the past had changes that nothing before them foretold, so expect more of them"
            )
    yield from one.notices
