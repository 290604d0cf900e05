"""The same comparison where no article changed: how far topics move by themselves.

Every comparison of a moment is taken beside the median of that moment, so that what moves all topics (a holiday, a
campaign, new tags) counts for none. What is left varies by chance, which is known from the counts, and by the topics'
own wandering (``drift``), which is estimated from topics of a similar volume. A score is the change in such units.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kbgen.tickets.effect.moments import Stage
from kbgen.tickets.effect.series import Flags, Numbers
from kbgen.tickets.effect.windows import AFTER, around

APART = 4
"""Weeks between the moments that placebos are taken from."""

REACH = 104
"""Placebos lie at most so many weeks away: help desks change."""

ENOUGH = 2000
"""Moments further away are looked at only as long as there are fewer placebos than this."""

LEAST = 39
"""With fewer placebos nothing is said: a share of 5 % would be two of them."""

LEAST_TOPICS = 5
"""With fewer topics there is no median to hold a change against, and nobody to compare with."""

_SIMILAR = 0.7
"""Volumes are similar when their logarithms are within this standard deviation of one another."""

_LIMIT = 4.0
_MEAN_WITHIN_LIMIT = 0.9205
"""The mean of a squared standard normal number, cut at ``_LIMIT``."""

_DRIFTS = np.concatenate([[0.0], np.geomspace(0.002, 0.6, 41)])
_GRID = 8


@dataclass(frozen=True)
class Placebos:
    """Comparisons without a change of an article, arrays of shape (placebos,): ``change``, ``variance``, ``level``,
    and the row of the ``topic``. ``common``: the median change at the moment that is asked about.
    """

    change: Numbers
    variance: Numbers
    level: Numbers
    topic: Numbers
    common: float

    def __len__(self) -> int:
        return len(self.change)

    def drift(self, level: Numbers) -> Numbers:
        """The variance of the topics' own wandering, for volumes like these."""
        grid, drifts = self._drifts
        found: Numbers = np.interp(np.log(np.maximum(level, 1e-9)), grid, drifts)
        return found

    @cached_property
    def scores(self) -> Numbers:
        """Each placebo's change in standard units, sorted."""
        return np.sort(self.change / np.sqrt(self.variance + self.drift(self.level)))

    @cached_property
    def _drifts(self) -> tuple[Numbers, Numbers]:
        """Logarithms of volumes, and the drift at each."""
        logs = np.log(self.level)
        grid = np.linspace(logs.min(), logs.max(), _GRID)
        drifts = [_drift(self.change, self.variance, np.exp(-0.5 * ((logs - at) / _SIMILAR) ** 2)) for at in grid]
        return grid, np.array(drifts)


def gather(stage: Stage, after: int, *, own: int, length: int = AFTER, among: Flags | None = None) -> Placebos:
    """Placebos for a change of the topic in row ``own`` whose first whole week is ``after``.

    Where a topic was touched within a quarter of a year of a moment, it is no placebo for it. Of the topic itself, only
    what was over before ``after`` is one. ``among``: which of all topics may be placebos.
    """
    count = stage.series.tickets.shape[1]
    place, allowed = stage.place(own), np.ones(len(stage.rows), np.bool_) if among is None else among[stage.rows]
    topics = stage.rows.astype(float)
    parts: list[tuple[Numbers, Numbers, Numbers, Numbers]] = []
    found, common = 0, 0.0
    for moment in _moments(after, count, length):
        at = around(moment, count, length)
        if at is None:
            continue
        one = stage.contrast(at)
        others = one.usable & allowed & ~stage.touched[:, moment]
        if place is not None:
            others[place] = False
        middle = _middle(one.log_ratio[others])
        if moment == after:
            common = middle
        rows = np.flatnonzero(others)
        change = one.log_ratio[rows] - _middles_without(one.log_ratio[rows])
        if place is not None and moment + length <= after and one.usable[place]:
            at_place = int(np.searchsorted(rows, place))
            rows = np.insert(rows, at_place, place)
            change = np.insert(change, at_place, one.log_ratio[place] - middle)
        parts.append((change, one.variance[rows], one.level[rows], topics[rows]))
        found += len(rows)
        if found >= ENOUGH:
            break
    if not parts:
        empty = np.empty(0)
        return Placebos(empty, empty, empty, empty, 0.0)
    change, variance, level, topic = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Placebos(change, variance, level, topic, common)


def _moments(after: int, count: int, length: int) -> list[int]:
    """The moment itself, then others, the nearest first; all with a whole period after."""
    last = count - length
    others = [
        moment
        for steps in range(1, REACH // APART + 1)
        for moment in (after - steps * APART, after + steps * APART)
        if 0 <= moment <= last
    ]
    return [after, *others]


def _middle(changes: Numbers) -> float:
    return float(np.median(changes)) if len(changes) >= LEAST_TOPICS else 0.0


def _middles_without(changes: Numbers) -> Numbers:
    """For each the median of the others: a topic that is part of its own yardstick would seem to move less."""
    count = len(changes)
    if count <= LEAST_TOPICS:
        return np.zeros(count)
    place = np.argsort(np.argsort(changes, kind="stable"), kind="stable")
    low, high = (count - 2) // 2, (count - 1) // 2
    ranked = np.sort(changes)
    # Without the one at a place, all behind it move up by one.
    middles: Numbers = (ranked[low + (place <= low)] + ranked[high + (place <= high)]) / 2
    return middles


def _drift(change: Numbers, variance: Numbers, weights: Numbers) -> float:
    """The variance to be added so that squared scores, cut at 4 against outliers, are as large as they should be."""
    total = weights.sum()
    for drift in _DRIFTS:
        squares = np.minimum(change**2 / (variance + drift), _LIMIT)
        if (weights * squares).sum() / total < _MEAN_WITHIN_LIMIT:
            return float(drift)
    return float(_DRIFTS[-1])
