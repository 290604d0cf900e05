"""Numbers of weeks as a line of bars."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(history: Sequence[float | None]) -> str:
    """A bar for each week, the highest is the most and the lowest none; a dot for a week without data."""
    most = max((number for number in history if number is not None), default=0)
    return "".join(_bar(number, most) for number in history)


def _bar(number: float | None, most: float) -> str:
    if number is None:
        return "·"
    # Of fractions, the highest could come out higher than it is.
    return _BARS[min(7, int(-(-number * 7 // most)))] if number > 0 else _BARS[0]
