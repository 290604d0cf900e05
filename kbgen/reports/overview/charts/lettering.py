"""Room that words take. Measured by a table of our own, for the fonts of a machine would move the drawing about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

SIZE = 12
"""Pixels: the letters of all charts."""

LEADING = 15
"""Pixels from line to line."""

# Parts of the font's size, a little generous: the page chooses the font.
_NARROW = {**dict.fromkeys("ijlI.,:;'|!’ \u00a0\u202f\u2009", 0.3), **dict.fromkeys('frt()[]/-–"“”„', 0.4)}
_BROAD = {
    **dict.fromkeys("mwMWЖШЩЮМФЫжшщюмфы%@—", 0.88),
    **dict.fromkeys("ABCDEFGHKNOPQRUVXYZÄÖÜÕŠŽАБВГДЕЗИКЛНОПРСТУХЦЧЭЯ", 0.68),
}
_WIDTHS = _NARROW | _BROAD

_ROUNDING = 0.01
"""Pixels."""


def width(text: str, size: float = SIZE) -> float:
    """About how many pixels a line of text takes."""
    return size * sum(_WIDTHS.get(letter) or _other(letter) for letter in text)


def _other(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.62


def widest(texts: Iterable[str]) -> float:
    """The pixels of the longest of them, 0 for none."""
    return max(map(width, texts), default=0.0)


def clean(text: str) -> str:
    """The text without what XML cannot say (control characters, halves of pairs), in one line."""
    return " ".join(
        "".join(" " if unicodedata.category(letter) in ("Cc", "Cs", "Cn") else letter for letter in text).split()
    )


def cut(text: str, room: float) -> str:
    """As much of the text as fits, with … where something is missing."""
    if width(text) <= room + _ROUNDING:  # Room that was made for just this text is enough.
        return text
    left = room - width("…")
    kept = 0
    for letter in text:
        left -= width(letter)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ,;:–-") + "…"


def lines(text: str, room: float, most: int = 2) -> list[str]:
    """The text in so many lines at most, broken between words; the last one may be cut."""
    found: list[str] = []
    rest = text
    while rest and len(found) < most - 1 and width(rest) > room:
        words = rest.split(" ")
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1])) <= room:
            taken += 1
        first = " ".join(words[:taken])
        if width(first) > room:
            break
        found.append(first)
        rest = " ".join(words[taken:])
    return [*found, cut(rest, room)] if rest or not found else found
