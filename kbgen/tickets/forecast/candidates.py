"""Methods that may foresee tickets: the past weeks in, as many weeks ahead out. A week that nobody knows is NaN.

They are few and simple on purpose: on real help desks none of the elaborate ones beat the mean of the last 52 weeks
two years ahead. Which of them is used is for the backtest to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from kbgen.tickets.effect.series import Numbers

YEAR = 52
"""Weeks. Seasons shift by a day a year, which does not matter here."""

Method = Callable[[Numbers, int], Numbers]
"""The tickets of the past weeks, at least ``needs`` of them, and how many weeks ahead → tickets of these weeks."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``said``: what a report calls it. ``needs``: weeks of the past."""

    said: str
    needs: int
    method: Method


def mean_of_year(past: Numbers, ahead: int) -> Numbers:
    """The mean of the last 52 weeks, or of as many as there are."""
    return _flat(past[-YEAR:], ahead)


def mean_of_quarter(past: Numbers, ahead: int) -> Numbers:
    """The mean of the last 13 weeks."""
    return _flat(past[-13:], ahead)


def same_week(past: Numbers, ahead: int) -> Numbers:
    """What the same week of the last year had; where that is not known, the mean of the year."""
    last = past[-YEAR:]
    filled = np.where(np.isnan(last), np.nanmean(last), last)
    foreseen: Numbers = np.resize(filled, ahead)
    return foreseen


def blend(past: Numbers, ahead: int) -> Numbers:
    """Half the mean of the year, half the same five weeks of last year: a season that is only half believed."""
    last = same_week(past, YEAR)
    smooth = np.convolve(np.concatenate([last[-2:], last, last[:2]]), np.full(5, 0.2), "valid")
    foreseen: Numbers = (mean_of_year(past, ahead) + np.resize(smooth, ahead)) / 2
    return foreseen


def line(past: Numbers, ahead: int) -> Numbers:
    """A straight line through the logarithms of the last two years."""
    level, slope = _line(past[-2 * YEAR :])
    foreseen: Numbers = np.exp(level + slope * np.arange(1, ahead + 1))
    return foreseen


def damped_line(past: Numbers, ahead: int) -> Numbers:
    """The same line, whose slope is half as steep with every half year (Gardner and McKenzie 1985)."""
    level, slope = _line(past[-2 * YEAR :])
    foreseen: Numbers = np.exp(level + slope * np.cumsum(0.5 ** (np.arange(ahead) / 26)))
    return foreseen


def growth(past: Numbers, ahead: int) -> Numbers:
    """The mean of the last year, which grows as it did against the year before."""
    last, before = np.nanmean(past[-YEAR:]), np.nanmean(past[-2 * YEAR : -YEAR])
    rate = np.log((last + 0.5) / (before + 0.5)) / YEAR
    # The mean of a year stands for its middle.
    foreseen: Numbers = (last + 0.5) * np.exp(rate * (np.arange(1, ahead + 1) + YEAR / 2)) - 0.5
    return foreseen


def _flat(past: Numbers, ahead: int) -> Numbers:
    foreseen: Numbers = np.full(ahead, float(np.nanmean(past)))
    return foreseen


def _line(past: Numbers) -> tuple[float, float]:
    """Level at the last week and slope, of the logarithms, by least squares."""
    place = np.arange(1 - len(past), 1)
    known = ~np.isnan(past)
    slope, level = np.polyfit(place[known], np.log(past[known] + 0.5), 1)
    return float(level), float(slope)


NAIVE = "mean-52"

CANDIDATES: Mapping[str, Candidate] = {
    NAIVE: Candidate("mean of the last 52 weeks", 13, mean_of_year),
    "mean-13": Candidate("mean of the last 13 weeks", 13, mean_of_quarter),
    "same-week": Candidate("same week of last year", YEAR, same_week),
    "blend": Candidate("half mean, half season of last year", YEAR, blend),
    "line": Candidate("straight line through two years", YEAR, line),
    "damped-line": Candidate("line that flattens", YEAR, damped_line),
    "growth": Candidate("growth of last year goes on", YEAR + 26, growth),
}
"""The naive one first: it is used unless another one is clearly better."""
