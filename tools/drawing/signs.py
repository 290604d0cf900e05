"""Signs between and upon things: done, wrong, plus, equals; each around its middle."""

from __future__ import annotations

from drawing.palette import AMBER, PANEL, PAPER, RED, TEAL
from drawing.shapes import circle, group, line, path


def tick() -> str:
    """A round badge that says "done", around (0, 0)."""
    return group(
        circle(0, 0, 20, fill=TEAL, stroke=PANEL, stroke_width=3),
        line("M-8 0l6 7L9-6", PAPER, stroke_width=3.5),
    )


def warning() -> str:
    """A triangle that says "error", around (0, 0)."""
    return group(
        path("M0-21L24 20H-24z", fill=AMBER),
        line("M0-6V6M0 13v.1", stroke_width=3.5),
    )


def plus(x: float, y: float) -> str:
    """A plus sign around (x, y)."""
    return line(f"M{x - 12} {y}h24M{x} {y - 12}v24", stroke_width=4)


def equals(x: float, y: float) -> str:
    """An equals sign around (x, y)."""
    return line(f"M{x - 12} {y - 6}h24m0 12h-24", stroke_width=4)


def cross() -> str:
    """A round badge that says "not this way"."""
    return group(
        circle(0, 0, 20, fill=RED, stroke=PANEL, stroke_width=3),
        line("M-7-7L7 7M7-7L-7 7", PAPER, stroke_width=3.5),
    )
