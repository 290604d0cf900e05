"""Charts of the report in a terminal: as bars of block characters where they say more than their tables."""

from __future__ import annotations

import math
from collections.abc import Iterator

import click

from kbgen.reports.overview.document import (
    Chart,
    HeatMap,
    Interval,
    Intervals,
    Lines,
    Scatter,
    StackedBars,
    Tone,
)
from kbgen.reports.overview.terminal import tables
from kbgen.reports.overview.terminal.text import MOST_TEXT, cut, plain, styled, wrapped
from kbgen.reports.sparks import sparkline
from kbgen.wording import Words

BAR = 30
"""So many characters is the longest bar."""

NAME = 32
"""So many has a name at most."""

_FILLED = "█▓▒░▚·"
"""Parts of a bar, so that they can be told from one another without colours."""


def chart(one: Chart, words: Words, width: int | None) -> Iterator[str]:
    """Its title, its drawing, and where the figures come from; the table where there is no room for a drawing."""
    match one.drawing:
        case Lines():
            drawn = list(_lines(one.drawing, words))
        case StackedBars():
            drawn = list(_bars(one.drawing, words))
        case Intervals():
            drawn = list(_intervals(one.drawing, words))
        case HeatMap():
            drawn = list(_map(one.drawing))
        case Scatter():
            drawn = []
    yield click.style(plain(one.title), bold=True)
    drawn = [f"{tables.INDENT}{line}" for line in drawn]
    if drawn and (width is None or all(len(click.unstyle(line)) <= width for line in drawn)):
        yield from drawn
        yield from wrapped(one.table.source, min(MOST_TEXT, width or MOST_TEXT), tables.INDENT, dim=True)
    else:
        yield from tables.table(one.table, words, width, title=False)


MOST_WEEKS = 60


_GOOD, _MIDDLE = 0.9, 0.6
"""From these shares on a cell is green, or yellow; its text says the share itself."""


def _map(drawing: HeatMap) -> Iterator[str]:
    """A row for each row, with the texts of the cells in their columns."""
    texts = [[plain(cell.text) for cell in row] for row in drawing.cells]
    heads = [plain(column) for column in drawing.columns]
    widths = [max(len(heads[n]), *(len(row[n]) for row in texts)) if texts else 0 for n in range(len(heads))]
    names = _names(list(drawing.rows))
    wide = len(names[0]) if names else 0
    yield click.style(
        "  ".join([" " * wide, *(head.rjust(n) for head, n in zip(heads, widths, strict=True))]), dim=True
    )
    for name, row, said in zip(names, drawing.cells, texts, strict=True):
        cells = [styled(text.rjust(n), _tone(cell.share)) for cell, text, n in zip(row, said, widths, strict=True)]
        yield "  ".join([name, *cells])
    yield click.style(plain(drawing.scale), dim=True)


def _tone(share: float | None) -> Tone:
    if share is None:
        return Tone.ABSENT
    return Tone.GOOD if share >= _GOOD else Tone.SERIOUS if share >= _MIDDLE else Tone.BAD


def _lines(drawing: Lines, words: Words) -> Iterator[str]:
    """A bar for each day of the chart, or for several that are added up where there are many."""
    names = _names([series.name for series in drawing.series])
    for name, series in zip(names, drawing.series, strict=True):
        known = [value for value in series.values if value is not None]
        if not known:
            continue
        ends = f"{_number(known[0], words)} → {_number(known[-1], words)}"
        yield f"{name}  {click.style(sparkline(_thinned(series.values)), fg='cyan')}  {ends}"
    if drawing.days:
        days = f"{words.day(drawing.days[0], 'medium')} – {words.day(drawing.days[-1], 'medium')}"
        yield click.style(f"{plain(drawing.axis)}, {days}", dim=True)


def _thinned(values: tuple[float | None, ...]) -> list[float | None]:
    """The means of as many neighbours as it takes to have room."""
    each = -(-len(values) // MOST_WEEKS) or 1
    groups = [[one for one in values[at : at + each] if one is not None] for at in range(0, len(values), each)]
    return [sum(group) / len(group) if group else None for group in groups]


def _bars(drawing: StackedBars, words: Words) -> Iterator[str]:
    """A bar for each place; its parts in colours and patterns of their own."""
    totals = [sum(stack.values[n] for stack in drawing.stacks) for n in range(len(drawing.places))]
    most = max(totals, default=0)
    if not most:
        return
    titles = [place if isinstance(place, str) else words.day(place, "medium") for place in drawing.places]
    for n, name in enumerate(_names(titles)):
        ends = [
            round(BAR * sum(stack.values[n] for stack in drawing.stacks[: k + 1]) / most)
            for k in range(len(drawing.stacks))
        ]
        begins = [0, *ends[:-1]]
        parts = [
            styled(_FILLED[k % len(_FILLED)] * (end - begin), stack.tone)
            for k, (stack, begin, end) in enumerate(zip(drawing.stacks, begins, ends, strict=True))
        ]
        numbers = "  ".join(_number(stack.values[n], words) for stack in drawing.stacks if any(stack.values))
        yield f"{name}  {''.join(parts)}{' ' * (BAR - ends[-1])}  {numbers}"
    legend = [
        styled(f"{_FILLED[k % len(_FILLED)]} {plain(stack.name)}", stack.tone)
        for k, stack in enumerate(drawing.stacks)
        if any(stack.values)
    ]
    yield f"{click.style(plain(drawing.axis), dim=True)}: {'  '.join(legend)}"


def _number(value: float, words: Words) -> str:
    return words.number(int(value)) if value == int(value) else words.figure(value)


def _intervals(drawing: Intervals, words: Words) -> Iterator[str]:
    """A line from the lower to the upper end with a dot for the estimate, and a stroke where nothing would have
    changed."""
    ends = [end for row in drawing.rows for end in (row.low, row.high) if math.isfinite(end)]
    ends += [drawing.reference] if drawing.reference is not None else []
    if not ends:
        return
    scale = _Scale(min(ends), max(ends), drawing.ratio)
    for name, row in zip(_names([row.name for row in drawing.rows]), drawing.rows, strict=True):
        digits = 2 if drawing.ratio or abs(row.high) <= 1 else 1
        said = (
            f"{words.figure(row.estimate, digits)} ({words.figure(row.low, digits)}–{words.figure(row.high, digits)})"
        )
        yield f"{name}  {styled(_whisker(row, scale, drawing.reference), row.tone)}  {said}"
    yield click.style(plain(drawing.axis), dim=True)


class _Scale:
    """Values → places of a line of ``BAR`` characters."""

    def __init__(self, low: float, high: float, ratio: bool) -> None:
        self.ratio = ratio and low > 0
        self.low, self.high = self._of(low), self._of(high)

    def _of(self, value: float) -> float:
        return math.log(value) if self.ratio else value

    def place(self, value: float) -> int:
        """Within the line, also for what lies beyond its ends."""
        if not math.isfinite(value) or (self.ratio and value <= 0):
            return BAR - 1 if value > 0 else 0
        span = self.high - self.low or 1.0
        return max(0, min(BAR - 1, round((BAR - 1) * (self._of(value) - self.low) / span)))


def _whisker(row: Interval, scale: _Scale, reference: float | None) -> str:
    signs = [" "] * BAR
    if reference is not None:
        signs[scale.place(reference)] = "│"
    for place in range(scale.place(row.low), scale.place(row.high) + 1):
        signs[place] = "┼" if signs[place] == "│" else "─"
    signs[scale.place(row.estimate)] = "●"
    return "".join(signs)


def _names(names: list[str]) -> list[str]:
    """As wide as the widest of them."""
    shown = [cut(plain(name), NAME) for name in names]
    wide = max(map(len, shown), default=0)
    return [name.ljust(wide) for name in shown]
