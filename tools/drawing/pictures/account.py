"""Who may come in, and whom to ask."""

from __future__ import annotations

from drawing.devices import phone
from drawing.locks import padlock, secret
from drawing.palette import AMBER, AMBER_SOFT, INDIGO, INDIGO_SOFT, PAPER, TEAL, TEAL_SOFT
from drawing.shapes import arrow, at, circle, dot, group, line, path, rect
from drawing.signs import equals, plus, tick, warning
from drawing.things import clock, globe, headset, person


def two_step() -> str:
    """A password and a code on the phone together open the lock."""
    password = group(rect(0, 0, 190, 64, 12, fill=PAPER), at(30, 32, secret(5, INDIGO)), line("M142 22v20"))
    code = group(rect(13, 40, 40, 30, 6, fill=PAPER), at(23, 55, secret(3, TEAL), scale=0.5))
    return group(
        at(48, 118, password),
        plus(278, 150),
        at(322, 66, phone(code), scale=1.38),
        equals(456, 150),
        circle(588, 150, 84, fill=TEAL_SOFT, stroke="none"),
        at(548, 92, padlock(is_open=True), scale=1.6),
        at(650, 212, tick()),
    )


def request() -> str:
    """A letter that brings along an address, a screenshot and the time, and who reads it."""
    address = at(
        114,
        46,
        rect(0, 0, 252, 38, 19, fill=INDIGO_SOFT),
        at(22, 19, globe(11)),
        line("M46 19h170", INDIGO, stroke_width=4),
    )
    screenshot = at(
        114,
        100,
        rect(0, 0, 150, 96, 8, fill=PAPER),
        line("M0 20h150"),
        dot(12, 10, 3, AMBER),
        dot(23, 10, 3, TEAL),
        at(75, 60, warning()),
    )
    return group(
        path("M60 150L240 40l180 110v110H60z", fill=AMBER),
        rect(88, 24, 304, 220, 10, fill=PAPER),
        address,
        screenshot,
        at(324, 132, clock()),
        path("M60 150l150 84q30 16 60 0l150-84v118q0 12-12 12H72q-12 0-12-12z", fill=AMBER_SOFT),
        arrow(448, 176, 550, 176, INDIGO),
        at(572, 96, person(), headset(), scale=1.5),
    )
