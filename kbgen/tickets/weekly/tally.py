"""The weekly counts of the store's tickets: the query on DuckDB, its rows as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weekly.calendar import days
from kbgen.tickets.weekly.observed import observed
from kbgen.tickets.weekly.periods import periods
from kbgen.tickets.weekly.rules import Rule, ruled
from kbgen.tickets.weeks import Weeks

if TYPE_CHECKING:
    import duckdb

DEFAULT_WEEKS = 156

# The small tables that the query joins, and what DuckDB calls the types of their columns.
TABLES = {
    "calendar": ("day DATE", "turn TIMESTAMP", "before INTEGER", "after INTEGER"),
    "rule": ("tag VARCHAR", "topic VARCHAR", "since TIMESTAMP", "until TIMESTAMP", "shared BOOLEAN"),
    "period": (
        "first TIMESTAMP",
        "last TIMESTAMP",
        "moment TIMESTAMP",
        "weeks_ago INTEGER",
        "lower BIGINT",
        "upper BIGINT",
        "whole BIGINT",
    ),
}


class Tickets(Protocol):
    """What the counts need of the store."""

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """With the views ``current_ticket`` and ``current_count``."""

    def zone(self) -> str:
        """The name of the time zone in which weeks are counted."""

    def covered(self) -> Sequence[tuple[datetime, datetime]]:
        """The spans of time of which tickets or counts were imported."""


class Rows(NamedTuple):
    """The query's rows, with numbers for words: ``measure`` is a place in ``MEASURES``, the others in their lists."""

    topics: tuple[TopicId, ...]
    languages: tuple[LanguageCode, ...]
    channels: tuple[str, ...]
    measure: NDArray[np.int64]
    weeks_ago: NDArray[np.int64]
    topic: NDArray[np.int64]
    language: NDArray[np.int64]
    channel: NDArray[np.int64]
    tickets: NDArray[np.int64]


MEASURES = ("topic", "exposure", "all")


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
    with prepared(store, rules, span) as cursor:
        rows = _rows(cursor)
    return arrays(rows, span, languages, store.covered())


@contextmanager
def prepared(store: Tickets, rules: Iterable[Rule], weeks: Weeks) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own to the store, with the small tables; they go when it is closed."""
    cursor = store.connection.cursor()
    try:
        spans = cursor.execute("SELECT DISTINCT first, last FROM current_count").fetchall()
        _fill(cursor, "calendar", days(weeks))
        _fill(cursor, "rule", ruled(rules, weeks.zone))
        _fill(cursor, "period", periods(spans, weeks))
        yield cursor
    finally:
        cursor.close()


@cache
def query() -> str:
    """The committed query."""
    return Path(__file__).with_name("query.sql").read_text("utf-8")


def _fill(cursor: duckdb.DuckDBPyConnection, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    columns = TABLES[name]
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({', '.join(columns)})")
    if rows:
        # A list for each column: a row at a time takes DuckDB a thousand times as long.
        lists = ", ".join(f"unnest(?::{column.split()[1]}[])" for column in columns)
        cursor.execute(f"INSERT INTO {name} SELECT {lists}", [list(column) for column in zip(*rows, strict=True)])


def _rows(cursor: duckdb.DuckDBPyConnection) -> Rows:
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {query()}")
    words = {
        column: tuple(
            word for (word,) in cursor.execute(f"SELECT DISTINCT {column} FROM counted ORDER BY {column}").fetchall()
        )
        for column in ("topic", "language", "channel")
    }
    # Numbers reach numpy as they are; words would be made one by one.
    for column, known in {**words, "measure": MEASURES}.items():
        _fill_words(cursor, column, known)
    found = cursor.execute(
        """SELECT m.number AS measure, weeks_ago::BIGINT AS weeks_ago, t.number AS topic, l.number AS language,
        c.number AS channel, tickets::BIGINT AS tickets FROM counted
        JOIN measure_word m ON measure = m.word JOIN topic_word t ON topic = t.word
        JOIN language_word l ON language = l.word JOIN channel_word c ON channel = c.word WHERE tickets <> 0"""
    ).fetchnumpy()
    return Rows(**{f"{name}s": known for name, known in words.items()}, **found)


def _fill_words(cursor: duckdb.DuckDBPyConnection, column: str, words: Sequence[str]) -> None:
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {column}_word (word VARCHAR, number BIGINT)")
    cursor.execute(
        f"INSERT INTO {column}_word SELECT unnest(?::VARCHAR[]), unnest(range(?))", [list(words), len(words)]
    )


def arrays(
    rows: Rows, weeks: Weeks, languages: Sequence[LanguageCode], covered: Sequence[tuple[datetime, datetime]]
) -> WeeklyCounts:
    """Rows → arrays. Channels are those that occur."""
    topics = tuple(topic for topic in rows.topics if topic)
    known = tuple(dict.fromkeys([*languages, ""]))
    channels = tuple(dict.fromkeys(_channel(word) for word in rows.channels)) or (Channel.UNKNOWN,)
    # Where each word of the rows stands in the arrays. The empty one, of measures without a topic, is the first.
    topic = rows.topic - (len(rows.topics) - len(topics))
    language_at = np.array([known.index(word if word in known else "") for word in rows.languages], dtype=np.int64)
    channel_at = np.array([channels.index(_channel(word)) for word in rows.channels], dtype=np.int64)
    language = language_at[rows.language]
    channel = channel_at[rows.channel]
    week = weeks.count - 1 - rows.weeks_ago
    by = {name: rows.measure == number for number, name in enumerate(MEASURES)}
    told = by["topic"]

    def added(where: NDArray[np.bool_], shape: tuple[int, ...], *places: NDArray[np.int64]) -> NDArray[np.int64]:
        target = np.zeros(shape, dtype=np.int64)
        np.add.at(target, tuple(place[where] for place in places), rows.tickets[where])
        return target

    by_language = added(told, (len(topics), len(known), weeks.count), topic, language, week)
    exposure_by_language = added(by["exposure"], (len(known), weeks.count), language, week)
    everything = added(by["all"], (weeks.count,), week)
    return WeeklyCounts(
        weeks=weeks,
        topics=topics,
        languages=known,
        channels=channels,
        tickets=by_language.sum(axis=1),
        by_language=by_language,
        by_channel=added(told, (len(topics), len(channels), weeks.count), topic, channel, week),
        exposure=exposure_by_language.sum(axis=0),
        exposure_by_language=exposure_by_language,
        all_tickets=everything,
        observed=observed(everything, weeks, covered),
    )


def _channel(word: str) -> Channel:
    try:
        return Channel(word)
    except ValueError:
        return Channel.OTHER
