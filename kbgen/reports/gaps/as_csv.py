"""Gaps for a spreadsheet."""

from __future__ import annotations

from kbgen.reports import spreadsheet
from kbgen.reports.gaps.report import Report
from kbgen.translation.workload import Gap, minutes

HEAD = (
    *("article", "language", "state", "grade", "source", "changed", "blocks", "since", "confirmed", "title", "owner"),
    *("category", "path", "tickets", "views", "harm", "minutes", "findings"),
)


def render(one: Report) -> str:
    """A line for each article and language."""
    return spreadsheet.text(HEAD, map(_values, one.shown))


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
