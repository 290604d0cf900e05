"""Effects for other programs, in the form that ``schema.json`` beside this file describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kbgen.reports.effect import report
from kbgen.reports.effect.report import Report
from kbgen.tickets.effect.effect import Comparison, Period
from kbgen.tickets.effect.findings import Finding

SCHEMA = Path(__file__).with_name("schema.json")


def render(one: Report) -> str:
    """``{"as_of", "since", "effects": […], "notices": […]}``."""
    value = {
        "as_of": one.day.isoformat(),
        "since": one.since.isoformat() if one.since else None,
        "effects": [as_value(finding, one) for finding in one.findings],
        "notices": list(one.notices),
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def as_value(finding: Finding, one: Report) -> dict[str, Any]:
    """One change and one topic."""
    change, effect, comparison = finding.change, finding.effect, finding.effect.comparison
    return {
        "article": finding.article,
        "title": finding.title,
        "topic": effect.topic,
        "name": finding.name,
        "change": {
            "day": change.day.isoformat(),
            "kind": change.kind.value,
            "language": change.language or None,
            "grade": str(change.grade) if change.grade is not None else None,
            "known_from": change.known.value,
            "more": change.more,
        },
        "language": effect.language,
        "verdict": effect.verdict.value,
        "reason": effect.reason,
        "rate_ratio": _ratio(comparison),
        "p": _round(comparison.p, 4) if comparison else None,
        "q": _round(finding.q, 4),
        "fewer_a_week": _round(report.fewer(comparison), 2) if comparison else None,
        "fewer_hours_a_week": _hours(finding, one),
        "before": _period(comparison.before) if comparison else None,
        "left_out": _period(comparison.left_out) if comparison else None,
        "after": _period(comparison.after) if comparison else None,
        "expected": _round(comparison.expected, 1) if comparison else None,
        "risen_before": comparison.risen if comparison else None,
        "outbreaks": [day.isoformat() for day in comparison.outbreaks] if comparison else [],
        "placebos": _placebos(comparison),
        "smallest_visible_ratio": _round(comparison.visible, 3) if comparison else None,
        "needed_a_week": effect.needed,
        "wait_weeks": effect.wait,
        "notes": list(effect.notes),
    }


def _ratio(comparison: Comparison | None) -> dict[str, float | None] | None:
    if comparison is None:
        return None
    ratio = comparison.ratio
    return {"estimate": _round(ratio.estimate, 3), "low": _round(ratio.low, 3), "high": _round(ratio.high, 3)}


def _hours(finding: Finding, one: Report) -> float | None:
    comparison, minutes = finding.effect.comparison, one.minutes.get(finding.effect.topic)
    return None if comparison is None or minutes is None else _round(report.fewer(comparison) * minutes / 60, 2)


def _period(period: Period) -> dict[str, Any]:
    return {
        "first": period.first.isoformat(),
        "end": period.end.isoformat(),
        "weeks": period.weeks,
        "tickets": period.tickets,
    }


def _placebos(comparison: Comparison | None) -> dict[str, int] | None:
    if comparison is None:
        return None
    return {"comparisons": comparison.placebos, "topics": comparison.placebo_topics, "rank": comparison.rank}


def _round(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)
