"""Tables of the report in a terminal: below one another where there is no room for them beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from kbgen.reports.overview.document import Cell, Column, Kind, Row, Table, Tone
from kbgen.reports.overview.terminal.text import cut, folded, plain, styled, wrapped
from kbgen.reports.sparks import sparkline
from kbgen.wording import Words

NAME = 24
"""So many columns a name has at least."""

LEAST = 14
"""And any other text; what is shorter is shown whole."""

FEWEST = 3
"""With fewer columns than these, a row has its name on a line of its own."""

INDENT = "  "


def table(one: Table, words: Words, width: int | None, *, title: bool = True) -> Iterator[str]:
    """Its title, the rows that are seen at first, and where the figures come from."""
    if title and one.title:
        yield click.style(plain(one.title), bold=True)
    if not one.rows:
        yield from _text(one.empty, width)
    rows = one.rows if one.shown is None else one.rows[: one.shown]
    yield from _rows(one.columns, rows, width)
    if left := len(one.rows) - len(rows):
        more = words.ngettext(
            "%(num)s more row is in the files of the report", "%(num)s more rows are in the files of the report", left
        )
        yield from _text(more, width)
    if one.source:
        yield from _text(one.source, width)


def _text(sentence: str, width: int | None) -> list[str]:
    return wrapped(sentence, min(100, width or 100), INDENT, dim=True)


def _rows(columns: Sequence[Column], rows: Sequence[Row], width: int | None) -> Iterator[str]:
    texts = [[_shown(column, cell) for column, cell in zip(columns, row.cells, strict=True)] for row in rows]
    places = [place for place in range(len(columns)) if any(of_row[place] for of_row in texts)]
    if not places:
        return
    heads = [plain(column.title) for column in columns]
    widths = {place: max(len(heads[place]), *(len(of_row[place]) for of_row in texts)) for place in places}
    beside = _fitting(columns, places, widths, width)
    if len(beside) > 1:
        head = [_aligned(columns[place], cut(heads[place], widths[place]), widths[place]) for place in beside]
        yield click.style((INDENT + "  ".join(head)).rstrip(), dim=True)
    below = [place for place in places if place not in beside]
    for row, of_row in zip(rows, texts, strict=True):
        cells = [
            _styled(
                columns[place],
                row.cells[place],
                _aligned(columns[place], cut(of_row[place], widths[place]), widths[place]),
            )
            for place in beside
        ]
        yield (
            (INDENT + "  ".join(cells)).rstrip()
            if len(beside) > 1
            else INDENT + click.style(cells[0].rstrip(), bold=True)
        )
        pieces = [
            (text, _styled(columns[place], row.cells[place], text))
            for place in below
            if (text := _alone(heads[place], of_row[place]))
        ]
        yield from folded(pieces, width, INDENT * 2)
        for place in places:
            if note := row.cells[place].note:
                yield from wrapped(note, min(100, width or 100), INDENT * 2, dim=True)


def _shown(column: Column, cell: Cell) -> str:
    return sparkline(cell.weeks) if column.kind is Kind.WEEKS and cell.weeks else plain(cell.text)


def _alone(head: str, text: str) -> str:
    """What a cell says without its head above it."""
    return f"{head}: {text}" if head and text and text not in ("–", "—") else text.strip("–—")


def _fitting(
    columns: Sequence[Column], places: Sequence[int], widths: dict[int, int], width: int | None
) -> Sequence[int]:
    """The columns that there is room for beside each other; ``widths`` of long texts are made smaller."""
    if width is None:
        return places
    for beside in _choices(columns, places):
        if _least(columns, beside, widths) <= width:
            _narrow(columns, beside, widths, width)
            return beside
    widths[places[0]] = min(widths[places[0]], width - len(INDENT))
    return places[:1]


def _choices(columns: Sequence[Column], places: Sequence[int]) -> Iterator[Sequence[int]]:
    """All columns, then those without commands and paths, which are not to be cut, then ever fewer of these."""
    yield places
    rest = [place for place in places if columns[place].kind is not Kind.CODE or place == places[0]]
    for count in range(len(rest), min(FEWEST, len(places)) - 1, -1):
        yield rest[:count]


def _least(columns: Sequence[Column], places: Sequence[int], widths: Mapping[int, int]) -> int:
    return len(INDENT) + 2 * (len(places) - 1) + sum(_floor(columns, places, place, widths[place]) for place in places)


def _floor(columns: Sequence[Column], places: Sequence[int], place: int, width: int) -> int:
    """How narrow a column may become."""
    if columns[place].kind is not Kind.TEXT:
        return width
    first = next((one for one in places if columns[one].kind is Kind.TEXT), None)
    return min(width, NAME if place == first else LEAST)


def _narrow(columns: Sequence[Column], places: Sequence[int], widths: dict[int, int], width: int) -> None:
    """Take from the widest texts until the line fits."""
    too_wide = len(INDENT) + 2 * (len(places) - 1) + sum(widths[place] for place in places) - width
    while too_wide > 0:
        loose = [place for place in places if widths[place] > _floor(columns, places, place, widths[place])]
        widest = max(loose, key=lambda place: widths[place])
        widths[widest] -= 1
        too_wide -= 1


def _aligned(column: Column, text: str, width: int) -> str:
    return text.rjust(width) if column.kind is Kind.NUMBER else text.ljust(width)


def _styled(column: Column, cell: Cell, text: str) -> str:
    if column.kind is Kind.WEEKS:
        return click.style(text, fg="cyan")
    if cell.tone is Tone.PLAIN:
        return text
    return styled(text, cell.tone)
