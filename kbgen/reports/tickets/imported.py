"""What an import did. Nothing of a row's content is in it: rows are named by their numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kbgen.reports.problem_list import counted
from kbgen.reports.silent import harmless
from kbgen.reports.tickets.status import counted_twice
from kbgen.tickets.store.records import FileRead, Imported

SHOWN = 10
"""Rejected rows that people are shown, of each file; of more, so many for each reason."""

COUNTS = ("weekly-counts", "tag-counts")
"""kbgen's profiles of exports that name days and weeks, and no times."""

_TAGS = 8

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


@dataclass(frozen=True, slots=True)
class Summary:
    """``new_tags``: those that the topics file does not know. ``dry``: nothing was kept."""

    imported: Imported
    new_tags: Sequence[str] = ()
    dry: bool = False

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of creation, in the site's zone."""
        first, last = self.imported.first, self.imported.last
        return (self._day(first), self._day(last)) if first and last else None

    def _day(self, time: datetime) -> date:
        return time.astimezone(ZoneInfo(self.imported.zone)).date()


def as_json(summary: Summary) -> str:
    """``{"read", "kept", "updated", "rejected", "from", "to", "profile", "encoding", "delimiter", …}``."""
    one = summary.imported
    days = summary.days
    data: dict[str, Any] = {
        "import": None if summary.dry else one.number or None,
        "dry_run": summary.dry,
        "read": one.read,
        "kept": one.kept,
        "updated": one.updated,
        "older": one.older,
        "rejected": one.rejected,
        "from": days[0].isoformat() if days else None,
        "to": days[1].isoformat() if days else None,
        "timezone": one.zone,
        **{name: _joined(one.files, name) for name in ("profile", "encoding", "delimiter")},
        "unknown_language": one.unknown_language,
        "tracked": one.tracked,
        "tags": len(one.tags),
        "counted_twice": [both.number for both in one.twice],
        "new_tags": list(summary.new_tags),
        "files": [_file(file) for file in one.files],
        "rejected_rows": [
            {"file": file.source.name, "row": note.row, "line": note.line, "reason": note.text}
            for file in one.files
            for note in file.rejections
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _joined(files: Sequence[FileRead], name: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, (getattr(one.source, name) for one in files))))


def _file(one: FileRead) -> dict[str, Any]:
    source = one.source
    return {
        "file": source.name,
        "profile": source.profile,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "timezone": source.zone,
        "read": one.read,
        "kept": one.kept,
        "rejected": one.rejected,
        "reasons": dict(one.reasons),
        "notices": [{"row": note.row, "text": note.text} for note in one.notices],
    }


def text(summary: Summary) -> str:
    """For people."""
    return "\n".join(_lines(summary))


def _lines(summary: Summary) -> Iterator[str]:
    one = summary.imported
    for file in one.files:
        yield from _of_file(file)
    yield ""
    if not one.kept:
        yield "Nothing was imported: no row could be kept."
        return
    yield _total(one)
    if days := summary.days:
        yield f"Created from {days[0]} to {days[1]} (days in {one.zone})."
    if one.unknown_language:
        yield f"The language of {counted(one.unknown_language, 'row')} is unknown; --language names that of a file."
    if summary.new_tags:
        shown = ", ".join(harmless(tag) for tag in summary.new_tags[:_TAGS])
        more = f" and {len(summary.new_tags) - _TAGS} more" if len(summary.new_tags) > _TAGS else ""
        yield f"{counted(len(summary.new_tags), 'tag')} that the topics file does not know: {shown}{more}."
    yield from (counted_twice(both, one.zone) for both in one.twice)
    yield ""
    if summary.dry:
        yield "This was a trial: nothing was kept."
    else:
        yield f"This is import {one.number}; “kbgen tickets undo {one.number}” takes it out again."


def _of_file(file: FileRead) -> Iterator[str]:
    source = file.source
    how = [f"taken for “{source.profile}”", source.encoding, _DELIMITERS.get(source.delimiter, source.delimiter)]
    what = "days" if source.profile in COUNTS else "times"
    zone = f"{what} of {source.zone}" if source.zone else f"{what} with their zone"
    yield f"{harmless(source.name)}: {', '.join(filter(None, [*how, zone]))}"
    rejected = f", {file.rejected:,} rejected" if file.rejected else ""
    yield f"  {counted(file.read, 'row')} read, {file.kept:,} kept{rejected}"
    for note in file.notices:
        place = f"row {note.row:,}: " if note.row else ""
        yield f"  {place}{note.text}"
    if file.rejected <= SHOWN:
        for note in file.rejections:
            yield f"  row {note.row:,} rejected: {note.text}"
        return
    for reason, rows in file.reasons.items():
        first = [f"{note.row:,}" for note in file.rejections if note.text == reason][:SHOWN]
        which = f" (row{'' if rows == 1 else 's'} {', '.join(first)}{', …' if len(first) < rows else ''})"
        yield f"  {counted(rows, 'row')} rejected: {reason}{which if first else ''}"


def _total(one: Imported) -> str:
    there = f", {one.updated:,} of them there already" if one.updated else ""
    older = f" ({one.older:,} in a newer version, which stays)" if one.older else ""
    rejected = f"; {one.rejected:,} rejected" if one.rejected else ""
    return f"{counted(one.kept, 'row')} kept{there}{older}{rejected}."
