"""Tables of the report in a terminal: below one another where there is no room for them beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from kbgen.reports.overview.document import Cell, Column, Kind, Row, Table, Tone
from kbgen.reports.overview.terminal.text import MOST_TEXT, cut, folded, plain, styled, wrapped
from kbgen.reports.sparks import sparkline
from kbgen.wording import Words

NAME = 32
"""So many columns a name has at least."""

LEAST = 14
"""And any other text; what is shorter is shown whole."""

SENTENCE = 40
"""A longer text is a sentence, and stands below the row rather than be cut."""

CODE = 16
"""And so does a longer command or path."""

FEWEST = 3
"""With fewer columns than these, a row has its name on a line of its own."""

INDENT = "  "


def table(one: Table, words: Words, width: int | None, *, title: bool = True) -> Iterator[str]:
    """Its title, the rows that are seen at first, and where the figures come from."""
    one = one.visible
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
    return wrapped(sentence, min(MOST_TEXT, width or MOST_TEXT), INDENT, dim=True)


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
        yield _beside(columns, row, of_row, beside, widths)
        yield from _below(columns, row, of_row, below, width)


def _beside(
    columns: Sequence[Column], row: Row, texts: Sequence[str], places: Sequence[int], widths: Mapping[int, int]
) -> str:
    """The cells that stand below their heads; a name that stands alone is a little heading."""
    line = [
        _styled(
            columns[place], row.cells[place], _aligned(columns[place], cut(texts[place], widths[place]), widths[place])
        )
        for place in places
    ]
    return (INDENT + "  ".join(line)).rstrip() if len(line) > 1 else INDENT + click.style(line[0].rstrip(), bold=True)


def _below(
    columns: Sequence[Column], row: Row, texts: Sequence[str], places: Sequence[int], width: int | None
) -> Iterator[str]:
    """The cells for which there was no room, but for those that say nothing; then what else is to be said."""
    told = [place for place in places if texts[place].strip("–—- ") and row.cells[place].value not in (0, None)]
    sentences = [place for place in told if columns[place].kind is Kind.TEXT and len(texts[place]) > SENTENCE]
    for place in sentences:
        yield from wrapped(row.cells[place].text, min(MOST_TEXT, width or MOST_TEXT), INDENT * 2)
    pieces = [
        (text, _styled(columns[place], row.cells[place], text))
        for place in told
        if place not in sentences and (text := _alone(columns[place], texts[place]))
    ]
    yield from folded(pieces, width, INDENT * 2)
    notes = " · ".join(cell.note for cell in row.cells if cell.note)
    yield from wrapped(notes, min(MOST_TEXT, width or MOST_TEXT), INDENT * 2, dim=True)


def _shown(column: Column, cell: Cell) -> str:
    return sparkline(cell.weeks) if column.kind is Kind.WEEKS and cell.weeks else plain(cell.text)


def _alone(column: Column, text: str) -> str:
    """What a cell says without its head above it; commands and paths say what they are."""
    return text if column.kind is Kind.CODE or not column.title else f"{plain(column.title)}: {text}"


def _fitting(
    columns: Sequence[Column], places: Sequence[int], widths: dict[int, int], width: int | None
) -> Sequence[int]:
    """The columns that there is room for beside each other; ``widths`` of long texts are made smaller."""
    if width is None:
        return places
    for beside in _choices(columns, places, widths, width):
        if _least(columns, beside, widths) <= width:
            _narrow(columns, beside, widths, width)
            return beside
    widths[places[0]] = min(widths[places[0]], width - len(INDENT))
    return places[:1]


def _choices(
    columns: Sequence[Column], places: Sequence[int], widths: Mapping[int, int], width: int
) -> Iterator[Sequence[int]]:
    """All columns, if they can stand there whole; then those without what should not be cut, then ever fewer."""
    name = _first_text(columns, places)
    rest = [p for p in places if p in (name, places[0]) or not _is_long(columns[p], widths[p])]
    if rest == list(places) or len(INDENT) + sum(widths[place] + 2 for place in places) - 2 <= width:
        yield places
    for count in range(len(rest), min(FEWEST, len(places)) - 1, -1):
        yield rest[:count]


def _is_long(column: Column, width: int) -> bool:
    """Whether the texts are sentences, or commands."""
    return (column.kind is Kind.TEXT and width > SENTENCE) or (column.kind is Kind.CODE and width > CODE)


def _least(columns: Sequence[Column], places: Sequence[int], widths: Mapping[int, int]) -> int:
    return len(INDENT) + 2 * (len(places) - 1) + sum(_floor(columns, places, place, widths[place]) for place in places)


def _floor(columns: Sequence[Column], places: Sequence[int], place: int, width: int) -> int:
    """How narrow a column may become."""
    if columns[place].kind is not Kind.TEXT:
        return width
    first = _first_text(columns, places)
    return min(width, NAME if place == first else LEAST)


def _first_text(columns: Sequence[Column], places: Sequence[int]) -> int | None:
    """What a row is called."""
    return next((place for place in places if columns[place].kind is Kind.TEXT), None)


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
