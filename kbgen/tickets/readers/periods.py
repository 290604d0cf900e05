"""Which days a file or a row tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

DAY = timedelta(days=1)

Period = tuple[date, date]
"""The first day, and the first one after the last."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SHORT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)(?![\d-])")


def day_of(cell: str) -> date | None:
    """The day of a cell: ISO 8601 with or without a time, ``20260301`` (Google), ``1.3.2026``; else None."""
    text = cell.strip()
    for pattern, order in ((_ISO, (0, 1, 2)), (_SHORT, (0, 1, 2)), (_DOTTED, (2, 1, 0))):
        if match := pattern.match(text):
            groups = match.groups()
            return _date(*(int(groups[place]) for place in order))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_name(name: str) -> Period | None:
    """The period that a file's name tells, such as ``pages_20260101_20260331.csv`` or ``pages 2026-03.csv``."""
    return _of_days(_days_in(name)) or _of_month(name)


def in_comments(lines: Iterable[str]) -> Period | None:
    """The period of comments such as ``# Start date: 20260301`` above ``# End date: 20260331`` (GA4)."""
    return _of_days([day for line in lines for day in _days_in(line)])


def _days_in(text: str) -> list[date]:
    found = [_date(*map(int, match.groups())) for match in _ISO.finditer(text)]
    found += [_date(*map(int, match.groups())) for match in _SHORT.finditer(text)]
    return [day for day in found if day]


def _of_days(days: list[date]) -> Period | None:
    """Two days; one alone may be when the file was made."""
    return (min(days), max(days) + DAY) if len(days) == 2 else None


def _of_month(name: str) -> Period | None:
    months = _MONTH.findall(name)
    if len(months) != 1 or (first := _date(int(months[0][0]), int(months[0][1]), 1)) is None:
        return None
    return first, (first + 31 * DAY).replace(day=1)


def from_options(since: date | None, until: date | None) -> Period | None:
    """``--from`` and ``--to``, both days included; None without both."""
    return (since, until + DAY) if since and until else None
