"""The query of the weekly counts, for any database that ibis knows. What counts:

A ticket that is no spam, merged or deleted one counts in the week of its creation, once for each topic that one of its
tags means at that time, however many of them do. ``measure`` tells what a row counts:

- ``topic``: tickets of a topic;
- ``exposure``: tickets with at least one topic, each once;
- ``all``: tickets, with or without a topic.

Of an export that has counts and no tickets, each tag counts for itself: nobody can tell which were of one ticket.

Only with ``kbgen[distributed]``; without it, the store is asked with ``rows.sql`` and ``sums.sql``, which
``tools/weekly_sql.py`` makes of this. Nothing here depends on a database's arithmetic of time zones, on approximate
counting (ClickHouse counts distinct values so), on what it fills in where a join finds nothing, or on parameters.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import ibis

from kbgen.tickets.ticket import NOT_COUNTED

WORDS = ("language", "channel")
SUMS = ("sum_1", "sum_2", "sum_3", "sum_4")

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
CALENDAR = {"day": "date", "since": "timestamp(6)", "until": "timestamp(6)", "slot": "int32"}
SLOT = {"slot": "int32", "weeks_ago": "int32", "since": "timestamp(6)", "until": "timestamp(6)"}
RULE = {"tag": "string", "topic": "string", "since": "timestamp(6)", "until": "timestamp(6)", "shared": "boolean"}
PERIOD = {
    "first": "timestamp(6)",
    "last": "timestamp(6)",
    "slot": "int32",
    "lower": "int64",
    "upper": "int64",
    "whole": "int64",
}

# ibis types its expressions only at run time.
Table = Any


class Shape(NamedTuple):
    """What tells rows apart beside week and topic, and what is added up beside the tickets."""

    kept: tuple[str, ...] = WORDS
    summed: tuple[str, ...] = ()

    @property
    def carried(self) -> tuple[str, ...]:
        """All columns that a ticket brings along."""
        return self.kept + self.summed


BY_WORDS = Shape()
BY_SUMS = Shape((), SUMS)


def unbound(shape: Shape) -> dict[str, Table]:
    """The relations of the query by their names, bound to no database."""
    words = {**dict.fromkeys(shape.kept, "string"), **dict.fromkeys(shape.summed, "int64")}
    placed = {"id": "uint64", "slot": "int32", "tags": "array<string>", "named": "int64", **words}
    part = {"tag": "string", "slot": "int32", "tickets": "int64", **words}
    schemas = {"placed": placed, "part": part, "slot": SLOT, "rule": RULE}
    return {name: ibis.table(schema, name=name) for name, schema in schemas.items()}


def placed_by_calendar(ticket: Table, calendar: Table) -> Table:
    """Tickets that count, each with its slot; ``named`` is the number of its tags."""
    real = ticket.filter(ticket.status.notin(sorted(NOT_COUNTED)))
    joined = real.join(calendar, real.created.date() == calendar.day)
    inside = joined.filter((joined.created >= joined.since) & (joined.created < joined.until))
    return inside.select("id", "slot", "tags", *WORDS, named=ibis.coalesce(inside.tags.length(), 0).cast("int64"))


def spread(count: Table, period: Table) -> Table:
    """Counts of periods, cut into slots."""
    joined = count.join(period, [count.first == period.first, count.last == period.last])
    part = joined.tickets * joined.upper // joined.whole - joined.tickets * joined.lower // joined.whole
    return joined.select("tag", "slot", *WORDS, tickets=part)


def weekly(placed: Table, part: Table | None, slot: Table, rule: Table, shape: Shape = BY_WORDS) -> Table:
    """Rows of (measure, weeks_ago, topic, *shape.kept, tickets, *shape.summed). ``weeks_ago`` 0 is the week that is
    asked about, ``topic`` is empty but for its measure. Rows of the same words may come twice, to be added. ``part`` is
    None where there are tickets only.
    """
    uses = placed.select("id", "slot", "named", *shape.carried, tag=placed.tags.unnest())
    used = _counted(uses, ["slot", "tag"], shape)
    there = _weeks_of(_there(placed, shape), slot)
    rows = [
        _rows("topic", _topics_of(used, rule, slot), shape),
        _rows("topic", _shared(uses, rule, slot, shape), shape),
        _rows(there.measure, there, shape),
        _rows("exposure", _without_topic(uses, rule, slot, shape), shape),
    ]
    if part is not None:
        told = part.select("tag", "slot", *shape.kept, "tickets", **{s: part[s] * part.tickets for s in shape.summed})
        topics = _topics_of(told, rule, slot, also_shared=True)
        rows += [
            _rows("topic", topics, shape),
            _rows("exposure", topics, shape),
            _rows("all", _weeks_of(told, slot), shape),
        ]
    return ibis.union(*rows)


def merged(rows: Table) -> Table:
    """Rows by words with equal ones added up."""
    keys = ["measure", "weeks_ago", "topic", *WORDS]
    return rows.group_by(keys).agg(tickets=rows.tickets.sum().cast("int64"))


def _counted(rows: Table, keys: list[str], shape: Shape, *, sign: int = 1) -> Table:
    """One for each row; ``sign`` -1 takes away instead."""
    # ClickHouse counts in numbers without a sign, which would not go together with those that are taken away.
    less = -rows.count()
    tickets = less if sign < 0 else 0 - less
    sums = {name: rows[name].sum() if sign > 0 else -rows[name].sum() for name in shape.summed}
    return rows.group_by([*keys, *shape.kept]).agg(tickets=tickets, **sums)


def _there(placed: Table, shape: Shape) -> Table:
    """All tickets, and those with tags, in one pass."""
    counted = _counted(placed.mutate(tagged=placed.named > 0), ["slot", "tagged"], shape)
    measures = ibis.ifelse(counted.tagged, ibis.array(["exposure", "all"]), ibis.array(["all"]))
    return counted.select("slot", *shape.kept, "tickets", *shape.summed, measure=measures.unnest())


def _rows(measure: Any, rows: Table, shape: Shape) -> Table:
    topical = isinstance(measure, str) and measure == "topic"
    return rows.select(
        measure=ibis.literal(measure) if isinstance(measure, str) else measure,
        weeks_ago=rows.weeks_ago,
        topic=rows.topic if topical else ibis.literal(""),
        **{name: rows[name] for name in (*shape.kept, "tickets", *shape.summed)},
    )


def _weeks_of(rows: Table, slot: Table) -> Table:
    return rows.join(slot, "slot")


def _topics_of(rows: Table, rule: Table, slot: Table, *, also_shared: bool = False) -> Table:
    """Counts of tags as counts of topics, but for topics that another tag of the same ticket can mean: ``_shared``."""
    joined = _weeks_of(rows, slot).left_join(rule, "tag", rname="{name}_of_rule")
    # Some databases fill what a join does not find with NULL, ClickHouse with an empty string.
    own = ibis.coalesce(joined.tag_of_rule, "") == ""
    holds = (joined.topic != "") & _in_force(joined)
    if not also_shared:
        holds &= ~joined.shared
    found = joined.filter(own | holds)
    return found.mutate(topic=ibis.ifelse(ibis.coalesce(found.tag_of_rule, "") == "", found.tag, found.topic))


def _shared(uses: Table, rule: Table, slot: Table, shape: Shape) -> Table:
    """Topics that several tags mean, once for each ticket."""
    found = _ruled(uses, rule.filter(rule.shared), slot)
    once = found.select("id", "weeks_ago", "topic", *shape.carried).distinct()
    return _counted(once, ["weeks_ago", "topic"], shape)


def _without_topic(uses: Table, rule: Table, slot: Table, shape: Shape) -> Table:
    """Tickets that have tags, none of which means a topic; below 0, to be taken away."""
    found = _ruled(uses, rule.filter(rule.topic == ""), slot)
    idle = found.group_by("id", "weeks_ago", "named", *shape.carried).agg(idle=found.count())
    return _counted(idle.filter(idle.idle == idle.named), ["weeks_ago"], shape, sign=-1)


def _ruled(uses: Table, rule: Table, slot: Table) -> Table:
    joined = _weeks_of(uses.join(rule.rename(since_of_rule="since", until_of_rule="until"), "tag"), slot)
    return joined.filter(_in_force(joined))


def _in_force(joined: Table) -> Any:
    """Rules begin and end with slots, so that one moment of a slot tells."""
    return (joined.since >= joined.since_of_rule) & (joined.since < joined.until_of_rule)
