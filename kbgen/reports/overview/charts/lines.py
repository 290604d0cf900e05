"""Lines over days, with bands around what is expected; each line ends in its name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from kbgen.reports.overview.charts import axes, lettering, ticks
from kbgen.reports.overview.charts.canvas import KEY_LINE, Canvas, Entry, Sheet, Text, key, key_rows, pixels
from kbgen.reports.overview.charts.stacked_bars import figure
from kbgen.reports.overview.document import Lines, Series
from kbgen.reports.overview.palette import LIGHT, SERIES
from kbgen.wording import Words

SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
"""Each line has one, at a few of its points: colour is not all that tells lines apart."""

MARKED = 5
"""So many points of a line have its shape, where there are more."""

TOLD = 420
"""So many points can be pointed at, in the whole drawing: more would make the page heavy."""

DASH = (5, 4)


def anything(drawing: Lines) -> bool:
    """Whether there is a point to draw."""
    return bool(drawing.days) and any(ticks.finite(value) is not None for one in drawing.series for value in one.values)


def draw(drawing: Lines, sheet: Sheet, words: Words) -> Canvas:
    """On a wide sheet names stand at the ends of lines, on a narrow one above."""
    of = _scale(drawing, 4 if sheet.narrow else 5)
    colours = [LIGHT[SERIES[number % len(SERIES)]] for number in range(len(drawing.series))]
    entries = [
        Entry(one.name, colour, "line", DASH if one.dashed else ())
        for one, colour in zip(drawing.series, colours, strict=True)
    ]
    ends = not sheet.narrow and len(drawing.series) > 1
    names = min(170.0, lettering.widest(one.name for one in drawing.series) + 14) if ends else 8.0
    keys = [] if ends or len(entries) < 2 else key_rows(entries, sheet.width)
    top = 30 + len(keys) * KEY_LINE
    canvas = Canvas(sheet, words, 180 if sheet.narrow else 220, axes.room(of, words), top, names, 28)
    axes.title(canvas, drawing.axis)
    key(canvas, keys, -canvas.left, -top + 36)
    chosen, _ = axes.day_labels(canvas, drawing.days, [0.0] * len(drawing.days))
    first, last = drawing.days[0].isoformat(), drawing.days[-1].isoformat()
    single = first == last
    x = alt.X(
        "day:T",
        axis=axes.day_axis(words, chosen),
        scale=alt.Scale(type="utc", domain=[first, last] if not single else _around(drawing.days[0])),
    )
    y = axes.numbers("y", "value", of)
    for number, one in enumerate(drawing.series):
        _series(canvas, drawing.days, one, colours[number], SHAPES[number % len(SHAPES)], x, y)
    _told(canvas, drawing, x, y, words)
    if ends:
        _ends(canvas, drawing, of, colours)
    return canvas


def _around(day: date) -> list[str]:
    from datetime import timedelta

    return [(day - timedelta(days=1)).isoformat(), (day + timedelta(days=1)).isoformat()]


def _scale(drawing: Lines, most: int) -> ticks.Ticks:
    values = [
        value
        for one in drawing.series
        for given in (one.values, one.low, one.high)
        for raw in given
        if (value := ticks.finite(raw)) is not None
    ]
    low = min(values)
    return ticks.linear(min(0.0, low) if drawing.zero else low, max(values), most)


def _series(
    canvas: Canvas, days: Sequence[date], one: Series, colour: str, shape: str, x: alt.X, y: alt.X | alt.Y
) -> None:
    band = [
        {"day": day.isoformat(), "value": below, "high": above}
        for day, low, high in zip(days, one.low, one.high, strict=False)
        if (below := ticks.finite(low)) is not None and (above := ticks.finite(high)) is not None
    ]
    canvas.marks("area", band, {"x": x, "y": y, "y2": alt.Y2("high:Q")}, fill=colour, fillOpacity=0.18)
    points = [
        {"day": day.isoformat(), "value": ticks.finite(value)} for day, value in zip(days, one.values, strict=False)
    ]
    known = [point for point in points if point["value"] is not None]
    if not known:
        return
    dash = {"strokeDash": list(DASH)} if one.dashed else {}
    canvas.marks("line", points, {"x": x, "y": y}, stroke=colour, strokeWidth=2, **dash)
    step = max(1, len(known) // MARKED)
    marked = known if len(known) <= 2 * MARKED else known[::-1][::step][::-1]
    alone = [
        point
        for point, before, after in zip(points, [None, *points], [*points[1:], None], strict=False)
        if point["value"] is not None
        and not (before and before["value"] is not None)
        and not (after and after["value"] is not None)
    ]
    shown = [*marked, *(point for point in alone if point not in marked)]
    canvas.marks(
        "point",
        shown,
        {"x": x, "y": y},
        shape=shape,
        size=36,
        fill=LIGHT["paper"] if one.dashed else colour,
        stroke=colour,
        opacity=1,
    )


def _told(canvas: Canvas, drawing: Lines, x: alt.X, y: alt.X | alt.Y, words: Words) -> None:
    """What is read when one points near a value."""
    rows: list[dict[str, Any]] = []
    for one in drawing.series:
        for number, (day, raw) in enumerate(zip(drawing.days, one.values, strict=False)):
            if (value := ticks.finite(raw)) is None:
                continue
            says = f"{words.day(day, 'medium')} · {one.name}: {figure(value, words)}"
            low = ticks.finite(one.low[number]) if number < len(one.low) else None
            high = ticks.finite(one.high[number]) if number < len(one.high) else None
            if low is not None and high is not None:
                says += f" ({figure(low, words)}–{figure(high, words)})"
            rows.append({"day": day.isoformat(), "value": value, "says": says})
    if len(rows) <= TOLD:
        canvas.marks("circle", rows, {"x": x, "y": y}, size=200, opacity=0)


def _ends(canvas: Canvas, drawing: Lines, of: ticks.Ticks, colours: list[str]) -> None:
    """Names beside the last values, moved apart."""
    wanted = []
    for one, colour in zip(drawing.series, colours, strict=True):
        known = [value for raw in one.values if (value := ticks.finite(raw)) is not None]
        if known:
            wanted.append(((1 - of.part(known[-1])) * canvas.height, one.name, colour))
    wanted.sort(key=lambda one: one[0])
    heights = apart([height for height, _, _ in wanted], lettering.LEADING, canvas.height)
    room = canvas.right - 12
    for (_, name, colour), height in zip(wanted, heights, strict=True):
        canvas.text([Text(canvas.width + 12, height, [lettering.cut(name, room)], name)])
        mark = {"x": canvas.width + 5, "y": height}
        canvas.marks(
            "point",
            [mark],
            {"x": pixels("x"), "y": pixels("y")},
            shape="circle",
            size=30,
            fill=colour,
            stroke=colour,
            opacity=1,
        )


def apart(heights: Sequence[float], least: float, bottom: float) -> list[float]:
    """Heights in rising order, moved so that neighbours are as far apart as said, and none is below the bottom where
    there is room for all.
    """
    found = list(heights)
    for number in range(1, len(found)):
        found[number] = max(found[number], found[number - 1] + least)
    if found and found[-1] > bottom:
        found[-1] = bottom
        for number in range(len(found) - 2, -1, -1):
            found[number] = min(found[number], found[number + 1] - least)
    return found
