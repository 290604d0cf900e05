"""What is in the store of tickets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kbgen.reports.problem_list import counted
from kbgen.reports.silent import harmless
from kbgen.tickets.store.records import ImportRecord, Standing, Twice
from kbgen.tickets.ticket import Channel

_LATELY = 8
_IMPORTS = 10
_TAGS = 12


@dataclass(frozen=True, slots=True)
class Status:
    """``zone``: in which days begin. ``unknown_tags``: those that the topics file does not know, None where there is
    no such file; ``system_tags`` count for nothing, by the patterns of help desks, of the settings, or of the file.
    """

    standing: Standing
    imports: Sequence[ImportRecord]
    zone: str
    unknown_tags: Sequence[str] | None
    system_tags: int = 0


def as_json(status: Status) -> str:
    """``{"tickets", "from", "to", "weeks", "gaps", "channels", "languages", "imports", …}``."""
    one = status.standing
    data = {
        "tickets": one.tickets,
        "not_counted": one.not_counted,
        "counts": one.counts,
        "from": one.days[0].isoformat() if one.days else None,
        "to": one.days[1].isoformat() if one.days else None,
        "timezone": status.zone,
        "weeks": [{"from": week.first.isoformat(), "tickets": week.tickets} for week in one.weeks],
        "gaps": [{"from": first.isoformat(), "to": last.isoformat()} for first, last in one.gaps],
        "channels": {channel.value: number for channel, number in one.channels.items()},
        "languages": dict(one.languages),
        "tracked": one.tracked,
        "tags": one.tags,
        "system_tags": status.system_tags,
        "counted_twice": [both.number for both in one.twice],
        "unknown_tags": None if status.unknown_tags is None else list(status.unknown_tags),
        "imports": [
            {
                "import": record.number,
                "at": record.at.isoformat(timespec="seconds"),
                "source": record.source,
                "profile": record.profile,
                "encoding": record.encoding,
                "delimiter": record.delimiter,
                "timezone": record.zone,
                "read": record.read,
                "kept": record.kept,
                "updated": record.updated,
                "rejected": record.rejected,
                "from": _day(record.first, status.zone),
                "to": _day(record.last, status.zone),
            }
            for record in status.imports
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def text(status: Status) -> str:
    """For people."""
    return "\n".join(_lines(status))


def _lines(status: Status) -> Iterator[str]:
    one = status.standing
    if not one.days:
        yield "There are no tickets."
        return
    yield f"{_what(one)}, created from {one.days[0]} to {one.days[1]} (days in {status.zone})."
    if one.not_counted:
        yield f"{counted(one.not_counted, 'ticket')} more that do not count: spam, merged or deleted."
    for both in one.twice:
        yield counted_twice(both, status.zone)
    yield ""
    yield f"Lately, in weeks that end on {one.days[1]:%A}:"
    for week in one.weeks[-_LATELY:]:
        yield f"  from {week.first}  {week.tickets:>9,}"
    yield from _gaps(one)
    yield ""
    yield f"Channels:   {_shares(one.channels)}"
    yield f"Languages:  {_shares(one.languages)}"
    if one.tickets:
        yield f"Minutes of work are tracked for {_percent(one.tracked, one.tickets)} of the tickets."
    yield ""
    yield from _tags(status)
    yield ""
    yield from _imports(status)


def counted_twice(one: Twice, zone: str) -> str:
    """That an import of counts is of weeks of which there are tickets, and what to do."""
    # The middle of a day is on the same day in every zone.
    noon = timedelta(hours=12)
    first, last = (_day(time.replace(tzinfo=UTC), zone) for time in (one.first + noon, one.end - noon))
    return (
        f"The counts of import {one.number}, from {first} to {last}, are of days of which there are tickets, and both "
        f"count; “kbgen tickets undo {one.number}” takes the counts out."
    )


def _what(one: Standing) -> str:
    parts = [counted(one.tickets, "ticket")] if one.tickets else []
    parts += [f"{counted(one.counts, 'count')} of tags"] if one.counts else []
    return " and ".join(parts)


def _gaps(one: Standing) -> Iterator[str]:
    if one.gaps:
        yield ""
        yield "Weeks without any tickets; was an export forgotten?"
        for first, last in one.gaps:
            yield f"  {first} to {last}"


def _shares(numbers: Mapping[Channel, int] | Mapping[str, int]) -> str:
    total = sum(numbers.values())
    named = [f"{harmless(name) or 'unknown'} {_percent(number, total)}" for name, number in numbers.items()]
    return ", ".join(named)


def _percent(part: int, total: int) -> str:
    share = 100 * part / total if total else 0
    return "under 1 %" if 0 < share < 1 else f"{share:.0f} %"


def _tags(status: Status) -> Iterator[str]:
    unknown = status.unknown_tags
    if unknown is None:
        left = f"; {status.system_tags:,} of them tell of the system or of the language" if status.system_tags else ""
        each = "each of the others" if left else "each"
        yield f"{counted(status.standing.tags, 'tag')}{left}; there is no topics file, so {each} is a topic of its own."
    elif unknown:
        more = f" and {len(unknown) - _TAGS:,} more" if len(unknown) > _TAGS else ""
        yield f"{len(unknown):,} of {counted(status.standing.tags, 'tag')} are unknown to the topics file:"
        yield f"  {', '.join(harmless(tag) for tag in unknown[:_TAGS])}{more}"
    else:
        yield f"{counted(status.standing.tags, 'tag')}, all known to the topics file."


def _imports(status: Status) -> Iterator[str]:
    earlier = len(status.imports) - _IMPORTS
    yield "Imports; “kbgen tickets undo NUMBER” takes one out again:"
    if earlier > 0:
        yield f"  ({earlier} earlier ones; --format json lists them all)"
    for one in status.imports[-_IMPORTS:]:
        day = _day(one.at, status.zone)
        span = f", {_day(one.first, status.zone)} to {_day(one.last, status.zone)}"
        yield f"  {one.number:>3}  {day}  {harmless(one.source)} ({one.profile}): {one.kept:,} kept{span}"


def _day(time: datetime | None, zone: str) -> str | None:
    return time.astimezone(ZoneInfo(zone)).date().isoformat() if time else None
