"""Sentences of the report as lines of a terminal; what stands between backticks is code, and stays on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click

from kbgen.reports.overview.document import Tone
from kbgen.reports.silent import harmless

MOST_TEXT = 100
"""Longer lines of sentences are hard to read."""

_CODE = re.compile(r"`([^`]+)`")
_PIECE = re.compile(r"(?:`[^`]+`|[^ \n\t`]|`)+")
_COLOURS = {
    Tone.GOOD: "green",
    Tone.SLIGHT: "cyan",
    Tone.SERIOUS: "yellow",
    Tone.BAD: "red",
    Tone.ABSENT: "magenta",
}


def plain(text: str) -> str:
    """A text that does no harm to a terminal, without the marks of code."""
    return _CODE.sub(r"\1", harmless(text))


def styled(text: str, tone: Tone, *, bold: bool = False) -> str:
    """A text in the colour of its tone."""
    return click.style(text, fg=_COLOURS.get(tone), bold=bold or tone is Tone.BAD or None)


def cut(text: str, width: int) -> str:
    """The beginning of a text that is too long."""
    return text if len(text) <= width else f"{text[: max(1, width - 1)].rstrip()}…"


def wrapped(sentence: str, width: int, mark: str = "", *, dim: bool = False) -> list[str]:
    """Lines of at most ``width`` columns; a command that is longer is left whole, so that it can be copied."""
    lines: list[str] = []
    line, length = mark, len(mark)
    for piece in _PIECE.findall(harmless(sentence)):
        shown = plain(piece)
        if length > len(mark) and length + 1 + len(shown) > width:
            lines.append(line)
            line, length = " " * len(mark), len(mark)
        blank = " " if length > len(mark) else ""
        line += blank + _piece(piece, dim)
        length += len(blank) + len(shown)
    return [*lines, line] if length > len(mark) else lines


def _piece(piece: str, dim: bool) -> str:
    """A word, with the code in it in its own colour."""
    parts = [part for part in re.split(r"(`[^`]+`)", piece) if part]
    return "".join(
        click.style(part[1:-1], fg="cyan") if _CODE.fullmatch(part) else click.style(part, dim=True) if dim else part
        for part in parts
    )


def folded(pieces: Sequence[tuple[str, str]], width: int | None, indent: str) -> Iterator[str]:
    """Texts one after another, in as many lines as it takes; each as it is, and as it is shown."""
    line: list[str] = []
    length = len(indent)
    for text, shown in pieces:
        if line and width is not None and length + 2 + len(text) > width:
            yield indent + "  ".join(line)
            line, length = [], len(indent)
        length += len(text) + (2 if line else 0)
        line.append(shown)
    if line:
        yield indent + "  ".join(line)
