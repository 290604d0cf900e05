"""The report for other programs, in the form that ``schema.json`` beside this file describes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kbgen.reports.overview.document import (
    Cell,
    Column,
    Document,
    Kind,
    Paragraph,
    Section,
    Table,
    Tone,
    Value,
    flat,
)

SCHEMA = Path(__file__).with_name("schema.json")


def render(document: Document) -> str:
    """``{"site", "as_of", "language", "lead", "sections": {…}, "sources": […]}``, a line for each row of a table."""
    head = {
        "site": document.site,
        "as_of": document.as_of.isoformat(),
        "language": document.language,
        "title": document.title,
        "lead": document.lead,
    }
    lines = ["{", *(f"  {_json(key)}: {_json(value)}," for key, value in head.items())]
    lines += ['  "sections": {', *_joined([_section(one) for one in document.sections]), "  },"]
    sources = [
        {"name": one.name, "title": one.title, "state": one.state, "missing": one.missing} for one in document.sources
    ]
    lines += ['  "sources": [', *_joined([[f"    {_json(one)}"] for one in sources]), "  ]", "}"]
    return "\n".join(lines)


def _section(one: Section) -> list[str]:
    figures = {key(figure.name): value(figure.value) for figure in one.figures()}
    absent = [block.text for block in flat(one.blocks) if isinstance(block, Paragraph) and block.tone is Tone.ABSENT]
    lines = [f"    {_json(one.name)}: {{"]
    lines += [f'      "title": {_json(one.title)},', f'      "lead": {_json(one.lead)},']
    lines += [f'      "figures": {_json(figures)},', f'      "absent": {_json(absent)},', '      "tables": {']
    lines += _joined([_table(table) for table in one.tables()])
    return [*lines, "      }", "    }"]


def _table(one: Table) -> list[str]:
    rows = [[f"          {_json(_row(one.columns, row.cells))}"] for row in one.rows]
    name = _json(key(one.name))
    if not rows:
        return [f"        {name}: []"]
    return [f"        {name}: [", *_joined(rows), "        ]"]


def _row(columns: Sequence[Column], cells: Sequence[Cell]) -> dict[str, Any]:
    return {
        column.name: list(cell.weeks) if column.kind is Kind.WEEKS else value(cell.value)
        for column, cell in zip(columns, cells, strict=True)
    }


def key(name: str) -> str:
    """A name as programs can write it without quotation marks."""
    return name.replace("-", "_")


def value(given: Value) -> str | int | float | bool | None:
    """A value as JSON has it."""
    return given.isoformat() if isinstance(given, date) else given


def _joined(pieces: Sequence[list[str]]) -> Iterator[str]:
    """Their lines, with a comma behind each piece but the last."""
    for place, piece in enumerate(pieces):
        yield from piece[:-1]
        yield piece[-1] + ("," if place < len(pieces) - 1 else "")


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _json(given: object) -> str:
    return _encode(given)
