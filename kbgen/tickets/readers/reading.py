"""The records of a file → views of pages, votes, searches in vain."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kbgen.languages import LanguageCode
from kbgen.tickets.readers.columns import Column, Layout
from kbgen.tickets.readers.periods import DAY, Period, day_of
from kbgen.tickets.readers.rows import Kind, Search, View, impersonal
from kbgen.tickets.reading.records import Record
from kbgen.tickets.reading.results import CellError, Rejected

_SPACES = re.compile(r"[\s\u00a0\u202f']")
_GROUPED = re.compile(r"[0-9]{1,3}([.,][0-9]{3})+")
_WHOLE = re.compile(r"([0-9]{1,15})([.,]0*)?")

Row = View | Search | Rejected | None
"""None: a row that is no page and no search, such as a total or the visit of a robot."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What holds for the rows that do not say it themselves. ``languages``: those of the site."""

    languages: tuple[LanguageCode, ...]
    language: LanguageCode = ""
    period: Period | None = None


def rows(layout: Layout, records: Iterable[Record | Rejected], asked: Asked) -> Iterator[Row]:
    """What each record tells."""
    make: Callable[[_Cells], Row] = _search(asked) if layout.kind is Kind.SEARCH else _view(layout, asked)
    for record in records:
        if isinstance(record, Rejected):
            yield record
            continue
        try:
            yield make(_Cells(layout.places, record.cells))
        except CellError as error:
            yield Rejected(record.row, record.line, str(error))


@dataclass(frozen=True, slots=True)
class _Cells:
    places: Mapping[Column, int]
    cells: Sequence[str]

    def __contains__(self, column: Column) -> bool:
        return column in self.places

    def text(self, column: Column) -> str:
        """The cell of a column; empty where there is none."""
        place = self.places.get(column)
        return "" if place is None or place >= len(self.cells) else self.cells[place].replace("\x00", "").strip()

    def number(self, column: Column) -> int | None:
        """A whole number; None for an empty cell. Raises CellError."""
        return whole(self.text(column))


def whole(cell: str) -> int | None:
    """``1,234``, ``1.234`` and ``1 234`` are the same whole number; None for an empty cell. Raises CellError."""
    bare = _SPACES.sub("", cell)
    if bare in ("", "-", "–"):
        return None
    if _GROUPED.fullmatch(bare):
        return int(re.sub("[.,]", "", bare)) if len(bare) < 16 else _no_number()
    if match := _WHOLE.fullmatch(bare):
        return int(match[1])
    return _no_number()


def _no_number() -> int:
    raise CellError("a number cannot be read")


def _view(layout: Layout, asked: Asked) -> Callable[[_Cells], Row]:
    one_a_row = layout.form == "goatcounter"

    def make(cells: _Cells) -> Row:
        address = _address(cells)
        if not address or cells.text(Column.BOT) not in ("", "0") or cells.text(Column.EVENT).lower() in ("true", "1"):
            return None
        first, last = _period(cells, asked)
        if one_a_row:
            return View(address, first, last, 1)
        numbers = [cells.number(column) for column in (Column.VIEWS, Column.UP, Column.DOWN)]
        if numbers == [None, None, None]:
            raise CellError("the row has no number")
        return View(address, first, last, *numbers)

    return make


def _address(cells: _Cells) -> str:
    """What the row says of its page's address; empty for rows of totals."""
    address = cells.text(Column.URL) or cells.text(Column.PATH)
    host = cells.text(Column.HOST)
    return f"https://{host}{address}" if host and address.startswith("/") else address


def _period(cells: _Cells, asked: Asked) -> Period:
    if Column.DATE in cells:
        day = day_of(cells.text(Column.DATE))
        if day is None:
            raise CellError("the day cannot be read")
        return day, day + DAY
    assert asked.period is not None, "who has no period is asked for it"
    return asked.period


def _search(asked: Asked) -> Callable[[_Cells], Row]:
    def make(cells: _Cells) -> Row:
        query = impersonal(cells.text(Column.QUERY))
        if not query:
            return None
        times = cells.number(Column.SEARCHES) if Column.SEARCHES in cells else 1
        if times is None:
            raise CellError("the row has no number")
        return Search(query, *_period(cells, asked), times, _language(cells.text(Column.LANGUAGE), asked))

    return make


def _language(told: str, asked: Asked) -> LanguageCode:
    """A language of the site: ``et-EE`` and ``ET`` are ``et``."""
    code = told.replace("_", "-").lower()
    for language in asked.languages:
        if code == language.lower() or code.partition("-")[0] == language.lower():
            return language
    return asked.language


# -- what the site's own search reports --------------------------------------------------------------------------------

_TIMES = ("time", "timestamp", "@timestamp", "date", "datetime", "ts", "at", "day")
_BODIES = ("body", "request_body", "message", "data", "payload", "json")


def reports(lines: Iterable[str], asked: Asked) -> Iterator[Row]:
    """Lines of JSON such as ``{"query": "refund", "language": "en"}``, as ``report_empty`` sends them, by themselves or
    as the body within a server's log line; with a time where the log has one.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _report(json.loads(line), asked)
        except CellError as error:
            yield Rejected(number, number, str(error))
        except (ValueError, RecursionError):
            yield Rejected(number, number, "the line is no JSON object")


def _report(entry: Any, asked: Asked) -> Row:
    if not isinstance(entry, dict):
        raise CellError("the line is no JSON object")
    report = _with_query(entry)
    if report is None:
        raise CellError("the line has no “query”")
    query = impersonal(report["query"])
    if not query:
        return None
    day = next((day for key in _TIMES if (day := day_of(str({**report, **entry}.get(key, ""))))), None)
    if day is None and asked.period is None:
        raise CellError("the line has no time")
    first, last = (day, day + DAY) if day else asked.period or (None, None)
    assert first and last
    count = report.get("count", 1)
    times = count if isinstance(count, int) and not isinstance(count, bool) and 0 <= count < 10**9 else 1
    return Search(query, first, last, times, _language(str(report.get("language", "")), asked))


def _with_query(entry: dict[str, Any]) -> dict[str, Any] | None:
    """The report in a line: the object itself, or one that it holds as a value or as text."""
    if isinstance(entry.get("query"), str):
        return entry
    for key in _BODIES:
        inner = entry.get(key)
        if isinstance(inner, str) and inner.lstrip().startswith("{"):
            try:
                inner = json.loads(inner)
            except (ValueError, RecursionError):
                continue
        if isinstance(inner, dict) and isinstance(inner.get("query"), str):
            return inner
    return None
