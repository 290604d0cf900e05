"""What a report of topics says, whatever its form, and the words that several forms share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kbgen.tickets.flagging.flag import Flag, Flagged
from kbgen.tickets.flagging.saving import Range

PART = 0.05
"""Languages and channels with less of the tickets than this are not named."""

MOST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Report:
    """``found``: everything; ``shown``: the flags that were asked for, in their order. ``width``: of the terminal in
    columns, None where there is no end to a line; ``most``: so many rows of a table, None for all.
    """

    site: str
    found: Flagged
    shown: Sequence[Flag]
    width: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work: the flags of a topic that ask for the same, the most urgent first."""

    flags: tuple[Flag, ...]

    @property
    def first(self) -> Flag:
        """The one whose evidence is shown."""
        return self.flags[0]

    @property
    def lanes(self) -> str:
        """Its lanes; what rises costs something all the time anyway."""
        rises = [flag.lane.value for flag in self.flags if flag.is_surge]
        return ", ".join(rises) or self.first.lane.value

    @property
    def kind(self) -> str:
        """``translate → ru``; ``notice`` for what is a failure."""
        first = self.first
        if first.incident:
            return "notice"
        return f"{first.kind.value} → {first.language}" if first.language else first.kind.value


def nothing(one: Report) -> str:
    """What stands in the place of an empty table."""
    return "Nothing to do." if one.found.weeks else "No ticket is known of the weeks before; nothing can be told yet."


def works(flags: Sequence[Flag]) -> list[Work]:
    """The same flags, each piece of work once, where its first flag stands."""
    found: dict[tuple[str, ...], list[Flag]] = {}
    for flag in flags:
        found.setdefault((flag.topic, flag.kind.value, flag.language or ""), []).append(flag)
    return [Work(tuple(of_one)) for of_one in found.values()]


def parts(numbers: Mapping[str, int]) -> str:
    """``et 62 %, ru 30 %``: what the largest parts are; empty where nothing is known."""
    total = sum(numbers.values())
    known = {name: number for name, number in numbers.items() if name}
    if not total or not known:
        return ""
    shown = [name for name in known if known[name] >= PART * total][:MOST_PARTS]
    return ", ".join(f"{name} {100 * known[name] / total:.0f} %" for name in shown)


def figure(value: float) -> str:
    """``0.4``, ``3.2``, ``31``."""
    return f"{value:,.0f}" if value >= 9.95 else f"{value:.1f}"


def ratio(flag: Flag) -> str:
    """``2.6× (1.9–3.4)``."""
    one = flag.ratio
    if flag.expected < 0.05:
        return "new" if flag.tickets else ""
    return f"{figure(one.estimate)}× ({figure(one.low)}–{figure(one.high)})"


def against(flag: Flag) -> str:
    """``31 / 12``: tickets and what would be usual; with the weeks where it is not one."""
    weeks = f" in {flag.weeks} weeks" if flag.weeks > 1 else ""
    return f"{flag.tickets:,} / {figure(flag.expected)}{weeks}"


def in_words(flag: Flag) -> str:
    """``31 tickets, 12 usual``; with the weeks where it is not one."""
    weeks = f" in {flag.weeks} weeks" if flag.weeks > 1 else ""
    tickets = "1 ticket" if flag.tickets == 1 else f"{flag.tickets:,} tickets"
    return f"{tickets}{weeks}, {figure(flag.expected)} usual"


def hours(value: Range) -> str:
    """``2.1 h (0.9–4.4)``; in minutes where it is less than an hour."""
    if value.high <= 0:
        return "–"
    if value.high < 1:
        return f"{60 * value.estimate:.0f} min ({60 * value.low:.0f}–{60 * value.high:.0f})"
    return f"{figure(value.estimate)} h ({figure(value.low)}–{figure(value.high)})"


def effort(hours_of_work: float) -> str:
    """``2 h``, ``1.5 h``, ``40 min``."""
    return f"{hours_of_work:g} h" if hours_of_work >= 1 and hours_of_work % 0.5 == 0 else _minutes(hours_of_work)


def _minutes(hours_of_work: float) -> str:
    minutes = round(60 * hours_of_work)
    return f"{minutes} min" if minutes < 90 else f"{hours_of_work:.1f} h"


def searches(one: Report) -> Iterator[str]:
    """What readers looked for in vain: ``“hosting transfer” (en, 3.1 a week; topic Moving a site)``."""
    for search in one.found.searches:
        language = f"{search.language}, " if search.language else ""
        topic = f"; topic {one.found.names.get(search.topic, search.topic)}" if search.topic else ""
        yield f"“{search.query}” ({language}{figure(search.a_week)} a week{topic})"


def basis(one: Report) -> Iterator[str]:
    """Where the figures come from, in sentences."""
    found = one.found
    moment = found.until.astimezone(_zone(found.zone))
    imported = f"; last import {found.imported.astimezone(_zone(found.zone)):%Y-%m-%d %H:%M}" if found.imported else ""
    weeks = "1 week" if found.weeks == 1 else f"{found.weeks} weeks"
    yield f"As of {moment:%Y-%m-%d %H:%M} ({found.zone}): {found.tickets:,} tickets of {weeks}{imported}."
    if found.tracked:
        yield (
            f"Minutes of work are those tracked in {found.tracked:,} tickets, and {found.default_minutes:g} where none "
            "are (“handling_minutes”)."
        )
    else:
        yield f"No minutes of work were tracked: {found.default_minutes:g} a ticket (“handling_minutes”) are taken."
    if not found.described:
        yield "There is no topics file, so each tag is a topic of its own; “kbgen topics propose” makes one."
    if found.versions:
        yield f"{len(found.versions)} tags that look like versions are left out; the topics file can say what they are."
    if any(not flag.hours_given for flag in one.shown):
        yield "Effort is reckoned by the kind of work where the topics file says none. Savings are no promises."


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
