"""How many times as many tickets as usual, where no lane has tested it. Pure."""

from __future__ import annotations

from math import exp, log, sqrt

from kbgen.tickets.flagging.levels import of_count
from kbgen.tickets.flagging.saving import Range
from kbgen.tickets.statistics.signal import Ratio


def ratio(tickets: int, expected: Range) -> Ratio:
    """How many times as many as expected, with the intervals of both brought together: on a scale of logarithms, their
    ends' distances from the estimates add up as squares (MOVER; Donner and Zou, Stat. Methods Med. Res. 21, 2012)."""
    counted = of_count(max(tickets, 0.5))
    base = max(expected.estimate, 1e-9)
    estimate = tickets / base
    down = _distance(counted.estimate, counted.low, expected.high, base)
    up = _distance(counted.high, counted.estimate, base, expected.low)
    middle = counted.estimate / base
    return Ratio(estimate, min(estimate, middle / down), max(estimate, middle * up))


def _distance(more: float, less: float, above: float, below: float) -> float:
    """The factor that two factors come to together."""
    one = log(max(more, 1e-9) / max(less, more / 50, 1e-9))
    other = log(max(above, 1e-9) / max(below, above / 50, 1e-9))
    return exp(sqrt(one**2 + other**2))
