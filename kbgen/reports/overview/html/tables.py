"""A table as HTML: whole and readable as it is; the script adds what sorts, filters and opens it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kbgen.reports.overview.document import Block, Cell, Column, Kind, Row, Table, Tone
from kbgen.reports.overview.html import layout, tools
from kbgen.reports.overview.html.keys import key
from kbgen.reports.overview.html.layout import Layout
from kbgen.reports.overview.html.marks import marked, weeks
from kbgen.reports.overview.html.place import Place
from kbgen.reports.overview.html.text import bare, code, in_language, plain, rich, words

_SPELLED = re.compile(r"^[^`]*\w[^`]*$")

Writer = Callable[[Sequence[Block], Place], str]
"""What writes the blocks in a row's details."""


def table(one: Table, place: Place, written: Writer, *, titled: bool = True, name: str = "") -> str:
    """The table under its title, with its source. ``titled``: False where the title stands elsewhere; it is then the
    table's name for those who do not see it. ``name``: within the section, where it is not that of the table.
    """
    one = one.visible
    id = place.named(name or one.name)
    head = f'<h{place.level} id="{id}-title">{rich(one.title)}</h{place.level}>' if titled and one.title else ""
    if not one.rows:
        empty = one.empty or place.words.gettext("No rows.")
        return f'<div class="block list" id="{id}">{head}<p class="empty">{rich(empty)}</p>{_source(one, place)}</div>'

    rows = one.rows[: place.most]
    plan = layout.of(one, rows)
    label = f'aria-labelledby="{id}-title"' if head else f'aria-label="{bare(one.title)}"'
    inner = place.below() if head else place
    width = f"to-{plan.step} dense" if plan.dense else f"to-{plan.step}"
    sortable = ' class="sortable"' if len(rows) > 1 and not place.nested else ""
    # Narrow screens show rows as blocks, which then are a table by their roles only.
    return (
        f'<div class="block list {width}" id="{id}">{head}{tools.above(one, rows, place)}'
        f'<div class="frame"><table{sortable} role="table" {label}>'
        f"{_heads(one.columns, plan)}\n"
        + "\n".join(_row(row, one, plan, inner.within(f"{one.name}-{n}"), written) for n, row in enumerate(rows, 1))
        + f"\n</table></div>{tools.below(one, rows, place)}{_source(one, place)}</div>"
    )


def _heads(columns: Sequence[Column], plan: Layout) -> str:
    heads = "".join(
        f'<th scope="col" role="columnheader"{_classes(classes)}>{rich(column.title)}</th>'
        for column, classes in zip(columns, plan.classes, strict=True)
    )
    return f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'


def _row(row: Row, one: Table, plan: Layout, place: Place, written: Writer) -> str:
    """A group for each row, so that its details stay with it."""
    cells = "".join(
        _cell(cell, column, where, plan, place)
        for where, (column, cell) in enumerate(zip(one.columns, row.cells, strict=True))
    )
    details = ""
    if row.details:
        blocks = written(row.details, place)
        details = f'<tr class="more" role="row"><td role="cell" colspan="{len(one.columns)}">{blocks}</td></tr>'
    return f'<tbody role="rowgroup"><tr role="row">{cells}</tr>{details}</tbody>'


def _cell(cell: Cell, column: Column, where: int, plan: Layout, place: Place) -> str:
    keyed = f' data-key="{plain(value)}"' if (value := key(cell.value)) else ""
    note = f"<small>{rich(cell.note)}</small>" if cell.note else ""
    content = f"<div>{marked(cell.tone, _content(cell, column), place.words)}{note}</div>"
    if where == plan.header:
        return f'<th scope="row" role="rowheader"{_classes(plan.classes[where])}{keyed}>{content}</th>'
    blank = () if cell.text or cell.note or cell.weeks else ("blank",)
    rank = ("rank",) if plan.ranked and where == 0 else ()
    classes = _classes((*plan.classes[where], *blank, *rank))
    return f'<td role="cell"{classes} data-label="{bare(column.title)}"{keyed}>{content}</td>'


def _content(cell: Cell, column: Column) -> str:
    if cell.weeks:
        return weeks(cell.weeks, cell.text)
    # “No article” is no tag, and neither is a dash.
    if column.kind is Kind.CODE and cell.tone is not Tone.ABSENT and _SPELLED.search(cell.text):
        return in_language(code(cell.text), cell.language)
    return words(cell)


def _classes(classes: Sequence[str]) -> str:
    return f' class="{" ".join(classes)}"' if classes else ""


def _source(one: Table, place: Place) -> str:
    file = tools.file_of(one, place)
    link = f' <a href="{plain(file)}" download>{plain(file)}</a>' if not place.nested and one.rows else ""
    return f'<p class="source">{rich(one.source)}{link}</p>' if one.source or link else ""
