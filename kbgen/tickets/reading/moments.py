"""Times as exports write them → instants.

Read by themselves: ISO 8601 (with or without offset), ``21.11.2026 13:05`` (day first wherever there are dots), and the
serial numbers that Excel makes of dates. Dates with slashes may begin with the day or the month, which a profile or the
file as a whole has to tell. Whatever else a desk writes is read by the formats of a profile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from kbgen.tickets.reading.memo import Memo
from kbgen.tickets.reading.results import CellError

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"

EARLIEST, LATEST = 1990, 2100
"""Years outside of these are a slip or a damage: help desks are not older."""

NO_ZONE = "the time has no time zone, and none is named"

_NO_TIME = "the time cannot be read"
_OFFSET = re.compile(r" ?(?:UTC|GMT|Z)$| ?([+-]\d\d):?(\d\d)?(?: (?:UTC|GMT))?$", re.ASCII)
_TIME = r"(?:(?:[T ]|, ?| ?klo | ?kell )+(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?(?: ?([AaPp])\.?[Mm]\.?)?)?"
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)" + _TIME, re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)" + _TIME, re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME, re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d{1,12})?", re.ASCII)

_MINUTES = {
    f":{minute:02}{second}": timedelta(minutes=minute, seconds=int(second[1:] or 0))
    for minute in range(60)
    for second in ("", *(f":{n:02}" for n in range(60)))
}

# Excel counts days from here; its day 60, 29 February 1900, never was, and lies before every help desk.
_EXCEL_DAY_0 = datetime(1899, 12, 30)


@dataclass(slots=True)
class Clock:
    """Reads times. ``zone`` is that of times which name none; ``formats`` are a profile's. ``serials`` counts the times
    that were Excel's numbers.
    """

    zone: ZoneInfo | None = None
    formats: tuple[str, ...] = ()
    order: str = ""
    serials: int = field(default=0, init=False)
    _hours: Memo[datetime | None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._hours = Memo(self._hour)

    def instant(self, cell: str) -> datetime:
        """The instant in UTC. A local time that exists twice is the first of the two, and one that summer time skips
        is as if it had not begun (PEP 495, fold 0). Raises CellError.
        """
        if self.zone is not None and not self.formats:
            # Exports name the same hours again and again: 13 characters of date and hour, then minutes.
            hour, rest = self._hours[cell[:13]], _MINUTES.get(cell[13:19])
            if hour is not None and rest is not None and len(cell) < 20:
                return hour + rest
        found = self.local(cell)
        if found.tzinfo is None:
            if self.zone is None:
                raise CellError(NO_ZONE)
            found = found.replace(tzinfo=self.zone)
        if not EARLIEST <= found.year <= LATEST:
            raise CellError(f"the time lies before {EARLIEST} or after {LATEST}")
        return found.astimezone(UTC)

    def _hour(self, text: str) -> datetime | None:
        """The beginning of an hour in UTC; None for what is none, or where the zone's clock is changed within it."""
        if self.zone is None or len(text) != 13 or ":" in text:
            return None
        try:
            start = self.local(text + ":00").replace(tzinfo=self.zone)
        except CellError:
            return None
        if not EARLIEST <= start.year <= LATEST or start.utcoffset() != start.replace(minute=59, second=59).utcoffset():
            return None
        return start.astimezone(UTC)

    def local(self, cell: str) -> datetime:
        """What the cell says, with a zone where it names one. Raises CellError."""
        if self.formats and (found := self._formatted(cell)):
            return found
        try:
            # The two usual forms, quickly. What fromisoformat takes besides (20261121, weeks) is meant otherwise here.
            if not cell.isprintable():
                return self._slowly(cell)
            if cell[4:5] == "-" and cell[10:11] in " T":
                return datetime.fromisoformat(cell)
            if cell[2:3] == "." and cell[5:6] == "." and cell[10:11] in " T":
                return datetime.fromisoformat(f"{cell[6:10]}-{cell[3:5]}-{cell[:2]}{cell[10:]}")
        except ValueError:
            pass
        return self._slowly(cell)

    def _formatted(self, cell: str) -> datetime | None:
        for form in self.formats:
            try:
                return datetime.strptime(cell.strip(), form)
            except ValueError:
                continue
        return None

    def _slowly(self, cell: str) -> datetime:
        bare = " ".join(cell.split())
        offset: timedelta | None = None
        if (zone := _OFFSET.search(bare)) and ":" in bare[: zone.start()]:
            hours, minutes = zone[1] or "+00", zone[2] or "00"
            offset = timedelta(hours=int(hours), minutes=int(hours[0] + minutes))
            bare = bare[: zone.start()]
        found = self._parts(bare)
        if offset is None:
            return found
        try:
            return (found - offset).replace(tzinfo=UTC)
        except OverflowError:
            raise CellError(_NO_TIME) from None

    def _parts(self, bare: str) -> datetime:
        if match := _DOTTED.fullmatch(bare):
            day, month, year, *time = match.groups()
        elif match := _YEAR_FIRST.fullmatch(bare):
            year, _, month, day, *time = match.groups()
        elif match := _SLASHED.fullmatch(bare):
            first, _, second, year, *time = match.groups()
            if not self.order:
                raise CellError("the date may begin with the day or with the month")
            day, month = (first, second) if self.order == DAY_FIRST else (second, first)
        elif _SERIAL.fullmatch(bare):
            return self._serial(bare)
        else:
            raise CellError(_NO_TIME)
        try:
            # Two digits are of this century: Excel writes them so in some languages.
            return datetime(int(year) + 2000 * (len(year) == 2), int(month), int(day), *_clock_time(*time))
        except ValueError:
            raise CellError("there is no such day or time") from None

    def _serial(self, bare: str) -> datetime:
        found = _EXCEL_DAY_0 + timedelta(days=float(bare.replace(",", ".")))
        self.serials += 1
        # Excel rounds to a fraction of a day: the second that was meant is the nearest.
        return (found + timedelta(microseconds=500_000)).replace(microsecond=0)


def _clock_time(hour: str | None, minute: str | None, second: str | None, half: str | None) -> tuple[int, int, int]:
    """Hours, minutes and seconds, where they are given; ``half`` is a or p of a clock of twelve hours."""
    hours = int(hour or 0)
    if half:
        if not 1 <= hours <= 12:
            raise ValueError
        hours = hours % 12 + (12 if half in "pP" else 0)
    return hours, int(minute or 0), int(second or 0)


def slashed(cell: str) -> tuple[int, int] | None:
    """The first two numbers of a date with slashes, or of ``05-11-2026``; None for any other form."""
    match = _SLASHED.match(cell.strip())
    return (int(match[1]), int(match[3])) if match else None


_ISO_WEEK = re.compile(r"(\d{4})[- ]?W(\d{1,2})", re.IGNORECASE)


def first_day(cell: str, clock: Clock) -> date:
    """The day on which a week of counts begins: ``2026-W07`` is its Monday. Raises CellError."""
    if match := _ISO_WEEK.fullmatch(cell.strip()):
        try:
            day = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            raise CellError("there is no such week") from None
    else:
        day = clock.local(cell).date()
    if not EARLIEST <= day.year <= LATEST:
        raise CellError(f"the week lies before {EARLIEST} or after {LATEST}")
    return day
