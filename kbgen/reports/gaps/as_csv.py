"""Gaps for a spreadsheet: UTF-8 with the mark that Excel wants, every field quoted, no cell that could be a formula."""

from __future__ import annotations

import csv
import io

from kbgen.reports.gaps.report import Report
from kbgen.translation.workload import Gap, minutes

HEAD = (
    *("article", "language", "state", "grade", "source", "changed", "blocks", "since", "confirmed", "title", "owner"),
    *("category", "path", "tickets", "views", "harm", "minutes", "findings"),
)


def render(one: Report) -> str:
    """A line for each article and language."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEAD)
    for gap in one.shown:
        writer.writerow([_cell(value) for value in _values(gap)])
    return "\ufeff" + out.getvalue().removesuffix("\r\n")


def _values(gap: Gap) -> tuple[object, ...]:
    row, demand = gap.row, gap.demand
    return (
        row.article,
        row.language,
        row.state.value,
        str(row.grade),
        row.source,
        row.changed,
        row.blocks,
        row.since,
        row.confirmed,
        row.title,
        row.owner,
        row.category,
        row.path,
        demand.tickets,
        demand.views,
        round(gap.harm, 2),
        round(minutes(row), 1),
        "; ".join(f"{note.place} {note.message}".strip() for note in row.findings),
    )


def _cell(value: object) -> str:
    """A spreadsheet takes what begins with one of these signs for a formula, and may run it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text
