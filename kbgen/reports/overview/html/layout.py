"""How wide the columns of a table want to be, and below which width it is shown as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kbgen.reports.overview.document import Cell, Column, Kind, Row, Table

_TIGHT, _WIDE, _PROSE = 18, 45, 90
"""Cells up to the first stay on one line; columns with cells above the second get room; those above the third are
sentences."""

_UNBROKEN = 24
"""Longer words may be broken anywhere."""

_STEPS = (20, 28, 36, 44, 52, 60)
"""Widths in em; a table is shown as blocks below the least of them that holds what it wants."""

_READ, _LEAST = 30, 16
"""Letters on a line of a text that is read easily, and where there is hardly anything beside it."""

_LETTER, _GAP, _BAR = 0.5, 1.25, 0.35
"""In em: of a letter, between columns, and of a week."""


@dataclass(frozen=True, slots=True)
class Layout:
    """``classes``: of each column's cells. ``header``: the column that says what a row is about: the first with words,
    and rather one with many than one to choose by.
    ``ranked``: the rows are numbered. ``step``: the width below which rows are blocks. ``dense``: it wants more room
    than there is on most screens.
    """

    classes: tuple[tuple[str, ...], ...]
    header: int
    ranked: bool
    step: int
    dense: bool


def of(table: Table, rows: Sequence[Row]) -> Layout:
    """The layout of a table of which these rows are shown."""
    cells = [[row.cells[where] for row in rows] for where in range(len(table.columns))]
    longest = [max(len(cell.text) for cell in column) for column in cells]
    kinds = tuple(column.kind for column in table.columns)
    named = [where for where, kind in enumerate(kinds) if kind in (Kind.TEXT, Kind.CODE)]
    many = [where for where in named if not table.columns[where].filtered]
    header = (many or named or [0])[0]
    letters = _READ if len(kinds) > 3 else _LEAST
    wanted = sum(_wanted(*column, letters) for column in zip(table.columns, longest, cells, strict=True))
    return Layout(
        tuple(map(_classes, kinds, longest, cells)),
        header,
        kinds[0] is Kind.NUMBER and header > 0,
        next((step for step in _STEPS if wanted <= step), _STEPS[-1]),
        wanted > _STEPS[-1],
    )


def _wanted(column: Column, longest: int, cells: Sequence[Cell], letters: int) -> float:
    """In em; texts with more letters may be broken, but not the words of a head."""
    head = max((len(word) for word in column.title.split()), default=0)
    widest = (
        _BAR * max(len(cell.weeks) for cell in cells) if column.kind is Kind.WEEKS else _LETTER * min(longest, letters)
    )
    return max(widest, _LETTER * max(head, 3)) + _GAP


def _classes(kind: Kind, longest: int, cells: Sequence[Cell]) -> tuple[str, ...]:
    kinds = () if kind is Kind.TEXT else (kind.value,)
    if kind is Kind.WEEKS:
        return kinds
    if longest <= _TIGHT:
        noted = max(len(cell.note) for cell in cells) > _TIGHT
        return (*kinds, "tight", "noted") if noted else (*kinds, "tight")
    words = (word for cell in cells for word in f"{cell.text} {cell.note}".split())
    if kind is Kind.CODE or max(map(len, words), default=0) > _UNBROKEN:
        return (*kinds, "broken")
    if longest > _PROSE:
        return (*kinds, "wide", "prose")
    return (*kinds, "wide") if longest > _WIDE else kinds


def stacked(rules: str) -> str:
    """The rules for tables that do not fit, for each width below which some do not. They hold on screens: on paper all
    tables stay tables. In ``rules``, LIST and TABLE stand for what they are for.
    """
    return "\n".join(("@media screen {", *(_below(step, rules) for step in _STEPS), "}"))


def _below(step: int, rules: str) -> str:
    chosen = rules.replace("TABLE", f".to-{step} > .frame > table").replace("LIST", f".to-{step}")
    return f"@container (max-width: {step}em) {{\n{chosen}\n}}"
