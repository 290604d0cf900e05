"""Bars of parts that add up: standing for days, lying for long names."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt

from kbgen.reports.overview.charts import axes, lettering, locales, ticks
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
)
from kbgen.reports.overview.document import Stack, StackedBars
from kbgen.reports.overview.palette import LIGHT, TONES
from kbgen.wording import Words


def draw(drawing: StackedBars, sheet: Sheet, words: Words) -> Canvas:
    """The key above, in the order in which the parts lie upon each other."""
    return _lying(drawing, sheet, words) if drawing.lying else _standing(drawing, sheet, words)


def colours(stacks: tuple[Stack, ...]) -> list[str]:
    """A name of the palette for each part; parts without a tone share the series among them."""
    series = iter((f"series-{number % 6 + 1}") for number in range(len(stacks)))
    return [TONES[stack.tone] if stack.tone.value != "plain" else next(series) for stack in stacks]


def amount(value: float | None) -> float:
    """What can be stacked: a number of 0 or more."""
    return max(0.0, ticks.finite(value) or 0.0)


def figure(value: float, words: Words) -> str:
    """A value in words: whole where it is."""
    return words.number(int(value)) if value == int(value) else words.figure(value)


def place(value: str | date, words: Words) -> str:
    """What a bar is called."""
    return words.day(value, "medium") if isinstance(value, date) else value


def _places(drawing: StackedBars) -> tuple[str | date, ...]:
    return drawing.places


def _bars(drawing: StackedBars, words: Words) -> list[dict[str, Any]]:
    rows = []
    names = colours(drawing.stacks)
    for number, where in enumerate(_places(drawing)):
        below = 0.0
        for stack, name in zip(drawing.stacks, names, strict=True):
            value = amount(stack.values[number]) if number < len(stack.values) else 0.0
            if value > 0:
                says = f"{place(where, words)} · {stack.name}: {figure(value, words)}"
                rows.append(
                    {"place": str(number), "from": below, "to": below + value, "fill": LIGHT[name], "says": says}
                    | {"name": name, "value": figure(value, words)}
                )
            below += value
    return rows


def _scale(drawing: StackedBars, most: int) -> ticks.Ticks:
    sums = [
        sum(amount(stack.values[n]) for stack in drawing.stacks if n < len(stack.values))
        for n in range(len(drawing.places))
    ]
    return ticks.linear(0.0, max(sums), most)


def _entries(drawing: StackedBars) -> list[Entry]:
    return [Entry(stack.name, LIGHT[name]) for stack, name in zip(drawing.stacks, colours(drawing.stacks), strict=True)]


def _standing(drawing: StackedBars, sheet: Sheet, words: Words) -> Canvas:
    of = _scale(drawing, 4 if sheet.narrow else 5)
    keys = key_rows(_entries(drawing), sheet.width)
    top = 24 + len(keys) * KEY_LINE + 10
    canvas = Canvas(sheet, words, 170 if sheet.narrow else 210, axes.room(of, words), top, 4, 26)
    axes.title(canvas, drawing.axis)
    key(canvas, keys, -canvas.left, -top + 34)
    count = len(drawing.places)
    domain = [str(number) for number in range(count)]
    step = canvas.width / count
    gap = min(0.3, 40 / step) if step > 4 else 0.0
    fat = max(gap, 1 - 64 / step)
    x = alt.X("place:N", axis=None, scale=alt.Scale(domain=domain, paddingInner=fat, paddingOuter=fat / 2))
    y = axes.numbers("y", "from", of)
    rows = _bars(drawing, words) or [{"place": "0", "from": 0, "to": 0, "fill": LIGHT["line"], "says": ""}]
    line = {"stroke": LIGHT["paper"], "strokeWidth": 1} if step > 8 else {}
    canvas.marks("bar", rows, {"x": x, "y": y, "y2": alt.Y2("to:Q"), "fill": as_given("fill", "fill")}, **line)
    _ground(canvas)
    _named(canvas, drawing, step)
    return canvas


def _ground(canvas: Canvas) -> None:
    """The line that bars stand on."""
    from kbgen.reports.overview.charts.canvas import pixels

    row = {"x": 0, "x2": canvas.width, "y": canvas.height}
    canvas.marks("rule", [row], {"x": pixels("x"), "x2": pixels("x2"), "y": pixels("y")}, stroke=MUTED, strokeWidth=1)


def _named(canvas: Canvas, drawing: StackedBars, step: float) -> None:
    """Bars' names: days as many as there is room for, other names cut."""
    middles = [(number + 0.5) * step for number in range(len(drawing.places))]
    days = [where for where in drawing.places if isinstance(where, date)]
    if len(days) == len(drawing.places):
        chosen, places = axes.day_labels(canvas, days, middles)
        for day, middle in zip(chosen.days, places, strict=True):
            label = locales.day(day, chosen.skeleton, canvas.words.locale)
            half = lettering.width(label) / 2
            middle = min(max(middle, half - canvas.left), canvas.width + canvas.right - half)
            canvas.text([Text(middle, canvas.height + 14, [label], "", "center", MUTED)])
        return
    for where, middle in zip(_places(drawing), middles, strict=True):
        whole = place(where, canvas.words)
        label = lettering.cut(whole, step - 4)
        canvas.text([Text(middle, canvas.height + 14, [label], whole, "center", MUTED)])


def _lying(drawing: StackedBars, sheet: Sheet, words: Words) -> Canvas:
    keys = key_rows(_entries(drawing), sheet.width)
    top = len(keys) * KEY_LINE + 10
    names = [place(where, words) for where in _places(drawing)]
    if sheet.narrow:
        left, step, bar, middle = 0.0, 42.0, 18.0, 30.0
    else:
        left, step, bar, middle = min(lettering.widest(names) + 12, sheet.width * 0.34), 30.0, 20.0, 15.0
    canvas = Canvas(sheet, words, step * len(names), left, top, 14, 48)
    key(canvas, keys, -left, -top + 10)
    of = _scale(drawing, 4 if sheet.narrow else 6)
    rows = _bars(drawing, words)
    for row in rows:
        row["y"] = int(row["place"]) * step + middle - bar / 2
        row["y2"] = row["y"] + bar
    from kbgen.reports.overview.charts.canvas import pixels

    x = axes.numbers("x", "from", of)
    empty = [{"from": 0, "to": 0, "y": 0, "y2": 0, "fill": LIGHT["line"], "says": ""}]
    channels = {"x": x, "x2": alt.X2("to:Q"), "y": pixels("y"), "y2": pixels("y2"), "fill": as_given("fill", "fill")}
    canvas.marks("rect", rows or empty, channels, stroke=LIGHT["paper"], strokeWidth=1)
    _figures(canvas, rows, of)
    canvas.text(
        Text(
            -left,
            number * step + (10 if sheet.narrow else middle),
            [lettering.cut(name, sheet.width if sheet.narrow else left - 10)],
            name,
        )
        for number, name in enumerate(names)
    )
    axes.title_below(canvas, drawing.axis)
    return canvas


def _figures(canvas: Canvas, rows: list[dict[str, Any]], of: ticks.Ticks) -> None:
    """Values in the bars, where there is room."""
    for row in rows:
        begin, end = (of.part(row[name]) * canvas.width for name in ("from", "to"))
        if lettering.width(row["value"]) + 10 <= end - begin:
            colour = LIGHT.get(f"on-{row['name']}")
            if colour is not None:
                middle = (row["y"] + row["y2"]) / 2
                piece = Text((begin + end) / 2, middle, [row["value"]], "", "center", colour)
                canvas.text([piece])
