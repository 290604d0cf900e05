"""What comes out of an export besides tickets, and what a person can say about a file beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kbgen.errors import WrongUse
from kbgen.languages import LanguageCode


class Rejected(NamedTuple):
    """A row that is no ticket. ``row`` is its number as a spreadsheet counts it, with the header as row 1 (of JSON: the
    number of the ticket in the file), ``line`` the line of the file on which it begins. ``reason`` never repeats what
    stands in a cell: it may be personal.
    """

    row: int
    line: int
    reason: str


class FileNotice(NamedTuple):
    """Something about a file as a whole that its owner should know, and the row at which it shows; 0 for the whole."""

    text: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says about files: each is empty where it says nothing. ``language`` is that of the tickets
    for which the file does not tell; ``period`` the first and the last day of counts that name no week.
    """

    profile: str = ""
    timezone: str = ""
    encoding: str = ""
    delimiter: str = ""
    language: LanguageCode = ""
    period: tuple[date, date] | None = None


class NoExport(WrongUse):
    """A file that holds no tickets at all, as far as kbgen can see."""


class CellError(ValueError):
    """A cell that does not hold what it should; the message is the reason, without the cell's content."""
