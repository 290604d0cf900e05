"""Locks and keys, each drawn from the corner (0, 0) unless it says otherwise."""

from __future__ import annotations

from drawing.palette import AMBER, PANEL, SLATE
from drawing.shapes import circle, dot, group, line, path, rect


def padlock(*, is_open: bool = False) -> str:
    """52 x 66."""
    shackle = "M10 28V14a14 14 0 0 1 27-5" if is_open else "M11 28V17a15 15 0 0 1 30 0v11"
    return group(
        line(shackle, stroke_width=5),
        rect(0, 27, 52, 40, 9, fill=AMBER),
        dot(26, 43, 5, SLATE),
        line("M26 45v9", stroke_width=3.5),
    )


def key(colour: str) -> str:
    """72 x 32."""
    return group(
        path("M29 13h43v13h-8v-7h-8v7h-8v-7H29z", fill=colour),
        circle(16, 16, 16, fill=colour),
        dot(12, 16, 5, PANEL),
    )


def secret(dots: int, colour: str) -> str:
    """A row of dots, 20 units apart: characters that nobody may read."""
    return group(*(dot(20 * n, 0, 6, colour) for n in range(dots)))
