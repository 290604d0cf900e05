"""A file of site statistics → what it is, and its records: encodings, delimiters and damages as of tickets' exports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kbgen.errors import WrongUse
from kbgen.languages import LanguageCode
from kbgen.problems import did_you_mean
from kbgen.tickets.readers.columns import NAMES, Column, Layout, plain, recognise
from kbgen.tickets.readers.periods import Period, in_comments, in_name
from kbgen.tickets.reading import encodings, letters, parquet
from kbgen.tickets.reading.containers import Part, Stream, opened, parts
from kbgen.tickets.reading.records import LONGEST, Dialect, Record, Records
from kbgen.tickets.reading.results import Rejected

SAMPLE = 1 << 18
"""Bytes in which the header and enough rows stand."""

DELIMITERS = (",", ";", "\t", "|")

_ROWS_BEFORE = 30
"""Lines above a header: Google Analytics writes about ten."""

_ROWS_LOOKED_AT = 50

JSON_LINES = "search-reports"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says about files; each is empty where it says nothing. ``period``: see ``periods``.
    ``searches``: where words may be titles of pages, they are searches that found nothing.
    """

    encoding: str = ""
    delimiter: str = ""
    language: LanguageCode = ""
    period: Period | None = None
    searches: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A file, or a member of a zip. ``layout`` is None for JSON lines. ``row`` and ``line``, from 1, are those of the
    first record; ``period`` is what comments or the name tell, if anything.
    """

    part: Part
    encoding: str
    layout: Layout | None = None
    delimiter: str = ""
    header: tuple[str, ...] = ()
    row: int = 1
    line: int = 1
    newline: str | None = None
    period: Period | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.part.name

    @property
    def is_dated(self) -> bool:
        """Whether each row says its day."""
        return self.layout is not None and Column.DATE in self.layout.places

    @property
    def form(self) -> str:
        """The program that wrote it, or how it is written."""
        return self.layout.form if self.layout else JSON_LINES


def tables(path: Path, wishes: Wishes, languages: Sequence[LanguageCode]) -> tuple[Table, ...]:
    """What a file holds. Of a zip, the members that are of the kind; the others (browsers, countries) are left alone.
    Raises WrongUse for a file that holds nothing of the kind.
    """
    found: list[Table] = []
    refused: list[OtherKind] = []
    for part in parts(path):
        try:
            found.append(_table(part, wishes, languages))
        except OtherKind as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return tuple(found)


class OtherKind(WrongUse):
    """A file that tells of neither pages nor searches."""


def _table(part: Part, wishes: Wishes, languages: Sequence[LanguageCode]) -> Table:
    with opened(part) as stream:
        first = stream.read(SAMPLE)
    if not first.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise WrongUse(f"{part.name} is empty")
    if first.startswith((parquet.MAGIC, b"%PDF", b"SQLite format", b"\xd0\xcf\x11\xe0")):
        raise WrongUse(f"{part.name} is no file that kbgen reads", hint="save it as CSV in UTF-8")
    encoding = encodings.canonical(wishes.encoding) or _encoding(part, first, languages)
    text = first.decode(encoding, encodings.errors(encoding)).removeprefix("\ufeff")
    if text.lstrip().startswith("{"):
        return Table(part, encoding, period=in_name(part.name))
    return _csv(part, encoding, text, wishes)


def _encoding(part: Part, first: bytes, languages: Sequence[LanguageCode]) -> str:
    if marked := encodings.marked(first):
        return marked
    with opened(part) as stream:
        bytes_of_it = encodings.scanned(stream)
    if bytes_of_it.is_utf_8:
        return "utf-8"
    if page := letters.decided(bytes_of_it.words, bytes_of_it.words, languages):
        return page
    likely = letters.readings(bytes_of_it.words, languages)[0].encoding
    raise WrongUse(
        f"{part.name} is not in UTF-8, and which code page it is in cannot be told for certain",
        hint=f"export it in UTF-8, or say what it is, such as --encoding {likely}",
    )


def _csv(part: Part, encoding: str, text: str, wishes: Wishes) -> Table:
    """The table below the first header that tells of pages or searches."""
    newline = "\n" if "\n" in text else "\r"
    lines = [f"{line}{newline}" for line in text.split(newline)]
    said = lines[0].strip().strip('"').lower()
    signs = [wishes.delimiter, said[4:]] if said.startswith("sep=") and len(said) == 5 else [wishes.delimiter]
    for delimiter in dict.fromkeys(sign for sign in (*signs, *DELIMITERS) if sign):
        for row, line, cells, below in _rows(lines, delimiter):
            if layout := recognise(cells, below):
                if layout.unsure and not wishes.searches:
                    raise _ask_kind(part)
                period = in_comments(one for one in lines[:line] if one.startswith("#")) or in_name(part.name)
                header = tuple(plain(name) for name in cells)
                return Table(part, encoding, layout, delimiter, header, row + 1, line + 1, newline, period)
    raise _unknown(part, lines)


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, int, Sequence[str], list[list[str]]]]:
    """Number, line (the last one of it) and cells of the first rows that may be a header, with some rows below."""
    reader = Dialect(delimiter).reader(iter(lines[: _ROWS_BEFORE + _ROWS_LOOKED_AT]), strict=False)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            line: int = reader.line_num  # type: ignore[attr-defined]  # Iterator hides it
            rows.append((line, cells))
    except csv.Error:
        pass
    for place, (line, cells) in enumerate(rows[:_ROWS_BEFORE]):
        if cells and not cells[0].startswith("#"):
            yield place + 1, line, cells, [below for _, below in rows[place + 1 : place + _ROWS_LOOKED_AT]]


def _ask_kind(part: Part) -> WrongUse:
    return WrongUse(
        f"{part.name} holds words in the place of addresses: searches, or titles of pages",
        hint="if they are searches that found nothing, say so with --searches; of pages, export the addresses",
    )


def _unknown(part: Part, lines: Sequence[str]) -> OtherKind:
    shown = next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")
    names = [plain(name) for sign in DELIMITERS for name in shown.split(sign)]
    known = [name for column in (Column.PATH, Column.VIEWS, Column.QUERY) for name in NAMES[column]]
    close = next((hint for name in names if (hint := did_you_mean(name, known, cutoff=0.8))), "")
    return OtherKind(
        f"{part.name} has no columns of pages and views, nor of searches",
        hint=close or "such as “path,views” or “query,count” in its first line",
    )


@contextmanager
def opened_text(table: Table) -> Iterator[tuple[io.TextIOWrapper, Stream]]:
    """The text of a file, and the stream of bytes below it, which knows of damages."""
    with opened(table.part) as buffered:
        assert isinstance(buffered.raw, Stream)
        yield io.TextIOWrapper(buffered, table.encoding, encodings.errors(table.encoding), table.newline), buffered.raw


def records(table: Table, text: io.TextIOWrapper) -> Iterator[Record | Rejected]:
    """The records behind the header."""
    assert table.layout is not None
    for _ in range(table.line - 1):
        while (line := text.readline(LONGEST)) and line[-1] not in "\r\n":
            pass
    identity = min(table.layout.places.values())
    dialect = Dialect(table.delimiter)
    yield from Records(text, dialect, len(table.header), identity, lambda cells: True, row=table.row, line=table.line)
