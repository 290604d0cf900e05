"""How well the candidates would have foreseen what is known now: from many moments of the past, only with what was
known then (rolling origins).

What counts is the logarithm of tickets that came through tickets foreseen, of quarters and of years ahead: planning is
by these, and a single week's chance would hide the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kbgen.tickets.effect.series import Flags, Numbers
from kbgen.tickets.forecast.candidates import CANDIDATES, NAIVE, YEAR

QUARTER = 13
EVERY = 4
"""Weeks between origins."""

LEAST_PAST = 26
"""Weeks that are known at the first origin."""

LEAST_KNOWN = 0.75
"""A span counts only if so large a part of its weeks is known."""

CLEARLY = 0.9
"""Another method is used if its error is at most this part of the naive one's, …"""

OFTEN = 2 / 3
"""… it is nearer at this share of the origins, …"""

ENOUGH_ORIGINS = 4
"""… and so many origins have no week in common with one another."""

CLAIMED = 0.8
"""What intervals claim to cover."""


class Ahead(NamedTuple):
    """A span of weeks ahead, from the first (0 is the next week) up to ``end``."""

    first: int
    end: int

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return self.end - self.first == YEAR


def spans(weeks: int) -> tuple[Ahead, ...]:
    """The quarters and then the years that so many weeks ahead consist of."""
    quarters = [Ahead(first, first + QUARTER) for first in range(0, weeks - QUARTER + 1, QUARTER)]
    return (*quarters, *(Ahead(first, first + YEAR) for first in range(0, weeks - YEAR + 1, YEAR)))


@dataclass(frozen=True)
class Trial:
    """One candidate. ``errors``: for each span the log errors by origin, shape (origins,), NaN where nothing is known.

    ``origins``: how many weeks were known at each.
    """

    name: str
    origins: tuple[int, ...]
    errors: Mapping[Ahead, Numbers]

    def error(self, span: Ahead) -> float | None:
        """The mean absolute log error: 0.1 is about 10 %. None where there is none."""
        known = self.known(span)
        return float(np.abs(known).mean()) if len(known) else None

    def known(self, span: Ahead, by: int | None = None) -> Numbers:
        """The errors that are known; ``by``: that were known when so many weeks were."""
        errors = self.errors[span][self._over(span, by)]
        found: Numbers = errors[~np.isnan(errors)]
        return found

    def apart(self, span: Ahead, by: int | None = None) -> int:
        """How many of the origins have no week ahead in common with one another."""
        over = self._over(span, by)
        origins = np.array(self.origins)[over][~np.isnan(self.errors[span][over])]
        return int(origins[-1] - origins[0]) // (span.end - span.first) + 1 if len(origins) else 0

    def covered(self, span: Ahead) -> tuple[int, int]:
        """How often the interval held what came, and how often there was one: at each origin only with the errors that
        were known by then."""
        held = tried = 0
        for origin, error in zip(self.origins, self.errors[span], strict=True):
            if np.isnan(error) or (width := half_width(self, span, by=origin).width) is None:
                continue
            tried += 1
            held += bool(abs(error) <= width)
        return held, tried

    def _over(self, span: Ahead, by: int | None) -> Flags:
        """The origins whose span had ended by then."""
        flags: Flags = np.array(self.origins, dtype=np.int64) + span.end <= (np.inf if by is None else by)
        return flags


class HalfWidth(NamedTuple):
    """Half an interval of log errors; None where no error is known. ``apart``: how many spans without a week in common
    it is from; 0 where it is carried on from shorter ones."""

    width: float | None
    apart: int


def half_width(trial: Trial, span: Ahead, by: int | None = None) -> HalfWidth:
    """What holds CLAIMED of what comes, by the errors that were made (until so many weeks were known).

    It never shrinks as one looks further ahead. Where no such span has ended yet, or only a few, it is at least that of
    nearer ones, wider in proportion to the root of the distance, as a random walk's would be.
    """
    widths = {
        one: _quantile(known, trial.apart(one, by))
        for one in trial.errors
        if one.end <= span.end and len(known := trial.known(one, by)) >= 2
    }
    if not widths:
        return HalfWidth(None, 0)
    most = max(widths.values())
    apart = trial.apart(span, by) if span in widths else 0
    alike = {one: width for one, width in widths.items() if one.is_year == span.is_year}
    if apart < ENOUGH_ORIGINS:
        most = max(most, *(width * float(np.sqrt(span.end / one.end)) for one, width in (alike or widths).items()))
    return HalfWidth(most, apart)


def _quantile(errors: Numbers, apart: int) -> float:
    """The empirical quantile of the errors' sizes. ``apart`` of them tell something of their own, so it is that of so
    many (split conformal prediction, Vovk et al. 2005): above CLAIMED, and the greatest of all where they are few.
    """
    share = min(1.0, np.ceil((apart + 1) * CLAIMED) / apart)
    return float(np.quantile(np.abs(errors), share, method="higher"))


def backtest(past: Numbers, ahead: int) -> tuple[Trial, ...]:
    """Every candidate, the naive one first. ``past``: tickets of weeks, NaN where nobody knows."""
    asked = spans(ahead)
    origins = tuple(range(len(past) - QUARTER, LEAST_PAST - 1, -EVERY))[::-1]
    return tuple(_trial(name, past, origins, asked) for name in CANDIDATES)


def _trial(name: str, past: Numbers, origins: tuple[int, ...], asked: Sequence[Ahead]) -> Trial:
    errors = {span: np.full(len(origins), np.nan) for span in asked}
    for place, origin in enumerate(origins):
        foreseen = foresee(name, past[:origin], max((span.end for span in asked), default=0))
        if foreseen is None:
            continue
        for span in asked:
            came = past[origin + span.first : origin + span.end]
            known = ~np.isnan(came)
            if origin + span.end <= len(past) and known.mean() >= LEAST_KNOWN:
                said = foreseen[span.first : span.end][known].sum()
                errors[span][place] = np.log((came[known].sum() + 0.5) / (said + 0.5))
    return Trial(name, origins, errors)


def foresee(name: str, past: Numbers, ahead: int) -> Numbers | None:
    """What a candidate says, never less than nothing; None where it knows too little of the past."""
    one = CANDIDATES[name]
    known = ~np.isnan(past)
    recent = past[-2 * YEAR :]
    if len(past) < one.needs or known[-one.needs :].mean() < LEAST_KNOWN or np.isnan(recent).all():
        return None
    return np.maximum(one.method(past, ahead), 0.0)


def winner(trials: Sequence[Trial]) -> tuple[str, float | None]:
    """The name of the method to use, and by what part its error was smaller than the naive one's; None for the naive
    one itself.
    """
    naive = trials[0]
    better: list[tuple[float, str]] = []
    for trial in trials[1:]:
        compared = [(span, *_both(naive, trial, span)) for span in _judged(naive, trial)]
        if not compared:
            continue
        ours = float(np.mean([np.abs(own).mean() for _, own, _ in compared]))
        theirs = float(np.mean([np.abs(other).mean() for _, _, other in compared]))
        nearer = float(np.mean([np.mean(np.abs(other) < np.abs(own)) for _, own, other in compared]))
        apart = min(trial.apart(span) for span, _, _ in compared)
        if theirs <= CLEARLY * ours and nearer >= OFTEN and apart >= ENOUGH_ORIGINS:
            better.append((theirs / ours, trial.name))
    if better:
        part, name = min(better)
        return name, 1 - part
    return NAIVE, None


def _judged(naive: Trial, trial: Trial) -> list[Ahead]:
    """Years, where there are any to judge by; else quarters."""
    both = [span for span in naive.errors if len(_both(naive, trial, span)[0])]
    years = [span for span in both if span.is_year]
    return years or both


def _both(one: Trial, other: Trial, span: Ahead) -> tuple[Numbers, Numbers]:
    """The errors of two methods from the same origins."""
    known = ~(np.isnan(one.errors[span]) | np.isnan(other.errors[span]))
    return one.errors[span][known], other.errors[span][known]
