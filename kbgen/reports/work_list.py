"""Pieces of work, for the person who is to do them and for other programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import click

from kbgen.reports.problem_list import counted
from kbgen.reports.silent import harmless
from kbgen.translation.pieces import Part, Piece, Task
from kbgen.translation.standing import Grade

_MOST = 12
"""So many paragraphs of a translation from nothing are shown; the file has them all."""


def as_json(pieces: Sequence[Piece]) -> str:
    """``{"pieces": [{"article", "language", "task", "source", "minutes", "parts": […], …}]}``."""
    return json.dumps({"pieces": [_value(piece) for piece in pieces]}, ensure_ascii=False, indent=2)


def _value(piece: Piece) -> dict[str, Any]:
    row = piece.gap.row
    return {
        "article": row.article,
        "language": row.language,
        "title": row.title,
        "task": piece.task.value,
        "state": row.state.value,
        "grade": str(row.grade),
        "source": piece.source,
        "path": row.path,
        "minutes": round(piece.minutes, 1),
        "harm": round(piece.harm, 2),
        "left": piece.left,
        "parts": [_part_value(part) for part in piece.parts],
        "then": then(piece),
    }


def _part_value(part: Part) -> dict[str, Any]:
    return {
        "language": part.language,
        "place": part.place,
        "source_place": part.source_place,
        "headings": list(part.headings),
        "change": part.change,
        "grade": str(part.grade),
        "before": part.before,
        "after": part.after,
        "text": part.text,
        "note": part.note,
        "minutes": round(part.minutes, 2),
    }


def then(piece: Piece) -> str:
    """The command that says that it is done; empty where more has to be done first."""
    row = piece.gap.row
    if piece.left:
        return ""
    other = "" if piece.source == row.source else f" --from {piece.source}"
    return f"kbgen confirm {row.article} --lang {row.language}{other}"


def text(pieces: Sequence[Piece], width: int) -> str:
    """What to do, where, and what to do then."""
    return "\n\n".join("\n".join(_piece(piece, max(40, min(width, 100)))) for piece in pieces)


_TASKS = {
    Task.TRANSLATE: "Translate from {source} to {language}",
    Task.REVISE: "Bring {language} in line with {source}",
    Task.COMPARE: "Facts differ between {language} and {source}: look at both places",
    Task.CONFIRM: "Read {language} beside {source}, and confirm it",
}


def _piece(piece: Piece, width: int) -> Iterator[str]:
    row = piece.gap.row
    yield f"{click.style(harmless(row.title), bold=True)}  {row.article}"
    about = max(1, round(piece.minutes))
    task = _TASKS[piece.task].format(source=piece.source, language=row.language)
    yield f"{task}, about {counted(about, 'minute')}"
    shown = piece.parts if piece.task is not Task.TRANSLATE else piece.parts[:_MOST]
    for part in shown:
        yield ""
        yield from _part(part, piece, width)
    if more := len(piece.parts) - len(shown):
        yield ""
        yield f"  and {counted(more, 'paragraph')} more, up to {piece.parts[-1].source_place}"
    if piece.left:
        yield ""
        yield click.style(f"  {counted(piece.left, 'paragraph')} of it will be left for another time.", dim=True)
    if command := then(piece):
        yield ""
        yield f"  Then: {click.style(command, bold=True)}"


def _part(part: Part, piece: Piece, width: int) -> Iterator[str]:
    if piece.task is Task.TRANSLATE:
        yield click.style(f"  {part.source_place}", dim=True)
        yield from _wrapped("    ", part.after, width)
        return
    mark = click.style(f"  {part.grade}", fg="red", bold=True) if part.grade is Grade.CRITICAL else ""
    new = "behind " if part.change == "added" else ""
    yield f"  {new}{click.style(part.place, bold=True)}{mark}"
    if part.headings:
        yield click.style(f"    {' › '.join(map(harmless, part.headings))}", dim=True)
    if part.note:
        yield from _wrapped("    ", part.note, width)
    model = part.source_place if part.language == piece.gap.row.language else f"{part.source_place} (the translation)"
    yield click.style(f"    {part.change or 'beside'}: {model}", dim=True)
    for sign, colour, words in (("−", "red", part.before), ("+", "green", part.after), ("=", None, part.text)):
        if words:
            yield from (click.style(line, fg=colour) for line in _wrapped(f"    {sign} ", words, width))


def _wrapped(begin: str, words: str, width: int) -> Iterator[str]:
    for line in harmless(words, breaks=True).split("\n"):
        yield from textwrap.wrap(line, width, initial_indent=begin, subsequent_indent=" " * len(begin)) or [begin]
