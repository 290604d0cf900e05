"""Text → records of a CSV, also where the file is damaged: a bad row never takes a good one with it.

A quotation mark that nobody closed swallows the rows behind it, for every ordinary reader of CSV. Here a record is read
strictly first. Where that fails, or a record over several lines has a wrong number of cells or holds a line that is a
row by itself, only its first line is damaged: reading goes on at the next line that is the beginning of a row.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TextIO

from kbgen.tickets.reading.results import Rejected

LONGEST = 1 << 20
"""Characters of the longest record that is read; a longer one is rejected, so that no file can fill the memory."""

_LOOKED_AHEAD = 50
"""Lines of one record that are looked at when the beginning of a row is sought: help desks' cells are shorter."""

TOO_LONG = f"the row has more than {LONGEST:,} characters"
UNCLOSED = "a quotation mark is not closed"


class Record(NamedTuple):
    """The cells of a row, with its number and line as of ``Rejected``."""

    row: int
    line: int
    cells: list[str]


class Dialect(NamedTuple):
    """How the cells of a CSV are parted and quoted; quotation marks are doubled, or stand behind the ``escape``."""

    delimiter: str
    escape: str = ""

    def reader(self, lines: Iterator[str], *, strict: bool) -> Iterator[list[str]]:
        """Python's reader of this dialect."""
        # The limit is one for the whole process; a record cannot be longer than LONGEST here, so that this one is safe.
        if csv.field_size_limit() < LONGEST:
            csv.field_size_limit(LONGEST)
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            doublequote=not self.escape,
            escapechar=self.escape or None,
            strict=strict,
        )


class Lines:
    """The lines of a text, and which of them the record at hand has taken."""

    def __init__(self, text: TextIO) -> None:
        self._read = text.readline
        self._back: deque[str] = deque()
        self._size = 0
        self.taken: list[str] = []
        self.too_long = False
        self.open_end = False
        """Whether the last line does not end: the file may be cut off there."""

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._read(LONGEST)
        if not line:
            raise StopIteration
        self._size += len(line)
        if self._size > LONGEST or (len(line) == LONGEST and line[-1] not in "\r\n"):
            self._refuse(line)
            raise StopIteration
        self.taken.append(line)
        return line

    def _refuse(self, line: str) -> None:
        """The record becomes too long. A line that is too long by itself is left out, any other is read again."""
        self.too_long = True
        if self.taken:
            self._back.appendleft(line)
            return
        while line and line[-1] not in "\r\n":
            line = self._read(LONGEST)
        self.taken.append("")

    def begin(self) -> None:
        """A new record."""
        if self.taken:
            self.open_end = self.taken[-1][-1:] not in ("\r", "\n")
        self.taken = []
        self._size = 0
        self.too_long = False

    def give_back(self, lines: Sequence[str]) -> None:
        """These lines belong to other records."""
        self._back.extendleft(reversed(lines))


class Records:
    """The records of a CSV behind its header. ``width``: cells that a row should have; ``plausible`` says whether cells
    are those of a good row; ``identity`` is the place of the cell that every row has. ``open_end`` is true of a record
    whose line does not end, and ``cut_off`` afterwards where the file ends within a record.
    """

    def __init__(
        self,
        text: TextIO,
        dialect: Dialect,
        width: int,
        identity: int,
        plausible: Callable[[Sequence[str]], bool],
        *,
        row: int = 2,
        line: int = 2,
    ) -> None:
        self.lines = Lines(text)
        self.dialect = dialect
        self.width = width
        self.identity = identity
        self.plausible = plausible
        self.row = row - 1
        self.line = line
        self.open_end = False
        self.cut_off = False

    def __iter__(self) -> Iterator[Record | Rejected]:
        lines, width = self.lines, self.width
        reader = self.dialect.reader(lines, strict=True)
        while True:
            lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                if not lines.too_long:
                    return
                cells = None
            except csv.Error:
                cells = None
            self.row += 1
            line, taken = self.line, lines.taken
            if cells is not None and len(cells) == width and (len(taken) == 1 or not self._swallowed(taken)):
                self.line += len(taken)
                self.open_end = taken[-1][-1] not in "\r\n"
                yield Record(self.row, line, cells)
                continue
            if cells == [] or (cells is not None and not any(cell.strip() for cell in cells)):
                self.line += len(taken)
                continue
            yield self._mended(cells, line)

    def _swallowed(self, taken: Sequence[str]) -> bool:
        """Whether one of the lines behind the first is a row by itself, so that an open quotation mark took it in. Of a
        record that is as it should be, a line with a quotation mark is the end of a cell and no such row.
        """
        return any(self._is_row(line) for line in taken[1 : 1 + _LOOKED_AHEAD] if '"' not in line)

    def _mended(self, cells: list[str] | None, line: int) -> Record | Rejected:
        """What can be made of a record that is not as it should be; the lines that are not its own are read again."""
        lines = self.lines
        taken = list(lines.taken)
        if lines.too_long and taken == [""]:
            self.line += 1
            return Rejected(self.row, line, TOO_LONG)
        at_end = taken[-1][-1:] not in ("\r", "\n")
        if cells is not None and len(taken) == 1:
            self.line += 1
            return self._of_other_width(cells, line, at_end)
        own = next((n for n in range(1, len(taken)) if self._begins(taken[n])), len(taken))
        alone = self._leniently(taken[0])
        if alone is not None and len(alone) == self.width:
            own = 1
        lines.give_back(taken[own:])
        self.line += own
        if own < len(taken):
            at_end = False
        if alone is not None and len(alone) == self.width:
            return Record(self.row, line, alone)
        if lines.too_long and own == len(taken):
            return Rejected(self.row, line, TOO_LONG)
        self.cut_off |= at_end
        if cells is not None and alone is not None:
            return Rejected(self.row, line, self._wrong_width(len(cells)))
        return Rejected(self.row, line, UNCLOSED)

    def _of_other_width(self, cells: list[str], line: int, at_end: bool) -> Record | Rejected:
        """A row on one line with too many or too few cells; empty ones at the end are no harm."""
        if len(cells) > self.width and not any(cell.strip() for cell in cells[self.width :]):
            return Record(self.row, line, cells[: self.width])
        if len(cells) < self.width and at_end:
            self.cut_off = True
            return Rejected(self.row, line, "the file ends within the row")
        if len(cells) < self.width:
            return Record(self.row, line, cells)
        return Rejected(self.row, line, self._wrong_width(len(cells)))

    def _wrong_width(self, cells: int) -> str:
        return f"the row has {cells:,} {'cell' if cells == 1 else 'cells'}, the header {self.width:,}"

    def _leniently(self, line: str) -> list[str] | None:
        """The cells of one line with stray quotation marks in it; None where one stays open."""
        bare = line.rstrip("\r\n").replace("\r", " ")
        try:
            cells = next(self.dialect.reader(iter([bare, "\n"]), strict=False), [])
        except csv.Error:
            return None
        return None if cells and cells[-1].endswith("\n") else cells

    def _is_row(self, line: str) -> bool:
        """Whether a line is a whole row; most are known not to be without a look at their cells."""
        if line.count(self.dialect.delimiter) < self.width - 1:
            return False
        cells = self._leniently(line)
        return cells is not None and len(cells) == self.width and self.plausible(cells)

    def _begins(self, line: str) -> bool:
        """Whether a row begins here: a whole one, or one with a cell that goes on in the next line."""
        if self._is_row(line):
            return True
        before, quote, _ = line.rpartition(f'{self.dialect.delimiter}"')
        if not quote:
            return False
        cells = self._leniently(before)
        return (
            cells is not None and self.identity < len(cells) < self.width and cells[self.identity].strip().isdecimal()
        )
