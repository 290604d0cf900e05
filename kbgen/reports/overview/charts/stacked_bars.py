"""Bars of parts that add up: standing for days, lying for long names."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt

from kbgen.reports.overview.charts import axes, lettering, ticks
from kbgen.reports.overview.charts.canvas import (
    KEY_LINE,
    MUTED,
    Canvas,
    Entry,
    Sheet,
    Text,
    as_given,
    key,
    key_rows,
    pixels,
)
from kbgen.reports.overview.document import Stack, StackedBars, Tone
from kbgen.reports.overview.palette import LIGHT, ON, SERIES, TONES
from kbgen.wording import Words


def draw(drawing: StackedBars, sheet: Sheet, words: Words) -> Canvas:
    """The key above, in the order in which the parts lie upon each other."""
    return _lying(drawing, sheet, words) if drawing.lying else _standing(drawing, sheet, words)


def colours(stacks: tuple[Stack, ...]) -> list[str]:
    """A name of the palette for each part; parts without a tone share the series among them."""
    plain = iter(SERIES * (len(stacks) // len(SERIES) + 1))
    return [next(plain) if stack.tone is Tone.PLAIN else TONES[stack.tone] for stack in stacks]


def amount(stack: Stack, place: int) -> float:
    """What can be stacked: a number of 0 or more."""
    return max(0.0, ticks.finite(stack.values[place]) or 0.0) if place < len(stack.values) else 0.0


def figure(value: float, words: Words) -> str:
    """A value in words: whole where it is."""
    return words.number(int(value)) if value == int(value) else words.figure(value)


def _names(drawing: StackedBars, words: Words) -> list[str]:
    places: tuple[str | date, ...] = drawing.places
    return [words.day(one, "medium") if isinstance(one, date) else one for one in places]


def _bars(drawing: StackedBars, words: Words) -> list[dict[str, Any]]:
    """A row for each part of each bar, with its ``name`` in the palette and its ``value`` in words."""
    rows = []
    for number, place in enumerate(_names(drawing, words)):
        below = 0.0
        for stack, name in zip(drawing.stacks, colours(drawing.stacks), strict=True):
            if (value := amount(stack, number)) > 0:
                told = figure(value, words)
                rows.append(
                    {"place": number, "from": below, "to": below + value, "name": name, "value": told}
                    | {"fill": LIGHT[name], "stroke": LIGHT["absent" if name == "absent" else "paper"]}
                    | {"says": f"{place} · {stack.name}: {told}"}
                )
            below += value
    # Without a bar, an invisible one carries the axes.
    return rows or [
        {"place": 0, "from": 0, "to": 0, "name": "line", "value": "", "fill": LIGHT["line"], "stroke": LIGHT["paper"]}
    ]


def _scale(drawing: StackedBars, most: int) -> ticks.Ticks:
    sums = [sum(amount(stack, place) for stack in drawing.stacks) for place in range(len(drawing.places))]
    return ticks.linear(0.0, max(sums), most)


def _key(drawing: StackedBars, sheet: Sheet) -> list[list[tuple[float, Entry, str]]]:
    names = colours(drawing.stacks)
    entries = [Entry(stack.name, LIGHT[name]) for stack, name in zip(drawing.stacks, names, strict=True)]
    return key_rows(entries, sheet.width)


def _standing(drawing: StackedBars, sheet: Sheet, words: Words) -> Canvas:
    of = _scale(drawing, 4 if sheet.narrow else 5)
    keys = _key(drawing, sheet)
    top = 30 + len(keys) * KEY_LINE
    canvas = Canvas(sheet, words, 180 if sheet.narrow else 220, axes.room(of, words), top, 6, 26)
    axes.title(canvas, drawing.axis)
    key(canvas, keys, -canvas.left, 34 - top)
    count = len(drawing.places)
    step = canvas.width / count
    gap = max(0.25 if step > 6 else 0.0, 1 - 56 / step)
    places = alt.Scale(domain=list(range(count)), paddingInner=gap, paddingOuter=gap / 2)
    channels = {
        "x": alt.X("place:O", axis=None, scale=places),
        "y": axes.numbers("y", "from", of),
        "y2": alt.Y2("to:Q"),
        "fill": as_given("fill", "fill"),
    }
    channels |= {"stroke": as_given("stroke", "stroke")} if step > 8 else {}
    canvas.marks("bars", "bar", _bars(drawing, words), channels, strokeWidth=1)
    ground = [{"x": 0, "x2": canvas.width, "y": canvas.height}]
    canvas.marks("ground", "rule", ground, {name: pixels(name) for name in ("x", "x2", "y")}, stroke=MUTED)
    _named(canvas, drawing, step)
    return canvas


def _named(canvas: Canvas, drawing: StackedBars, step: float) -> None:
    """Bars' names: days as many as there is room for, other names cut."""
    places: tuple[str | date, ...] = drawing.places
    days = [place for place in places if isinstance(place, date)]
    if len(days) == len(places):
        chosen = axes.named_days(canvas, days)
        labels = dict(zip(chosen.days, axes.day_names(canvas.words, chosen), strict=True))
        for number, day in enumerate(days):
            if label := labels.get(day):
                half = lettering.width(label) / 2
                middle = min((number + 0.5) * step, canvas.width + canvas.right - half)
                canvas.text(Text(middle, canvas.height + 14, [label], "", "center", MUTED))
        return
    for number, name in enumerate(_names(drawing, canvas.words)):
        label = lettering.cut(name, step - 4)
        canvas.text(Text((number + 0.5) * step, canvas.height + 14, [label], name, "center", MUTED))


def _lying(drawing: StackedBars, sheet: Sheet, words: Words) -> Canvas:
    keys = _key(drawing, sheet)
    top = len(keys) * KEY_LINE + 12
    names = _names(drawing, words)
    if sheet.narrow:
        left, step, bar, middle = 6.0, 44.0, 18.0, 31.0
    else:
        left, step, bar, middle = min(lettering.widest(names) + 14, sheet.width * 0.36), 32.0, 20.0, 16.0
    canvas = Canvas(sheet, words, step * len(names), left, top, 20, 54)
    key(canvas, keys, -left, 10 - top)
    of = _scale(drawing, 4 if sheet.narrow else 6)
    rows = _bars(drawing, words)
    for row in rows:
        row["y"] = row["place"] * step + middle - bar / 2
        row["y2"] = row["y"] + bar
    ends = {"x": axes.numbers("x", "from", of), "x2": alt.X2("to:Q"), "y": pixels("y"), "y2": pixels("y2")}
    colour = {"fill": as_given("fill", "fill"), "stroke": as_given("stroke", "stroke")}
    canvas.marks("bars", "rect", rows, ends | colour, strokeWidth=1)
    for row in rows:
        _figure(canvas, row, of)
    for number, name in enumerate(names):
        y = number * step + (11 if sheet.narrow else middle)
        label = lettering.cut(name, sheet.width if sheet.narrow else left - 12)
        canvas.text(Text(-left, y, [label], name, halo=sheet.narrow))
    axes.title_below(canvas, drawing.axis)
    return canvas


def _figure(canvas: Canvas, row: dict[str, Any], of: ticks.Ticks) -> None:
    """The value in its part of the bar, where there is room."""
    begin, end = (of.part(row[name]) * canvas.width for name in ("from", "to"))
    if row["name"] in ON and lettering.width(row["value"]) + 8 <= end - begin:
        colour = LIGHT[ON[row["name"]]]
        middle = (begin + end) / 2, (row["y"] + row["y2"]) / 2
        canvas.text(Text(*middle, [row["value"]], "", "center", colour, row["name"] == "absent"))
