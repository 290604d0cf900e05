"""How a language writes numbers and days on an axis: CLDR's data in the form of d3, which Vega-Lite reads."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

# https://unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table → https://d3js.org/d3-time-format
_FIELDS = {
    "d": "%-d",
    "dd": "%d",
    "M": "%-m",
    "MM": "%m",
    "MMM": "%b",
    "MMMM": "%B",
    "y": "%Y",
    "yy": "%y",
    "yyyy": "%Y",
}
_PIECES = re.compile(r"'([^']*)'|([a-zA-Z])\2*|[^a-zA-Z']+")

DAY = "MMMd"
MONTH = "MMM"
MONTH_AND_YEAR = "yMMM"
YEAR = "y"


@cache
def day_format(locale: str, skeleton: str) -> str:
    """A pattern of d3 for days, such as ``%-d. %b``; ``skeleton``: one of this module's."""
    from babel import Locale

    if skeleton in (MONTH, YEAR):
        return _FIELDS[skeleton]
    found = Locale.parse(locale).datetime_skeletons.get(skeleton)
    return d3(found.pattern) if found is not None else d3("d MMM" if skeleton == DAY else "MMM y")


def d3(pattern: str) -> str:
    """A pattern of CLDR in the form of d3; fields that it does not know are left out."""
    parts = []
    for piece in _PIECES.finditer(pattern.replace("L", "M")):
        if piece[1] is not None:
            parts.append((piece[1] or "'").replace("%", "%%"))
        elif piece[2]:
            parts.append(_FIELDS.get(piece[0], ""))
        else:
            parts.append(piece[0].replace("%", "%%"))
    return "".join(parts).strip()


@cache
def vega(locale: str) -> dict[str, Any]:
    """``config.locale`` of a Vega-Lite specification: numbers and the names of months and days."""
    from babel import Locale

    known = Locale.parse(locale)
    symbols = known.number_symbols.get("latn") or next(iter(known.number_symbols.values()))
    return {
        "number": {
            "decimal": str(symbols.get("decimal", ".")),
            "thousands": str(symbols.get("group", "\u00a0")),
            "grouping": [3],
            "currency": ["", ""],
            "minus": str(symbols.get("minusSign", "−")).strip("\u200e\u200f\u061c"),
            "percent": "\u00a0" + str(symbols.get("percentSign", "%")),
        },
        "time": {
            "dateTime": f"{day_format(locale, DAY)} %Y",
            "date": f"{day_format(locale, DAY)} %Y",
            "time": "%H:%M",
            "periods": ["AM", "PM"],
            "days": _names(known.days, "wide", _WEEK),
            "shortDays": _names(known.days, "abbreviated", _WEEK),
            "months": _names(known.months, "wide", range(1, 13)),
            "shortMonths": _names(known.months, "abbreviated", range(1, 13)),
        },
    }


_WEEK = (6, 0, 1, 2, 3, 4, 5)
"""d3 begins with Sunday, Babel with Monday."""


def _names(names: Any, width: str, order: Any) -> list[str]:
    found = names["format"][width]
    return [str(found[number]) for number in order]


def day(value: date, skeleton: str, locale: str) -> str:
    """A day as an axis has it."""
    from babel.dates import format_date

    fields = {letter: format_date(value, cldr, locale=locale) for letter, cldr in _CLDR.items()}
    return re.sub("%-?[a-zA-Z]", lambda found: fields[found[0]], day_format(locale, skeleton)).replace("%%", "%")


_CLDR = {found: cldr for cldr, found in reversed(_FIELDS.items())}
