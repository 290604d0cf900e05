"""Tickets as JSON: one object a line, or pages of the API with many in each. Both are read piece by piece."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TextIO

from kbgen.tickets.reading.results import Rejected

LONGEST = 1 << 22
"""Characters of the longest object that is read: a ticket with many comments has tens of thousands."""

_PIECE = 1 << 16

NO_JSON = "the line is not JSON"
NO_TICKET = "the object is no ticket: it has no “id”, or no “created_at”"
TOO_LONG = f"the object has more than {LONGEST:,} characters"

_MOST_TRIES = 20_000
"""Times that the beginning of a ticket is sought in one file: a hostile one could keep a computer busy for hours."""

_BEGINS = re.compile(r"[\[,]\s*\{")
_TICKETS = re.compile(r'"tickets"\s*:\s*\[')
_GAP = re.compile(r"[\s,\x1e]*")

Ticketlike = dict[str, Any]


class Found(NamedTuple):
    """A ticket's object, with its number in the file and the line on which it begins."""

    row: int
    line: int
    data: Ticketlike


def decoded(text: str) -> Any:
    """JSON as a value; ValueError for all that is none, also for what is nested deeper than any export is."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError from None


def tickets_in(value: Any) -> list[Any] | None:
    """The tickets of a line: ``{"ticket": {…}}``, a ticket itself, or a page; None where it is none of these."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("ticket"), dict):
        return [value["ticket"]]
    if isinstance(value.get("tickets"), list):
        return list(value["tickets"])
    return [value] if "id" in value else None


def is_ticket(value: Any) -> bool:
    """Whether a value has what every ticket has."""
    return isinstance(value, dict) and value.get("id") is not None and value.get("created_at") is not None


def holds_ticket(line: str) -> bool:
    """Whether a line is the object of a ticket, or of something like it, by itself."""
    try:
        value = decoded(line.strip("\x1e \t\r\n,"))
    except ValueError:
        return False
    return isinstance(value, dict) and "tickets" not in value and tickets_in(value) is not None


def has_page(text: str) -> bool:
    """Whether a text has the beginning of a page of tickets."""
    return _TICKETS.search(text) is not None


class ObjectLines:
    """The tickets of a file with one object a line. ``cut_off``: the last line is not whole."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.cut_off = False

    def __iter__(self) -> Iterator[Found | Rejected]:
        row = line = 0
        while text := self.text.readline(LONGEST):
            line += 1
            if len(text) == LONGEST and not text.endswith("\n"):
                while (more := self.text.readline(LONGEST)) and not more.endswith("\n"):
                    pass
                row += 1
                yield Rejected(row, line, TOO_LONG)
                continue
            if not text.strip("\x00\x1e \t\r\n,"):
                continue
            try:
                found = tickets_in(decoded(text.strip("\x1e \t\r\n,")))
            except ValueError:
                row += 1
                self.cut_off = not text.endswith("\n")
                yield Rejected(row, line, NO_JSON)
                continue
            if found is None:
                found = [None]
            for one in found:
                row += 1
                yield Found(row, line, one) if is_ticket(one) else Rejected(row, line, NO_TICKET)


class ObjectPages:
    """The tickets of pages such as ``{"tickets": [{…}, …], "next_page": …}``, of one or of several behind one another,
    written on one line or on many. What else is in a page is left alone.
    """

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.cut_off = False
        self._inside = False
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._row = 0
        self._lines = 1
        self._tries = 0
        self._decode = json.JSONDecoder().raw_decode

    def __iter__(self) -> Iterator[Found | Rejected]:
        self._more()
        if self._buffer.lstrip()[:1] == "[":
            # A list of tickets without anything around it.
            self._at, self._inside = self._buffer.index("[") + 1, True
        while True:
            if not self._inside:
                if not self._find_page():
                    return
                continue
            one = self._next()
            if one is not None:
                yield one
            elif self._inside:
                return

    def _more(self) -> bool:
        """Read on; what was dealt with is dropped. False at the end."""
        piece = "" if self._ended else self.text.read(_PIECE)
        self._lines += self._buffer.count("\n", 0, self._at)
        self._buffer = self._buffer[self._at :] + piece
        self._at = 0
        self._ended = not piece
        return bool(piece)

    def _line(self) -> int:
        return self._lines + self._buffer.count("\n", 0, self._at)

    def _find_page(self) -> bool:
        """Go to the beginning of the next page's tickets; False where there is none."""
        while not (match := _TICKETS.search(self._buffer, self._at)):
            # The words that are sought may be broken by the end of the piece.
            self._at = max(self._at, len(self._buffer) - 200)
            if not self._more():
                return False
        self._at = match.end()
        self._inside = True
        return True

    def _next(self) -> Found | Rejected | None:
        """The next ticket of the page; None at the page's end, or where the file ends."""
        while True:
            gap = _GAP.match(self._buffer, self._at)
            assert gap is not None
            self._at = gap.end()
            if self._at < len(self._buffer):
                break
            if not self._more():
                self.cut_off = True
                return None
        if self._buffer[self._at] == "]":
            self._at += 1
            self._inside = False
            return None
        return self._object()

    def _object(self) -> Found | Rejected | None:
        self._row += 1
        self._trim()
        while True:
            try:
                value, end = self._decode(self._buffer, self._at)
            except (ValueError, RecursionError):
                if len(self._buffer) - self._at < LONGEST and self._more():
                    continue
                return self._damaged()
            if self._buffer.count('"tags"', self._at, end) > 1 and _swallowed(value):
                return self._damaged()
            line = self._line()
            self._at = end
            if isinstance(value, dict) and isinstance(value.get("ticket"), dict):
                value = value["ticket"]
            return Found(self._row, line, value) if is_ticket(value) else Rejected(self._row, line, NO_TICKET)

    def _damaged(self) -> Rejected:
        """Go on at the next object that is a ticket with tags, which a part of a ticket never is."""
        line = self._line()
        too_long = len(self._buffer) - self._at >= LONGEST
        self._at += 1
        while not self._at_ticket():
            if not self._to_next():
                self._at = len(self._buffer)
                self.cut_off = True
                break
        return Rejected(self._row, line, TOO_LONG if too_long else "the object is not JSON")

    def _at_ticket(self) -> bool:
        if self._buffer[self._at : self._at + 1] != "{":
            return False
        self._tries += 1
        try:
            value, _ = self._decode(self._buffer, self._at)
        except (ValueError, RecursionError):
            return False
        return is_ticket(value) and "tags" in value and not _swallowed(value)

    def _to_next(self) -> bool:
        """Go to the next place where an object of a list begins. False at the end of the file, or after many tries."""
        if self._tries > _MOST_TRIES:
            return False
        self._trim()
        if len(self._buffer) < LONGEST:
            self._more()
        while not (match := _BEGINS.search(self._buffer, self._at)):
            self._at = max(self._at, len(self._buffer) - 1)
            if not self._more():
                return False
        self._at = match.end() - 1
        return True

    def _trim(self) -> None:
        """Drop what was dealt with: errors of JSON count its lines, each time."""
        if self._at > _PIECE:
            self._lines += self._buffer.count("\n", 0, self._at)
            self._buffer = self._buffer[self._at :]
            self._at = 0


def _swallowed(value: Any) -> bool:
    """Whether other tickets are within a ticket: a bracket that is missing lets it go on to the end of the page."""
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any((is_ticket(one) and "tags" in one) or _swallowed(one) for one in within)


def at(data: Any, path: str) -> Any:
    """A value within an object by its way, such as ``via.channel``; ``custom_fields.360001`` is the value of the field
    with this id. None where there is none.
    """
    for step in path.split("."):
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list):
            data = next(
                (one.get("value") for one in data if isinstance(one, dict) and str(one.get("id")) == step), None
            )
        else:
            return None
    return data


def as_cell(value: Any) -> str:
    """A value as a cell would have it; lists are words in a row."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(as_cell(one) for one in value if not isinstance(one, (list, dict)))
    return "" if isinstance(value, dict) else str(value)
