"""What a file leaves open: its code page, its time zone, the order of day and month. It is found out, or asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from kbgen.tickets.reading import encodings, letters
from kbgen.tickets.reading.asking import ask_encoding, ask_order, ask_period, ask_zone
from kbgen.tickets.reading.files import sampled
from kbgen.tickets.reading.headers import Table, notices_of
from kbgen.tickets.reading.moments import DAY_FIRST, MONTH_FIRST, Clock, slashed
from kbgen.tickets.reading.profile import Field
from kbgen.tickets.reading.recognised import Recognised
from kbgen.tickets.reading.results import CellError

_ROWS_LOOKED_AT = 200

_FEW = 0.01
"""Such a share of the dates is damage; in a small file, one alone is."""


def of_table(one: Recognised, table: Table) -> Recognised:
    """What a header tells."""
    return replace(
        one,
        profile=table.profile,
        delimiter=table.delimiter,
        escape=table.escape,
        header=table.header,
        places=table.profile.places(table.header),
        header_row=table.row,
        header_line=table.line,
        data_line=table.data_line,
        notices=tuple(notices_of(table.profile, table)),
    )


def with_code_page(one: Recognised, tables: Mapping[str, Table], every: encodings.Bytes) -> Recognised:
    """The code page of a file that is in none of Unicode's encodings."""
    languages = one.config.language_codes
    if len(tables) == 1 and not all(name.isascii() for names in one.columns.values() for name in names):
        # Only in this one do the columns have the names that the profile knows.
        return one
    kept = _kept_words(one)
    page = letters.decided(kept, every.words, languages)
    if page not in tables:
        raise ask_encoding(one, letters.readings(kept or every.words, languages))
    return of_table(replace(one, encoding=page), tables[page])


def _kept_words(one: Recognised) -> Counter[bytes]:
    """The words beyond ASCII in the cells that are kept, as their bytes."""
    as_bytes = replace(one, encoding="latin-1", zone=one.zone or "UTC", notices=())
    words: Counter[bytes] = Counter()
    for key in (
        Field.TAGS,
        Field.TAG,
        Field.GROUP,
        Field.LANGUAGE,
        Field.STATUS,
        Field.CHANNEL,
        Field.ARTICLES,
        Field.ID,
    ):
        for cell in sampled(as_bytes, key, 1 << 40):
            if not cell.isascii():
                encodings.gather(words, cell.encode("latin-1"))
    return words


def with_times(one: Recognised) -> Recognised:
    """The time zone and the order of dates, where the file leaves them open."""
    profile, wishes = one.profile, one.wishes
    zone = wishes.timezone or profile.timezone
    if profile.counts:
        if Field.WEEK not in one.places and wishes.period is None:
            raise ask_period(one)
        # Counts name days and weeks, not instants: those of the site, where nobody says otherwise.
        zone = zone or one.config.timezone or "UTC"
    one = replace(one, zone=zone, date_order=next((form for form in profile.dates if "%" not in form), ""))
    times = Field.WEEK if profile.counts else Field.CREATED
    if not one.date_order and times in one.places and not any("%" in form for form in profile.dates):
        one = _with_order(one, times)
    return one if profile.counts else with_zone(one)


def with_zone(one: Recognised) -> Recognised:
    """Tickets whose times name no zone need one."""
    if one.zone or not _some_without_zone(one):
        return one
    raise ask_zone(one)


def _with_order(one: Recognised, times: Field) -> Recognised:
    """For dates with slashes, whether the day or the month comes first: the whole file may tell. A few among dates that
    leave nothing open are damaged, whatever they may mean: their rows are rejected, and nobody is asked.
    """
    if not any(slashed(cell) for cell in sampled(one, times, _ROWS_LOOKED_AT)):
        return one
    firsts = seconds = open_ones = plain = 0
    clock = Clock()
    for cell in sampled(one, times, 1 << 40):
        if pair := slashed(cell):
            firsts, seconds, open_ones = max(firsts, pair[0]), max(seconds, pair[1]), open_ones + 1
        else:
            plain += _is_time(clock, cell)
    if firsts > 12 and seconds <= 12:
        return replace(one, date_order=DAY_FIRST)
    # Excel's numbers tell of other dates that it turned round: those with slashes are the ones that it could not.
    plain -= clock.serials
    if open_ones < plain and open_ones <= max(1, plain * _FEW):
        return one
    raise ask_order(one, MONTH_FIRST if seconds > 12 and firsts <= 12 else "")


def _is_time(clock: Clock, cell: str) -> bool:
    try:
        clock.local(cell)
    except CellError:
        return False
    return True


def _some_without_zone(one: Recognised) -> bool:
    clock = Clock(None, tuple(form for form in one.profile.dates if "%" in form), one.date_order)
    for cell in sampled(one, Field.CREATED, _ROWS_LOOKED_AT):
        try:
            if clock.local(cell).tzinfo is None:
                return True
        except CellError:
            continue
    return False
