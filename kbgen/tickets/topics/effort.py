"""How long it takes to write an article, as people say it: ``2 h``, ``30 min``, ``1 h 30 min``."""

from __future__ import annotations

import re

EXAMPLES = "“2 h”, “30 min” or “1 h 30 min”"
MOST_HOURS = 1000
"""Nobody works longer on an article; whoever writes more has meant minutes."""

_UNITS = {
    8.0: ("d", "day", "days", "päev", "päeva", "päivä", "päivää", "день", "дня", "дней"),
    1.0: ("h", "hour", "hours", "t", "tund", "tundi", "tunti", "tuntia", "ч", "час", "часа", "часов"),
    1 / 60: ("m", "min", "mins", "minute", "minutes", "minut", "minutit", "minuutti", "minuuttia", "мин", "минут"),
}
_HOURS = {word: hours for hours, words in _UNITS.items() for word in words}
_PART = re.compile(r"(?P<number>\d{1,6}(?:[.,]\d{1,4})?)\s*(?P<unit>[^\W\d_]+)\.?\s*")


def hours(text: str) -> float | None:
    """The hours that a length of work is, a day being eight; None for what is no such length, or none at all."""
    left, total = text.strip().lower(), 0.0
    if not left:
        return None
    while left:
        part = _PART.match(left)
        if part is None or part["unit"] not in _HOURS:
            return None
        total += float(part["number"].replace(",", ".")) * _HOURS[part["unit"]]
        left = left[part.end() :]
    return total if 0 < total <= MOST_HOURS else None
