"""Draw the eight diagrams of the starter knowledge base.

Usage: python tools/draw_diagrams.py [OUT_DIR]

OUT_DIR is content/assets/diagrams unless it is given. A picture holds no words, so one
file serves every language; the article that shows it says in its alternative text what
there is to see. Each picture brings its own light panel and therefore stays legible on
a dark page. The same code writes the same bytes.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path

WIDTH, HEIGHT = 720, 300
OUT_DIR = Path(__file__).resolve().parent.parent / "content" / "assets" / "diagrams"

INDIGO, INDIGO_SOFT = "#4051b5", "#dde1f5"
TEAL, TEAL_SOFT = "#0f9d8f", "#d3eeea"
AMBER, AMBER_SOFT = "#f2a33a", "#fdecd2"
SLATE, SLATE_MID, SLATE_SOFT = "#475569", "#94a3b8", "#e2e8f0"
PAPER, PANEL, PANEL_EDGE = "#fff", "#f5f7fb", "#d5dce9"

Style = str | float


# Plain SVG


def number(value: float) -> str:
    """A coordinate with one decimal at most: a smaller file, without the noise of floats."""
    return f"{round(value, 1):g}"


def element(name: str, content: str = "", /, **attributes: Style) -> str:
    """One SVG element; an underscore in an attribute's name stands for a dash."""
    written = "".join(
        f' {key.replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def group(*shapes: str, **style: Style) -> str:
    """Shapes that share a style."""
    return element("g", "".join(shapes), **style)


def at(x: float, y: float, *shapes: str, scale: float = 1) -> str:
    """Shapes that were drawn from the corner (0, 0), put where they belong."""
    size = "" if scale == 1 else f" scale({scale:g})"
    return group(*shapes, transform=f"translate({number(x)} {number(y)}){size}")


def rect(x: float, y: float, width: float, height: float, radius: float, **style: Style) -> str:
    """A rectangle with round corners."""
    return element("rect", x=x, y=y, width=width, height=height, rx=radius, **style)


def area(x: float, y: float, width: float, height: float, radius: float, colour: str) -> str:
    """A rectangle without an outline."""
    return rect(x, y, width, height, radius, fill=colour, stroke="none")


def circle(x: float, y: float, radius: float, **style: Style) -> str:
    """A circle around (x, y)."""
    return element("circle", cx=x, cy=y, r=radius, **style)


def dot(x: float, y: float, radius: float, colour: str) -> str:
    """A circle without an outline."""
    return circle(x, y, radius, fill=colour, stroke="none")


def path(data: str, **style: Style) -> str:
    """A shape along path data."""
    return element("path", d=data, **style)


def line(data: str, colour: str = SLATE, **style: Style) -> str:
    """An open line along path data."""
    return path(data, fill="none", stroke=colour, **style)


def arrow(x: float, y: float, to_x: float, to_y: float, colour: str, *, bend: float = 0) -> str:
    """An arrow that leaves its straight way by `bend` units, to the left of its direction."""
    length = math.hypot(to_x - x, to_y - y)
    across_x, across_y = (to_y - y) / length, (x - to_x) / length
    middle_x = (x + to_x) / 2 + 2 * bend * across_x
    middle_y = (y + to_y) / 2 + 2 * bend * across_y
    heading = math.atan2(to_y - middle_y, to_x - middle_x)
    barbs = [
        f"{number(to_x - 13 * math.cos(heading + side))} {number(to_y - 13 * math.sin(heading + side))}"
        for side in (0.55, -0.55)
    ]
    start, end = f"{number(x)} {number(y)}", f"{number(to_x)} {number(to_y)}"
    shaft = f"M{start}Q{number(middle_x)} {number(middle_y)} {end}"
    head = f"M{barbs[0]}L{end}L{barbs[1]}"
    return group(path(shaft), path(head), fill="none", stroke=colour, stroke_width=3)


# Things, each drawn from the corner (0, 0)


def laptop(*on_screen: str) -> str:
    """150 x 104; its screen is the area from (23, 8) to (127, 76)."""
    return group(
        rect(15, 0, 120, 84, 9, fill=PAPER),
        area(23, 8, 104, 68, 4, INDIGO_SOFT),
        *on_screen,
        path("M2 90h146a2 2 0 0 1 2 2q0 12-12 12H12q-12 0-12-12a2 2 0 0 1 2-2z", fill=PAPER),
        line("M64 97h22", SLATE_MID),
    )


def phone(*on_screen: str) -> str:
    """66 x 122; its screen is the area from (7, 12) to (59, 104)."""
    return group(
        rect(0, 0, 66, 122, 12, fill=PAPER),
        area(7, 12, 52, 92, 4, INDIGO_SOFT),
        *on_screen,
        line("M26 113h14", SLATE_MID),
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


def padlock(*, is_open: bool = False) -> str:
    """52 x 66."""
    shackle = "M10 28V14a14 14 0 0 1 27-5" if is_open else "M11 28V17a15 15 0 0 1 30 0v11"
    return group(
        line(shackle, stroke_width=5),
        rect(0, 27, 52, 40, 9, fill=AMBER),
        dot(26, 43, 5, SLATE),
        line("M26 45v9", stroke_width=3.5),
    )


def envelope() -> str:
    """72 x 50."""
    return group(rect(0, 0, 72, 50, 7, fill=AMBER_SOFT), line("M4 8l27 21q5 4 10 0L68 8"))


def globe(radius: float) -> str:
    """A globe around (0, 0): a site or its name."""
    height, half = number(0.42 * radius), number(0.91 * radius)
    parallels = f"M-{half}-{height}H{half}M-{half} {height}H{half}"
    return group(
        circle(0, 0, radius, fill=PAPER),
        element("ellipse", cx=0, cy=0, rx=0.45 * radius, ry=radius, fill="none"),
        path(parallels),
        stroke=INDIGO,
    )


def tick() -> str:
    """A round badge that says "done", around (0, 0)."""
    return group(
        circle(0, 0, 20, fill=TEAL, stroke=PANEL, stroke_width=3),
        line("M-8 0l6 7L9-6", PAPER, stroke_width=3.5),
    )


def person() -> str:
    """64 x 76: head and shoulders."""
    return group(
        path("M2 74q0-34 30-34t30 34q0 2-2 2H4q-2 0-2-2z", fill=INDIGO),
        circle(32, 18, 17, fill=PAPER),
    )


def shop(awning: str, *inside: str) -> str:
    """160 x 150: where names are sold; its window is around (80, 92)."""
    stripes = [
        path(f"M{x} 0h40v34a20 20 0 0 1-40 0z", fill=colour)
        for x, colour in ((0, awning), (40, PAPER), (80, awning), (120, PAPER))
    ]
    return group(rect(12, 30, 136, 120, 6, fill=PAPER), *inside, *stripes)


def disc(colour: str) -> str:
    """56 x 62: one backup, drawn as the drum that stands for a database."""
    return group(
        path("M0 11v40c0 15 56 15 56 0V11", fill=colour),
        element("ellipse", cx=28, cy=11, rx=28, ry=11, fill=PAPER),
        line("M0 31c0 15 56 15 56 0"),
    )


def moon() -> str:
    """A crescent of about 32 x 36."""
    return path("M14 0a18 18 0 1 0 18 24A15 15 0 0 1 14 0z", fill=AMBER)


def clock() -> str:
    """A clock around (0, 0), 30 in radius."""
    return group(circle(0, 0, 30, fill=PAPER), line("M0-17V0l12 8", INDIGO, stroke_width=3.5))


def certificate() -> str:
    """76 x 66: a deed with a rosette."""
    return group(
        rect(0, 0, 76, 54, 6, fill=PAPER),
        line("M12 15h52M12 28h24", SLATE_MID),
        path("M46 40v26l9-6 9 6V40z", fill=AMBER),
        circle(55, 36, 12, fill=AMBER_SOFT),
    )


def plus(x: float, y: float) -> str:
    """A plus sign around (x, y)."""
    return line(f"M{x - 12} {y}h24M{x} {y - 12}v24", stroke_width=4)


def equals(x: float, y: float) -> str:
    """An equals sign around (x, y)."""
    return line(f"M{x - 12} {y - 6}h24m0 12h-24", stroke_width=4)


def headset() -> str:
    """What turns a person() into somebody who answers."""
    return group(
        line("M13 20v-4a19 19 0 0 1 38 0v4M51 24q0 12-12 12"),
        rect(8, 14, 9, 15, 4, fill=INDIGO),
        rect(47, 14, 9, 15, 4, fill=INDIGO),
        dot(38, 36, 4, INDIGO),
    )


def magnifier() -> str:
    """What looks names up, around (0, 0)."""
    return group(line("M12 12l14 14", stroke_width=6), circle(0, 0, 17, fill=AMBER_SOFT))


def folder() -> str:
    """60 x 44."""
    return path("M0 8q0-6 6-6h15l6 8h27q6 0 6 6v22q0 6-6 6H6q-6 0-6-6z", fill=AMBER)


def warning() -> str:
    """A triangle that says "error", around (0, 0)."""
    return group(
        path("M0-21L24 20H-24z", fill=AMBER),
        line("M0-6V6M0 13v.1", stroke_width=3.5),
    )


def secret(dots: int, colour: str) -> str:
    """A row of dots, 20 units apart: characters that nobody may read."""
    return group(*(dot(20 * n, 0, 6, colour) for n in range(dots)))


# The pictures


def domain_transfer() -> str:
    """A name leaves one shop, which unlocked it, and moves into another one."""
    vacant = circle(80, 94, 28, fill=PANEL, stroke=SLATE_MID, stroke_dasharray="5 7")
    name = group(
        rect(-84, -24, 168, 48, 24, fill=PAPER),
        at(-56, 0, globe(15)),
        line("M-28 0h86", TEAL, stroke_width=6),
    )
    return group(
        line("M30 248h660", SLATE_MID),
        at(44, 68, shop(SLATE_MID, vacant), scale=1.2),
        at(484, 68, shop(INDIGO, at(80, 94, globe(28))), scale=1.2),
        at(230, 192, padlock(is_open=True), scale=0.8),
        at(653, 220, tick()),
        at(366, 138, name),
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


PICTURES: dict[str, Callable[[], str]] = {
    "domain-transfer": domain_transfer,
    "dns-lookup": dns_lookup,
    "mail-route": mail_route,
    "sftp": sftp,
    "backup": backup,
    "two-step": two_step,
    "https": https,
    "request": request,
}


def document(picture: str) -> str:
    """A whole SVG file: the picture on its panel."""
    panel = rect(1, 1, WIDTH - 2, HEIGHT - 2, 20, fill=PANEL, stroke=PANEL_EDGE, stroke_width=2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" stroke="{SLATE}" stroke-width="2.5" '
        f'stroke-linecap="round" stroke-linejoin="round">{panel}{picture}</svg>\n'
    )


def main(out_dir: Path) -> None:
    """Write every picture into a folder."""
    out_dir.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        (out_dir / f"{name}.svg").write_text(document(draw()), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT_DIR)
