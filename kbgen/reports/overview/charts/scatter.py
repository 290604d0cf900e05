"""Points of two numbers; the most worthwhile have their names, or a number that a list explains where it is narrow."""

from __future__ import annotations

from math import sqrt
from typing import Any

from kbgen.reports.overview.charts import axes, lettering, ticks
from kbgen.reports.overview.charts.canvas import KEY_LINE, Canvas, Entry, Sheet, Text, area, as_given, key, key_rows
from kbgen.reports.overview.charts.lines import SHAPES
from kbgen.reports.overview.charts.stacked_bars import figure
from kbgen.reports.overview.document import Point, Scatter
from kbgen.reports.overview.palette import LIGHT, SERIES
from kbgen.wording import Words

SMALL, LARGE = 30.0, 420.0
"""Areas of points, in square pixels."""

MOST = 300
"""More points than that nobody can tell apart; the first are drawn."""


def seen(drawing: Scatter) -> tuple[Point, ...]:
    """The points that have a place."""
    return tuple(
        point
        for point in drawing.points
        if (x := ticks.finite(point.x)) is not None
        and (y := ticks.finite(point.y)) is not None
        and (not drawing.logarithmic or (x > 0 and y > 0))
    )[:MOST]


def draw(drawing: Scatter, sheet: Sheet, words: Words) -> Canvas:
    """Groups above; the list of the named below, on a narrow sheet."""
    points = seen(drawing)
    make = ticks.logarithmic if drawing.logarithmic else _from_zero
    most = 5 if sheet.narrow else 7
    across, up = make(*_ends([point.x for point in points]), most), make(*_ends([point.y for point in points]), most)
    groups = list(dict.fromkeys(point.group for point in points))
    colours = {group: LIGHT[SERIES[number % len(SERIES)]] for number, group in enumerate(groups)}
    shapes = {group: SHAPES[number % len(SHAPES)] for number, group in enumerate(groups)}
    entries = [Entry(group, colours[group], shapes[group]) for group in groups if group]
    keys = key_rows(entries, sheet.width)
    top = 32 + len(keys) * KEY_LINE
    named = points[: max(0, drawing.named)]
    listed = len(named) * 18 + 10 if sheet.narrow and named else 0
    canvas = Canvas(sheet, words, 230 if sheet.narrow else 320, axes.room(up, words), top, 14, 46 + listed)
    axes.title(canvas, f"↑ {drawing.y_axis}")
    key(canvas, keys, -canvas.left, -top + 36)
    areas = _areas(points)
    rows: list[dict[str, Any]] = [
        {
            "x": ticks.finite(point.x),
            "y": ticks.finite(point.y),
            "size": area,
            "fill": colours[point.group],
            "shape": shapes[point.group],
            "says": says(point, drawing, words),
        }
        for point, area in zip(points, areas, strict=True)
    ]
    ratio = drawing.logarithmic
    channels: dict[str, Any] = {
        "x": axes.numbers("x", "x", across, ratio=ratio),
        "y": axes.numbers("y", "y", up, ratio=ratio),
        "fill": as_given("fill", "fill"),
        "shape": as_given("shape", "shape"),
        "size": area("size"),
    }
    # The largest first, so that small ones lie above them.
    largest = sorted(rows, key=lambda row: -row["size"])
    canvas.marks(
        "points",
        "point",
        largest,
        channels,
        filled=True,
        opacity=1,
        fillOpacity=0.75,
        stroke=LIGHT["paper"],
        strokeWidth=1,
    )
    places = [
        (across.part(row["x"], ratio) * canvas.width, (1 - up.part(row["y"], ratio)) * canvas.height) for row in rows
    ]
    radii = [sqrt(area) / 2 + 1 for area in areas]
    names = [str(number + 1) if sheet.narrow else lettering.cut(point.name, 190) for number, point in enumerate(named)]
    _named(canvas, names, [point.name for point in named], places, radii)
    for number, point in enumerate(named if sheet.narrow else ()):
        name = f"{number + 1}. {point.name}"
        canvas.text(Text(-canvas.left, canvas.height + 66 + number * 18, [lettering.cut(name, sheet.width)], name))
    axes.title_below(canvas, f"{drawing.x_axis} →")
    return canvas


def says(point: Point, drawing: Scatter, words: Words) -> str:
    """A point in words."""
    x, y = (figure(ticks.finite(value) or 0.0, words) for value in (point.x, point.y))
    group = f" ({point.group})" if point.group else ""
    return f"{point.name}{group} · {drawing.x_axis}: {x} · {drawing.y_axis}: {y}"


def _from_zero(low: float, high: float, most: int) -> ticks.Ticks:
    return ticks.linear(min(0.0, low), max(0.0, high), most)


def _ends(values: list[float]) -> tuple[float, float]:
    known = [value for one in values if (value := ticks.finite(one)) is not None]
    return min(known), max(known)


def _areas(points: tuple[Point, ...]) -> list[float]:
    sizes = [max(0.0, ticks.finite(point.size) or 0.0) for point in points]
    largest = max(sizes)
    if largest <= 0 or min(sizes) == largest:
        return [80.0] * len(points)
    return [round(SMALL + (LARGE - SMALL) * size / largest, 1) for size in sizes]


Box = tuple[float, float, float, float]


def _named(
    canvas: Canvas, names: list[str], whole: list[str], places: list[tuple[float, float]], radii: list[float]
) -> None:
    """Names beside their points, wherever nothing is yet; else upon points that have no name; else not at all."""
    points: list[Box] = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(places, radii, strict=True)]
    words: list[Box] = []
    named = points[: len(names)]
    for name, full, (x, y), r in zip(names, whole, places, radii, strict=False):
        boxes = [
            box
            for box in _around(x, y, r + 3, lettering.width(name))
            if box[0] >= 0 and box[2] <= canvas.width + canvas.right and box[1] >= -6 and box[3] <= canvas.height
        ]
        free = [box for box in boxes if not any(_meet(box, other) for other in (*points, *words))]
        possible = [box for box in boxes if not any(_meet(box, other) for other in (*named, *words))]
        if free or possible:
            box = (free or possible)[0]
            words.append(box)
            canvas.text(Text(box[0], (box[1] + box[3]) / 2, [name], full, halo=True))


def _around(x: float, y: float, away: float, width: float) -> list[Box]:
    """Where a name may stand, the best place first: right, left, above, below, and at the corners."""
    places = [
        (x + away, y),
        (x - away - width, y),
        (x - width / 2, y - away - 6),
        (x - width / 2, y + away + 6),
        (x + away * 0.7, y - away * 0.7 - 4),
        (x + away * 0.7, y + away * 0.7 + 4),
        (x - away * 0.7 - width, y - away * 0.7 - 4),
        (x - away * 0.7 - width, y + away * 0.7 + 4),
    ]
    return [(left, middle - 7, left + width, middle + 7) for left, middle in places]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
