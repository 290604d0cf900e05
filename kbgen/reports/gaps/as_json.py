"""Gaps for other programs, in the form that ``schema.json`` beside this file describes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from kbgen.reports.gaps.report import Report
from kbgen.translation.workload import Gap, Total, minutes

SCHEMA = Path(__file__).with_name("schema.json")


def render(one: Report) -> str:
    """``{"articles": […], "totals": {…}}``, a line for each article and language."""
    rows = ",\n".join(f"    {_json(as_value(gap))}" for gap in one.shown)
    listed = f"[\n{rows}\n  ]" if rows else "[]"
    return f'{{\n  "articles": {listed},\n  "totals": {_json(_totals(one))}\n}}'


def as_value(gap: Gap) -> dict[str, Any]:
    """One row."""
    row, demand = gap.row, gap.demand
    return {
        "article": row.article,
        "language": row.language,
        "state": row.state.value,
        "grade": str(row.grade),
        "source": row.source,
        "changed": row.changed,
        "blocks": row.blocks,
        "findings": [note._asdict() for note in row.findings],
        "title": row.title,
        "owner": row.owner,
        "category": row.category,
        "path": row.path,
        "confirmed": _day(row.confirmed),
        "since": _day(row.since),
        "demand": {"tickets": demand.tickets, "views": demand.views},
        "harm": round(gap.harm, 2),
        "words": row.words,
        "minutes": round(minutes(row), 1),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _totals(one: Report) -> dict[str, Any]:
    parts = {"languages": one.languages, "categories": one.categories}
    return _total(one.total) | {
        name: {key: _total(total) for key, total in part.items()} for name, part in parts.items()
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "pages": total.pages,
        "states": {state.value: count for state, count in total.states.items()},
        "grades": {str(grade): count for grade, count in total.grades.items()},
        "covered": _share(total.covered),
        "covered_by_demand": _share(total.covered_demand),
        "harm": round(total.harm, 2),
    }


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _json(value: object) -> str:
    return _encode(value)
