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
WEIGHT = {"word": "string", **dict.fromkeys(SUMS, "int64")}
RELATIONS = {
    "current_ticket": TICKET,
    "current_count": COUNT,
    "calendar": CALENDAR,
    "rule": RULE,
    "period": PERIOD,
    "language_weight": WEIGHT,
    "channel_weight": WEIGHT,
}

# ibis types its expressions only at run time.
Table = Any


def unbound() -> dict[str, Table]:
    """The relations by their names, bound to no database."""
    return {name: ibis.table(schema, name=name) for name, schema in RELATIONS.items()}


def weekly(
    current_ticket: Table,
    current_count: Table,
    calendar: Table,
    rule: Table,
    period: Table,
    language_weight: Table | None = None,
    channel_weight: Table | None = None,
) -> Table:
    """Without weights, rows of (measure, weeks_ago, topic, language, channel, tickets); with them, rows of (measure,
    weeks_ago, topic, tickets and the sums of the weights; see ``packing.py``). ``weeks_ago`` 0 is the week that is
    asked about, ``topic`` is empty but for its measure. Rows of the same words may come twice, to be added.
    """
    if language_weight is None or channel_weight is None:
        shape, weights = _Shape(kept=WORDS, summed=()), None
    else:
        shape, weights = _Shape(kept=(), summed=SUMS), (language_weight, channel_weight)
    real = current_ticket.filter(current_ticket.status.notin(sorted(NOT_COUNTED)))
    kept = real.select("id", *WORDS, "tags", moment=real.created, named=ibis.coalesce(real.tags.length(), 0))
    # Tags are told apart before anything is joined: DuckDB 2.0.0 stops with an internal error where what a join found
    # is unnested and joined again.
    each = kept.select("id", *WORDS, "moment", "named", tag=kept.tags.unnest())
    tickets, uses = (_weighed(_placed(rows, calendar), weights) for rows in (kept, each))
    parts = _weighed(_spread(current_count, period), weights)
    return ibis.union(
        shape.counted("topic", _topics_of(uses, rule)),
        shape.counted("topic", _shared(uses, rule, shape)),
        shape.counted("exposure", tickets.filter(tickets.named > 0)),
        shape.counted("exposure", _without_topic(uses, rule, shape), sign=-1),
        shape.counted("all", tickets),
        shape.added("topic", _topics_of(parts, rule, also_shared=True)),
        shape.added("exposure", _topics_of(parts, rule, also_shared=True)),
        shape.added("all", parts),
    )


class _Shape(NamedTuple):
    """What tells rows apart beside week and topic, and what is added up beside the tickets."""

    kept: tuple[str, ...]
    summed: tuple[str, ...]

    @property
    def carried(self) -> tuple[str, ...]:
        return self.kept + self.summed

    def counted(self, measure: str, rows: Table, *, sign: int = 1) -> Table:
        """One for each row."""
        sums = {name: rows[name].sum() * sign for name in self.summed}
        return self._grouped(measure, rows, tickets=rows.count() * sign, **sums)

    def added(self, measure: str, rows: Table) -> Table:
        """The tickets of each row."""
        sums = {name: (rows[name] * rows.tickets).sum() for name in self.summed}
        return self._grouped(measure, rows, tickets=rows.tickets.sum(), **sums)

    def _grouped(self, measure: str, rows: Table, **sums: Any) -> Table:
        keys = ["weeks_ago", *self.kept, *(["topic"] if measure == "topic" else [])]
        found = rows.group_by(keys).agg(**sums)
        return found.select(
            measure=ibis.literal(measure),
            weeks_ago=found.weeks_ago,
            topic=found.topic if measure == "topic" else ibis.literal(""),
            **{name: found[name] for name in (*self.kept, "tickets", *self.summed)},
        )


def _placed(rows: Table, calendar: Table) -> Table:
    """Those of the weeks that are asked about, each with its week."""
    joined = rows.join(calendar, rows.moment.date() == calendar.day)
    week = ibis.ifelse(joined.moment < joined.turn, joined.before, joined.after)
    placed = joined.select(*rows.columns, weeks_ago=week)
    return placed.filter(placed.weeks_ago >= 0)


def _weighed(rows: Table, weights: tuple[Table, Table] | None) -> Table:
    """With the sums of the weights of each row's words; words without a weight have none."""
    if weights is None:
        return rows
    language, channel = weights
    both = rows.left_join(language, rows.language == language.word).drop("word")
    both = both.left_join(channel, both.channel == channel.word, rname="{name}_too")
    sums = {name: ibis.coalesce(both[name], 0) + ibis.coalesce(both[f"{name}_too"], 0) for name in SUMS}
    return both.select(*rows.columns, **sums)


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


def _shared(uses: Table, rule: Table, shape: _Shape) -> Table:
    """Topics that several tags mean, once for each ticket."""
    found = _ruled(uses, rule.filter(rule.shared))
    return found.select("id", "weeks_ago", "topic", *shape.carried).distinct()


def _without_topic(uses: Table, rule: Table, shape: _Shape) -> Table:
    """Tickets that have tags, none of which means a topic."""
    found = _ruled(uses, rule.filter(rule.topic == ""))
    idle = found.group_by("id", "weeks_ago", "named", *shape.carried).agg(idle=found.count())
    return idle.filter(idle.idle == idle.named)


def _ruled(uses: Table, rule: Table) -> Table:
    joined = uses.join(rule, uses.tag == rule.tag)
    return joined.filter((joined.moment >= joined.since) & (joined.moment < joined.until))


def _spread(count: Table, period: Table) -> Table:
    """Counts of periods, cut into weeks."""
    joined = count.join(period, [count.first == period.first, count.last == period.last])
    part = joined.tickets * joined.upper // joined.whole - joined.tickets * joined.lower // joined.whole
    return joined.select("tag", *WORDS, "moment", "weeks_ago", tickets=part)
