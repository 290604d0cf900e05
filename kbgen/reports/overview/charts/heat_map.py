"""A cell for each row and column: six steps of colour, and the share in words."""

from __future__ import annotations

from typing import Any

import altair as alt

from kbgen.reports.overview.cells import full_percent
from kbgen.reports.overview.charts import lettering
from kbgen.reports.overview.charts.canvas import INK, MUTED, Canvas, Sheet, Text, as_given, pixels
from kbgen.reports.overview.charts.ticks import finite
from kbgen.reports.overview.document import HeatCell, HeatMap
from kbgen.reports.overview.palette import HEAT, LIGHT
from kbgen.wording import Words

NOTHING = LIGHT["absent"]
"""A cell of nothing; in the page it is hatched."""

BROADEST = 120
"""Pixels of a cell, at most."""

GAP = 3


def step(share: float) -> int:
    """Fifths; and what is whole stands by itself."""
    return 5 if share >= 1 else min(4, int(max(0.0, share) * 5))


def draw(drawing: HeatMap, sheet: Sheet, words: Words) -> Canvas:
    """Names of rows at the left, of columns above, and what the colours mean below."""
    left = min(lettering.widest(drawing.rows) + 14, sheet.width * (0.3 if sheet.narrow else 0.36))
    wide = min(BROADEST, (sheet.width - left) / len(drawing.columns))
    names = [lettering.lines(name, left - 12) for name in drawing.rows]
    high = 36 if any(len(name) > 1 for name in names) else 30
    canvas = Canvas(sheet, words, high * len(names), left, 26, sheet.width - left - wide * len(drawing.columns), 64)
    for number, name in enumerate(drawing.columns):
        canvas.text(Text((number + 0.5) * wide, -12, [lettering.cut(name, wide - 4)], name, "center", MUTED))
    for number, parts in enumerate(names):
        canvas.text(Text(-left, (number + 0.5) * high - GAP / 2, parts, drawing.rows[number]))
    _cells(canvas, drawing, wide, high)
    _scale(canvas, drawing.scale)
    return canvas


def _cells(canvas: Canvas, drawing: HeatMap, wide: float, high: float) -> None:
    rows: list[dict[str, Any]] = []
    for y, (row, cells) in enumerate(zip(drawing.rows, drawing.cells, strict=True)):
        for x, (column, cell) in enumerate(zip(drawing.columns, cells, strict=True)):
            share = finite(cell.share)
            fill = NOTHING if share is None else LIGHT[HEAT[step(share)]]
            rows.append({"row": y, "column": x, "fill": fill, "says": says(row, column, cell, canvas.words)})
            if lettering.width(cell.text) <= wide - 6:
                middle = (x + 0.5) * wide - GAP / 2, (y + 0.5) * high - GAP / 2
                canvas.text(Text(*middle, [cell.text], "", "center", INK, share is None))
    across, down = (
        alt.Scale(domain=list(range(count)), range=[0, room], paddingInner=GAP / room * count, paddingOuter=0)
        for count, room in ((len(drawing.columns), canvas.width - GAP), (len(drawing.rows), canvas.height - GAP))
    )
    places = {"x": alt.X("column:O", axis=None, scale=across), "y": alt.Y("row:O", axis=None, scale=down)}
    canvas.marks("cells", "rect", rows, places | {"fill": as_given("fill", "fill")}, cornerRadius=4)


def says(row: str, column: str, cell: HeatCell, words: Words) -> str:
    """A cell in words; the share is added where its text does not tell it."""
    share = finite(cell.share)
    told = "" if share is None else full_percent(min(1.0, max(0.0, share)), words)
    more = f" ({told})" if told and told not in cell.text else ""
    return f"{row} · {column}: {cell.text}{more}"


def _scale(canvas: Canvas, title: str) -> None:
    """The steps with their limits, and apart from them the one of the whole."""
    wide, high, top, left = 46.0, 12.0, canvas.height + 30, -canvas.left
    steps = [(left + number * wide + (12 if number == 5 else 0), name) for number, name in enumerate(HEAT)]
    rows = [{"x": x, "x2": x + wide - 1, "fill": LIGHT[name], "y": top, "y2": top + high} for x, name in steps]
    channels = {name: pixels(name) for name in ("x", "y", "x2", "y2")}
    canvas.marks("steps", "rect", rows, channels | {"fill": as_given("fill", "fill")}, cornerRadius=2)
    canvas.text(Text(left, top - 11, [lettering.cut(title, canvas.sheet.width)], title, "left", MUTED))
    below = top + high + 10
    for number, (x, _) in enumerate(steps):
        share, align = canvas.words.share(number / 5), "left" if number == 0 else "center"
        canvas.text(Text(x + wide / 2 if number == 5 else x, below, [share], "", align, MUTED))
