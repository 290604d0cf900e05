"""Axes of numbers and of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import altair as alt

from kbgen.reports.overview.charts import lettering, locales, ticks
from kbgen.reports.overview.charts.canvas import MUTED, Canvas, Text
from kbgen.reports.overview.charts.ticks import DayTicks, Ticks
from kbgen.wording import Words


def numbers(channel: str, field: str, of: Ticks, *, ratio: bool = False, lines: bool = True) -> alt.X | alt.Y:
    """A channel of numbers with its axis; ``ratio``: logarithmic."""
    ends = [of.low, of.high]
    scale = alt.Scale(domain=ends, nice=False, type="log") if ratio else alt.Scale(domain=ends, nice=False, zero=False)
    axis = alt.Axis(values=list(of.values), format=of.form, grid=lines, title=None)
    return (alt.X if channel == "x" else alt.Y)(f"{field}:Q", scale=scale, axis=axis)


def plain(channel: str, field: str) -> alt.X | alt.Y:
    """The same channel in a further layer."""
    return (alt.X if channel == "x" else alt.Y)(f"{field}:Q")


def room(of: Ticks, words: Words) -> float:
    """Pixels that the numbers of an axis take at the left of a plot."""
    return lettering.widest(written(value, of, words) for value in of.values) + 12


def written(value: float, of: Ticks, words: Words) -> str:
    """About what d3 writes."""
    from babel.numbers import format_decimal

    if of.form.endswith("e"):
        return f"{value:.1e}"
    digits = int(of.form[-2]) if of.form.endswith("f") else max(0, len(f"{value:.10g}".partition(".")[2]))
    return format_decimal(value, f"#,##0.{'0' * digits}" if digits else "#,##0", locale=words.locale)


def title(canvas: Canvas, text: str) -> None:
    """What the numbers are: above the plot, where it can be read without turning one's head."""
    cut = lettering.cut(text, canvas.sheet.width)
    canvas.text([Text(-canvas.left, -canvas.top + 12, [cut], text, "left", MUTED)])


def title_below(canvas: Canvas, text: str) -> None:
    """What the numbers of the lower axis are."""
    cut = lettering.cut(text, canvas.sheet.width)
    width = lettering.width(cut)
    canvas.text([Text(max(-canvas.left, canvas.width - width), canvas.height + 36, [cut], text, "left", MUTED)])


def day_labels(canvas: Canvas, days: Sequence[date], places: Sequence[float]) -> tuple[DayTicks, list[float]]:
    """Which days are named below a plot, and where; as many as there is room for."""
    sample = 62 if canvas.sheet.narrow else 70
    chosen = ticks.days(days, max(2, int(canvas.width // sample)))
    at = dict(zip(days, places, strict=True))
    return chosen, [at[day] for day in chosen.days]


def day_axis(words: Words, chosen: DayTicks) -> alt.Axis:
    """The axis of days that a time scale has."""
    form = locales.day_format(words.locale, chosen.skeleton)
    return alt.Axis(
        values=[{"year": day.year, "month": day.month, "date": day.day, "utc": True} for day in chosen.days],
        format=form,
        grid=False,
        title=None,
        ticks=True,
        tickColor=MUTED,
        tickSize=4,
        labelPadding=5,
    )
