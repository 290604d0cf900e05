"""Power and calibration, with the same code that ``kbgen backtest`` runs on anybody's tickets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kbgen.tickets.statistics import tails
from kbgen.tickets.statistics.backtest.calibration import Calibration, calibrations
from kbgen.tickets.statistics.backtest.power import LEVELS, NEAR, Power, powers
from kbgen.tickets.statistics.survey import Survey

DOCUMENT = {1.0: 6, 2.0: 8, 5.0: 14, 10.0: 23, 20.0: 39, 50.0: 86}
"""The smallest visible week at a dispersion of 0.02 and p < 0.001, by the design of the method."""
VISIBLE = 0.001
TYPICAL = 0.02
WEEKS = 26
ROUNDS = 40
EVERY = 13
"""The made-up pasts are like every so many-th week."""


def power_table(surveys: Sequence[Survey]) -> str:
    """The share of added rises that is seen, by weekly mean."""
    found = powers(surveys, np.random.default_rng(1))
    columns = sorted({(one.weeks, one.factor) for one in found})
    lines = ["| a week | " + " | ".join(f"× {factor:g}, {_span(weeks)}" for weeks, factor in columns) + " | tried |"]
    lines.append("| ---: | " + " | ".join("---:" for _ in columns) + " | ---: |")
    for level in LEVELS:
        row = {(one.weeks, one.factor): one for one in found if one.level == level}
        tried = " + ".join(str(row[weeks, columns[0][1]].tried) for weeks in sorted({weeks for weeks, _ in columns}))
        lines.append(f"| {level:g} | " + " | ".join(_share(row[column]) for column in columns) + f" | {tried} |")
    return "\n".join(lines)


def _span(weeks: int) -> str:
    return "one week" if weeks == 1 else f"{weeks} weeks"


def _share(one: Power) -> str:
    return f"{one.share:.0%}" if one.tried else "–"


def visible_table(surveys: Sequence[Survey]) -> str:
    """The smallest count of one week with p < 0.001: by the design; by kbgen at the same dispersion, where what is
    expected is known, and where it comes from 26 weeks; and in the real weeks with their own dispersion (the median).
    """
    lines = ["| expected | the design | kbgen, expected known | from 26 weeks | in the real weeks |"]
    lines.append("| ---: | ---: | ---: | ---: | ---: |")
    for level in LEVELS:
        known, fitted = _smallest(level, TYPICAL), _smallest(level, 1 / (WEEKS * level) + TYPICAL)
        real = []
        for one in surveys:
            if one.spike is None or one.burst is not None:
                continue
            expected = one.spike.expected
            near = ~one.untested & one.spike.tested & (expected > level / NEAR) & (expected < level * NEAR)
            real += [_smallest(level, float(spread)) for spread in one.spike.spread[near]]
        median = f"{np.median(real):.0f}" if real else "–"
        lines.append(f"| {level:g} | {DOCUMENT[level]} | {known} | {fitted} | {median} |")
    return "\n".join(lines)


def _smallest(mean: float, spread: float) -> int:
    counts = np.arange(1, 2000)
    return int(counts[np.argmax(tails.upper(counts, mean, spread) < VISIBLE)])


def calibration_table(surveys: Sequence[Survey]) -> str:
    """How often p is below a limit although nothing changed."""
    random = np.random.default_rng(2)
    sums: dict[tuple[str, float], Calibration] = {}
    for one in surveys[::EVERY]:
        for each in calibrations(one, random, ROUNDS):
            key = (each.lane.value, each.limit)
            old = sums.get(key, Calibration(each.lane, each.limit, 0, 0, 0))
            sums[key] = Calibration(
                each.lane, each.limit, old.below + each.below, old.poisson + each.poisson, old.tested + each.tested
            )
    lines = [
        "| lane | p below | share | of what is right | Poisson's p | tests |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for total in sums.values():
        poisson = total.poisson / max(total.tested, 1) / total.limit
        times = f"× {total.share / total.limit:.1f} | × {poisson:.0f}"
        lines.append(f"| {total.lane} | {total.limit:g} | {total.share:.4f} | {times} | {total.tested} |")
    return "\n".join(lines)
