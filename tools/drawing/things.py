"""People, places and things that stand for something, each drawn from the corner (0, 0) unless it says otherwise."""

from __future__ import annotations

import math

from drawing.palette import AMBER, AMBER_SOFT, INDIGO, INDIGO_SOFT, PANEL, PAPER, RED, SLATE_SOFT, TEAL
from drawing.shapes import at, circle, dot, element, group, line, number, path, rect


def person() -> str:
    """64 x 76: head and shoulders."""
    return group(
        path("M2 74q0-34 30-34t30 34q0 2-2 2H4q-2 0-2-2z", fill=INDIGO),
        circle(32, 18, 17, fill=PAPER),
    )


def headset() -> str:
    """What turns a person() into somebody who answers."""
    return group(
        line("M13 20v-4a19 19 0 0 1 38 0v4M51 24q0 12-12 12"),
        rect(8, 14, 9, 15, 4, fill=INDIGO),
        rect(47, 14, 9, 15, 4, fill=INDIGO),
        dot(38, 36, 4, INDIGO),
    )


def shop(awning: str, *inside: str) -> str:
    """160 x 150: where names are sold; its window is around (80, 92)."""
    stripes = [
        path(f"M{x} 0h40v34a20 20 0 0 1-40 0z", fill=colour)
        for x, colour in ((0, awning), (40, PAPER), (80, awning), (120, PAPER))
    ]
    return group(rect(12, 30, 136, 120, 6, fill=PAPER), *inside, *stripes)


def globe(radius: float, colour: str = INDIGO) -> str:
    """A globe around (0, 0): a site or its name."""
    height, half = number(0.42 * radius), number(0.91 * radius)
    parallels = f"M-{half}-{height}H{half}M-{half} {height}H{half}"
    return group(
        circle(0, 0, radius, fill=PAPER),
        element("ellipse", cx=0, cy=0, rx=0.45 * radius, ry=radius, fill="none"),
        path(parallels),
        stroke=colour,
    )


def domain() -> str:
    """A name in its box, 168 x 48 around (0, 0)."""
    return group(
        rect(-84, -24, 168, 48, 24, fill=PAPER),
        at(-56, 0, globe(15)),
        line("M-28 0h86", TEAL, stroke_width=6),
    )


def moon() -> str:
    """A crescent of about 32 x 36."""
    return path("M14 0a18 18 0 1 0 18 24A15 15 0 0 1 14 0z", fill=AMBER)


def clock() -> str:
    """A clock around (0, 0), 30 in radius."""
    return group(circle(0, 0, 30, fill=PAPER), line("M0-17V0l12 8", INDIGO, stroke_width=3.5))


def pie(share: float, colour: str) -> str:
    """A timer around (0, 0), 20 in radius, with the share of its time that is left, in (0, 1)."""
    x, y = number(20 * math.sin(2 * math.pi * share)), number(-20 * math.cos(2 * math.pi * share))
    slice_left = path(f"M0 0V-20A20 20 0 {int(share > 0.5)} 1 {x} {y}z", fill=colour, stroke="none")
    return group(dot(0, 0, 20, PAPER), slice_left, circle(0, 0, 20, fill="none"))


def coin() -> str:
    """A coin around (0, 0), 12 in radius."""
    return group(circle(0, 0, 12, fill=AMBER_SOFT), line("M0-4v8"))


def gear(radius: float, colour: str) -> str:
    """What works by itself, around (0, 0)."""
    corners = []
    for tooth in range(8):
        for turn, far in ((-0.3, 0.76), (-0.19, 1), (0.19, 1), (0.3, 0.76)):
            angle = tooth * math.pi / 4 + turn
            corners.append(f"{number(far * radius * math.cos(angle))} {number(far * radius * math.sin(angle))}")
    return group(path(f"M{'L'.join(corners)}z", fill=colour), circle(0, 0, 0.32 * radius, fill=PAPER))


def plug() -> str:
    """32 x 26: an addition to a program, as one plugs it in."""
    return group(
        path("M10 3h9a10 10 0 0 1 0 20h-9z", fill=INDIGO_SOFT),
        line("M10 8H3M10 18H3M29 13h5"),
    )


def wrench() -> str:
    """A wrench around (0, 0), its jaw at the upper right."""
    jaw = "a13 13 0 0 1 17-15l-8 8 2 7 7 2 8-8A13 13 0 0 1 12 2"
    return path(f"M-21 14L2-9{jaw}l-23 23a7 7 0 0 1-10-11z", fill=SLATE_SOFT)


def lifebuoy() -> str:
    """A ring around (0, 0), 34 in radius, that keeps one afloat."""
    bands = "M-9-33h18l-5 19h-8zM33-9v18l-19-5v-8zM9 33H-9l5-19h8zM-33 9V-9l19 5v8z"
    return group(
        circle(0, 0, 34, fill=PAPER),
        path(bands, fill=RED, stroke="none"),
        circle(0, 0, 34, fill="none"),
        circle(0, 0, 14, fill=PANEL),
    )


def magnifier() -> str:
    """What looks names up, around (0, 0)."""
    return group(line("M12 12l14 14", stroke_width=6), circle(0, 0, 17, fill=AMBER_SOFT))
