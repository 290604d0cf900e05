"""The drawing that vl-convert gives → one that belongs into a page.

Colours become those of the page, fonts are the page's, sizes give way to a ``viewBox``, what is read when one points at
a mark becomes its ``<title>``, some areas get lines across, and whatever else was there is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kbgen.reports.overview.charts import lettering
from kbgen.reports.overview.charts.canvas import HALO, WORDS
from kbgen.reports.overview.charts.picture import Spec
from kbgen.reports.overview.palette import LIGHT, variable

SPACE = "http://www.w3.org/2000/svg"

COLOURS = {value: name for name, value in LIGHT.items() if name not in ("accent", "panel")}
"""Which colour of the palette a value in a specification stands for."""

KEPT = frozenset(
    "d x y x1 y1 x2 y2 rx ry dx dy width height transform fill fill-opacity opacity stroke stroke-opacity stroke-width "  # noqa: SIM905
    "stroke-dasharray stroke-linecap stroke-linejoin text-anchor font-size".split()
)
"""What attributes of marks stay: nothing that names an address, runs, or styles."""

USUAL = {
    ("transform", "translate(0,0)"),
    ("opacity", "1"),
    ("font-size", "12px"),
    ("text-anchor", "start"),
    ("stroke-dasharray", ""),
}
"""Says nothing that would not hold without it."""

SHAPES = frozenset(("path", "rect", "line", "circle", "text"))

HATCHED = frozenset(("serious", "absent"))
"""Colours whose areas get lines across, so that colour is not all that tells them apart."""

AREAS = frozenset(("bars_marks", "cells_marks", "key_marks"))
"""Layers with areas."""

POINTED_AT = "values_marks"
"""The layer that is not seen."""


def of_page(svg: str, spec: Spec, id: str, label: str, classes: str) -> str:
    """An ``<svg>`` to stand in a page, its colours ``var(--kb-…)``. ``svg``: the drawing without words, ``spec``: what
    it was made from; ``id``: begins those of its patterns.
    """
    root, box = _cleaned(svg, spec, id, {name: variable(name) for name in LIGHT})
    head = {"class": classes, "role": "img", "aria-label": label, "viewBox": box, "font-size": "12"}
    return _written(root, head)


def of_file(svg: str, spec: Spec, id: str, label: str) -> str:
    """A document of its own, by daylight."""
    root, box = _cleaned(svg, spec, id, LIGHT)
    width, height = box.split()[2:]
    title = Element("title")
    title.text = label
    root[:0] = [title, Element("rect", {"width": width, "height": height, "fill": LIGHT["paper"]})]
    head = {"xmlns": SPACE, "viewBox": box, "width": width, "height": height}
    return _written(root, head | {"font-family": "sans-serif", "font-size": "12"}) + "\n"


def _written(root: Element, head: Mapping[str, str]) -> str:
    root.attrib.update(head)
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")


def _cleaned(svg: str, spec: Spec, id: str, colours: Mapping[str, str]) -> tuple[Element, str]:
    given = ElementTree.fromstring(svg)
    root = Element("svg")
    # The rect that stands before the drawing is its background.
    for child in given.iterfind(f"{{{SPACE}}}g"):
        root.extend(_kept(child, id, colours, ""))
    patterns = {name for mark in root.iter() for name in HATCHED if mark.get("fill") == _hatched(id, name)}
    if patterns:
        root.insert(0, _patterns(sorted(patterns), id, colours))
    around = spec["padding"]
    written = SubElement(root, "g", {"transform": f"translate({around['left']:g},{around['top']:g})"})
    for layer in filter(wordy, spec["layer"]):
        if layer["name"].startswith(WORDS):
            haloed = {(row["x"], row["y"]) for row in spec["datasets"].get(layer["name"].replace(WORDS, HALO), ())}
            for row in spec["datasets"][layer["name"]]:
                written.append(_words(row, layer["mark"]["align"], (row["x"], row["y"]) in haloed, colours))
    return root, given.get("viewBox", "0 0 0 0")


def _kept(element: Element, id: str, colours: Mapping[str, str], layer: str) -> Iterator[Element]:
    """The element as it goes into the page, or what is in it, or nothing."""
    tag = element.tag.removeprefix(f"{{{SPACE}}}")
    classes = element.get("class", "").split()
    if element.get("display") == "none" or {"background", "foreground"} & {*classes}:
        return
    attributes = {name: value for name, value in element.items() if name in KEPT and (name, value) not in USUAL}
    for name in ("fill", "stroke"):
        if (colour := COLOURS.get(attributes.get(name, "").lower())) is not None:
            hatched = name == "fill" and layer in AREAS and colour in HATCHED
            attributes[name] = _hatched(id, colour) if hatched else colours[colour]
    if tag == "g":
        layer = classes[-1] if classes and classes[-1].endswith("_marks") else layer
        children = [kept for child in element for kept in _kept(child, id, colours, layer)]
        if children and attributes:
            made = Element("g", attributes)
            made.extend(children)
            yield made
        else:
            yield from children
    elif tag in SHAPES and (tag != "path" or element.get("d")):
        yield _mark(element, tag, attributes, layer)


def _mark(element: Element, tag: str, attributes: dict[str, str], layer: str) -> Element:
    if layer == POINTED_AT:
        place = {name: value for name, value in attributes.items() if name == "transform"}
        made = Element("circle", {**place, "r": "8", "opacity": "0"})
    else:
        made = Element(tag, attributes)
    words = element.text
    if says := element.get("aria-label"):
        SubElement(made, "title").text = says
        made[0].tail = words
    else:
        made.text = words
    for line in element:
        kept = {name: value for name, value in line.items() if name in KEPT}
        SubElement(made, "tspan", kept).text = line.text
    return made


def wordy(layer: Mapping[str, Any]) -> bool:
    """Whether a layer of a specification holds words."""
    return str(layer.get("name", "")).startswith((WORDS, HALO))


ANCHORS = {"center": "middle", "right": "end"}


def _words(row: Mapping[str, Any], align: str, halo: bool, colours: Mapping[str, str]) -> Element:
    # A middle of letters lies three tenths of their size above the line that they stand on.
    place = {"x": f"{row['x']:g}", "y": f"{row['y'] + lettering.SIZE * 0.3:g}"}
    made = Element("text", place | {"fill": colours[COLOURS[row["fill"]]]})
    if align in ANCHORS:
        made.set("text-anchor", ANCHORS[align])
    if halo:
        around = {"stroke": colours["paper"], "stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"}
        made.attrib.update(around)
    if row.get("says"):
        SubElement(made, "title").text = row["says"]
    first, *others = row["text"]
    if len(made):
        made[0].tail = first
    else:
        made.text = first
    for line in others:
        SubElement(made, "tspan", {"x": place["x"], "dy": str(lettering.LEADING)}).text = line
    return made


def _hatched(id: str, name: str) -> str:
    return f"url(#{id}-{name})"


def _patterns(names: list[str], id: str, colours: Mapping[str, str]) -> Element:
    made = Element("defs")
    for name in names:
        empty = name == "absent"
        ground, lines = (colours["paper"], colours[name]) if empty else (colours[name], colours["paper"])
        size, turned = ("7", "rotate(45)") if empty else ("6", "rotate(-45)")
        box = {"width": size, "height": size}
        units = {"patternUnits": "userSpaceOnUse", "patternTransform": turned}
        pattern = SubElement(made, "pattern", {"id": f"{id}-{name}", **box, **units})
        SubElement(pattern, "rect", {**box, "fill": ground})
        SubElement(pattern, "path", {"d": f"M0,0v{size}", "stroke": lines, "stroke-width": "1.4"})
    return made
