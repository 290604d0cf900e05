"""Files, databases and copies of them."""

from __future__ import annotations

from drawing.devices import browser, disc, laptop, page_lines, prompt, server
from drawing.locks import key, padlock
from drawing.palette import AMBER, AMBER_SOFT, INDIGO, INDIGO_SOFT, PANEL, RED, SLATE_MID, TEAL, TEAL_SOFT
from drawing.papers import certificate, folder, sheet
from drawing.shapes import arrow, at, circle, dot, group, line, rect
from drawing.signs import cross
from drawing.things import lifebuoy, moon, wrench


def sftp() -> str:
    """Files travel both ways between laptop and server, inside a closed pipe."""
    return group(
        at(48, 98, laptop(at(45, 21, folder()))),
        rect(218, 104, 318, 92, 46, fill=TEAL_SOFT, stroke=TEAL),
        arrow(246, 132, 508, 132, TEAL),
        arrow(508, 168, 246, 168, TEAL),
        circle(377, 150, 58, fill=PANEL, stroke=TEAL),
        at(351, 114, padlock()),
        at(562, 84, server()),
    )


def backup() -> str:
    """A copy a night for fourteen nights; one of them goes back to the server."""
    places = [(334 + 49 * column, top) for top in (64, 184) for column in range(7)]
    taken = places[9]
    copies = [at(x, y, disc(INDIGO_SOFT), scale=0.68) for x, y in places if (x, y) != taken]
    return group(
        at(50, 84, server()),
        arrow(170, 110, 306, 110, INDIGO),
        at(222, 54, moon()),
        *copies,
        at(*taken, group(disc(PANEL), stroke=SLATE_MID, stroke_dasharray="4 7"), scale=0.68),
        line("M318 112h366M318 232h366", stroke_width=5),
        arrow(306, 206, 170, 206, AMBER),
        at(218, 184, disc(AMBER), scale=0.68),
    )


def https() -> str:
    """The browser shows a closed lock: its way to the certified server is encrypted."""
    locked = group(dot(115, 101, 52, TEAL_SOFT), at(89, 64, padlock()))
    return group(
        at(48, 66, browser(locked, width=230, height=168)),
        arrow(304, 128, 532, 128, TEAL),
        arrow(532, 176, 304, 176, TEAL),
        at(554, 84, server()),
        at(612, 184, certificate()),
    )


def ssh_keys() -> str:
    """Of a pair of keys, one opens the server's lock from afar; the other one never leaves the computer."""
    pair = group(at(44, 11, key(TEAL), scale=0.85), at(44, 45, key(AMBER), scale=0.85))
    return group(
        at(52, 86, laptop(pair), scale=1.24),
        at(354, 62, key(TEAL)),
        arrow(264, 112, 532, 112, TEAL),
        line("M264 196h92", AMBER, stroke_width=3),
        at(374, 180, key(AMBER)),
        line("M470 160v72", RED, stroke_width=6),
        at(470, 196, cross()),
        at(556, 84, server()),
        at(630, 176, padlock(is_open=True), scale=0.9),
    )


def database() -> str:
    """Inside the host a site talks to its database; a file of it goes out to a computer and comes in again."""
    dump = sheet(at(12, 22, disc(INDIGO_SOFT), scale=0.42), width=44, height=56)
    return group(
        at(36, 98, laptop()),
        rect(338, 34, 350, 232, 20, fill=TEAL_SOFT, stroke=TEAL),
        arrow(348, 112, 202, 112, AMBER),
        arrow(202, 190, 348, 190, INDIGO),
        at(252, 42, dump),
        at(252, 204, dump),
        at(362, 98, disc(INDIGO_SOFT), scale=1.7),
        arrow(472, 138, 520, 138, TEAL),
        arrow(520, 164, 472, 164, TEAL),
        at(528, 84, browser(page_lines(118), width=146)),
    )


def rescue() -> str:
    """A server starts from a lifebuoy instead of its own disk, which can be mended in the meantime."""
    console = at(22, 52, prompt(0, 90), prompt(30, 60), prompt(60, 26, TEAL))
    return group(
        at(40, 62, browser(console, width=196, height=172)),
        arrow(250, 150, 326, 150, INDIGO),
        at(346, 84, server(AMBER)),
        at(446, 212, lifebuoy(), scale=1.1),
        line("M462 112h88", SLATE_MID, stroke_dasharray="3 9"),
        at(506, 112, cross(), scale=0.8),
        arrow(496, 204, 558, 186, RED),
        at(572, 90, disc(AMBER_SOFT), scale=1.6),
        at(664, 196, wrench(), scale=1.2),
    )
