"""The query of the weekly counts, for any database that ibis knows. What counts:

A ticket that is no spam, merged or deleted one counts in the week of its creation, once for each topic that one of its
tags means at that time, however many of them do. ``measure`` tells what a row counts:

- ``topic``: tickets of a topic;
- ``exposure``: tickets with at least one topic, each once;
- ``all``: tickets, with or without a topic.

Of an export that has counts and no tickets, each tag counts for itself: nobody can tell which were of one ticket.

Only with ``kbgen[distributed]``; without it, the store is asked with ``query.sql``, which ``tools/weekly_sql.py`` makes
of this. Nothing here depends on a database's own arithmetic of time zones, on approximate counting (ClickHouse counts
distinct values so), on its rule for values that a join does not find, or on parameters.
"""

from __future__ import annotations

from typing import Any

import ibis

from kbgen.tickets.ticket import NOT_COUNTED

TICKET = {
    "id": "uint64",
    "created": "timestamp(6)",
    "language": "string",
    "channel": "string",
    "status": "string",
    "tags": "array<string>",
}
COUNT = {
    "first": "timestamp(6)",
    "last": "timestamp(6)",
    "tag": "string",
    "tickets": "int64",
    "language": "string",
    "channel": "string",
}
CALENDAR = {"day": "date", "turn": "timestamp(6)", "before": "int32", "after": "int32"}
RULE = {
    "tag": "string",
    "topic": "string",
    "since": "timestamp(6)",
    "until": "timestamp(6)",
    "shared": "boolean",
}
PERIOD = {
    "first": "timestamp(6)",
    "last": "timestamp(6)",
    "moment": "timestamp(6)",
    "weeks_ago": "int32",
    "lower": "int64",
    "upper": "int64",
    "whole": "int64",
}
RELATIONS = {
    "current_ticket": TICKET,
    "current_count": COUNT,
    "calendar": CALENDAR,
    "rule": RULE,
    "period": PERIOD,
}
COLUMNS = ("measure", "weeks_ago", "topic", "language", "channel", "tickets")

# ibis types its expressions only at run time.
Table = Any


def unbound() -> dict[str, Table]:
    """The relations by their names, bound to no database."""
    return {name: ibis.table(schema, name=name) for name, schema in RELATIONS.items()}


def weekly(current_ticket: Table, current_count: Table, calendar: Table, rule: Table, period: Table) -> Table:
    """Rows of ``COLUMNS``; ``weeks_ago`` 0 is the week that is asked about, ``topic`` is empty but for its measure."""
    tickets = _placed(current_ticket, calendar)
    uses = tickets.select("id", "moment", "weeks_ago", "language", "channel", "named", tag=tickets.tags.unnest())
    parts = _spread(current_count, period)
    rows = ibis.union(
        _counted("topic", _topics_of(uses, rule)),
        _counted("topic", _shared(uses, rule)),
        _counted("exposure", tickets.filter(tickets.named > 0)),
        _counted("exposure", _without_topic(uses, rule), sign=-1),
        _counted("all", tickets),
        _added("topic", _topics_of(parts, rule, also_shared=True)),
        _added("exposure", _topics_of(parts, rule, also_shared=True)),
        _added("all", parts),
    )
    keys = ["measure", "weeks_ago", "topic", "language", "channel"]
    # Counts of tickets and of an export without tickets may meet in a row.
    return rows.group_by(keys).agg(tickets=rows.tickets.sum().cast("int64")).select(*COLUMNS)


def _placed(ticket: Table, calendar: Table) -> Table:
    """Tickets that count, each with its week; ``moment`` is that whose rules hold, ``named`` the number of tags."""
    real = ticket.filter(ticket.status.notin(sorted(NOT_COUNTED)))
    joined = real.join(calendar, real.created.date() == calendar.day)
    placed = joined.select(
        "id",
        "language",
        "channel",
        "tags",
        moment=joined.created,
        weeks_ago=ibis.ifelse(joined.created < joined.turn, joined.before, joined.after),
        named=ibis.coalesce(joined.tags.length(), 0),
    )
    return placed.filter(placed.weeks_ago >= 0)


def _topics_of(uses: Table, rule: Table, *, also_shared: bool = False) -> Table:
    """Uses of tags that mean a topic which no other tag of the ticket can mean; the rest is ``_shared``."""
    joined = uses.left_join(rule, uses.tag == rule.tag)
    # Some databases fill what a join does not find with NULL, ClickHouse with an empty string.
    own = ibis.coalesce(joined.tag_right, "") == ""
    holds = (joined.topic != "") & (joined.moment >= joined.since) & (joined.moment < joined.until)
    if not also_shared:
        holds &= ~joined.shared
    named = joined.mutate(topic=ibis.ifelse(own, joined.tag, joined.topic), holds=own | holds)
    return named.filter(named.holds)


def _shared(uses: Table, rule: Table) -> Table:
    """Topics that several tags mean, once for each ticket."""
    found = _ruled(uses, rule.filter(rule.shared))
    return found.select("id", "weeks_ago", "topic", "language", "channel").distinct()


def _without_topic(uses: Table, rule: Table) -> Table:
    """Tickets that have tags, none of which means a topic."""
    found = _ruled(uses, rule.filter(rule.topic == ""))
    idle = found.group_by("id", "weeks_ago", "language", "channel", "named").agg(idle=found.count())
    return idle.filter(idle.idle == idle.named)


def _ruled(uses: Table, rule: Table) -> Table:
    joined = uses.join(rule, uses.tag == rule.tag)
    return joined.filter((joined.moment >= joined.since) & (joined.moment < joined.until))


def _spread(count: Table, period: Table) -> Table:
    """Counts of periods, cut into weeks."""
    joined = count.join(period, [count.first == period.first, count.last == period.last])
    part = joined.tickets * joined.upper // joined.whole - joined.tickets * joined.lower // joined.whole
    return joined.select("tag", "language", "channel", "moment", "weeks_ago", tickets=part.cast("int64"))


def _counted(measure: str, rows: Table, *, sign: int = 1) -> Table:
    """One for each row."""
    return _grouped(measure, rows, (rows.count() * sign).cast("int64"))


def _added(measure: str, rows: Table) -> Table:
    """The tickets of each row."""
    return _grouped(measure, rows, rows.tickets.sum().cast("int64"))


def _grouped(measure: str, rows: Table, tickets: Any) -> Table:
    keys = ["weeks_ago", "language", "channel"]
    if measure == "topic":
        counted = rows.group_by([*keys, "topic"]).agg(tickets=tickets)
    else:
        counted = rows.group_by(keys).agg(tickets=tickets).mutate(topic=ibis.literal(""))
    return counted.select(measure=ibis.literal(measure), **{name: counted[name] for name in COLUMNS[1:]})
