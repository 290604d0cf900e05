"""The drawing that vl-convert gives → one that belongs into a page.

Colours become those of the page, fonts are the page's, sizes give way to a ``viewBox``, what is read when one points at
a mark becomes its ``<title>``, and whatever else was there is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kbgen.reports.overview.palette import LIGHT, variable

SPACE = "http://www.w3.org/2000/svg"

COLOURS = {
    value: name for name, value in reversed(list(LIGHT.items())) if name != "accent" and not name.startswith("on-")
}
"""Which colour of the palette a value in a specification stands for."""

KEPT = frozenset(
    (
        *(
            "d",
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "dx",
            "dy",
            "width",
            "height",
            "transform",
        ),
        *("fill", "fill-opacity", "opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
        *("text-anchor", "font-size", "font-weight", "font-style"),
    )
)
"""What attributes of marks stay: nothing that names an address, runs, or styles."""

SHAPES = frozenset(("path", "rect", "line", "circle", "text"))

HATCHED = {"serious": "serious", "absent": "absent"}
"""Colours whose areas also have a pattern."""


def of_page(svg: str, id: str, label: str, classes: str) -> str:
    """An ``<svg>`` to stand in a page, its colours ``var(--kb-…)``. ``id``: begins those of its patterns."""
    root = _cleaned(svg)
    for mark in root.iter():
        for name in ("fill", "stroke"):
            if (colour := COLOURS.get(mark.get(name, "").lower())) is not None:
                mark.set(name, variable(colour))
    _pattern(root, id, {name: variable(name) for name in LIGHT})
    head = {"class": classes, "role": "img", "aria-label": label, "viewBox": root.get("viewBox", ""), "font-size": "12"}
    return _written(root, head)


def of_file(svg: str, id: str, label: str) -> str:
    """A document of its own, by daylight."""
    root = _cleaned(svg)
    _pattern(root, id, LIGHT)
    box = root.get("viewBox", "0 0 0 0")
    width, height = box.split()[2:]
    ground = Element("rect", {"width": width, "height": height, "fill": LIGHT["paper"]})
    root.insert(0, ground)
    title = Element("title")
    title.text = label
    root.insert(0, title)
    head = {
        "xmlns": SPACE,
        "viewBox": box,
        "width": width,
        "height": height,
        "font-family": "sans-serif",
        "font-size": "12",
    }
    return _written(root, head) + "\n"


def _cleaned(svg: str) -> Element:
    root = ElementTree.fromstring(svg)
    made = Element("svg", {"viewBox": root.get("viewBox", "0 0 0 0")})
    for child in root:
        if child.tag == f"{{{SPACE}}}g":
            for kept in _kept(child):
                made.append(kept)
    return made


def _kept(element: Element) -> Iterator[Element]:
    """The element as it goes into the page, or what is in it, or nothing."""
    tag = element.tag.removeprefix(f"{{{SPACE}}}")
    if element.get("display") == "none" or element.get("class") in ("background", "foreground"):
        return
    attributes = {name: value for name, value in element.attrib.items() if name in KEPT and not _usual(name, value)}
    if tag == "g":
        children = [kept for child in element for kept in _kept(child)]
        if not children:
            return
        if not attributes:
            yield from children
            return
        made = Element("g", attributes)
        made.extend(children)
        yield made
    elif tag in SHAPES and (tag != "path" or element.get("d")):
        if attributes.get("font-size"):
            attributes["font-size"] = attributes["font-size"].removesuffix("px")
        made = Element(tag, attributes)
        made.text = element.text
        if says := element.get("aria-label"):
            SubElement(made, "title").text = says
            if tag == "text":
                made.text, made[0].tail = None, element.text
        for line in element:
            made.append(Element("tspan", {name: value for name, value in line.attrib.items() if name in KEPT}))
            made[-1].text = line.text
        yield made


def _usual(name: str, value: str) -> bool:
    """Says nothing that would not hold without it."""
    return (name, value) in {
        ("transform", "translate(0,0)"),
        ("opacity", "1"),
        ("font-size", "12px"),
        ("font-weight", "normal"),
        ("stroke-miterlimit", "10"),
        ("text-anchor", "start"),
    }


def _pattern(root: Element, id: str, colours: dict[str, str] | object) -> None:
    """Areas in some colours get lines across, so that colour is not all that tells them apart."""
    assert isinstance(colours, dict)
    used = {}
    for mark in root.iter("path"):
        for name in HATCHED:
            if mark.get("fill") == colours[name] and mark.get("class") is None:
                used[name] = True
                mark.set("fill", f"url(#{id}-{name})")
    if not used:
        return
    made = Element("defs")
    for name in used:
        ground, lines = (colours["paper"], colours[name]) if name == "absent" else (colours[name], colours["paper"])
        turned = {"id": f"{id}-{name}", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
        angle = "rotate(45)" if name == "absent" else "rotate(-45)"
        pattern = SubElement(made, "pattern", turned | {"patternTransform": angle})
        SubElement(pattern, "rect", {"width": "6", "height": "6", "fill": ground})
        width = "1.6" if name == "absent" else "1.2"
        SubElement(pattern, "path", {"d": "M0,0v6", "stroke": lines, "stroke-width": width})
    root.insert(0, made)


def _written(root: Element, head: dict[str, str]) -> str:
    root.attrib.clear()
    root.attrib.update(head)
    return re.sub(r" />", "/>", ElementTree.tostring(root, encoding="unicode"))
