"""Flagged topics for other programs, in the form that ``schema.json`` beside this file describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kbgen.reports.topics.report import Report
from kbgen.tickets.flagging.flag import Flag
from kbgen.tickets.flagging.saving import Range
from kbgen.tickets.statistics.signal import Notice, Ratio

SCHEMA = Path(__file__).with_name("schema.json")


def render(one: Report) -> str:
    """``{"as_of": …, "flags": […], "notices": […], "too_few": […], …}``, a line for each flag and notice."""
    found = one.found
    parts = {
        "as_of": _json(found.as_of.isoformat()),
        "flags": _lines(map(as_value, one.shown)),
        "notices": _lines(map(_notice, found.notices)),
        "too_few": _json(list(found.too_few)),
        "suspended": _json(dict(found.suspended)),
        "versions": _json(list(found.versions)),
        "searches": _lines(
            {"query": one.query, "language": one.language, "a_week": round(one.a_week, 2), "topic": one.topic}
            for one in found.searches
        ),
        "basis": _json(
            {
                "until": found.until.isoformat(),
                "timezone": found.zone,
                "weeks": found.weeks,
                "tickets": found.tickets,
                "imported": found.imported.isoformat() if found.imported else None,
                "tracked": found.tracked,
                "default_minutes": found.default_minutes,
            }
        ),
    }
    return "{\n" + ",\n".join(f"  {_json(key)}: {value}" for key, value in parts.items()) + "\n}"


def as_value(flag: Flag) -> dict[str, Any]:
    """One flag."""
    return {
        "topic": flag.topic,
        "kind": flag.kind.value,
        "lane": flag.lane.value,
        "language": flag.language,
        "tickets": flag.tickets,
        "expected": round(flag.expected, 2),
        "rate_ratio": _range(flag.ratio),
        "q": None if flag.q is None else float(f"{flag.q:.3g}"),
        "saving_hours_month": _range(flag.saving.hours),
        "articles": list(flag.articles),
        "advice": flag.advice,
        "name": flag.name,
        "weeks": flag.weeks,
        "p": None if flag.p is None else float(f"{flag.p:.3g}"),
        "saving_tickets_month": _range(flag.saving.tickets),
        "effort_hours": round(flag.hours, 2),
        "worth": round(flag.worth, 3),
        "reasons": [reason.value for reason in flag.reasons],
        "incident": flag.incident,
        "command": flag.command,
        "history": list(flag.history),
        "languages": {code or "unknown": number for code, number in flag.languages.items()},
        "channels": {name or "unknown": number for name, number in flag.channels.items()},
        "minutes": round(flag.minutes, 1),
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "week": notice.week.isoformat(),
        "message": notice.message,
        "tags": list(notice.tags),
    }


def _range(one: Range | Ratio) -> dict[str, float]:
    return {"estimate": round(one.estimate, 2), "low": round(one.low, 2), "high": round(one.high, 2)}


def _lines(values: Any) -> str:
    rows = ",\n".join(f"    {_json(value)}" for value in values)
    return f"[\n{rows}\n  ]" if rows else "[]"


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _json(value: object) -> str:
    return _encode(value)
