"""A recognised file → its tickets or counts, one after the other, and what cannot be read of it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from typing import TextIO
from zoneinfo import ZoneInfo

from kbgen.errors import KbgenError
from kbgen.tickets.reading import encodings, parquet
from kbgen.tickets.reading.cells import LONGEST_TAG
from kbgen.tickets.reading.containers import Stream, opened
from kbgen.tickets.reading.count_rows import CountRows
from kbgen.tickets.reading.languages import Spoken
from kbgen.tickets.reading.moments import Clock
from kbgen.tickets.reading.objects import Found, ObjectLines, ObjectPages, Ticketlike, as_cell, at
from kbgen.tickets.reading.profile import Field, plain
from kbgen.tickets.reading.recognised import Format, Recognised
from kbgen.tickets.reading.records import LONGEST, Dialect, Records
from kbgen.tickets.reading.results import CellError, FileNotice, Rejected
from kbgen.tickets.reading.rows import Context, Linked, Tally, TicketRows
from kbgen.tickets.ticket import TagCount, Ticket
from kbgen.tickets.weeks import midnight

Row = Ticket | TagCount | Rejected | FileNotice

EXCEL_CAP = 1_048_576
"""Rows of a sheet, the header included: what is beyond them, Excel leaves out when it opens and saves a file."""


def read(one: Recognised) -> Iterator[Row]:
    """Everything that a file holds, in its order, then what is to be said of the whole. Content never makes it raise;
    KbgenError only where the disk fails.
    """
    yield from one.notices
    tally, context = Tally(), context_of(one)
    with opened_text(one) as (text, stream):
        damage = ""
        try:
            if one.format is Format.CSV:
                yield from _of_records(one, text, context, tally)
            elif one.format is Format.PARQUET:
                yield from _of_table(one, context, tally)
            else:
                yield from _of_objects(one, text, context, tally)
        except UnicodeError:
            # Only of encodings with states, such as UTF-7; the others are read with broken bytes as such.
            damage = f"the file is no {one.encoding}"
        damage = damage or stream.damage
    if damage:
        yield FileNotice(f"{damage}: what stands behind this place is missing; export or download it again")
    yield from said_of_cells(context, tally)


@contextmanager
def opened_text(one: Recognised) -> Iterator[tuple[TextIO, Stream]]:
    """The text of an export, and the stream of bytes below it, which knows of damages."""
    with opened(one.part) as buffered:
        assert isinstance(buffered.raw, Stream)
        text = io.TextIOWrapper(buffered, one.encoding, encodings.errors(one.encoding), one.newline)
        yield text, buffered.raw


def context_of(one: Recognised) -> Context:
    """What the rows of a file do not say themselves."""
    zone = ZoneInfo(one.zone) if one.zone else None
    formats = tuple(form for form in one.profile.dates if "%" in form)
    period = one.wishes.period
    first = end = None
    if period and zone:
        first, end = midnight(period[0], zone), midnight(period[1] + timedelta(days=1), zone)
    return Context(
        one.profile,
        Clock(zone, formats, one.date_order),
        Spoken(one.config.language_codes),
        one.wishes.language,
        _linked(one),
        first=first,
        end=end,
    )


def _linked(one: Recognised) -> Linked | None:
    """How links of agents become articles, where the export tells of them."""
    if Field.ARTICLES not in one.places and not one.profile.article_tags:
        return None
    from kbgen.tickets.reading.linked import LinkedArticles

    return LinkedArticles(one.config)


def records_of(one: Recognised, text: TextIO, rows: TicketRows | CountRows) -> Records:
    """The records behind the header."""
    for _ in range(one.data_line - 1):
        while (line := text.readline(LONGEST)) and line[-1] not in "\r\n":
            pass
    dialect = Dialect(one.delimiter, one.escape)
    width = len(one.header)
    row, line_number = one.header_row + 1, one.data_line
    return Records(text, dialect, width, rows.identity, rows.plausible, row=row, line=line_number)


def rows_of(one: Recognised, context: Context, tally: Tally) -> TicketRows | CountRows:
    """What makes tickets or counts of cells."""
    kind = CountRows if one.profile.counts else TicketRows
    return kind(one.places, context, tally)


def _of_records(one: Recognised, text: TextIO, context: Context, tally: Tally) -> Iterator[Row]:
    rows = rows_of(one, context, tally)
    records = records_of(one, text, rows)
    make, width = rows.make, len(one.header)
    for record in records:
        if isinstance(record, Rejected):
            yield record
            continue
        row, line, cells = record
        if len(cells) < width and not rows.survives(cells):
            yield Rejected(row, line, f"the row has {len(cells):,} of {width:,} cells")
            continue
        try:
            yield make(cells)
        except CellError as error:
            if not _is_no_row(cells, one.header):
                yield Rejected(row, line, str(error))
    if records.cut_off:
        yield FileNotice("the file ends within a row, as if it were cut off: export it again", records.row)
    yield from _caps(one, records.row)


def _is_no_row(cells: list[str], header: tuple[str, ...]) -> bool:
    """Empty cells, or the header once more, where exports were put behind one another."""
    return not any(cell.strip() for cell in cells) or tuple(map(plain, cells)) == tuple(map(plain, header))


def _caps(one: Recognised, last: int) -> Iterator[FileNotice]:
    """Whether the file ends where its program always ends."""
    cap, read = one.profile.row_cap, last - one.header_row
    if cap and read >= cap:
        what = (
            f"{one.profile.name} ends after {cap:,} rows" if not one.profile.like else f"exports end after {cap:,} rows"
        )
        yield FileNotice(f"{what}, and this file has as many: export shorter periods, so that nothing is missing", last)
    elif last == EXCEL_CAP:
        yield FileNotice(
            "the file ends where a sheet of Excel ends: rows may be missing; import the export itself", last
        )


def _of_objects(one: Recognised, text: TextIO, context: Context, tally: Tally) -> Iterator[Row]:
    found = ObjectLines(text) if one.format is Format.JSON_LINES else ObjectPages(text)
    yield from tickets_of(one, found, context, tally)
    if found.cut_off:
        yield FileNotice("the file ends within an object, as if it were cut off: export it again")


def tickets_of(one: Recognised, found: Iterable[Found | Rejected], context: Context, tally: Tally) -> Iterator[Row]:
    """Tickets of JSON: the values that are wanted are put into cells, so that both are read by the same rules."""
    rows = rows_of(one, context, tally)
    for item in found:
        if isinstance(item, Rejected):
            yield item
            continue
        try:
            yield rows.make(_cells(one, item.data))
        except CellError as error:
            yield Rejected(item.row, item.line, str(error))


def _of_table(one: Recognised, context: Context, tally: Tally) -> Iterator[Row]:
    """Rows of Parquet. They are counted as if there was a header above them, as in the other formats."""
    kept = sorted({place for places in one.places.values() for place in places})
    places = {key: tuple(map(kept.index, places)) for key, places in one.places.items()}
    rows = CountRows(places, context, tally) if one.profile.counts else TicketRows(places, context, tally)
    try:
        for row, cells in enumerate(parquet.cells(one.part.path, [one.header[place] for place in kept]), 2):
            try:
                yield rows.make(cells)
            except CellError as error:
                yield Rejected(row, row, str(error))
    except KbgenError as error:
        yield FileNotice(error.message)


def _cells(one: Recognised, data: Ticketlike) -> list[str]:
    """The values of an object as a row of cells, in the order of the profile's columns."""
    return [next((cell for name in names if (cell := as_cell(at(data, name)))), "") for _, names in one.profile.wanted]


def said_of_cells(context: Context, tally: Tally) -> Iterator[FileNotice]:
    """What happened to single cells, by their number."""
    if tally.private_tags:
        were = _many(tally.private_tags, "tag was", "tags were")
        yield FileNotice(f"{were} left out: an “@” or a length of more than {LONGEST_TAG} letters tells of a text")
    if context.clock.serials:
        were = _many(context.clock.serials, "time was a number", "times were numbers")
        yield FileNotice(f"{were}, as Excel writes days since 1900, and read as such")
    for key, times in tally.unread.items():
        values = _many(times, f"value of “{key}”", f"values of “{key}”")
        yield FileNotice(f"{values} could not be read; the tickets are kept without")


def _many(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {more}"


def sampled(one: Recognised, key: Field, most: int) -> Iterator[str]:
    """The cells of a field, of the first records: to find out how they are written."""
    places = one.places.get(key, ())
    if one.format is Format.PARQUET:
        names = [one.header[place] for place in places]
        yield from (cell for cells in islice(parquet.cells(one.part.path, names), most) for cell in cells)
        return
    rows = rows_of(one, context_of(one), Tally())
    with opened_text(one) as (text, _):
        for cells in islice(_all_cells(one, text, rows), most):
            yield from (cells[place] for place in places if place < len(cells))


def _all_cells(one: Recognised, text: TextIO, rows: TicketRows | CountRows) -> Iterator[list[str]]:
    if one.format is Format.CSV:
        yield from (record.cells for record in records_of(one, text, rows) if not isinstance(record, Rejected))
    else:
        found = ObjectLines(text) if one.format is Format.JSON_LINES else ObjectPages(text)
        yield from (_cells(one, item.data) for item in found if not isinstance(item, Rejected))
