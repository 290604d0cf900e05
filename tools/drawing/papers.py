"""What one writes, sends and keeps, each drawn from the corner (0, 0) unless it says otherwise."""

from __future__ import annotations

from drawing.palette import AMBER, AMBER_SOFT, INDIGO_SOFT, PAPER, RED, SLATE, SLATE_MID
from drawing.shapes import area, circle, dot, group, line, path, rect


def envelope() -> str:
    """72 x 50."""
    return group(rect(0, 0, 72, 50, 7, fill=AMBER_SOFT), line("M4 8l27 21q5 4 10 0L68 8"))


def certificate() -> str:
    """76 x 66: a deed with a rosette."""
    return group(
        rect(0, 0, 76, 54, 6, fill=PAPER),
        line("M12 15h52M12 28h24", SLATE_MID),
        path("M46 40v26l9-6 9 6V40z", fill=AMBER),
        circle(55, 36, 12, fill=AMBER_SOFT),
    )


def folder() -> str:
    """60 x 44."""
    return path("M0 8q0-6 6-6h15l6 8h27q6 0 6 6v22q0 6-6 6H6q-6 0-6-6z", fill=AMBER)


def sheet(*on_it: str, width: int = 48, height: int = 60) -> str:
    """A file on paper, with a dog-ear."""
    return group(path(f"M0 5q0-5 5-5h{width - 21}l16 16v{height - 21}q0 5-5 5H5q-5 0-5-5z", fill=PAPER), *on_it)


def page() -> str:
    """48 x 60: a page that is ready to be sent."""
    return sheet(area(9, 22, 30, 12, 3, INDIGO_SOFT), line("M10 42h28M10 51h16", SLATE_MID))


def pencil() -> str:
    """A pencil around (0, 0) that writes to the lower left."""
    return group(
        path("M-12 12l3-10L6-13l7 7L-2 9z", fill=AMBER_SOFT),
        line("M1-8l7 7"),
    )


def calendar() -> str:
    """38 x 36: a day."""
    return group(
        rect(0, 4, 38, 32, 5, fill=PAPER),
        path("M0 13V9q0-5 5-5h28q5 0 5 5v4z", fill=RED),
        line("M10 0v6M28 0v6"),
        dot(19, 25, 5, SLATE),
    )
