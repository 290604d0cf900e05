"""Numbers of weeks as a line of bars."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(history: Sequence[float | None]) -> str:
    """A bar for each week, the highest is the most and the lowest none; a dot for a week without data."""
    most = max((number for number in history if number is not None), default=0)
    return "".join(
        "·" if number is None else _BARS[max(0, int(-(-number * 7 // most)))] if number else _BARS[0]
        for number in history
    )
