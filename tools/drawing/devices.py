"""Computers and what one sees on them, each drawn from the corner (0, 0)."""

from __future__ import annotations

from drawing.palette import AMBER, INDIGO, INDIGO_SOFT, PAPER, SLATE_MID, SLATE_SOFT, TEAL
from drawing.shapes import area, at, dot, element, group, line, path, rect


def laptop(*on_screen: str) -> str:
    """150 x 104; its screen is the area from (23, 8) to (127, 76)."""
    return group(
        rect(15, 0, 120, 84, 9, fill=PAPER),
        area(23, 8, 104, 68, 4, INDIGO_SOFT),
        *on_screen,
        path("M2 90h146a2 2 0 0 1 2 2q0 12-12 12H12q-12 0-12-12a2 2 0 0 1 2-2z", fill=PAPER),
        line("M64 97h22", SLATE_MID),
    )


def phone(*on_screen: str, width: int = 66, height: int = 122) -> str:
    """A phone; its screen leaves 7 units at the sides, 12 above and 18 below."""
    return group(
        rect(0, 0, width, height, 12, fill=PAPER),
        area(7, 12, width - 14, height - 30, 4, INDIGO_SOFT),
        *on_screen,
        line(f"M{width // 2 - 7} {height - 9}h14", SLATE_MID),
    )


def server(colour: str = TEAL) -> str:
    """100 x 132: three units with lamps in a colour."""
    units = [
        group(
            rect(0, top, 100, 38, 8, fill=PAPER),
            dot(17, top + 19, 5, colour),
            dot(32, top + 19, 5, SLATE_SOFT),
            line(f"M52 {top + 19}h32", SLATE_MID),
        )
        for top in (0, 47, 94)
    ]
    return group(*units)


def browser(*on_page: str, width: int = 180, height: int = 132) -> str:
    """A window; below its bar the page starts at y = 34."""
    lamps = [dot(x, 15, 4, colour) for x, colour in ((15, AMBER), (28, TEAL), (41, INDIGO))]
    return group(
        rect(0, 0, width, height, 10, fill=PAPER),
        line(f"M0 29h{width}"),
        *lamps,
        area(54, 8, width - 66, 14, 7, SLATE_SOFT),
        *on_page,
    )


def page_lines(width: int) -> str:
    """A picture and some lines of text, as far as one can see them from afar."""
    return at(
        14,
        44,
        area(0, 0, width, 34, 5, INDIGO_SOFT),
        line(f"M2 50h{width - 4}M2 66h{width * 0.6:g}", SLATE_MID),
    )


def disc(colour: str) -> str:
    """56 x 62: one backup, drawn as the drum that stands for a database."""
    return group(
        path("M0 11v40c0 15 56 15 56 0V11", fill=colour),
        element("ellipse", cx=28, cy=11, rx=28, ry=11, fill=PAPER),
        line("M0 31c0 15 56 15 56 0"),
    )


def field(y: float, width: float, *content: str, colour: str = SLATE_MID) -> str:
    """A box of a form at a height of its screen, 30 high; its content starts at its left middle."""
    return at(0, y, rect(0, 0, width, 30, 6, fill=PAPER, stroke=colour), at(0, 15, *content))


def button(width: float, height: float, colour: str, *caption: str) -> str:
    """What one presses; its caption is drawn around its middle."""
    return group(area(0, 0, width, height, 7, colour), at(width / 2, height / 2, *caption))


def switch(*, is_on: bool) -> str:
    """42 x 24."""
    colour, x = (TEAL, 30) if is_on else (SLATE_MID, 12)
    return group(area(0, 0, 42, 24, 12, colour), dot(x, 12, 8, PAPER))


def pointer() -> str:
    """The pointer of a mouse; its tip is (0, 0)."""
    return path("M0 0v27l7-6 5 11 6-3-5-10h9z", fill=PAPER)


def prompt(y: float, width: float, colour: str = SLATE_MID) -> str:
    """A line of a terminal."""
    return at(0, y, line("M0-6l7 6-7 6", TEAL), line(f"M16 6h{width:g}", colour))
