"""The header of a CSV: the first row, of those at its beginning, that a profile knows; with it, the delimiter."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kbgen.tickets.reading.asking import ask_which
from kbgen.tickets.reading.known import KNOWN
from kbgen.tickets.reading.profile import Profile, plain
from kbgen.tickets.reading.records import Dialect
from kbgen.tickets.reading.results import FileNotice, Wishes

SAMPLE = 1 << 18
"""Bytes in which the header and enough rows stand."""

DELIMITERS = (",", ";", "\t", "|")

_ROWS_BEFORE = 20
"""Rows that a spreadsheet may have above its header."""


def delimiter_of(given: str) -> str:
    """What somebody calls a delimiter → the sign."""
    return "\t" if given.lower() in ("tab", "\\t") else given


def header_name(name: str) -> str:
    """The name of a column as messages show it: harmless, and not endless."""
    return "".join(char for char in plain(name) if char.isprintable())[:60] or "(no name)"


class Table(NamedTuple):
    """A header that a profile knows, and where it stands."""

    profile: Profile
    delimiter: str
    escape: str
    header: tuple[str, ...]
    row: int
    line: int
    data_line: int


def found(text: str, profiles: Sequence[Profile], wishes: Wishes) -> Table | None:
    """The first header in a text that belongs to one of the profiles; the profiles are tried in their order."""
    given = delimiter_of(wishes.delimiter)
    lines, said = _lines(text)
    for profile in profiles:
        if profile.json:
            continue
        likely = [sign for sign in (given or profile.delimiter, said) if sign]
        for delimiter in dict.fromkeys([*likely, *(() if given else DELIMITERS)]):
            if table := _table_in(lines, profile, delimiter, 1 if said else 0):
                return table
    return None


def _lines(text: str) -> tuple[list[str], str]:
    """The lines of the sample, without the last one, which may be cut off, and the sign of a first line ``sep=;``."""
    newline = "\n" if "\n" in text else "\r"
    *whole, last = text.split(newline)
    lines = [line + newline for line in whole]
    # A letter has four bytes at most: so short a text is a whole file.
    if len(text) < SAMPLE // 4 or not lines:
        lines.append(last)
    said = lines[0].strip().strip('"') if lines else ""
    if len(said) == 5 and said.lower().startswith("sep="):
        return lines[1:], said[4]
    if said.lower() == "sep=" and lines[0].startswith("sep=\t"):
        return lines[1:], "\t"
    return lines, ""


def _table_in(lines: Sequence[str], profile: Profile, delimiter: str, before: int) -> Table | None:
    escape = profile.escape
    for row, line, taken, cells in _records(lines, Dialect(delimiter, escape)):
        if len(cells) > 1 and profile.is_of(cells):
            escape = escape or _escape(lines[line - 1 :], delimiter, len(cells))
            return Table(profile, delimiter, escape, tuple(cells), row, line + before, line + before + taken)
    return None


def _records(lines: Sequence[str], dialect: Dialect) -> Iterator[tuple[int, int, int, list[str]]]:
    """Row, line, number of lines and cells of the first records."""
    reader = dialect.reader(iter(lines), strict=False)
    done = 0
    try:
        for row, cells in enumerate(islice(reader, _ROWS_BEFORE), 1):
            yield row, done + 1, reader.line_num - done, cells  # type: ignore[attr-defined]
            done = reader.line_num  # type: ignore[attr-defined]
    except csv.Error:
        return


def _escape(lines: Sequence[str], delimiter: str, width: int) -> str:
    """A backslash, where quotation marks in cells stand behind one (Jira) and more rows fit when it is read so."""
    text = "".join(lines)
    if '\\"' not in text:
        return ""
    fits = {escape: _fitting(lines, Dialect(delimiter, escape), width) for escape in ("", "\\")}
    return "\\" if fits["\\"] > fits[""] else ""


def _fitting(lines: Sequence[str], dialect: Dialect, width: int) -> int:
    fits = 0
    try:
        for cells in dialect.reader(iter(lines), strict=True):
            fits += len(cells) == width
    except csv.Error:
        pass
    return fits


def first_names(text: str, wishes: Wishes) -> tuple[str, ...]:
    """The names of a header that no profile knows: the first row, by the delimiter that parts it most."""
    lines, said = _lines(text)
    signs = [delimiter_of(wishes.delimiter) or said] if wishes.delimiter or said else DELIMITERS
    rows = (next((cells for *_, cells in _records(lines[:5], Dialect(sign)) if any(cells)), []) for sign in signs)
    return tuple(header_name(name) for name in max(rows, key=len))


def notices_of(profile: Profile, table: Table) -> Iterator[FileNotice]:
    """What should be known of a header."""
    times = Counter(plain(name) for name in table.header)
    kept = {place for places in profile.places(table.header).values() for place in places}
    for place in sorted(kept):
        name = table.header[place]
        if times[plain(name)] > 1:
            where = [str(n) for n, other in enumerate(table.header, 1) if plain(other) == plain(name)]
            text = (
                f"the header names “{header_name(name)}” more than once (columns {', '.join(where)}): the first is read"
            )
            yield FileNotice(text, table.row)


def fittest(name: str, table: Table, profiles: Sequence[Profile]) -> Profile:
    """Of several profiles of the project's own that a file may be of, the one that knows the most of its columns."""
    if table.profile.name in KNOWN:
        return table.profile
    fitting = [one for one in profiles if one.name not in KNOWN and not one.json and one.is_of(table.header)]
    most = max(len(one.places(table.header)) for one in fitting)
    best = [one for one in fitting if len(one.places(table.header)) == most]
    if len(best) > 1:
        raise ask_which(name, [one.name for one in best])
    return best[0]
