"""The passage of a text that shows best why it was found, with the words that were found marked in it.

The browser shows the same passages: ``theme/assets/kb/search`` mirrors this module. So everything is decided with
integers, places count letters from the beginning of the text, and a tie goes to what comes first.

1. A text of at most ``LENGTH`` letters is shown whole.
2. For every marked word as the first one, a passage takes in the marked words that end within ``CORE`` letters of its
   beginning. Its value is the sum, over the words of the query, of the best mark that each of them has in it; then
   counts how many marked words it has.
3. The best passage is begun earlier, where its sentence begins, if ``LENGTH`` allows it, else up to ``LEAD`` letters
   earlier at a word; and is lengthened to ``LENGTH``, to the end of a word.
4. A text without a marked word is shown from its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

LENGTH = 160
CORE = 130
LEAD = 40
MANY = 8
"""More marked words than this do not make a passage better."""

_SENTENCE = re.compile(r"[.!?…]['\"”»)]*\s+")
_SPACE = re.compile(r"\s+")


class Mark(NamedTuple):
    """Letters ``start`` to ``end`` of a text answer word number ``word`` of the query. ``weight``: 1 to 1000."""

    start: int
    end: int
    word: int
    weight: int


class Piece(NamedTuple):
    """Some letters of an excerpt."""

    text: str
    marked: bool


Marker = Callable[[str], Iterable[Mark]]
"""Finds the marks of a text, in their order; none overlaps another."""


class Excerpt(NamedTuple):
    """A passage in pieces; ``value``: how well it answers, for the choice among several texts."""

    pieces: tuple[Piece, ...]
    value: int

    @property
    def text(self) -> str:
        """The passage without its marks."""
        return "".join(piece.text for piece in self.pieces)


def best(texts: Iterable[str], marker: Marker) -> Excerpt:
    """The best passage of several texts; of none, an empty one."""
    found = Excerpt((), -1)
    for text in texts:
        made = excerpt(text, marker)
        if made.text and made.value > found.value:
            found = made
    return found


def excerpt(text: str, marker: Marker) -> Excerpt:
    """The best passage of a text."""
    text = _SPACE.sub(" ", text).strip()
    marks = sorted(marker(text))
    if len(text) <= LENGTH:
        return Excerpt(tuple(pieces(text, marks)), _value(marks))
    first, last, value = _core(marks)
    start = _start(text, marks[first].start, marks[last].end) if marks else 0
    end = _end(text, start)
    shown = [m._replace(start=m.start - start, end=m.end - start) for m in marks if start <= m.start and m.end <= end]
    made = list(pieces(text[start:end], shown))
    if start:
        made.insert(0, Piece("… ", False))
    if end < len(text):
        made.append(Piece(" …", False))
    return Excerpt(tuple(made), value)


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """A whole text in pieces."""
    done = 0
    for mark in marks:
        if done < mark.start:
            yield Piece(text[done : mark.start], False)
        yield Piece(text[mark.start : mark.end], True)
        done = mark.end
    if done < len(text):
        yield Piece(text[done:], False)


def _core(marks: Sequence[Mark]) -> tuple[int, int, int]:
    """The first and the last mark of the best passage, and its value."""
    found = (0, 0, 0)
    for first, mark in enumerate(marks):
        last = first
        while last + 1 < len(marks) and marks[last + 1].end - mark.start <= CORE:
            last += 1
        value = _value(marks[first : last + 1])
        if value > found[2]:
            found = (first, last, value)
    return found


def _value(marks: Sequence[Mark]) -> int:
    """The best mark of every word of the query, then the number of marks."""
    top: dict[int, int] = {}
    for mark in marks:
        top[mark.word] = max(top.get(mark.word, 0), mark.weight)
    return sum(top.values()) * (MANY + 1) + min(len(marks), MANY)


def _start(text: str, first: int, last: int) -> int:
    """Where a passage begins that has the letters from ``first`` to ``last`` in it."""
    earliest = max(0, last - LENGTH)
    if earliest == 0:
        return 0
    sentences = [match.end() for match in _SENTENCE.finditer(text, earliest, first)]
    if sentences:
        return sentences[-1]
    space = text.find(" ", max(earliest, first - LEAD) - 1, first)
    return first if space < 0 else space + 1


def _end(text: str, start: int) -> int:
    """The end of the last word that lies within the length, with the punctuation that follows it at once."""
    limit = start + LENGTH
    if len(text) <= limit:
        return len(text)
    space = text.rfind(" ", start + 1, limit + 1)
    return space if space > start else limit
