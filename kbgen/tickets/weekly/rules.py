"""What each tag counts for, as a table that the query joins by the tag alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from kbgen.tickets.counts import TopicId
from kbgen.tickets.ticket import Tag
from kbgen.tickets.weeks import midnight

NO_TOPIC = ""
# Far enough, and within what ClickHouse and Spark can store.
ALWAYS = datetime(1970, 1, 1)
FOREVER = datetime(2200, 1, 1)


class Rule(Protocol):
    """As in ``topics/topic.py``: a tag counts for a topic (None: for nothing) from ``since`` to before ``until``."""

    @property
    def tag(self) -> Tag:
        """The raw tag."""

    @property
    def topic(self) -> TopicId | None:
        """What it counts for."""

    @property
    def since(self) -> date | None:
        """The first day, in the site's zone; None: ever."""

    @property
    def until(self) -> date | None:
        """The first day on which it no longer does; None: for ever."""


class Ruled(NamedTuple):
    """A row of the table ``rule``: times in UTC without zone. ``topic`` is ``NO_TOPIC`` where the tag counts for
    nothing. ``shared``: several tags mean the topic, so that one ticket may name it twice.
    """

    tag: Tag
    topic: TopicId
    since: datetime
    until: datetime
    shared: bool


class _Span(NamedTuple):
    topic: TopicId
    since: datetime
    until: datetime


def ruled(rules: Iterable[Rule], zone: ZoneInfo) -> list[Ruled]:
    """The table, ordered by tag. A tag without rows, and one outside of all its dates, is a topic of its own; for each
    tag that has rows, they cover all times, so that the query needs no other condition. Where one rule gives a topic
    and another none, the topic holds.
    """
    by_tag: defaultdict[Tag, list[_Span]] = defaultdict(list)
    for rule in rules:
        since = _utc(rule.since, zone) if rule.since else ALWAYS
        until = _utc(rule.until, zone) if rule.until else FOREVER
        if since < until:
            by_tag[rule.tag].append(_Span(rule.topic or NO_TOPIC, since, until))
    whole = {tag: _whole(tag, spans) for tag, spans in by_tag.items()}
    claimed = {span.topic for tag, spans in whole.items() for span in spans if span.topic not in (tag, NO_TOPIC)}
    # A tag that bears the name of a topic means it too, without being told.
    for topic in claimed - whole.keys():
        whole[topic] = [_Span(topic, ALWAYS, FOREVER)]
    rows_of: defaultdict[TopicId, int] = defaultdict(int)
    for spans in whole.values():
        for span in spans:
            rows_of[span.topic] += 1
    table = [
        Ruled(tag, *span, shared=span.topic != NO_TOPIC and rows_of[span.topic] > 1)
        for tag, spans in sorted(whole.items())
        for span in spans
    ]
    # What holds without a rule need not be looked up for each tag.
    return [row for row in table if row.shared or whole[row.tag] != [_Span(row.tag, ALWAYS, FOREVER)]]


def _whole(tag: Tag, spans: Sequence[_Span]) -> list[_Span]:
    """The spans with what fills the time between them."""
    topics = [span for span in dict.fromkeys(spans) if span.topic != NO_TOPIC]
    nothing = [
        _Span(NO_TOPIC, *free)
        for since, until in _joined(span for span in spans if span.topic == NO_TOPIC)
        for free in _free(topics, since, until)
    ]
    told = [*topics, *nothing]
    own = [_Span(tag, *free) for free in _free(told, ALWAYS, FOREVER)]
    return sorted([*told, *own], key=lambda span: (span.since, span.until, span.topic))


def _joined(spans: Iterable[_Span]) -> Iterator[tuple[datetime, datetime]]:
    """The times that at least one of the spans covers, in order."""
    last: tuple[datetime, datetime] | None = None
    for _, since, until in sorted(spans, key=lambda span: span.since):
        if last is not None and since <= last[1]:
            last = last[0], max(last[1], until)
            continue
        if last is not None:
            yield last
        last = since, until
    if last is not None:
        yield last


def _free(spans: Iterable[_Span], since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """What the spans leave of the time from ``since`` to ``until``."""
    at = since
    for begin, end in _joined(spans):
        if at < min(begin, until):
            yield at, min(begin, until)
        at = max(at, end)
    if at < until:
        yield at, until


def _utc(day: date, zone: ZoneInfo) -> datetime:
    return midnight(day, zone).astimezone(UTC).replace(tzinfo=None)
