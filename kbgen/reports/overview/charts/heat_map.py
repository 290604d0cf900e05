"""A cell for each row and column: six steps of colour, and the share in words."""

from __future__ import annotations

from typing import Any

import altair as alt

from kbgen.reports.overview.charts import lettering
from kbgen.reports.overview.charts.canvas import INK, LINE, MUTED, Canvas, Sheet, Text, as_given, pixels
from kbgen.reports.overview.charts.ticks import finite
from kbgen.reports.overview.document import HeatCell, HeatMap
from kbgen.reports.overview.palette import HEAT, LIGHT
from kbgen.wording import Words

NOTHING = LIGHT["absent"]
"""A cell of nothing; in the page it is hatched."""

BROADEST = 120
"""Pixels of a cell, at most."""


def step(share: float) -> int:
    """Fifths; and what is whole stands by itself."""
    return 5 if share >= 1 else min(4, int(max(0.0, share) * 5))


def draw(drawing: HeatMap, sheet: Sheet, words: Words) -> Canvas:
    """Names of rows at the left, of columns above, and what the colours mean below."""
    count = max(1, len(drawing.columns))
    left = min(lettering.widest(drawing.rows) + 12, sheet.width * (0.3 if sheet.narrow else 0.36))
    cell = min(BROADEST, (sheet.width - left) / count)
    names = [lettering.lines(name, left - 10) for name in drawing.rows]
    high = 34 if any(len(name) > 1 for name in names) else 30
    canvas = Canvas(sheet, words, high * len(drawing.rows), left, 26, sheet.width - left - cell * count, 62)
    heads = [lettering.cut(name, cell - 4) for name in drawing.columns]
    canvas.text(
        Text((number + 0.5) * cell, -13, [head], whole, "center", MUTED)
        for number, (head, whole) in enumerate(zip(heads, drawing.columns, strict=True))
    )
    canvas.text(
        Text(-left, (number + 0.5) * high - (len(name) - 1) * lettering.LEADING / 2, name, whole)
        for number, (name, whole) in enumerate(zip(names, drawing.rows, strict=True))
    )
    _cells(canvas, drawing, cell, high)
    _scale(canvas, drawing.scale)
    return canvas


def _cells(canvas: Canvas, drawing: HeatMap, wide: float, high: float) -> None:
    rows: list[dict[str, Any]] = []
    for y, (row, cells) in enumerate(zip(drawing.rows, drawing.cells, strict=True)):
        for x, (column, cell) in enumerate(zip(drawing.columns, cells, strict=True)):
            share = finite(cell.share)
            rows.append(
                {
                    "row": str(y),
                    "column": str(x),
                    "fill": NOTHING if share is None else LIGHT[HEAT[step(share)]],
                    "text": cell.text if lettering.width(cell.text) <= wide - 4 else "",
                    "says": says(row, column, cell, canvas.words),
                }
            )
    order = {"row": [str(y) for y in range(len(drawing.rows))], "column": [str(x) for x in range(len(drawing.columns))]}
    places = {
        "x": alt.X(
            "column:N", axis=None, scale=alt.Scale(domain=order["column"], paddingInner=3 / wide, paddingOuter=0)
        ),
        "y": alt.Y("row:N", axis=None, scale=alt.Scale(domain=order["row"], paddingInner=3 / high, paddingOuter=0)),
    }
    full = [row for row in rows if row["fill"] != NOTHING]
    canvas.marks("rect", full, places | {"fill": as_given("fill", "fill")}, cornerRadius=3)
    empty = [row for row in rows if row["fill"] == NOTHING]
    canvas.marks("rect", empty, places | {"fill": as_given("fill", "fill")}, cornerRadius=3, stroke=LINE)
    lettered = [{name: row[name] for name in ("row", "column", "text")} for row in rows if row["text"]]
    canvas.marks("text", lettered, places | {"text": alt.Text("text:N")}, fill=INK, baseline="middle")


def says(row: str, column: str, cell: HeatCell, words: Words) -> str:
    """A cell in words; the share is added where its text does not tell it."""
    share = finite(cell.share)
    told = "" if share is None else words.share(min(1.0, max(0.0, share)))
    more = f" ({told})" if told and told not in cell.text else ""
    return f"{row} · {column}: {cell.text}{more}"


def _scale(canvas: Canvas, title: str) -> None:
    """The steps with their limits, and apart from them the one of the whole."""
    wide, high, top = 46.0, 12, canvas.height + 26
    rows = []
    for number, name in enumerate(HEAT):
        begin = number * wide + (10 if number == 5 else 0)
        rows.append(
            {
                "x": begin - canvas.left,
                "x2": begin + wide - canvas.left,
                "fill": LIGHT[name],
                "y": top,
                "y2": top + high,
            }
        )
    channels = {name: pixels(name) for name in ("x", "y", "x2", "y2")} | {"fill": as_given("fill", "fill")}
    canvas.marks("rect", rows, channels, stroke=LINE, strokeWidth=0.5)
    whole = canvas.sheet.width
    canvas.text([Text(-canvas.left, top - 10, [lettering.cut(title, whole)], title, "left", MUTED)])
    limits = [
        Text(number * wide - canvas.left, top + high + 10, [canvas.words.share(number / 5)], "", "center", MUTED)
        for number in range(1, 5)
    ]
    first = Text(-canvas.left, top + high + 10, [canvas.words.share(0)], "", "left", MUTED)
    last = Text(5.5 * wide + 10 - canvas.left, top + high + 10, [canvas.words.share(1)], "", "center", MUTED)
    canvas.text([first, *limits, last])
