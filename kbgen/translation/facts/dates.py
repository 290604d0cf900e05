"""Dates and times of day, as they are written in figures and with the names of months.

``8.30`` is a time only behind a word that says so (“kell”, “klo”) or at both ends of a range; elsewhere it may be a
version or a price.
"""

from __future__ import annotations

import re

from kbgen.translation.facts.words import Lexicon

_DATE = re.compile(
    r"(?P<iso>\d{4}[-/]\d{2}[-/]\d{2})(?!\d)"
    r"|(?P<dots>\d{1,2}\. ?\d{1,2}\. ?\d{4})(?!\d)"
    r"|(?P<slashes>\d{1,2}/\d{1,2}/\d{4})(?!\d)"
    r"|(?P<yearless>\d{1,2}\.\d{1,2}\.)(?=[–-]\d| (?![A-ZÄÖÜÕŠŽА-ЯЁ])[^\W_])"
    r"|(?P<day>\d{1,2})(?:\.|st|nd|rd|th|-?го|-?е)? (?:of )?(?P<word>[^\W\d_]{3,16})(?:\.?,? (?P<year>\d{4})(?!\d))?"
)
_DAY_AFTER_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:.]\d)(?!\d)(?:,? (?P<year>\d{4})(?!\d))?")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_WORD_BEFORE = re.compile(r"([^\W\d_]{3,16})\.? $")

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?![:\d])(?: ?([ap])\.?m\b)?", re.IGNORECASE)
_AM_PM = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(?: ?(?:–|-| to | until ) ?(\d{1,2})(?:[:.](\d{2}))?)? ?([ap])\.?m\b", re.IGNORECASE
)
_POINTS = re.compile(r"(\d{1,2})\.(\d{2})(?![.,]?\d)")
_POINTS_RANGE = re.compile(r"(\d{1,2})\.(\d{2}) ?[–-] ?(\d{1,2})\.(\d{2})(?![.,]?\d)")
_HOURS = re.compile(r"(\d{1,2})(?![\d]|[.,:]\d)(?: ?[–-] ?(\d{1,2})(?![\d]|[.,:]\d))?")
_CLOCK_WORD = re.compile(r"(?:^|[^\w])(?:kell|kella|kl|klo|kello)\.? $", re.IGNORECASE)
_FROM_TO = re.compile(
    r"(\d{1,2}) до (\d{1,2})(?![\d.,:]\d|\d)(?= ?(?:час|ч\b|утра|вечера|[.,;:)!?|]|$)| (?:по|ежедн|в|и|без)\b)"
)
_PART_OF_DAY = re.compile(r"(\d{1,2}) (утра|вечера|ночи)\b")

Found = tuple[tuple[str, ...], int, int]
"""Values, and where their writing begins and ends."""


def date_at(text: str, start: int, lexicon: Lexicon) -> Found | None:
    """The date that begins at a place with a digit, or whose month stands before it."""
    if (word := _WORD_BEFORE.search(text[max(0, start - 18) : start])) and (month := lexicon.month(word[1])):
        if match := _YEAR.match(text, start):
            return (f"{match[0]}-{month:02}",), start - len(word[0]), match.end()
        match = _DAY_AFTER_MONTH.match(text, start) if lexicon.capital_months else None
        if match and (value := _value(match["year"], month, int(match["day"]))):
            return (value,), start - len(word[0]), match.end()
    match = _DATE.match(text, start)
    if match is None:
        return None
    value = ""
    if match["iso"]:
        year, month_, day = re.split("[-/]", match["iso"])
        value = _value(year, int(month_), int(day))
    elif match["dots"] or match["yearless"]:
        day, month_, year = [part.strip() for part in (match["dots"] or match["yearless"]).split(".")][:3]
        value = _value(year, int(month_), int(day))
    elif match["slashes"]:
        value = _slashes(match["slashes"])
    elif month := lexicon.month(match["word"]):
        value = _value(match["year"], month, int(match["day"]))
    return ((value,), start, match.end()) if value else None


def _value(year: str | None, month: int, day: int) -> str:
    """``2026-11-21`` or ``--11-21``; empty where there is no such day."""
    return f"{year or '-'}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _slashes(written: str) -> str:
    """Day and month in the order that is possible; as it is written where both are."""
    first, second, year = written.split("/")
    if int(first) > 12:
        return _value(year, int(second), int(first))
    if int(second) > 12 or first == second:
        return _value(year, int(first), int(second))
    return written


def time_at(text: str, start: int, lexicon: Lexicon) -> Found | None:
    """The time of day that begins at a place with a digit, or both ends of a range of times."""
    if match := _AM_PM.match(text, start):
        half = match[5].lower()
        last = _clock(match[3] or match[1], match[4] if match[3] else match[2], half)
        if not match[3]:
            return _found(last, start=start, end=match.end())
        first = _clock(match[1], match[2], half)
        if first > last:
            first = _clock(match[1], match[2], "a" if half == "p" else "p")
        return _found(first, last, start=start, end=match.end())
    if match := _CLOCK.match(text, start):
        return _found(
            _clock(match[1], match[2], (match[4] or "").lower(), match[3] or ""), start=start, end=match.end()
        )
    if match := _POINTS_RANGE.match(text, start):
        return _found(_clock(match[1], match[2]), _clock(match[3], match[4]), start=start, end=match.end())
    if _CLOCK_WORD.search(text[max(0, start - 8) : start]):
        if match := _POINTS.match(text, start):
            return _found(_clock(match[1], match[2]), start=start, end=match.end())
        if match := _HOURS.match(text, start):
            values = [_clock(hour, "") for hour in match.groups() if hour]
            return _found(*values, start=start, end=match.end())
    if lexicon.language == "ru":
        if text[max(0, start - 2) : start].lower() == "с " and (match := _FROM_TO.match(text, start)):
            return _found(_clock(match[1], ""), _clock(match[2], ""), start=start, end=match.end())
        if (match := _PART_OF_DAY.match(text, start)) and int(match[1]) <= 12:
            return _found(
                _clock(match[1], "", "a" if match[2] in ("утра", "ночи") else "p"), start=start, end=match.end()
            )
    return None


def _clock(hour: str, minute: str, half: str = "", second: str = "") -> str:
    """``08:00`` on a clock of 24 hours; empty where no clock shows it."""
    h, m = int(hour), int(minute or 0)
    if half:
        if not 1 <= h <= 12:
            return ""
        h = h % 12 + (12 if half == "p" else 0)
    if h > 24 or m > 59:
        return ""
    return f"{h:02}:{m:02}" + (f":{second}" if second else "")


def _found(*values: str, start: int, end: int) -> Found | None:
    return (values, start, end) if all(values) else None
