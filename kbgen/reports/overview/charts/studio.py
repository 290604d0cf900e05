"""Draws charts: the one place that asks vl-convert."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import vl_convert

from kbgen.reports.overview.charts import heat_map, intervals, lettering, lines, scatter, stacked_bars, svg
from kbgen.reports.overview.charts.canvas import MUTED, NARROW, WIDE, Canvas, Sheet, Text
from kbgen.reports.overview.charts.picture import Picture
from kbgen.reports.overview.document import Chart, Drawing, HeatMap, Intervals, Lines, Scatter, StackedBars, Tone
from kbgen.wording import Words


def drawn(chart: Chart, words: Words) -> Picture:
    """A chart at both widths."""
    label = lettering.clean(f"{chart.title}. {chart.description}" if chart.description else chart.title)
    drawing: Drawing = cleaned(chart.drawing)
    id = "kb-" + "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in chart.name)
    spec = specification(drawing, WIDE, words)
    wide = sketch(spec)
    phone = specification(drawing, NARROW, words)
    narrow = sketch(phone)
    return Picture(
        svg.of_page(wide, spec, f"{id}-wide", label, "kb-chart kb-wide")
        + svg.of_page(narrow, phone, f"{id}-narrow", label, "kb-chart kb-narrow"),
        {"$schema": spec["$schema"], "title": chart.title, "description": label, **spec},
        svg.of_file(wide, spec, id, label),
    )


def specification(drawing: Drawing, sheet: Sheet, words: Words) -> dict[str, Any]:
    """The drawing as Vega-Lite."""
    return canvas(drawing, sheet, words).specification()


def canvas(drawing: Drawing, sheet: Sheet, words: Words) -> Canvas:
    """The drawing on a sheet; a drawing of nothing says so."""
    match drawing:
        case HeatMap(rows=rows, columns=columns):
            return heat_map.draw(drawing, sheet, words) if rows and columns else nothing(sheet, words)
        case StackedBars(places=places, stacks=stacks):
            return stacked_bars.draw(drawing, sheet, words) if places and stacks else nothing(sheet, words)
        case Lines():
            return lines.draw(drawing, sheet, words) if lines.anything(drawing) else nothing(sheet, words)
        case Intervals(rows=rows):
            return intervals.draw(drawing, sheet, words) if rows else nothing(sheet, words)
        case Scatter():
            return scatter.draw(drawing, sheet, words) if scatter.seen(drawing) else nothing(sheet, words)


def nothing(sheet: Sheet, words: Words) -> Canvas:
    """An empty sheet."""
    made = Canvas(sheet, words, 40)
    made.text(Text(0, 20, [words.gettext("There is nothing to draw yet.")], colour=MUTED))
    return made


def sketch(spec: dict[str, Any]) -> str:
    """What vl-convert makes of a specification; its addresses would not be asked. Words are left out: they have their
    places, and to measure them would take it more time than all the rest.
    """
    version = ".".join(spec["$schema"].rpartition("/v")[2].split(".")[:2])
    known = version if version in vl_convert.get_vegalite_versions() else None
    bare = spec | {"layer": [layer for layer in spec["layer"] if not svg.wordy(layer)] or [EMPTY]}
    found: str = vl_convert.vegalite_to_svg(bare, vl_version=known, allowed_base_urls=[])
    return found


EMPTY = {"data": {"values": []}, "mark": "rule", "encoding": {}}


def cleaned(value: Any) -> Any:
    """The same with all of its words in a line each, without what XML cannot say."""
    if isinstance(value, str) and not isinstance(value, Tone):
        return lettering.clean(value)
    if isinstance(value, tuple):
        return tuple(map(cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: cleaned(getattr(value, one.name)) for one in fields(value)})
    return value
