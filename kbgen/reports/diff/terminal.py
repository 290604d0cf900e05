"""Changes with the paragraphs that have to follow, for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

from kbgen.reports.diff import MARKS, Diff, advice, summary
from kbgen.reports.silent import harmless
from kbgen.translation.blocks import Block
from kbgen.translation.changes import ChangeKind
from kbgen.translation.follow import Following, Said, Step
from kbgen.translation.grading import Grade

COLOURS: Mapping[Grade, str] = {
    Grade.CRITICAL: "red",
    Grade.MATERIAL: "yellow",
    Grade.SMALL: "cyan",
    Grade.COSMETIC: "bright_black",
}
_STYLES: Mapping[Said, Mapping[str, Any]] = {
    Said.SAME: {},
    Said.GONE: {"fg": "red", "strikethrough": True},
    Said.NEW: {"fg": "green", "bold": True},
}
_INDENT = 4
_WIDEST = 100

Run = tuple[Said, str]


def text(diff: Diff, *, width: int = 80, coloured: bool = False) -> str:
    """One translation. Without colour, old words stand in ``[-…-]`` and new ones in ``{+…+}``."""
    one = diff.assessment
    lines = [
        click.style(f"{one.article} – {harmless(diff.title)}", bold=True),
        f"{one.source} → {one.language}: the translation {summary(diff)}.",
        *(f"  {finding.message}" for finding in one.findings),
    ]
    printer = _Printer(diff, min(width, _WIDEST), coloured)
    for following in (diff.source, diff.own):
        if following.steps:
            lines += ["", f"Changed in “{following.changed}”:", *printer.steps(following)]
    if what := advice(diff):
        lines += ["", f"→ {what}"]
    return "\n".join(lines)


class _Printer:
    """Sets the changes of one translation."""

    def __init__(self, diff: Diff, width: int, coloured: bool) -> None:
        self.diff = diff
        self.width = width
        self.coloured = coloured

    def steps(self, following: Following) -> Iterator[str]:
        """Every change with its counterpart."""
        for number, step in enumerate(following.steps, 1):
            yield ""
            yield self._head(number, step)
            yield from self._changed(following, step)
            yield from self._beside(following, step)

    def _head(self, number: int, step: Step) -> str:
        change = step.change
        grade = click.style(str(change.grade), fg=COLOURS.get(change.grade), bold=True)
        where = f" · {harmless(change.path[-1])}" if change.path else ""
        return f"{number:>2}. {grade} · {change.kind}{where}"

    def _changed(self, following: Following, step: Step) -> Iterator[str]:
        change = step.change
        if change.new is None and change.old is None:
            said = (
                "only punctuation, case or markup" if change.kind is ChangeKind.CHANGED else "the words are not known"
            )
            yield from self._block(following.changed, None, [(Said.SAME, f"({said})")])
            return
        yield from self._block(following.changed, change.new, step.words or self._unknown(step))

    def _unknown(self, step: Step) -> list[Run]:
        assert step.change.new is not None
        return [(Said.NEW, step.change.new.text)]

    def _beside(self, following: Following, step: Step) -> Iterator[str]:
        if step.beside:
            yield from self._block(following.other, step.beside, [(Said.SAME, step.beside.text)])
        elif step.change.new:
            after = f"after line {step.after.line}" if step.after else "at the beginning"
            yield from self._block(following.other, None, [(Said.SAME, f"(to be written, {after})")])

    def _block(self, language: str, block: Block | None, runs: Iterable[Run]) -> Iterator[str]:
        place = self.diff.place(language, block.line) if block else self.diff.paths.get(language, "")
        yield click.style(f"{' ' * _INDENT}{place}", dim=True)
        for line in wrapped(self._marked(runs), self.width - _INDENT - 2):
            yield f"{' ' * (_INDENT + 2)}{''.join(self._styled(said, piece) for said, piece in line)}"

    def _marked(self, runs: Iterable[Run]) -> Iterator[Run]:
        for said, words in runs:
            before, behind = ("", "") if self.coloured else MARKS[said]
            yield said, f"{before}{harmless(words, breaks=True)}{behind}"

    def _styled(self, said: Said, piece: str) -> str:
        return click.style(piece, **_STYLES[said]) if self.coloured and said is not Said.SAME else piece


def wrapped(runs: Iterable[Run], width: int) -> Iterator[list[Run]]:
    """Runs in lines of at most this width, broken at spaces; lines of code stay lines. A longer word has its own."""
    line: list[Run] = []
    filled = 0
    for said, text in runs:
        for place, row in enumerate(text.split("\n")):
            if place:
                yield line
                line, filled = [], 0
            for word in _words(row):
                if filled and filled + len(word.rstrip()) > width:
                    yield line
                    line, filled = [], 0
                line.append((said, word))
                filled += len(word)
    if line:
        yield line


def _words(row: str) -> list[str]:
    """The words of a line, each with the spaces behind it."""
    return re.findall(r"[^ ]+ *| +", row)
