"""Weekly counts as lines of words, for files and other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId
from kbgen.tickets.weekly.relations import Tickets, place, prepared, query
from kbgen.tickets.weekly.rules import Rule
from kbgen.tickets.weeks import Weeks, midnight


class Row(NamedTuple):
    """A row of the query ``rows``; see ``expression.py``."""

    measure: str
    weeks_ago: int
    topic: TopicId
    language: LanguageCode
    channel: str
    tickets: int


class Line(NamedTuple):
    """``week``: the day on which it begins. ``topic`` is empty where tickets of all topics are counted."""

    week: date
    topic: TopicId
    language: LanguageCode
    channel: str
    tickets: int


@dataclass(frozen=True)
class Listing:
    """``topics``: tickets by topic. ``exposure``: with at least one topic, each once. ``everything``: all tickets. Each
    in the order of weeks and words, without lines of no tickets.
    """

    weeks: Weeks
    topics: tuple[Line, ...]
    exposure: tuple[Line, ...]
    everything: tuple[Line, ...]


def listing(rows: Iterable[Row], weeks: Weeks) -> Listing:
    """The query's rows, in any order, with those of the same words added up."""
    added: Counter[tuple[str, int, str, str, str]] = Counter()
    for row in rows:
        added[row[:5]] += row.tickets
    days = list(weeks.days())
    lines: dict[str, list[Line]] = {"topic": [], "exposure": [], "all": []}
    for (measure, ago, *words), tickets in added.items():
        if tickets:
            topic, language, channel = words
            lines[measure].append(Line(days[weeks.count - 1 - ago], topic, language, channel, tickets))
    topics, exposure, everything = (tuple(sorted(found)) for found in lines.values())
    return Listing(weeks, topics, exposure, everything)


def of_store(store: Tickets, rules: Iterable[Rule], weeks: Weeks) -> Listing:
    """What the store's tickets are."""
    with prepared(store, rules, weeks) as (cursor, slots):
        place(cursor, slots, None)
        rows = cursor.execute(
            f"""SELECT measure, weeks_ago, topic, language, channel, sum(tickets)::BIGINT FROM ({query("rows")})
            GROUP BY ALL"""
        ).fetchall()
    return listing((Row(*row) for row in rows), weeks)


def last_midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    """The beginning of a moment's day, in UTC: lists name weeks by days, so they end with a whole one."""
    return midnight(moment.astimezone(zone).date(), zone).astimezone(UTC)
