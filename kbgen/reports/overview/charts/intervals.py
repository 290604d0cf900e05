"""Estimates below each other, each with the ends of its interval and its figures."""

from __future__ import annotations

from math import inf
from typing import Any

import altair as alt

from kbgen.reports.overview.charts import axes, lettering, ticks
from kbgen.reports.overview.charts.canvas import INK, MUTED, Canvas, Sheet, Text, area, as_given, pixels
from kbgen.reports.overview.document import Interval, Intervals, Tone
from kbgen.reports.overview.palette import LIGHT, TONES
from kbgen.wording import Words

SHAPES = {
    Tone.PLAIN: "circle",
    Tone.GOOD: "diamond",
    Tone.SLIGHT: "triangle-up",
    Tone.SERIOUS: "square",
    Tone.BAD: "cross",
    Tone.ABSENT: "stroke",
}
"""Colour is not all that tells tones apart."""

FAR = 6.0
"""Ends of intervals further than so many times from all estimates are not drawn, but pointed to."""


def draw(drawing: Intervals, sheet: Sheet, words: Words) -> Canvas:
    """Names at the left and figures at the right; above the interval where the sheet is narrow."""
    figures = [_figures(row, drawing.ratio, words) for row in drawing.rows]
    wide = lettering.widest(figures) + 12
    if sheet.narrow:
        step, middle, left, right = 44.0, 31.0, 8.0, 8.0
    else:
        step, middle, right = 30.0, 15.0, wide
        left = min(lettering.widest(row.name for row in drawing.rows) + 14, sheet.width * 0.36)
    canvas = Canvas(sheet, words, step * len(drawing.rows), left, 10, right, 46)
    of = _scale(drawing, 5 if sheet.narrow else 7)
    x = axes.numbers("x", "value", of, ratio=drawing.ratio)
    _reference(canvas, drawing, of, x)
    _marks(canvas, drawing, of, x, step, middle, figures)
    for number, (row, told) in enumerate(zip(drawing.rows, figures, strict=True)):
        y = number * step + (11 if sheet.narrow else middle)
        room = sheet.width - wide - 8 if sheet.narrow else left - 14
        canvas.text(Text(-left, y, [lettering.cut(row.name, room)], row.name, halo=sheet.narrow))
        canvas.text(Text(canvas.width + right, y, [told], "", "right", MUTED, sheet.narrow))
    axes.title_below(canvas, drawing.axis)
    return canvas


def usable(value: float, ratio: bool) -> float | None:
    """A value that the axis has a place for."""
    found = ticks.finite(value)
    return None if found is None or (ratio and found <= 0) else found


def _figures(row: Interval, ratio: bool, words: Words) -> str:
    estimate = usable(row.estimate, ratio)
    if estimate is None:
        return "–"
    low, high = (_end(value, ratio, words) for value in (row.low, row.high))
    return f"{_figure(estimate, words)} ({low}–{high})"


def _end(value: float, ratio: bool, words: Words) -> str:
    if value != value:
        return "?"
    if value in (inf, -inf):
        return "∞" if value > 0 else "−∞"
    drawn = ticks.finite(value) or 0.0
    return _figure(max(0.0, drawn) if ratio else drawn, words)


def _figure(value: float, words: Words) -> str:
    return words.figure(value, 2) if abs(value) < 9.95 else words.figure(value)


def _scale(drawing: Intervals, most: int) -> ticks.Ticks:
    estimates = [value for row in drawing.rows if (value := usable(row.estimate, drawing.ratio)) is not None]
    reference = usable(drawing.reference, drawing.ratio) if drawing.reference is not None else None
    centres = [*estimates, *([reference] if reference is not None else [])] or [1.0]
    ends = [
        value
        for row in drawing.rows
        for end in (row.low, row.high)
        if abs(end) != inf and (value := usable(end, drawing.ratio)) is not None
    ]
    low, high = min([*centres, *ends]), max([*centres, *ends])
    if drawing.ratio:
        low, high = max(low, min(centres) / FAR), min(high, max(centres) * FAR)
        return ticks.logarithmic(low, high, most)
    spread = max(max(centres) - min(centres), max(map(abs, centres)), 1e-9) * FAR
    return ticks.linear(max(low, min(centres) - spread), min(high, max(centres) + spread), most)


def _reference(canvas: Canvas, drawing: Intervals, of: ticks.Ticks, x: Any) -> None:
    line = usable(drawing.reference, drawing.ratio) if drawing.reference is not None else None
    seen = line is not None and of.low <= line <= of.high
    # Without a line, an invisible one carries the axis.
    row = {"value": line if seen else of.low, "y": 0, "y2": canvas.height}
    style = {"strokeWidth": 1.2 if seen else 0, "strokeDash": [2, 3]}
    canvas.marks("reference", "rule", [row], {"x": x, "y": pixels("y"), "y2": pixels("y2")}, stroke=INK, **style)


def _marks(
    canvas: Canvas, drawing: Intervals, of: ticks.Ticks, x: Any, step: float, middle: float, figures: list[str]
) -> None:
    bars: list[dict[str, Any]] = []
    caps: list[dict[str, Any]] = []
    points: list[dict[str, Any]] = []
    for number, (row, told) in enumerate(zip(drawing.rows, figures, strict=True)):
        estimate = usable(row.estimate, drawing.ratio)
        if estimate is None:
            continue
        y = number * step + middle
        drawn = {"y": y, "fill": LIGHT[TONES[row.tone]]}
        says = {"says": f"{row.name}: {told}"}
        low, high = (_inside(value, estimate, of, drawing.ratio) for value in (row.low, row.high))
        bars.append({**drawn, **says, "value": min(low, estimate), "to": max(high, estimate)})
        for value, end, arrow in ((row.low, low, "triangle-left"), (row.high, high, "triangle-right")):
            if value < of.low if arrow == "triangle-left" else value > of.high:
                points.append({**drawn, "value": end, "shape": arrow, "size": 60})
            elif value == value:
                caps.append({**drawn, "value": end, "y": y - 5, "y2": y + 5})
        points.append({**drawn, **says, "value": estimate, "shape": SHAPES[row.tone], "size": 90})
    places = {"x": x, "y": pixels("y")}
    stroke = as_given("stroke", "fill")
    canvas.marks("intervals", "rule", bars, places | {"x2": alt.X2("to:Q"), "stroke": stroke}, strokeWidth=2)
    canvas.marks("caps", "rule", caps, places | {"y2": pixels("y2"), "stroke": stroke}, strokeWidth=2)
    shapes = {
        "fill": as_given("fill", "fill"),
        "shape": as_given("shape", "shape"),
        "size": area("size"),
    }
    canvas.marks(
        "estimates", "point", points, places | shapes, filled=True, opacity=1, stroke=LIGHT["paper"], strokeWidth=1
    )


def _inside(value: float, estimate: float, of: ticks.Ticks, ratio: bool) -> float:
    """An end as far as the axis reaches; the estimate itself where it is not known."""
    if value != value:
        return estimate
    floor = 0.0 if ratio else -inf
    return max(of.low, min(of.high, max(floor, value)))
