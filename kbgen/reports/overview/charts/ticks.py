"""Where axes have their marks: round numbers, and days that people know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log, log10, sqrt

from kbgen.reports.overview.charts import locales

LARGEST = 1e15
"""Larger numbers are drawn as this one: no count of anything in a knowledge base comes near it."""


def finite(value: float | None) -> float | None:
    """A number that can be drawn, or nothing."""
    if value is None or value != value:
        return None
    return max(-LARGEST, min(LARGEST, float(value)))


@dataclass(frozen=True, slots=True)
class Ticks:
    """``low`` and ``high``: the ends of the axis; ``form``: how d3 writes the values."""

    values: tuple[float, ...]
    low: float
    high: float
    form: str

    def part(self, value: float, ratio: bool = False) -> float:
        """Where a value lies on the axis, 0 to 1; ``ratio``: a logarithmic one."""
        if ratio:
            return log(value / self.low) / log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def linear(low: float, high: float, most: int = 5) -> Ticks:
    """Round values from below the lowest to above the highest, about so many."""
    if low == high == 0:
        return Ticks((0.0, 1.0), 0.0, 1.0, ".0f")
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        low, high = (0.0, high) if low > 0 else (low, 0.0)
    rough = (high - low) / most
    power = floor(log10(rough))
    step = next((one for one in (1, 2, 5) if one * 10.0**power >= rough * 0.999), 0)
    if not step:
        step, power = 1, power + 1
    digits, size = max(0, -power), step * 10.0**power
    first, last = floor(low / size + 1e-9), ceil(high / size - 1e-9)
    values = tuple(round(number * size, digits + 2) + 0.0 for number in range(first, last + 1))
    return Ticks(values, values[0], values[-1], _form(digits, max(map(abs, values))))


def _form(digits: int, largest: float) -> str:
    if largest >= 1e9 or digits > 5:
        return ".1e"
    return f",.{digits}f" if largest >= 10_000 else f".{digits}f"


def logarithmic(low: float, high: float, most: int = 6) -> Ticks:
    """Powers of ten with their halves and fifths, as far as there is room; both ends above 0."""
    low = max(min(low, high), 1e-9)
    high = max(high, low * 1.01)
    if high / low < 4:
        middle = sqrt(low * high)
        low, high = min(low, middle / 2), max(high, middle * 2)
    powers = range(floor(log10(low)), ceil(log10(high)) + 1)
    for steps in ((1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        values = [float(f"{step * 10.0**power:.3g}") for power in powers for step in steps]
        values = [value for value in values if low / 1.001 <= value <= high * 1.001]
        if len(values) <= most:
            break
    values = values[:: max(1, ceil(len(values) / most))]
    form = "~r" if values[-1] < 10_000 else ",~r"
    room = (high / low) ** 0.02
    return Ticks(tuple(values), low / room, high * room, form if values[0] > 1e-4 else ".0e")


@dataclass(frozen=True, slots=True)
class DayTicks:
    """``skeleton``: what of the days is written, as ``locales`` names it; ``first``: of the first, and of new years."""

    days: tuple[date, ...]
    skeleton: str = locales.DAY
    first: str = locales.DAY


def days(all_days: Sequence[date], most: int) -> DayTicks:
    """Some of the days, evenly: the last among them where days are named; the first of each month or year in longer
    spans.
    """
    if not all_days:
        return DayTicks(())
    if (all_days[-1] - all_days[0]).days <= 186 or len(all_days) <= most:
        step = max(1, ceil(len(all_days) / most))
        return DayTicks(tuple(sorted(all_days[::-step])))
    firsts = [day for before, day in pairwise(all_days) if day.month != before.month]
    for step in (1, 2, 3, 6):
        chosen = [day for day in firsts if (day.month - 1) % step == 0]
        if 0 < len(chosen) <= most:
            return DayTicks(tuple(chosen), locales.MONTH, locales.MONTH_AND_YEAR)
    years = [day for before, day in pairwise(all_days) if day.year != before.year] or firsts[:1]
    return DayTicks(tuple(years[:: max(1, ceil(len(years) / most))]), locales.YEAR, locales.YEAR)
