"""Axes of numbers and of days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import altair as alt

from kbgen.reports.overview.charts import lettering, locales, ticks
from kbgen.reports.overview.charts.canvas import MUTED, Canvas, Text
from kbgen.reports.overview.charts.ticks import DayTicks, Ticks
from kbgen.wording import Words

NAMED = 66
"""Pixels for the name of a day or month, at least."""


def numbers(channel: str, field: str, of: Ticks, *, ratio: bool = False) -> alt.X | alt.Y:
    """A channel of numbers with its axis; ``ratio``: logarithmic."""
    ends = [of.low, of.high]
    scale = alt.Scale(domain=ends, nice=False, type="log") if ratio else alt.Scale(domain=ends, nice=False, zero=False)
    axis = alt.Axis(values=list(of.values), format=of.form, title=None)
    return (alt.X if channel == "x" else alt.Y)(f"{field}:Q", scale=scale, axis=axis)


def room(of: Ticks, words: Words) -> float:
    """Pixels that the numbers of an axis take at the left of a plot."""
    return lettering.widest(_written(value, of, words) for value in of.values) + 12


def _written(value: float, of: Ticks, words: Words) -> str:
    """What d3 writes, or something as long."""
    from babel.numbers import format_decimal

    if of.form.endswith("e"):
        return f"{value:.1e}"
    digits = int(of.form[-2]) if of.form.endswith("f") else len(f"{value:.10f}".rstrip("0").partition(".")[2])
    return format_decimal(value, f"#,##0.{'0' * digits}" if digits else "#,##0", locale=words.locale)


def title(canvas: Canvas, text: str) -> None:
    """What the numbers are: above the plot, where it can be read without turning one's head."""
    cut = lettering.cut(text, canvas.sheet.width)
    canvas.text(Text(-canvas.left, -canvas.top + 12, [cut], text, "left", MUTED))


def title_below(canvas: Canvas, text: str) -> None:
    """What the numbers of the lower axis are."""
    lines = lettering.lines(text, canvas.sheet.width)
    x = max(-canvas.left, canvas.width - lettering.widest(lines))
    canvas.text(Text(x, canvas.height + 36, lines, text, "left", MUTED))


def named_days(canvas: Canvas, days: Sequence[date]) -> DayTicks:
    """Which days are named below a plot: as many as there is room for."""
    return ticks.days(days, max(2, int(canvas.width // NAMED)))


def day_axis(words: Words, chosen: DayTicks) -> alt.Axis:
    """The axis of days that a time scale has; a year stands with the first month and with each January."""
    short, long = (locales.day_format(words.locale, skeleton) for skeleton in (chosen.skeleton, chosen.first))
    turn = "datum.index == 0 || utcmonth(datum.value) == 0 && utcdate(datum.value) < 8"
    return alt.Axis(
        values=[{"year": day.year, "month": day.month, "date": day.day, "utc": True} for day in chosen.days],
        labelExpr=f"utcFormat(datum.value, {turn} ? {json.dumps(long)} : {json.dumps(short)})",
        grid=False,
        title=None,
        ticks=True,
        tickColor=MUTED,
        tickSize=4,
        labelPadding=5,
    )


def day_names(words: Words, chosen: DayTicks) -> list[str]:
    """The same for bars, which have no scale of time."""
    found = []
    for number, day in enumerate(chosen.days):
        turn = number == 0 or (day.month == 1 and day.day < 8)
        found.append(locales.day(day, chosen.first if turn else chosen.skeleton, words.locale))
    return found
