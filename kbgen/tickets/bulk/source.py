"""A recognised CSV → how DuckDB reads it: a relation with a column of text for each field."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from kbgen.tickets.reading import Field, Format, Recognised
from kbgen.tickets.reading.files import sampled
from kbgen.tickets.store.opening import literal

LARGE = 8_000_000
"""Bytes from which on a file is worth the preparations."""

# What DuckDB is told, and what a time of this form looks like; other forms are read row by row.
_FORMS = {
    "0000-00-00 00:00": "%Y-%m-%d %H:%M",
    "0000-00-00 00:00:00": "%Y-%m-%d %H:%M:%S",
    "0000-00-00T00:00:00": "%Y-%m-%dT%H:%M:%S",
    "0000-00-00T00:00:00Z": "%Y-%m-%dT%H:%M:%SZ",
    "0000-00-00 00:00:00 UTC": "%Y-%m-%d %H:%M:%S UTC",
    "00.00.0000 00:00": "%d.%m.%Y %H:%M",
    "00.00.0000 00:00:00": "%d.%m.%Y %H:%M:%S",
}
_UTC = ("Z", " UTC")
_DIGITS = str.maketrans("123456789", "000000000")


@dataclass(frozen=True, slots=True)
class Source:
    """``relation``: what stands behind FROM. ``columns``: field → the name of its column there; all are text, but for
    the times, for tags where they are listed, and for minutes where they are numbers. ``zone``: that of the times,
    ``UTC`` where they say so themselves. ``ids_were_numbers``: nothing but a minus can be wrong with them.
    """

    one: Recognised
    relation: str
    columns: dict[Field, str]
    zone: str
    tags_are_listed: bool = False
    minutes_are_numbers: bool = False
    ids_were_numbers: bool = False


def of_csv(one: Recognised, large: int = LARGE) -> Source | None:
    """None where a file is small, or of a kind that DuckDB reads otherwise than kbgen."""
    simple = (
        one.format is Format.CSV
        and one.part.is_plain
        and one.encoding in ("utf-8", "utf-8-sig")
        and not one.escape
        and len(one.delimiter) == 1
        and one.newline == "\n"
        and not one.profile.counts
        and not one.profile.dates
        and not one.profile.row_cap
        and not one.profile.article_tags
        and Field.ARTICLES not in one.places
        and all(len(places) == 1 for places in one.places.values())
        and one.part.path.stat().st_size >= large
    )
    if not simple:
        return None
    columns = {key: f"c{places[0]}" for key, places in one.places.items()}
    form = _form(one)
    if form is None:
        return None
    times = {columns[key] for key in (Field.CREATED, Field.UPDATED) if key in columns}
    types = [(f"c{place}", "TIMESTAMP" if f"c{place}" in times else "VARCHAR") for place in range(len(one.header))]
    shape = ", ".join(f"'{name}': '{kind}'" for name, kind in types)
    relation = (
        f"read_csv({literal(str(one.part.path))}, auto_detect = false, header = false, skip = {one.data_line - 1},"
        f" delim = {literal(one.delimiter)}, quote = '\"', escape = '\"', timestampformat = '{form}',"
        f" columns = {{{shape}}})"
    )
    return Source(one, relation, columns, "UTC" if form.endswith(_UTC) else one.zone)


def _form(one: Recognised) -> str | None:
    """The form of all times in the first rows; None where they have several, or one that is not known."""
    cells = [
        cell
        for key in (Field.CREATED, Field.UPDATED)
        if key in one.places
        for cell in islice(sampled(one, key, 200), 200)
        if cell
    ]
    shapes = {cell.translate(_DIGITS) for cell in cells}
    form = _FORMS.get(shapes.pop()) if len(shapes) == 1 else None
    return form if form and (one.zone or form.endswith(_UTC)) else None
