"""Names and where they lead."""

from __future__ import annotations

from drawing.devices import browser, page_lines, server
from drawing.locks import padlock
from drawing.palette import AMBER, INDIGO, PANEL, PAPER, RED, SLATE, SLATE_MID, SLATE_SOFT, TEAL
from drawing.papers import calendar
from drawing.shapes import area, arrow, at, circle, dot, element, group, line, rect
from drawing.signs import tick
from drawing.things import coin, domain, globe, magnifier, pie, shop


def domain_transfer() -> str:
    """A name leaves one shop, which unlocked it, and moves into another one."""
    vacant = circle(80, 94, 28, fill=PANEL, stroke=SLATE_MID, stroke_dasharray="5 7")
    return group(
        line("M30 248h660", SLATE_MID),
        at(44, 68, shop(SLATE_MID, vacant), scale=1.2),
        at(484, 68, shop(INDIGO, at(80, 94, globe(28))), scale=1.2),
        at(230, 192, padlock(is_open=True), scale=0.8),
        at(653, 220, tick()),
        at(366, 138, domain()),
        arrow(284, 186, 454, 186, INDIGO),
    )


def dns_lookup() -> str:
    """The browser asks the name server where to go, then goes there."""
    return group(
        at(40, 134, browser(page_lines(152))),
        at(318, 24, server(AMBER)),
        at(414, 142, magnifier()),
        at(572, 134, server()),
        at(664, 258, globe(22)),
        arrow(92, 120, 302, 50, AMBER, bend=22),
        arrow(302, 100, 172, 122, AMBER, bend=-10),
        arrow(236, 226, 556, 226, TEAL),
    )


def dns_propagation() -> str:
    """The name server has the new answer; each cache keeps the old one until its time is over."""
    rows = []
    for y, left in ((58, 0.0), (150, 0.35), (242, 0.8)):
        is_new = not left
        colour = TEAL if is_new else SLATE_MID
        timer = pie(left, AMBER) if left else tick()
        rows += [
            arrow(162, 150 + (y - 150) * 0.4, 278, y, colour, dashed=not is_new),
            at(292, y - 19, rect(0, 0, 118, 38, 8, fill=PAPER), dot(18, 19, 5, colour), line("M36 19h28", SLATE_MID)),
            at(402, y, timer),
            arrow(436, y, 532, y, colour),
            at(546, y - 41, browser(at(54, 57, globe(17, colour)), width=108, height=82)),
        ]
    return group(at(50, 84, server(TEAL)), at(54, 212, globe(22, TEAL)), *rows)


# Until which day after its last one a domain of each ending is in which state, and the state's colour.
WORKS, USUAL_PRICE, FOR_A_FEE, WAITS = TEAL, AMBER, RED, SLATE_SOFT
PERIODS = {
    ".ee": ((15, WORKS), (45, USUAL_PRICE)),
    ".fi": ((30, USUAL_PRICE),),
    ".eu": ((40, FOR_A_FEE),),
    ".com": ((1, WORKS), (30, USUAL_PRICE), (60, FOR_A_FEE), (65, WAITS)),
}
COINS = {USUAL_PRICE: 1, FOR_A_FEE: 3}
LEFT, LAST_DAY, DAY, RIGHT = 100, 172, 7, 686


def expiry_row(ending: str) -> str:
    """The states of one ending as a bar, 36 high; where it is empty, the domain is lost."""
    shapes = [
        element("text", ending, x=28, y=26, font_family="sans-serif", font_size=24, fill=SLATE, stroke="none"),
        area(LEFT, 0, LAST_DAY - LEFT, 36, 0, WORKS),
        at((LEFT + LAST_DAY) / 2, 18, globe(12)),
    ]
    begin = LAST_DAY
    for until, colour in PERIODS[ending]:
        end = LAST_DAY + DAY * until
        price = COINS.get(colour, 0)
        first_coin = (begin + end) / 2 - 14 * (price - 1)
        shapes += [
            area(begin, 0, end - begin, 36, 0, colour),
            *(at(first_coin + 28 * n, 18, coin()) for n in range(price)),
        ]
        begin = end
    return group(*shapes, line(f"M{begin} 0H{RIGHT}v36H{begin}", SLATE_MID, stroke_dasharray="4 7"))


def domain_expiry() -> str:
    """What becomes of a domain after its last day, with a mark every ten days."""
    marks = "".join(f"M{x} 266v8" for x in range(LAST_DAY, RIGHT, 10 * DAY))
    return group(
        *(at(0, 62 + 52 * row, expiry_row(ending)) for row, ending in enumerate(PERIODS)),
        line(f"M{LAST_DAY} 54V266", stroke_dasharray="2 7"),
        line(f"M{LEFT} 270H{RIGHT}{marks}", SLATE_MID),
        at(LAST_DAY - 19, 14, calendar()),
    )
