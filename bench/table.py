"""Rows of a comparison: medians, ratios, and the Markdown that shows them.

A ratio of times is the median of the ratios of the pairs: each of our runs divided by the yardstick's run just before.
A ratio of memory is the ratio of the medians.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.timing import Timing


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured of one contender: the timed runs, and the peaks of others, in MB."""

    times: tuple[Timing, ...]
    peaks: tuple[float, ...] = ()

    @property
    def wall(self) -> float:
        """Median of the seconds on the clock."""
        return median(time.wall for time in self.times)

    @property
    def cpu(self) -> float:
        """Median of the seconds of all processors."""
        return median(time.cpu for time in self.times)

    @property
    def memory(self) -> float | None:
        """Median of the peaks; None when nothing was weighed."""
        return median(self.peaks) if self.peaks else None


@dataclass(frozen=True, slots=True)
class Row:
    """A case: our runs and the yardstick's. Ratios are divided by ``scale``: how many times more pages ours has."""

    name: str
    ours: Sample
    theirs: Sample
    scale: float = 1.0

    @property
    def wall(self) -> float:
        """Median of the pairs' ratios."""
        pairs = zip(self.ours.times, self.theirs.times, strict=True)
        return median(a.wall / b.wall for a, b in pairs) / self.scale

    @property
    def cpu(self) -> float:
        """Median of the pairs' ratios."""
        pairs = zip(self.ours.times, self.theirs.times, strict=True)
        return median(a.cpu / b.cpu for a, b in pairs) / self.scale

    @property
    def memory(self) -> float | None:
        """Ratio of the medians."""
        ours, theirs = self.ours.memory, self.theirs.memory
        return None if ours is None or theirs is None else ours / theirs / self.scale

    def data(self) -> dict[str, Any]:
        """Everything, for machines."""
        return {
            "case": self.name,
            "ratios": {"wall": self.wall, "cpu": self.cpu, "memory": self.memory},
            "ours": _data(self.ours),
            "theirs": _data(self.theirs),
            "scale": self.scale,
        }


def _data(sample: Sample) -> dict[str, Any]:
    return {
        "wall": sample.wall,
        "cpu": sample.cpu,
        "memory_mb": sample.memory,
        "walls": [time.wall for time in sample.times],
        "cpus": [time.cpu for time in sample.times],
        "peaks_mb": list(sample.peaks),
    }


def comparison(rows: Sequence[Row], ours: str, theirs: str, targets: dict[str, float]) -> str:
    """The table of builds: ratios first, then the figures behind them."""
    head = [
        "case", "wall ratio", "target", "CPU ratio", "memory ratio",
        f"{ours} wall s", f"{theirs} wall s", f"{ours} CPU s", f"{theirs} CPU s", f"{ours} MB", f"{theirs} MB",
    ]  # fmt: skip
    lines = [
        [
            row.name, number(row.wall), against_target(row.wall, targets.get(row.name)), number(row.cpu),
            number(row.memory), number(row.ours.wall), number(row.theirs.wall), number(row.ours.cpu),
            number(row.theirs.cpu), number(row.ours.memory, 0), number(row.theirs.memory, 0),
        ]
        for row in rows
    ]  # fmt: skip
    return markdown(head, lines)


def number(value: float | None, digits: int = 2) -> str:
    """A figure, or a dash."""
    return "–" if value is None else f"{value:.{digits}f}"


def against_target(value: float | None, target: float | None) -> str:
    """The target, and whether it is met. What is rounded in the table is not rounded here."""
    if target is None:
        return "–"
    return f"≤ {target:g}" if value is None else f"≤ {target:g} {'met' if value <= target else 'missed'}"


def markdown(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table whose columns stand below one another in the source too; all but the first are figures."""
    widths = [max(3, *(len(line[place]) for line in [head, *lines])) for place in range(len(head))]
    rule = ["-" * widths[0], *(f"{'-' * (width - 1)}:" for width in widths[1:])]

    def row(cells: Sequence[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return f"| {' | '.join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)])} |"

    return "\n".join(row(cells) for cells in [head, rule, *lines])
