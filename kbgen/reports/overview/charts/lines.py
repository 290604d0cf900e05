"""Lines over days, with bands around what is expected; each line ends in its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import altair as alt

from kbgen.reports.overview.charts import axes, lettering, ticks
from kbgen.reports.overview.charts.canvas import KEY_LINE, Canvas, Entry, Sheet, Text, as_given, key, key_rows, pixels
from kbgen.reports.overview.charts.stacked_bars import figure
from kbgen.reports.overview.document import Lines, Series
from kbgen.reports.overview.palette import LIGHT, SERIES
from kbgen.wording import Words

SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
"""Each line has one, at a few of its points: colour is not all that tells lines apart."""

MARKED = 6
"""About so many points of a line have its shape."""

TOLD = 420
"""So many points can be pointed at, in the whole drawing: more would make the page heavy."""

DASH = (5, 4)


def anything(drawing: Lines) -> bool:
    """Whether there is a point to draw."""
    return bool(drawing.days) and any(_known(one, number) is not None for one in drawing.series for number in _all(one))


def draw(drawing: Lines, sheet: Sheet, words: Words) -> Canvas:
    """On a wide sheet names stand at the ends of lines, on a narrow one above."""
    of = _scale(drawing, 4 if sheet.narrow else 5)
    several = len(drawing.series) > 1
    ends = several and not sheet.narrow
    right = min(180.0, lettering.widest(one.name for one in drawing.series) + 18) if ends else 22.0
    entries = [
        Entry(one.name, colour(number), SHAPES[number % len(SHAPES)], DASH if one.dashed else ())
        for number, one in enumerate(drawing.series)
    ]
    keys = key_rows(entries, sheet.width) if several and not ends else []
    top = 30 + len(keys) * KEY_LINE
    canvas = Canvas(sheet, words, 190 if sheet.narrow else 230, axes.room(of, words), top, right, 28)
    axes.title(canvas, drawing.axis)
    key(canvas, keys, -canvas.left, 34 - top)
    _lines(canvas, drawing, of)
    if ends:
        _ends(canvas, drawing, of)
    return canvas


def colour(number: int) -> str:
    """The colour of a line."""
    return LIGHT[SERIES[number % len(SERIES)]]


def _all(one: Series) -> range:
    return range(len(one.values))


def _known(one: Series, number: int) -> float | None:
    return ticks.finite(one.values[number]) if 0 <= number < len(one.values) else None


def _band(one: Series, number: int) -> tuple[float, float] | None:
    if number >= min(len(one.low), len(one.high)):
        return None
    low, high = ticks.finite(one.low[number]), ticks.finite(one.high[number])
    return None if low is None or high is None else (min(low, high), max(low, high))


def _scale(drawing: Lines, most: int) -> ticks.Ticks:
    values = [value for one in drawing.series for number in _all(one) if (value := _known(one, number)) is not None]
    bands = [band for one in drawing.series for number in range(len(one.low)) if (band := _band(one, number))]
    low = min([*values, *(band[0] for band in bands)])
    return ticks.linear(min(0.0, low) if drawing.zero else low, max([*values, *(band[1] for band in bands)]), most)


def _lines(canvas: Canvas, drawing: Lines, of: ticks.Ticks) -> None:
    first, last = drawing.days[0], drawing.days[-1]
    if first == last:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    axis = axes.day_axis(canvas.words, axes.named_days(canvas, drawing.days))
    days = alt.Scale(type="utc", domain=[first.isoformat(), last.isoformat()])
    places = {"x": alt.X("day:T", axis=axis, scale=days), "y": axes.numbers("y", "value", of)}
    bands: list[dict[str, Any]] = []
    paths: list[dict[str, Any]] = []
    points: list[dict[str, Any]] = []
    for number, one in enumerate(drawing.series):
        line = {"line": number, "stroke": colour(number), "dash": list(DASH) if one.dashed else []}
        shape = {"shape": SHAPES[number % len(SHAPES)], "fill": LIGHT["paper"] if one.dashed else colour(number)}
        marked = _marked(one)
        for place, day in enumerate(drawing.days):
            value = _known(one, place)
            if band := _band(one, place):
                bands.append({**line, "day": day.isoformat(), "value": band[0], "high": band[1]})
            if place < len(one.values):
                paths.append({**line, "day": day.isoformat(), "value": value})
            if value is not None and place in marked:
                points.append({**line, **shape, "day": day.isoformat(), "value": value})
    stroke, parts = as_given("stroke", "stroke"), alt.Detail("line:N")
    band_channels = {"y2": alt.Y2("high:Q"), "fill": as_given("fill", "stroke"), "detail": parts}
    canvas.marks("bands", "area", bands, places | band_channels, fillOpacity=0.18)
    line_channels = {"stroke": stroke, "strokeDash": as_given("strokeDash", "dash"), "detail": parts}
    canvas.marks("lines", "line", paths, places | line_channels, strokeWidth=2)
    shapes = {"shape": as_given("shape", "shape"), "fill": as_given("fill", "fill"), "stroke": stroke}
    canvas.marks("points", "point", points, places | shapes, size=38, opacity=1)
    told = list(_told(drawing, canvas.words))
    canvas.marks("values", "circle", told if len(told) <= TOLD else [], places, size=200, opacity=0)


def _marked(one: Series) -> set[int]:
    """Points that get the shape of their line: some, evenly, and those that stand alone."""
    known = [number for number in _all(one) if _known(one, number) is not None]
    step = max(1, len(known) // MARKED) if len(known) > 2 * MARKED else 1
    alone = {number for number in known if _known(one, number - 1) is None and _known(one, number + 1) is None}
    return {*known[::-step], *alone}


def _told(drawing: Lines, words: Words) -> Iterator[dict[str, Any]]:
    """What is read when one points near a value."""
    for one in drawing.series:
        for number, day in enumerate(drawing.days):
            if (value := _known(one, number)) is not None:
                says = f"{words.day(day, 'medium')} · {one.name}: {figure(value, words)}"
                if band := _band(one, number):
                    says += f" ({figure(band[0], words)}–{figure(band[1], words)})"
                yield {"day": day.isoformat(), "value": value, "says": says}


def _ends(canvas: Canvas, drawing: Lines, of: ticks.Ticks) -> None:
    """Names beside the last values, moved apart; each with the shape of its line."""
    wanted = []
    for number, one in enumerate(drawing.series):
        known = [value for place in _all(one) if (value := _known(one, place)) is not None]
        if known:
            wanted.append(((1 - of.part(known[-1])) * canvas.height, number))
    wanted.sort()
    heights = apart([height for height, _ in wanted], lettering.LEADING, canvas.height)
    rows = []
    for (_, number), y in zip(wanted, heights, strict=True):
        one = drawing.series[number]
        fill = LIGHT["paper"] if one.dashed else colour(number)
        shape = SHAPES[number % len(SHAPES)]
        rows.append({"x": canvas.width + 9, "y": y, "shape": shape, "fill": fill, "stroke": colour(number)})
        canvas.text(Text(canvas.width + 18, y, [lettering.cut(one.name, canvas.right - 18)], one.name))
    channels = {"x": pixels("x"), "y": pixels("y"), "shape": as_given("shape", "shape")}
    colours = {"fill": as_given("fill", "fill"), "stroke": as_given("stroke", "stroke")}
    canvas.marks("ends", "point", rows, channels | colours, size=38, opacity=1)


def apart(heights: list[float], least: float, bottom: float) -> list[float]:
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
