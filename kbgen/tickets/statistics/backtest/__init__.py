"""How the lanes would have done on one's own tickets: their load, what they see, and whether p-values are right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.statistics.backtest.calibration import Calibration, calibrations
from kbgen.tickets.statistics.backtest.load import WeekLoad, loads
from kbgen.tickets.statistics.backtest.power import Power, powers
from kbgen.tickets.statistics.lanes import SPIKE
from kbgen.tickets.statistics.survey import survey

__all__ = ["Backtest", "Calibration", "Power", "WeekLoad", "run"]

BEFORE = SPIKE.weeks + SPIKE.guard + SPIKE.base
"""Weeks that must lie before a week to look at it fully."""


@dataclass(frozen=True, slots=True)
class Backtest:
    """``weeks``: the oldest first. ``asked``: how many were wished for."""

    weeks: tuple[WeekLoad, ...]
    powers: tuple[Power, ...]
    calibrations: tuple[Calibration, ...]
    asked: int

    def load(self, *, quiet: bool = False) -> float:
        """Signals a week; NaN without a week."""
        chosen = [week for week in self.weeks if week.quiet or not quiet]
        return sum(len(week.signals) for week in chosen) / len(chosen) if chosen else float("nan")


def run(counts: WeeklyCounts, weeks: int, seed: int = 1) -> Backtest:
    """Look at each of the last ``weeks`` weeks as on its own last day. The same seed gives the same figures."""
    random = np.random.default_rng(seed)
    known = np.flatnonzero(counts.observed)
    first = max(int(known[0]) + BEFORE - 1 if len(known) else 0, counts.weeks.count - weeks)
    surveys = [survey(counts, week) for week in range(first, counts.weeks.count) if counts.observed[week]]
    return Backtest(
        weeks=loads(surveys),
        powers=powers(surveys, random),
        calibrations=calibrations(surveys[-1], random) if surveys else (),
        asked=weeks,
    )
