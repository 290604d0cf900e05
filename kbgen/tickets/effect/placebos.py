"""The same comparison where no article changed: how far topics move by themselves.

Every comparison of a moment is taken beside the median of that moment, so that what moves all topics (a holiday, a
campaign, new tags) counts for none. What is left varies by chance, which is known from the counts, and by the topics'
own wandering (``drift``), which is estimated from topics of a similar volume. A score is the change in such units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.effect.contrast import LEAST_LEVEL, Contrast, contrast
from kbgen.tickets.effect.series import Flags, Numbers, Series
from kbgen.tickets.effect.windows import AFTER, BEFORE, LEAST_BEFORE, around

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


def gather(
    series: Series,
    after: int,
    *,
    own: int,
    length: int = AFTER,
    touched: Mapping[int, Sequence[int]] | None = None,
    among: Flags | None = None,
) -> Placebos:
    """Placebos for a change of the topic in row ``own`` whose first whole week is ``after``.

    ``touched``: rows of topics → first whole weeks after changes of their articles; where one lies within a quarter of
    a year of a moment, the topic is no placebo for it. Of the topic itself, only what was over before ``after`` is one.
    ``among``: which topics may be placebos.
    """
    count = series.tickets.shape[1]
    lively = _lively(series, own, among)
    place = int(np.searchsorted(lively, own))
    series = Series(series.tickets[lively], series.others[lively], series.observed)
    marked = {
        int(np.searchsorted(lively, row)): np.array(weeks)
        for row, weeks in (touched or {}).items()
        if len(weeks) and row in lively
    }
    parts: list[tuple[Numbers, Numbers, Numbers, Numbers]] = []
    found, common = 0, 0.0
    for moment in _moments(after, count, length):
        at = around(moment, count, length)
        if at is None:
            continue
        one = contrast(series, at)
        usable = _placebo(one, moment, place, marked)
        middle = _middle(one.log_ratio[usable])
        if moment == after:
            common = middle
        change = np.empty(len(usable))
        change[usable] = one.log_ratio[usable] - _middles_without(one.log_ratio[usable])
        change[place] = one.log_ratio[place] - middle
        if moment + length <= after:
            usable[place] = one.usable[place]
        rows = np.flatnonzero(usable)
        parts.append((change[rows], one.variance[rows], one.level[rows], lively[rows].astype(float)))
        found += len(rows)
        if found >= ENOUGH:
            break
    if not parts:
        empty = np.empty(0)
        return Placebos(empty, empty, empty, empty, 0.0)
    change, variance, level, topic = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Placebos(change, variance, level, topic, common)


def _lively(series: Series, own: int, among: Flags | None) -> NDArray[np.intp]:
    """The rows of topics that ever have enough tickets, and ``own``; all others would only cost time."""
    sums = np.cumsum(series.tickets, axis=1)
    in_window = sums[:, BEFORE - 1 :].copy()
    in_window[:, 1:] -= sums[:, : in_window.shape[1] - 1]
    most = in_window.max(1, initial=0.0) if in_window.shape[1] else sums[:, -1]
    lively = most >= LEAST_BEFORE * LEAST_LEVEL / 2
    if among is not None:
        lively &= among
    lively[own] = True
    return np.flatnonzero(lively)


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


def _placebo(one: Contrast, moment: int, own: int, marked: Mapping[int, Numbers]) -> Flags:
    usable = one.usable.copy()
    usable[own] = False
    for row, weeks in marked.items():
        if np.any(np.abs(weeks - moment) < AFTER):
            usable[row] = False
    return usable


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
