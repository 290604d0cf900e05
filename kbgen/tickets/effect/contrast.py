"""The change of every topic's rate at one moment: log of rate after through rate before, with its variance.

Weeks of outbreaks before are weighed down by 1/r², where the Anscombe residual
``r = (y^(2/3) - E^(2/3)) / ((2/3) E^(1/6))`` exceeds 2.58 (Farrington et al. 1996, Noufaily et al. 2013), so that one
old incident does not make the ordinary weeks after it look like a success.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kbgen.tickets.effect.series import Flags, Numbers, Series
from kbgen.tickets.effect.windows import HALF_WEIGHT, LEAST_AFTER, LEAST_BEFORE, Windows

OUTBREAK = 2.58
LEAST_LEVEL = 1.0
"""Tickets a week before; below it not even a topic's end would be seen."""

OUT_OF_USE = 12.0
"""A topic that has no ticket for so long that so many were to be expected was not in use: its tags were changed."""

_ROUNDS = 4
_HALF = 0.5
"""Added to every count, so that a logarithm of nothing is never asked for (Haldane 1956, Anscombe 1956)."""


@dataclass(frozen=True)
class Contrast:
    """For every topic, shape (topics,): ``log_ratio`` and its Poisson ``variance``; ``level``: tickets a week before;
    ``expected``: tickets after, had nothing changed; ``usable``: whether it was in use and is not too small.

    ``weights``: (topics, weeks before), 0 to 1 without age: less than 1 is an outbreak, or a week that nobody knows.
    """

    log_ratio: Numbers
    variance: Numbers
    level: Numbers
    expected: Numbers
    usable: Flags
    in_use: Flags
    weights: Numbers


def contrast(series: Series, at: Windows) -> Contrast:
    """Before and after, for all topics at once."""
    tickets, others = series.tickets[:, at.past], series.others[:, at.past]
    observed = series.observed[at.past].astype(np.float64)
    age = np.arange(tickets.shape[1] - 1, -1, -1)
    known = np.broadcast_to(observed, tickets.shape)
    aged = known * np.exp2(-age / HALF_WEIGHT)
    weights = _without_outbreaks(tickets, others, aged)
    weighted = aged * weights
    before = (weighted * tickets).sum(1)
    base = np.maximum((weighted * others).sum(1), 1.0)
    seen = series.observed[at.then]
    after = series.tickets[:, at.then][:, seen].sum(1)
    others_after = np.maximum(series.others[:, at.then][:, seen].sum(1), 1.0)
    expected = (before + _HALF) / base * others_after
    # Of a weighted sum of Poisson counts, by the delta method; after: of what was to be expected, not of what came.
    variance = ((weighted**2 * tickets).sum(1) + _HALF) / (before + _HALF) ** 2 + 1 / (expected + _HALF)
    level = before / np.maximum(weighted.sum(1), 1e-9)
    in_use = _in_use(series, at)
    enough = observed.sum() >= LEAST_BEFORE and seen.sum() >= LEAST_AFTER
    usable = in_use & (level >= LEAST_LEVEL) & bool(enough)
    log_ratio = np.log((after + _HALF) / (expected + _HALF))
    return Contrast(log_ratio, variance, level, expected, usable, in_use, weights * known)


def _without_outbreaks(tickets: Numbers, others: Numbers, aged: Numbers) -> Numbers:
    weights, powers = np.ones_like(tickets), np.cbrt(tickets) ** 2
    for _ in range(_ROUNDS):
        both = aged * weights
        rate = (both * tickets).sum(1) / np.maximum((both * others).sum(1), 1.0)
        # Cube roots take a fifth of the time of other powers.
        root = np.cbrt(np.maximum(rate[:, np.newaxis] * others, 1e-9))
        residual = (powers - root**2) / ((2 / 3) * np.sqrt(root))
        weights = np.where(residual > OUTBREAK, np.maximum(residual, 1.0) ** -2.0, 1.0)
    return weights


def _in_use(series: Series, at: Windows) -> Flags:
    """Whether a topic never went silent for so long that chance cannot explain it, from before to after."""
    weeks = slice(at.before, at.end)
    tickets = series.tickets[:, weeks][:, series.observed[weeks]]
    place = np.arange(tickets.shape[1])
    last = np.maximum.accumulate(np.where(tickets > 0, place, -1), axis=1)
    longest = (place - last).max(1, initial=0)
    level = tickets.sum(1) / np.maximum(tickets.shape[1] - longest, 1)
    flags: Flags = longest * level < OUT_OF_USE
    return flags
