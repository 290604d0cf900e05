"""Weekly counts by counting: slowly, ticket by ticket, and plainly right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kbgen.tickets.ticket import NOT_COUNTED
from kbgen.tickets.weeks import Weeks, midnight
from tests.tickets.weekly.stores import Seen


class Rule(NamedTuple):
    """As ``topics/`` makes them."""

    tag: str
    topic: str | None
    since: date | None = None
    until: date | None = None


class Found(NamedTuple):
    """(topic, language, channel, week) → tickets, and the measures without a topic."""

    topics: Counter[tuple[str, str, str, int]]
    exposure: Counter[tuple[str, int]]
    everything: Counter[int]


def count(tickets: Iterable[Seen], rules: Sequence[Rule], weeks: Weeks, languages: Sequence[str]) -> Found:
    found = Found(Counter(), Counter(), Counter())
    for ticket in tickets:
        week = next((n for n in range(weeks.count) if weeks.start(n) <= ticket.created < weeks.end(n)), None)
        if week is None or ticket.status in NOT_COUNTED:
            continue
        language = ticket.language if ticket.language in languages else ""
        topics = {topic for tag in ticket.tags for topic in meant(tag, ticket.created, rules, weeks.zone)}
        for topic in topics:
            found.topics[topic, language, ticket.channel, week] += 1
        if topics:
            found.exposure[language, week] += 1
        found.everything[week] += 1
    return found


def meant(tag: str, created: datetime, rules: Sequence[Rule], zone: ZoneInfo) -> set[str]:
    """What a tag means at a moment."""
    holding = [
        rule
        for rule in rules
        if rule.tag == tag
        and (rule.since is None or midnight(rule.since, zone) <= created)
        and (rule.until is None or created < midnight(rule.until, zone))
    ]
    return {rule.topic for rule in holding if rule.topic is not None} if holding else {tag}
