"""Plain SVG: rectangles, circles, lines and arrows; each function returns markup."""

from __future__ import annotations

import math

from drawing.palette import SLATE

Style = str | float


def number(value: float) -> str:
    """A coordinate with one decimal at most: a smaller file, without the noise of floats."""
    return f"{round(value, 1):g}"


def element(name: str, content: str = "", /, **attributes: Style) -> str:
    """One SVG element; an underscore in an attribute's name stands for a dash."""
    written = "".join(
        f' {key.replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def group(*shapes: str, **style: Style) -> str:
    """Shapes that share a style."""
    return element("g", "".join(shapes), **style)


def at(x: float, y: float, *shapes: str, scale: float = 1) -> str:
    """Shapes that were drawn from the corner (0, 0), put where they belong."""
    size = "" if scale == 1 else f" scale({scale:g})"
    return group(*shapes, transform=f"translate({number(x)} {number(y)}){size}")


def rect(x: float, y: float, width: float, height: float, radius: float, **style: Style) -> str:
    """A rectangle with round corners."""
    return element("rect", x=x, y=y, width=width, height=height, rx=radius, **style)


def area(x: float, y: float, width: float, height: float, radius: float, colour: str) -> str:
    """A rectangle without an outline."""
    return rect(x, y, width, height, radius, fill=colour, stroke="none")


def circle(x: float, y: float, radius: float, **style: Style) -> str:
    """A circle around (x, y)."""
    return element("circle", cx=x, cy=y, r=radius, **style)


def dot(x: float, y: float, radius: float, colour: str) -> str:
    """A circle without an outline."""
    return circle(x, y, radius, fill=colour, stroke="none")


def path(data: str, **style: Style) -> str:
    """A shape along path data."""
    return element("path", d=data, **style)


def line(data: str, colour: str = SLATE, **style: Style) -> str:
    """An open line along path data."""
    return path(data, fill="none", stroke=colour, **style)


def arrow(x: float, y: float, to_x: float, to_y: float, colour: str, *, bend: float = 0, dashed: bool = False) -> str:
    """An arrow that leaves its straight way by `bend` units, to the left of its direction."""
    length = math.hypot(to_x - x, to_y - y)
    across_x, across_y = (to_y - y) / length, (x - to_x) / length
    middle_x = (x + to_x) / 2 + 2 * bend * across_x
    middle_y = (y + to_y) / 2 + 2 * bend * across_y
    heading = math.atan2(to_y - middle_y, to_x - middle_x)
    barbs = [
        f"{number(to_x - 13 * math.cos(heading + side))} {number(to_y - 13 * math.sin(heading + side))}"
        for side in (0.55, -0.55)
    ]
    start, end = f"{number(x)} {number(y)}", f"{number(to_x)} {number(to_y)}"
    shaft = f"M{start}Q{number(middle_x)} {number(middle_y)} {end}"
    head = f"M{barbs[0]}L{end}L{barbs[1]}"
    dashes = {"stroke_dasharray": "3 9"} if dashed else {}
    return group(path(shaft, **dashes), path(head), fill="none", stroke=colour, stroke_width=3)
