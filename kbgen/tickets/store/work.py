"""What the tickets of each topic were like: how long they took, how customers judged, which articles were linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kbgen.tickets.counts import TopicId
from kbgen.tickets.store.records import TopicWork
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weekly.rules import Rule, ruled

if TYPE_CHECKING:
    import duckdb

# A ticket is one of each topic, however many of its tags mean it.
_USES = """CREATE OR REPLACE TEMP TABLE topic_use AS
    WITH uses AS (
        SELECT DISTINCT t.id, coalesce(r.topic, t.tag) AS topic
        FROM (SELECT id, created, unnest(tags) AS tag FROM counted_ticket WHERE created >= ? AND created < ?) t
        LEFT JOIN rule r ON r.tag = t.tag AND t.created >= r.since AND t.created < r.until)
    SELECT topic, language, channel, minutes, satisfied, articles
    FROM uses JOIN counted_ticket USING (id) WHERE topic <> ''"""

_WORK = """SELECT topic, count(*), count(minutes), median(minutes), count(*) FILTER (WHERE satisfied),
    count(*) FILTER (WHERE NOT satisfied), count(articles), count(*) FILTER (WHERE len(articles) > 0)
    FROM topic_use GROUP BY topic ORDER BY topic"""

_ARTICLES = """SELECT topic, article, count(*) FROM (SELECT topic, unnest(articles) AS article FROM topic_use)
    GROUP BY ALL ORDER BY 1, 3 DESC, 2"""


def of_topics(
    connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule], since: datetime, until: datetime, zone: ZoneInfo
) -> Mapping[TopicId, TopicWork]:
    """The topics of the tickets created from ``since`` to before ``until``. Tags mean topics as in the weekly counts;
    exports that hold only counts say nothing of work.
    """
    table = rule_table(rules, zone)
    connection.register("rule", table)
    try:
        begin, end = (one.astimezone(UTC).replace(tzinfo=None) for one in (since, until))
        connection.execute(_USES, [begin, end])
    finally:
        connection.unregister("rule")
    found: dict[TopicId, TopicWork] = {}
    for topic, tickets, tracked, minutes, *rest in connection.execute(_WORK).fetchall():
        found[topic] = TopicWork(tickets, tracked, minutes if tracked else None, *rest)
    languages = _numbers(connection, "language")
    channels = _numbers(connection, "channel")
    articles: defaultdict[TopicId, dict[str, int]] = defaultdict(dict)
    for topic, article, tickets in connection.execute(_ARTICLES).fetchall():
        articles[topic][article] = tickets
    connection.execute("DROP TABLE topic_use")
    return {
        topic: replace(
            work,
            articles=articles.get(topic, {}),
            languages=languages[topic],
            channels={Channel(channel): tickets for channel, tickets in channels[topic].items()},
        )
        for topic, work in found.items()
    }


def rule_table(rules: Iterable[Rule], zone: ZoneInfo) -> dict[str, Any]:
    """What each tag counts for, as columns of a table that DuckDB joins."""
    import numpy as np

    rows = ruled(rules, zone)
    return {
        "tag": np.array([row.tag for row in rows], dtype=object),
        "topic": np.array([row.topic for row in rows], dtype=object),
        "since": np.array([row.since for row in rows], dtype="datetime64[us]"),
        "until": np.array([row.until for row in rows], dtype="datetime64[us]"),
    }


def _numbers(connection: duckdb.DuckDBPyConnection, column: str) -> Mapping[TopicId, Mapping[str, int]]:
    """Tickets of each topic by a column, the most frequent value first."""
    found: defaultdict[TopicId, dict[str, int]] = defaultdict(dict)
    query = f"SELECT topic, {column}, count(*) FROM topic_use GROUP BY ALL ORDER BY 1, 3 DESC, 2"
    for topic, value, tickets in connection.execute(query).fetchall():
        found[topic][value] = tickets
    return found
