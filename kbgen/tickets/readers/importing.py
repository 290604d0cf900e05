"""Files of site statistics → what is kept of them, and what is to be said about them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kbgen.errors import WrongUse
from kbgen.languages import LanguageCode
from kbgen.tickets.readers import reading
from kbgen.tickets.readers.keeping import ReaderFile
from kbgen.tickets.readers.pages import Pages
from kbgen.tickets.readers.periods import Period
from kbgen.tickets.readers.rows import Kind, Search, View
from kbgen.tickets.readers.table import Table, Wishes, opened_text, records
from kbgen.tickets.reading.records import LONGEST
from kbgen.tickets.reading.results import Rejected


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file that was read: what is kept of it, the rows that were rejected, the addresses that are no page of the site
    with the views of each, and notices about the whole.
    """

    file: ReaderFile
    table: Table
    rejected: tuple[Rejected, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def read_table(table: Table, wishes: Wishes, pages: Pages, languages: tuple[LanguageCode, ...]) -> FileReport:
    """Read a file to its end. Raises WrongUse where nobody says which days it tells of, or nothing can be read."""
    period = wishes.period or table.period
    if period is None and not table.is_dated and table.layout is not None:
        raise ask_period(table.name)
    tally = _Tally(pages)
    asked = reading.Asked(languages, wishes.language, period)
    with opened_text(table) as (text, stream):
        for row in _rows(table, text, asked):
            tally.take(row)
        damage = stream.damage
    first, last = _span(table, tally, wishes.period if table.is_dated else period)
    file = ReaderFile(
        table.name,
        table.form,
        table.layout.kind if table.layout else Kind.SEARCH,
        first,
        last,
        views=[(key, *pages.known[key], view) for key, view in tally.views()],
        searches=list(tally.searches()),
        read=tally.read,
        kept=tally.kept,
        rejected=len(tally.rejected),
        unknown=sum(tally.unknown_rows.values()),
    )
    notices = (f"{damage}: what stands behind this place is missing",) if damage else ()
    return FileReport(file, table, tuple(tally.rejected), tally.unknown, notices)


def _rows(table: Table, text: io.TextIOWrapper, asked: reading.Asked) -> Iterator[reading.Row]:
    if table.layout is None:
        return reading.reports(iter(lambda: text.readline(LONGEST), ""), asked)
    return reading.rows(table.layout, records(table, text), asked)


def _span(table: Table, tally: _Tally, period: Period | None) -> Period:
    """The days that a file tells of: those that somebody named, and those of its rows."""
    if tally.first is None or tally.last is None:
        if period is not None:
            return period
        if table.layout is None and tally.rejected:
            raise ask_period(table.name)
        raise WrongUse(f"nothing in {table.name} could be read", hint=_reasons(tally.rejected))
    if period is None:
        return tally.first, tally.last
    return min(period[0], tally.first), max(period[1], tally.last)


def ask_period(name: str) -> WrongUse:
    """What to tell somebody whose file does not say which days it is of."""
    return WrongUse(
        f"{name} does not say which days it tells of",
        hint="say so, such as --from 2026-10-01 --to 2026-10-31",
    )


def _reasons(rejected: list[Rejected]) -> str:
    reasons = Counter(one.reason for one in rejected)
    return "; ".join(f"{reason} ({times} rows)" for reason, times in reasons.most_common(3))


class _Tally:
    """Adds rows up: exports name a page of a day more than once, with and without a slash at its end."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.read = self.kept = 0
        self.rejected: list[Rejected] = []
        self.unknown: Counter[str] = Counter()
        self.unknown_rows: Counter[str] = Counter()
        self.first: date | None = None
        self.last: date | None = None
        self._views: dict[tuple[str, date, date], tuple[int | None, int | None, int | None]] = {}
        self._searches: Counter[tuple[str, LanguageCode, date, date]] = Counter()
        self._addresses: dict[str, str | None] = {}

    def take(self, row: reading.Row) -> None:
        """One row more."""
        self.read += 1
        if isinstance(row, Rejected):
            self.rejected.append(row)
        elif isinstance(row, View):
            self._view(row)
        elif isinstance(row, Search):
            self._cover(row.first, row.last)
            self.kept += 1
            self._searches[row.query, row.language, row.first, row.last] += row.searches

    def _view(self, view: View) -> None:
        self._cover(view.first, view.last)
        if view.address not in self._addresses:
            self._addresses[view.address] = self.pages.key(view.address)
        key = self._addresses[view.address]
        page = None if key is None else self.pages.known.get(key)
        if page is None or key is None:
            shown = f"/{key}" if key is not None else "(another site)"
            self.unknown[shown] += view.views or 0
            self.unknown_rows[shown] += 1
        elif page.article:
            self.kept += 1
            before = self._views.get((key, view.first, view.last), (None, None, None))
            after = [_sum(a, b) for a, b in zip(before, view[3:], strict=True)]
            self._views[key, view.first, view.last] = (after[0], after[1], after[2])

    def _cover(self, first: date, last: date) -> None:
        self.first = min(first, self.first or first)
        self.last = max(last, self.last or last)

    def views(self) -> Iterator[tuple[str, View]]:
        """The keys of pages, with what readers did there."""
        for (key, first, last), numbers in self._views.items():
            yield key, View(key, first, last, *numbers)

    def searches(self) -> Iterator[Search]:
        """Queries, each once a language and period."""
        for (query, language, first, last), times in self._searches.items():
            yield Search(query, first, last, times, language)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other
