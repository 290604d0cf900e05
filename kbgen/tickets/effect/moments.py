"""What all topics did at many moments: each moment is reckoned once, however many changes are asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.effect.contrast import LEAST_LEVEL, Contrast, contrast
from kbgen.tickets.effect.hygiene import Hygiene, Steady, hygiene, steady
from kbgen.tickets.effect.series import Flags, Series, series_of
from kbgen.tickets.effect.windows import AFTER, BEFORE, LEAST_BEFORE, Windows, first_week_after

Days = Mapping[TopicId, Sequence[date]]
"""For each topic the days on which an article that answers it changed."""


class Moments:
    """Of some counts. ``changes``: around these days the topics are nothing to compare others with."""

    def __init__(self, counts: WeeklyCounts, changes: Days | None = None) -> None:
        self.counts = counts
        self.changes: Days = changes or {}
        self._stages: dict[LanguageCode | None, Stage] = {}
        self._clean: dict[Windows, Hygiene] = {}

    def stage(self, language: LanguageCode | None) -> Stage:
        """The tickets of a language, or all. KeyError for one that the counts do not have."""
        if language not in self._stages:
            series = series_of(self.counts, language)
            self._stages[language] = Stage(Series(series.tickets, series.others, self._steady.usable), self.touched)
        return self._stages[language]

    def hygiene(self, at: Windows) -> Hygiene:
        """Changes of the tags in the weeks that are compared."""
        if at not in self._clean:
            self._clean[at] = hygiene(self.counts, at, self._steady)
        return self._clean[at]

    @cached_property
    def touched(self) -> Flags:
        """Shape (topics, weeks + 1): whether an article changed so near to a moment that the topic is no placebo."""
        weeks = self.counts.weeks
        flags = np.zeros((len(self.counts.topics), weeks.count + 1), np.bool_)
        for topic, days in self.changes.items():
            if topic in self.counts:
                for day in days:
                    week = first_week_after(weeks, day)
                    flags[self.counts.row(topic), max(week - AFTER + 1, 0) : week + AFTER] = True
        return flags

    @cached_property
    def _steady(self) -> Steady:
        return steady(self.counts)


class Stage:
    """The topics that ever have enough tickets, by their ``rows``; all others would only cost time.

    ``series``: of all topics, without the weeks of spam. ``touched``: see ``Moments``.
    """

    def __init__(self, series: Series, touched: Flags) -> None:
        self.series = series
        self.rows = _lively(series)
        self.touched = touched[self.rows]
        self._lively = Series(series.tickets[self.rows], series.others[self.rows], series.observed)
        self._known: dict[Windows, Contrast] = {}

    def contrast(self, at: Windows) -> Contrast:
        """Of the ``rows`` only."""
        if at not in self._known:
            self._known[at] = contrast(self._lively, at)
        return self._known[at]

    def only(self, row: int) -> Series:
        """One topic."""
        series = self.series
        return Series(series.tickets[row : row + 1], series.others[row : row + 1], series.observed)

    def place(self, row: int) -> int | None:
        """Where a topic is among the ``rows``."""
        place = int(np.searchsorted(self.rows, row))
        return place if place < len(self.rows) and self.rows[place] == row else None


def _lively(series: Series) -> NDArray[np.intp]:
    """Any other topic has less than LEAST_LEVEL tickets a week at every moment, so that it is never a placebo."""
    sums = np.cumsum(series.tickets, axis=1)
    in_window = sums[:, BEFORE - 1 :].copy()
    in_window[:, 1:] -= sums[:, : in_window.shape[1] - 1]
    most = in_window.max(1, initial=0.0) if in_window.shape[1] else sums[:, -1]
    return np.flatnonzero(most >= LEAST_BEFORE * LEAST_LEVEL / 2)
