"""The weekly counts of the store's tickets: the query on DuckDB, its rows as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import Counts, TopicId, WeeklyCounts
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weekly.observed import observed
from kbgen.tickets.weekly.packing import LIMIT, SUMS, Packing, Word, packings
from kbgen.tickets.weekly.relations import Tickets, place, prepared, query
from kbgen.tickets.weekly.rules import Rule
from kbgen.tickets.weekly.slots import Slots
from kbgen.tickets.weeks import Weeks

if TYPE_CHECKING:
    import duckdb

DEFAULT_WEEKS = 156


class _Run(NamedTuple):
    """A run of the query: topics, and by topic and week the tickets with the parts that it told apart. The last two
    rows of the arrays are the measures without a topic: exposure and all tickets.
    """

    topics: tuple[TopicId, ...]
    tickets: Counts
    parts: dict[Word, Counts]


def counts_of(
    store: Tickets,
    rules: Iterable[Rule],
    *,
    until: datetime,
    weeks: int = DEFAULT_WEEKS,
    languages: Sequence[LanguageCode],
) -> WeeklyCounts:
    """Tickets by topic in the ``weeks`` weeks before ``until``, for every topic that has one. A language that is not
    among ``languages`` counts as unknown.
    """
    span = Weeks(until, ZoneInfo(store.zone()), weeks)
    known = tuple(dict.fromkeys(language for language in languages if language))
    with prepared(store, rules, span) as (cursor, slots):
        run = _run(cursor, slots, known)
    return _counts(run, span, known, store.covered())


def lately(counts: WeeklyCounts, weeks: int, covered: Sequence[tuple[datetime, datetime]]) -> WeeklyCounts:
    """The last weeks of counts that reach further back, as ``counts_of`` would find them; but a channel in which no
    topic had a ticket in these weeks is left out. ``covered``: by the imports, as the store says.
    """
    if weeks >= counts.weeks.count:
        return counts
    span = replace(counts.weeks, count=weeks)
    last = slice(counts.weeks.count - weeks, None)
    asked = counts.tickets[:, last].sum(axis=1) > 0
    used = counts.by_channel[:, :, last].sum(axis=(0, 2)) > 0
    used[-1] = True  # the unknown one
    return WeeklyCounts(
        weeks=span,
        topics=tuple(compress(counts.topics, asked)),
        languages=counts.languages,
        channels=tuple(compress(counts.channels, used)),
        tickets=counts.tickets[asked, last],
        by_language=counts.by_language[asked, :, last],
        by_channel=counts.by_channel[asked][:, used, last],
        exposure=counts.exposure[last],
        exposure_by_language=counts.exposure_by_language[:, last],
        all_tickets=counts.all_tickets[last],
        observed=observed(counts.all_tickets[last], span, covered),
    )


def _run(cursor: duckdb.DuckDBPyConnection, slots: Slots, languages: Sequence[LanguageCode]) -> _Run:
    words = [Word("language", language) for language in languages]
    words += [Word("channel", channel) for channel in Channel if channel]
    runs = [_packed(cursor, slots, packing) for packing in packings(words)]
    if runs[0].tickets.max(initial=0) >= LIMIT:
        runs = [_packed(cursor, slots, packing) for packing in packings(words, apart=True)]
    return runs[0]._replace(parts={word: part for run in runs for word, part in run.parts.items()})


def _packed(cursor: duckdb.DuckDBPyConnection, slots: Slots, packing: Packing) -> _Run:
    place(cursor, slots, packing)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {query('sums')}")
    named = cursor.execute(
        "SELECT topic FROM counted WHERE measure = 'topic' GROUP BY topic HAVING sum(tickets) > 0 ORDER BY topic"
    ).fetchall()
    topics = tuple(topic for (topic,) in named)
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE place AS SELECT unnest(?::VARCHAR[]) AS topic, unnest(range(?)) AS place",
        [list(topics), len(topics)],
    )
    sums = [f"sum_{number + 1}" for number in range(SUMS)]
    # Numbers reach numpy as they are; words would be made one by one.
    found = cursor.execute(
        f"""SELECT CASE measure WHEN 'topic' THEN place WHEN 'exposure' THEN {len(topics)} ELSE {len(topics) + 1} END
        AS place, weeks_ago::BIGINT AS weeks_ago, tickets::BIGINT AS tickets,
        {", ".join(f"{name}::BIGINT AS {name}" for name in sums)}
        FROM counted LEFT JOIN place USING (topic) WHERE tickets <> 0"""
    ).fetchnumpy()
    weeks = slots.weeks.count
    where = np.asarray(found["place"]), weeks - 1 - np.asarray(found["weeks_ago"])

    def added(name: str) -> Counts:
        table = np.zeros((len(topics) + 2, weeks), dtype=np.int64)
        np.add.at(table, where, np.asarray(found[name]))
        return table

    return _Run(topics, added("tickets"), dict(packing.unpacked([added(name) for name in sums])))


def _counts(
    run: _Run, weeks: Weeks, languages: Sequence[LanguageCode], covered: Sequence[tuple[datetime, datetime]]
) -> WeeklyCounts:
    by_language = _divided(run.tickets, [run.parts[Word("language", language)] for language in languages])
    named = [channel for channel in Channel if channel and run.parts[Word("channel", channel)].any()]
    by_channel = _divided(run.tickets, [run.parts[Word("channel", channel)] for channel in named])
    *_, exposure, everything = run.tickets
    return WeeklyCounts(
        weeks=weeks,
        topics=run.topics,
        languages=(*languages, ""),
        channels=(*named, Channel.UNKNOWN),
        tickets=run.tickets[:-2],
        by_language=by_language[:-2],
        by_channel=by_channel[:-2],
        exposure=exposure,
        exposure_by_language=by_language[-2],
        all_tickets=everything,
        observed=observed(everything, weeks, covered),
    )


def _divided(total: Counts, parts: Sequence[Counts]) -> Counts:
    """The parts, and what is in none of them: shape (topics, parts + 1, weeks)."""
    known = np.stack([*parts, np.zeros_like(total)], axis=1)
    known[:, -1] = total - known.sum(axis=1)
    return known
