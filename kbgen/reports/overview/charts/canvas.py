"""The sheet that a chart is drawn on, and what all charts share: words, keys, axes, one specification in the end.

Everything is placed by us, and nothing by the size of letters that the drawing program happens to find: the same values
give the same drawing on each machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from kbgen.reports.overview.charts import lettering, locales
from kbgen.reports.overview.palette import LIGHT
from kbgen.wording import Words

INK, MUTED, LINE, PAPER = LIGHT["ink"], LIGHT["muted"], LIGHT["line"], LIGHT["paper"]

WORDS, HALO = "words-", "halo-"
"""Layers of words, and of paper around their letters, by how they are aligned."""

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``width``: of the whole drawing, in pixels."""

    name: str
    width: int

    @property
    def narrow(self) -> bool:
        """A phone's."""
        return self.width < 500


WIDE = Sheet("wide", 720)
NARROW = Sheet("narrow", 340)


@dataclass(slots=True)
class Canvas:
    """A drawing in the making. ``left``, ``top``, ``right``, ``bottom``: pixels around the plot, which is ``height``
    high. Positions of ``text`` and others in pixels count from the upper left corner of the plot.
    """

    sheet: Sheet
    words: Words
    height: float
    left: float = 0
    top: float = 8
    right: float = 0
    bottom: float = 8
    layers: list[Any] = field(default_factory=list)
    pieces: list[Text] = field(default_factory=list)
    data: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """Of the plot."""
        return self.sheet.width - self.left - self.right

    def marks(self, name: str, kind: str, rows: Rows, channels: Mapping[str, Any], **style: Any) -> None:
        """Marks for rows, above those that are there; a row's ``says`` is what is read when one points at its mark."""
        if not rows:
            return
        told = any(row.get("says") for row in rows)
        # By its name, for Altair would copy the rows many times.
        self.data[name] = [{"says": "", **row} if told else dict(row) for row in rows]
        if told:
            channels = {**channels, "description": alt.Description("says:N"), "tooltip": alt.Tooltip("says:N")}
        base = alt.Chart(alt.NamedData(name=name), name=name)
        self.layers.append(getattr(base, f"mark_{kind}")(aria=told, **style).encode(**channels))

    def text(self, *pieces: Text) -> None:
        """Words above all marks."""
        self.pieces.extend(pieces)

    def _letter(self) -> None:
        places = {"x": pixels("x"), "y": pixels("y"), "text": alt.Text("text:N"), "fill": as_given("fill", "fill")}
        for align in dict.fromkeys(piece.align for piece in self.pieces):
            pieces = [piece for piece in self.pieces if piece.align == align]
            halo = [piece.row() | {"fill": PAPER} for piece in pieces if piece.halo]
            style = {"align": align, "baseline": "middle"}
            self.marks(f"{HALO}{align}", "text", halo, places, stroke=PAPER, strokeWidth=4, **style)
            self.marks(f"{WORDS}{align}", "text", [piece.row() | piece.told() for piece in pieces], places, **style)

    def specification(self) -> dict[str, Any]:
        """The whole as Vega-Lite."""
        self._letter()
        around = {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom}
        whole = alt.layer(*self.layers).properties(
            width=self.width,
            height=self.height,
            padding=around,
            autosize=alt.AutoSizeParams(type="none"),
            background=PAPER,
        )
        spec: dict[str, Any] = whole.to_dict(validate=False)
        spec["datasets"] = self.data
        spec["config"] = {
            "locale": locales.vega(self.words.locale),
            "font": "sans-serif",
            "view": {"stroke": None},
            "text": {"fontSize": lettering.SIZE, "lineHeight": lettering.LEADING},
            "axis": {
                "domain": False,
                "ticks": False,
                "gridColor": LINE,
                "labelColor": MUTED,
                "labelFontSize": lettering.SIZE,
                "labelPadding": 6,
                "labelOverlap": False,
                "labelBound": False,
                "labelFlush": False,
                "labelLimit": 0,
                "titleColor": MUTED,
                "titleFontSize": lettering.SIZE,
                "titleFontWeight": "normal",
            },
        }
        return spec


@dataclass(frozen=True, slots=True)
class Text:
    """Words in the drawing, their middle at a height. ``whole``: what was cut, told when one points at it; ``halo``:
    some paper around the letters, as they lie upon something.
    """

    x: float
    y: float
    lines: list[str]
    whole: str = ""
    align: str = "left"
    colour: str = INK
    halo: bool = False

    def row(self) -> dict[str, Any]:
        """Its place and its letters."""
        y = self.y - (len(self.lines) - 1) * lettering.LEADING / 2
        return {"x": round(self.x, 1), "y": round(y, 1), "text": self.lines, "fill": self.colour}

    def told(self) -> dict[str, str]:
        """The whole, where not all of it stands there."""
        return {"says": self.whole} if self.whole and " ".join(self.lines) != self.whole else {}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a colour or a shape means. ``shape``: of Vega; ``line``: also a line, whose dashes these are, if any."""

    name: str
    colour: str
    shape: str = "square"
    line: tuple[int, ...] | None = None


def pixels(channel: str) -> Any:
    """A place in pixels, out of the column of that name."""
    kind = {"x": alt.X, "y": alt.Y, "x2": alt.X2, "y2": alt.Y2}[channel]
    return kind(f"{channel}:Q", scale=None) if channel in ("x", "y") else kind(f"{channel}:Q")


def as_given(channel: str, column: str) -> Any:
    """A channel that takes the values of a column as they stand: colours, shapes."""
    kind = {"fill": alt.Fill, "stroke": alt.Stroke, "shape": alt.Shape, "strokeDash": alt.StrokeDash}[channel]
    return kind(f"{column}:N", scale=None)


def area(column: str) -> alt.Size:
    """The area of points in square pixels, out of a column."""
    return alt.Size(f"{column}:Q", scale=None)


SAMPLE = 24
"""Pixels of a key's square or line with the gap to its name."""


def key_rows(entries: Sequence[Entry], width: float) -> list[list[tuple[float, Entry, str]]]:
    """A key in lines: where each entry begins, and its name, cut where it is longer than the whole width."""
    rows: list[list[tuple[float, Entry, str]]] = []
    reached = width + 1
    for entry in entries:
        name = lettering.cut(entry.name, width - SAMPLE)
        room = SAMPLE + lettering.width(name)
        if reached + room > width:
            rows.append([])
            reached = 0.0
        rows[-1].append((round(reached, 1), entry, name))
        reached += room + 16
    return rows


KEY_LINE = 20
"""Pixels of a line of a key."""


def key(canvas: Canvas, rows: Sequence[Sequence[tuple[float, Entry, str]]], x: float, y: float) -> None:
    """Draws a key, its first line around a height."""
    symbols: list[dict[str, Any]] = []
    strokes: list[dict[str, Any]] = []
    names: list[Text] = []
    for number, row in enumerate(rows):
        height = y + number * KEY_LINE
        for begin, entry, name in row:
            names.append(Text(x + begin + SAMPLE, height, [name], entry.name))
            middle = x + begin + (7 if entry.line is None else 9)
            fill = PAPER if entry.line else entry.colour
            size = 110 if entry.line is None else 38
            mark = {"y": height, "stroke": entry.colour}
            symbols.append({**mark, "x": middle, "shape": entry.shape, "fill": fill, "size": size})
            if entry.line is not None:
                strokes.append({**mark, "x": middle - 9, "x2": middle + 9, "dash": list(entry.line)})
    places = {"x": pixels("x"), "y": pixels("y"), "stroke": as_given("stroke", "stroke")}
    lines = {"x2": pixels("x2"), "strokeDash": as_given("strokeDash", "dash")}
    canvas.marks("key-lines", "rule", strokes, places | lines, strokeWidth=2)
    shapes = {"fill": as_given("fill", "fill"), "shape": as_given("shape", "shape"), "size": area("size")}
    canvas.marks("key", "point", symbols, places | shapes, opacity=1)
    canvas.text(*names)
