"""How the tickets of a quarter compare with those of the quarter before. Pure.

Both are sums of weekly counts, which scatter more than chance alone: their dispersion is that of the weeks around the
mean of their quarter (Pearson's, 1 at least), and each sum counts as so many fewer tickets. The interval of the ratio
is that of two such counts brought together on a scale of logarithms (MOVER; Donner and Zou, Stat. Methods Med. Res.
21, 2012). It tells the scatter of weeks, and no season.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt

from kbgen.tickets.flagging.saving import Range

QUARTER = 13
"""Weeks."""

LEAST_TICKETS = 10
"""In both quarters together; fewer tell nothing."""

LEAST_WEEKS = 4
"""With data, in each quarter."""

Z = 1.959964
"""Of a 95 % interval."""


class Direction(StrEnum):
    """What the interval tells."""

    RISES = "rises"
    FALLS = "falls"
    STEADY = "no-clear-change"
    NEW = "new"
    """Nobody asked in the quarter before."""
    UNKNOWN = "too-few-to-tell"


@dataclass(frozen=True, slots=True)
class Trend:
    """``tickets`` of the newest quarter, and those ``before`` it. ``ratio`` of the tickets a week, with its 95 %
    interval; None where there are too few to tell, or none to compare with."""

    tickets: int
    before: int
    ratio: Range | None

    @property
    def direction(self) -> Direction:
        """Whether it rises, as far as anybody can tell."""
        if self.ratio is None:
            return Direction.NEW if self.tickets >= LEAST_TICKETS and not self.before else Direction.UNKNOWN
        if self.ratio.low > 1:
            return Direction.RISES
        return Direction.FALLS if self.ratio.high < 1 else Direction.STEADY


def trend(history: Sequence[int | None]) -> Trend:
    """Of tickets by week, the oldest first, None for weeks without data: the newest quarter against the one before."""
    now = [number for number in history[-QUARTER:] if number is not None]
    before = [number for number in history[-2 * QUARTER : -QUARTER] if number is not None]
    tickets, earlier = sum(now), sum(before)
    enough = tickets + earlier >= LEAST_TICKETS and earlier and min(len(now), len(before)) >= LEAST_WEEKS
    return Trend(tickets, earlier, _ratio(now, before) if enough else None)


def _ratio(now: Sequence[int], before: Sequence[int]) -> Range:
    scatter = _dispersion(now, before)
    one, other = _of_sum(sum(now), scatter), _of_sum(sum(before), scatter)
    weeks = len(before) / len(now)
    # Of none, the estimate is zero, but its interval goes from where that of half a ticket does.
    middle = one.estimate / other.estimate * weeks
    down = exp(_distance(one.estimate, one.low, other.high, other.estimate))
    up = exp(_distance(one.high, one.estimate, other.estimate, other.low))
    estimate = sum(now) / sum(before) * weeks
    return Range(estimate, min(estimate, middle / down), max(estimate, middle * up))


def _dispersion(*quarters: Sequence[int]) -> float:
    """Of weekly counts around the mean of their quarter; 1 is that of chance."""
    chi = 0.0
    for weeks in quarters:
        mean = sum(weeks) / len(weeks)
        chi += sum((number - mean) ** 2 for number in weeks) / mean if mean else 0.0
    return max(1.0, chi / (sum(map(len, quarters)) - len(quarters)))


def _of_sum(tickets: int, scatter: float) -> Range:
    """A sum of weeks with its interval, after Poisson (Byar's approximation), as of so many fewer tickets."""
    count = max(tickets / scatter, 0.5)
    low = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3
    above = count + 1
    high = above * (1 - 1 / (9 * above) + Z / (3 * sqrt(above))) ** 3
    return Range(count * scatter, max(low, count / 50) * scatter, high * scatter)


def _distance(more: float, less: float, above: float, below: float) -> float:
    """The logarithm of what two factors come to together."""
    return sqrt(log(more / less) ** 2 + log(above / below) ** 2)
