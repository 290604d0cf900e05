"""What customers thought of the answers: good and bad votes by topic, language and channel, and by quarter.

A ticket has at most one vote. By topic it counts once for each topic that one of its tags means; everywhere else once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId
from kbgen.tickets.store.work import rule_table
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weekly.rules import Rule

if TYPE_CHECKING:
    import duckdb


class Votes(NamedTuple):
    """Tickets, and how many of them carry a good vote and a bad one."""

    tickets: int = 0
    good: int = 0
    bad: int = 0

    @property
    def total(self) -> int:
        """All votes."""
        return self.good + self.bad

    def __add__(self, other: object) -> Votes:
        """Of both."""
        if not isinstance(other, Votes):
            return NotImplemented
        return Votes(*(one + more for one, more in zip(self, other, strict=True)))


class Satisfaction(NamedTuple):
    """Votes in consecutive stretches of time, the oldest first: of all tickets, and by what they are about."""

    all: tuple[Votes, ...]
    topics: Mapping[TopicId, tuple[Votes, ...]]
    languages: Mapping[LanguageCode, tuple[Votes, ...]]
    channels: Mapping[Channel, tuple[Votes, ...]]


# Tickets that carry a tag which means no topic still count for languages and channels.
_TICKETS = """CREATE OR REPLACE TEMP TABLE voted AS
    SELECT id, tags, created, language, channel, satisfied, (len($bounds::TIMESTAMP[]) - 1 -
        len(list_filter($bounds::TIMESTAMP[], lambda bound: bound > created)))::INTEGER AS stretch
    FROM counted_ticket WHERE created >= $bounds[1] AND created < $bounds[-1]"""

_VOTES = "count(*), count(*) FILTER (WHERE satisfied), count(*) FILTER (WHERE NOT satisfied)"

_TOPICS = f"""WITH uses AS (
        SELECT DISTINCT t.id, coalesce(r.topic, t.tag) AS topic, t.stretch, t.satisfied
        FROM (SELECT id, created, stretch, satisfied, unnest(tags) AS tag FROM voted) t
        LEFT JOIN rule r ON r.tag = t.tag AND t.created >= r.since AND t.created < r.until)
    SELECT topic, stretch, {_VOTES} FROM uses WHERE topic <> '' GROUP BY ALL"""


def of_tickets(
    connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule], bounds: Sequence[datetime], zone: ZoneInfo
) -> Satisfaction:
    """Of the tickets created from each of the ``bounds`` to before the next; there are at least two, in order. Exports
    that hold only counts say nothing of votes.
    """
    begins = [bound.astimezone(UTC).replace(tzinfo=None) for bound in bounds]
    connection.execute(_TICKETS, {"bounds": begins})
    stretches = len(bounds) - 1
    connection.register("rule", rule_table(rules, zone))
    try:
        topics = _by(connection, _TOPICS, stretches)
    finally:
        connection.unregister("rule")
    languages = _by(connection, f"SELECT language, stretch, {_VOTES} FROM voted GROUP BY ALL", stretches)
    channels = _by(connection, f"SELECT channel, stretch, {_VOTES} FROM voted GROUP BY ALL", stretches)
    connection.execute("DROP TABLE voted")
    everything = (sum((votes[place] for votes in channels.values()), Votes()) for place in range(stretches))
    named = {Channel(name): votes for name, votes in channels.items()}
    return Satisfaction(tuple(everything), topics, languages, named)


def _by(connection: duckdb.DuckDBPyConnection, query: str, stretches: int) -> dict[str, tuple[Votes, ...]]:
    """The votes of each name in each stretch, sorted by name."""
    found: defaultdict[str, list[Votes]] = defaultdict(lambda: [Votes()] * stretches)
    for name, stretch, *votes in connection.execute(query).fetchall():
        found[name][stretch] = Votes(*votes)
    return {name: tuple(found[name]) for name in sorted(found)}
