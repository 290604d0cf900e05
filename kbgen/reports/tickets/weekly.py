"""``kbgen tickets weekly``: lines for spreadsheets and for ``kbgen tickets import``, and everything for programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from kbgen.tickets.weekly.parquet import COLUMNS, cells

if TYPE_CHECKING:
    from kbgen.tickets.weekly.listing import Line, Listing


def as_csv(found: Listing) -> str:
    """``week,tag,count,language,channel``, as ``kbgen tickets import`` reads it."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(cells(found))
    return target.getvalue()


def as_json(found: Listing) -> str:
    """Also what the lines are measured by: tickets with a topic at all, and all tickets."""
    value = {
        "until": found.weeks.until.astimezone(found.weeks.zone).isoformat(),
        "timezone": found.weeks.zone.key,
        "weeks": [day.isoformat() for day in found.weeks.days()],
        "counts": [{"topic": line.topic, **_told(line)} for line in found.topics],
        "exposure": [_told(line) for line in found.exposure],
        "all": [_told(line) for line in found.everything],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _told(line: Line) -> dict[str, Any]:
    return {
        "week": line.week.isoformat(),
        "language": line.language or None,
        "channel": line.channel or None,
        "tickets": line.tickets,
    }
