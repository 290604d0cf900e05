"""Letters and their ways."""

from __future__ import annotations

from drawing.devices import browser, button, field, laptop, phone, pointer, server
from drawing.locks import key, padlock, secret
from drawing.palette import AMBER, AMBER_SOFT, INDIGO, PANEL, PAPER, RED, SLATE, SLATE_MID, TEAL, TEAL_SOFT
from drawing.papers import envelope
from drawing.shapes import arrow, at, circle, dot, group, line, rect
from drawing.signs import cross, tick, warning
from drawing.things import globe, person


def mail_route() -> str:
    """A letter goes from its sender to our server, and from there to every device."""
    letter = envelope()
    return group(
        at(48, 112, person()),
        arrow(134, 160, 284, 160, INDIGO),
        at(172, 88, letter),
        at(300, 84, server()),
        arrow(416, 126, 504, 94, TEAL),
        arrow(416, 178, 566, 214, TEAL),
        at(516, 34, laptop(at(49, 23, letter, scale=0.72))),
        at(582, 158, phone(at(14, 40, letter, scale=0.52)), scale=0.92),
    )


def mail_on_phone() -> str:
    """The form of an account: name, password, and one server both for what comes in and for what goes out."""
    tray, text = "M-8-1v8H8v-8", line("M38 0h46", SLATE_MID)
    fetch, send = line(f"{tray}M0-10V2m-5-5l5 5 5-5", TEAL), line(f"{tray}M0 2v-12m-5 5l5-5 5 5", INDIGO)
    form = at(
        16,
        26,
        field(0, 124, at(8, -10, person(), scale=0.28), line("M38 0h66", SLATE_MID)),
        field(38, 124, at(16, 0, secret(5, SLATE), scale=0.9)),
        field(84, 124, at(18, 0, fetch), text, colour=TEAL),
        field(122, 124, at(18, 0, send), text, colour=INDIGO),
        *(at(98, y, padlock(), scale=0.3) for y in (89, 127)),
        at(0, 170, button(124, 32, INDIGO, line("M-8 0l6 6L9-6", PAPER, stroke_width=3.5))),
    )
    return group(
        at(64, 18, phone(form, width=156, height=264)),
        rect(252, 108, 284, 108, 46, fill=TEAL_SOFT, stroke=TEAL),
        arrow(548, 143, 236, 143, TEAL),
        arrow(236, 181, 548, 181, INDIGO),
        *(at(x, y, envelope(), scale=0.6) for x, y in ((452, 128), (290, 166))),
        circle(392, 162, 42, fill=PANEL, stroke=TEAL),
        at(372, 136, padlock(), scale=0.76),
        at(566, 96, server()),
    )


def phishing() -> str:
    """The button of a letter leads to a strange site that takes passwords, not to the genuine one."""
    letter = group(
        dot(34, 58, 14, AMBER),
        line("M60 52h92M60 66h54", SLATE_MID),
        line("M20 92h232M20 108h190", SLATE_MID),
        at(60, 126, button(152, 38, INDIGO, line("M-44 0h88", PAPER, stroke_width=4))),
    )
    address = at(
        44,
        236,
        rect(0, 0, 210, 38, 19, fill=AMBER_SOFT),
        at(22, 19, globe(11, AMBER)),
        line("M46 19h110", SLATE),
        line("M164 19h24", RED, stroke_width=4),
    )
    genuine = browser(at(58, 44, padlock(), scale=0.7), width=152, height=104)
    trap = at(16, 56, rect(0, 0, 120, 34, 6, fill=PAPER), at(20, 17, secret(5, SLATE)))
    return group(
        at(36, 22, browser(letter, width=272, height=190)),
        address,
        at(238, 176, pointer()),
        line("M322 92h168", SLATE_MID, stroke_dasharray="3 9"),
        at(406, 92, cross()),
        at(520, 30, genuine),
        at(668, 126, tick()),
        arrow(272, 256, 502, 232, RED, bend=-14),
        at(520, 168, browser(trap, width=152, height=110)),
        at(672, 264, warning(), scale=1.1),
    )


def mail_checks() -> str:
    """A letter is compared with a list of servers and with a key; a rule says where it goes then."""
    servers = group(*(group(rect(0, y, 44, 14, 4, fill=PAPER), dot(9, y + 7, 3, TEAL)) for y in (0, 20, 40)))
    return group(
        at(36, 84, server()),
        at(152, 84, envelope()),
        arrow(150, 150, 238, 150, INDIGO),
        circle(298, 150, 50, fill=TEAL_SOFT, stroke=TEAL),
        at(276, 123, servers),
        arrow(352, 150, 374, 150, INDIGO),
        circle(430, 150, 50, fill=TEAL_SOFT, stroke=TEAL),
        at(396, 135, key(TEAL), scale=0.95),
        arrow(490, 136, 572, 76, TEAL),
        arrow(490, 150, 572, 150, AMBER),
        arrow(490, 164, 572, 224, RED),
        at(588, 40, envelope()),
        at(660, 90, tick()),
        at(588, 125, envelope()),
        at(660, 172, warning(), scale=0.9),
        at(588, 210, group(envelope(), stroke=SLATE_MID, stroke_dasharray="4 7")),
        at(660, 258, cross()),
    )
