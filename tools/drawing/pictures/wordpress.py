"""Sites made with WordPress."""

from __future__ import annotations

from drawing.devices import browser, disc, laptop, page_lines, pointer, server, switch
from drawing.palette import AMBER, AMBER_SOFT, INDIGO, INDIGO_SOFT, PAPER, SLATE, SLATE_MID, TEAL, TEAL_SOFT
from drawing.papers import folder, page, pencil
from drawing.shapes import arrow, at, group, line, rect
from drawing.signs import tick, warning
from drawing.things import clock, domain, gear, globe, person, plug


def white_screen() -> str:
    """A blank page; one of the plug-ins is switched off; the page is there again."""
    rows = []
    for n, is_on in enumerate((True, False, True)):
        y = 43 + 42 * n
        if not is_on:
            rows.append(rect(8, y - 5, 164, 36, 6, fill=AMBER_SOFT, stroke=AMBER))
        rows += [at(18, y, plug()), line(f"M64 {y + 13}h38", SLATE_MID), at(118, y + 1, switch(is_on=is_on))]
    return group(
        at(28, 70, browser(height=168)),
        at(208, 238, warning(), scale=1.1),
        arrow(222, 154, 258, 154, SLATE_MID),
        at(270, 70, browser(*rows, height=168)),
        at(418, 168, pointer(), scale=0.9),
        arrow(464, 154, 500, 154, SLATE_MID),
        at(512, 70, browser(page_lines(152), line("M16 128h120M16 144h70", SLATE_MID), height=168)),
        at(690, 236, tick()),
    )


def site_move() -> str:
    """A copy of files and database is tried on the new server while the name still leads to the old one."""
    return group(
        at(36, 66, person(), scale=0.9),
        arrow(104, 100, 142, 100, SLATE_MID),
        at(156, 34, server(SLATE_MID)),
        at(282, 46, folder()),
        at(366, 34, disc(INDIGO_SOFT)),
        arrow(270, 118, 432, 118, INDIGO),
        at(450, 34, server()),
        arrow(596, 100, 564, 100, TEAL),
        at(604, 58, laptop(at(75, 42, tick())), scale=0.66),
        at(353, 246, domain()),
        arrow(262, 238, 206, 182, SLATE),
        arrow(444, 238, 500, 182, TEAL, dashed=True),
        at(520, 232, clock(), scale=0.8),
    )


def page_cache() -> str:
    """The browser asks its own store first, then the ready pages, and only then what makes pages anew."""
    shelf = group(*(at(12 * n, -9 * n, page()) for n in range(3)))
    return group(
        rect(290, 34, 398, 232, 20, fill=TEAL_SOFT, stroke=TEAL),
        at(32, 98, laptop(at(53, 14, page(), scale=0.92))),
        arrow(198, 138, 308, 138, TEAL),
        arrow(308, 168, 198, 168, TEAL),
        at(326, 130, shelf, scale=1.2),
        arrow(430, 138, 536, 138, SLATE_MID, dashed=True),
        arrow(536, 168, 430, 168, SLATE_MID, dashed=True),
        at(484, 88, clock()),
        at(598, 128, gear(44, INDIGO_SOFT)),
        at(618, 152, disc(INDIGO_SOFT)),
    )


def roles() -> str:
    """Five users, each of whom may do one thing more than the one to the left."""
    rights = [
        (at(-11, -13, person(), scale=0.34), INDIGO_SOFT),
        (pencil(), AMBER_SOFT),
        (globe(12), TEAL_SOFT),
        (group(at(-23, -13, page(), scale=0.44), at(3, -13, page(), scale=0.44)), INDIGO_SOFT),
        (gear(14, AMBER), AMBER_SOFT),
    ]
    columns = []
    for n in range(5):
        x = 88 + 136 * n
        columns.append(at(x - 22, 228, person(), scale=0.7))
        for height, (sign, colour) in enumerate(rights[: n + 1]):
            tile = rect(-46, -17, 92, 34, 8, fill=colour if height == n else PAPER)
            columns.append(at(x, 200 - 40 * height, tile, sign))
    return group(line("M30 284h660", SLATE_MID), *columns)
