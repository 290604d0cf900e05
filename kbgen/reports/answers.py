"""Lists of search results: for the terminal and for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

import click

from kbgen.reports.silent import harmless
from kbgen.search.answers import Answer, Answers
from kbgen.search.excerpts import Piece

Url = Callable[[Answer], str]
"""The address of an answer, with the anchor of its best section."""

_WIDEST, _NARROWEST = 100, 30
_MANY = 6
"""So many values of a facet are named."""


def as_values(answers: Sequence[Answer], url: Url) -> list[dict[str, Any]]:
    """The answers as JSON has them."""
    return [
        {
            "article": answer.article,
            "title": "".join(piece.text for piece in answer.title),
            "url": url(answer),
            "score": answer.score,
            "excerpt": answer.excerpt.text,
            "language": answer.language,
            "heading": "".join(piece.text for piece in answer.heading),
            "path": answer.facts.path,
            "category": answer.facts.category,
            "owner": answer.facts.owner,
            "state": answer.facts.state,
            "missing": list(answer.missing),
        }
        for answer in answers
    ]


def as_json(answers: Answers, url: Url) -> str:
    """``{"results": […], "total", "facets", "did_you_mean", "retyped"}``."""
    data = {
        "results": as_values(answers.shown, url),
        "total": answers.total,
        "facets": answers.facets,
        "did_you_mean": answers.did_you_mean,
        "retyped": answers.retyped,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_line(answers: Answers, url: Url) -> str:
    """Only the list of results, in one line."""
    return json.dumps(as_values(answers.shown, url), ensure_ascii=False)


def text(answers: Answers, url: Url, *, asked: str, width: int) -> str:
    """A paragraph a result, then what there is in all. ``asked``: what was looked for, in words."""
    width = max(_NARROWEST, min(width, _WIDEST))
    lines: list[str] = []
    if answers.retyped:
        lines += [f"Results for “{harmless(answers.retyped)}”", ""]
    if answers.did_you_mean:
        lines += [f"Did you mean “{harmless(answers.did_you_mean)}”?", ""]
    if not answers.shown:
        lines.append(f"Nothing found for {harmless(asked)}.")
    for number, answer in enumerate(answers.shown, 1):
        lines += [*_paragraph(number, answer, url(answer), width), ""]
    if answers.shown:
        lines += _summary(answers, width)
    return "\n".join(lines)


def titles(answers: Answers, *, asked: str) -> str:
    """A line a result, below what was looked for: for many queries at once."""
    lines = [click.style(harmless(asked), bold=True)]
    lines += [f"  {number}. {_plain(a.title)} · {a.language}/{a.article}" for number, a in enumerate(answers.shown, 1)]
    return "\n".join(lines if answers.shown else [*lines, "  nothing found"])


def _paragraph(number: int, answer: Answer, url: str, width: int) -> Iterator[str]:
    indent = " " * 4
    heading = (Piece(" › ", False), *answer.heading) if answer.heading else ()
    first, *more = _wrapped((*answer.title, *heading), width - 4, bold=True)
    yield f"{number:>2}. {first}"
    yield from (indent + line for line in more)
    facts = answer.facts
    known = [answer.language, facts.category, facts.owner, facts.state if facts.state != "written" else ""]
    if answer.missing:
        known.append(f"not in {', '.join(answer.missing)}")
    yield from (click.style(indent + line, dim=True) for line in _folded(" · ".join(filter(None, known)), width - 4))
    # A web address is left whole, so that it can be clicked; it is shown as readers of its language see it.
    yield indent + click.style(harmless(unquote(url)).replace(" ", "%20"), fg="blue")
    yield from (indent + line for line in _wrapped(answer.excerpt.pieces, width - 4))


def _summary(answers: Answers, width: int) -> Iterator[str]:
    cut = f", {len(answers.shown)} shown" if len(answers.shown) < answers.total else ""
    yield click.style(f"{answers.total} found{cut}", bold=True)
    for name, values in answers.facets.items():
        if len(values) > 1 or (name == "owner" and values):
            yield from _folded(f"{name}: {_counts(values)}", width)


def _counts(values: Mapping[str, int]) -> str:
    named = [f"{harmless(value)} {count}" for value, count in list(values.items())[:_MANY]]
    return ", ".join(named) + (", …" if len(values) > _MANY else "")


def _plain(pieces: Iterable[Piece]) -> str:
    return harmless("".join(piece.text for piece in pieces))


def _folded(words: str, width: int) -> Iterator[str]:
    return _wrapped((Piece(words, False),), width)


def _wrapped(pieces: Iterable[Piece], width: int, bold: bool = False) -> Iterator[str]:
    """Words in lines of a width, the marked ones standing out; a word that is too long has a line of its own."""
    line: list[str] = []
    length = 0
    for word in _words(pieces):
        long = sum(len(piece.text) for piece in word)
        if line and length + 1 + long > width:
            yield " ".join(line)
            line, length = [], 0
        length += long + (1 if line else 0)
        line.append("".join(_styled(piece, bold) for piece in word))
    if line:
        yield " ".join(line)


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """What stands between spaces, each in one or several pieces."""
    word: list[Piece] = []
    for piece in pieces:
        for place, text in enumerate(harmless(piece.text).split(" ")):
            if place and word:
                yield word
                word = []
            if text:
                word.append(Piece(text, piece.marked))
    if word:
        yield word


def _styled(piece: Piece, bold: bool) -> str:
    if piece.marked:
        return click.style(piece.text, fg="yellow", bold=True)
    return click.style(piece.text, bold=True) if bold else piece.text
