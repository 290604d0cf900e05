"""What came from an account."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from kbgen.reports.problem_list import counted
from kbgen.tickets.store.records import Imported


@dataclass(frozen=True, slots=True)
class Summary:
    """``account``: its address, without the scheme. ``complete``: nothing is left to be fetched just now."""

    account: str
    imports: Sequence[Imported]
    zone: ZoneInfo
    complete: bool

    def total(self, name: str) -> int:
        """Of all imports: ``read``, ``kept``, ``updated``, ``rejected`` or ``unknown_language``."""
        return sum(getattr(one, name) for one in self.imports)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of creation, in the site's zone."""
        first = min((one.first for one in self.imports if one.first), default=None)
        last = max((one.last for one in self.imports if one.last), default=None)
        return (first.astimezone(self.zone).date(), last.astimezone(self.zone).date()) if first and last else None


def as_json(summary: Summary) -> str:
    """As of an import of files, with ``imports`` by their numbers and whether the fetch is ``complete``."""
    days = summary.days
    data = {
        "account": summary.account,
        "complete": summary.complete,
        "imports": [one.number for one in summary.imports if one.number],
        **{name: summary.total(name) for name in ("read", "kept", "updated", "rejected")},
        "from": days[0].isoformat() if days else None,
        "to": days[1].isoformat() if days else None,
        "timezone": str(summary.zone),
        "unknown_language": summary.total("unknown_language"),
        "reasons": _reasons(summary),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def text(summary: Summary) -> str:
    """For people."""
    return "\n".join(_lines(summary))


def _lines(summary: Summary) -> Iterator[str]:
    kept, updated, rejected = (summary.total(name) for name in ("kept", "updated", "rejected"))
    if not kept:
        yield f"Nothing has changed at {summary.account}." if not rejected else "No ticket could be kept."
    else:
        known = f", {updated:,} of them there already" if updated else ""
        yield f"{counted(kept, 'ticket')} from {summary.account}{known}."
    for reason, tickets in _reasons(summary).items():
        yield f"  {counted(tickets, 'ticket')} rejected: {reason}"
    if days := summary.days:
        yield f"Created from {days[0]} to {days[1]} (days in {summary.zone})."
    if unknown := summary.total("unknown_language"):
        yield f"The language of {counted(unknown, 'ticket')} is unknown; --language names that of all of them."
    if not summary.complete:
        yield "The fetch was interrupted; “kbgen tickets fetch” goes on from here."
    numbers = [one.number for one in summary.imports if one.number]
    if len(numbers) == 1:
        yield f"This is import {numbers[0]}; “kbgen tickets undo {numbers[0]}” takes it out again."
    elif numbers:
        between = "and" if len(numbers) == 2 else "to"
        which = f"{numbers[0]} {between} {numbers[-1]}"
        yield f"These are the imports {which}; “kbgen tickets undo” takes each of them out again."


def _reasons(summary: Summary) -> dict[str, int]:
    """Why tickets were rejected, and how many."""
    found: dict[str, int] = {}
    for one in summary.imports:
        for file in one.files:
            for reason, tickets in file.reasons.items():
                found[reason] = found.get(reason, 0) + tickets
    return found
