"""Drawn tickets in words: tags, teams, times and links, as every export of them needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from kbgen.tickets.sample import host
from kbgen.tickets.sample.draw import CHAT, CLOSED_AFTER, NO_TOPIC, Drawn
from kbgen.tickets.sample.people import CUSTOMERS
from kbgen.tickets.sample.stories import RENAMED

FIRST_NUMBER = 310_001
CODES = tuple(host.LANGUAGES)
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket as an export has it. Times are seconds since 1970; ``minutes`` is 0 where nobody tracked the work;
    ``link`` is the address of the article that was sent, or ``""``. The numbers of ``status``, ``channel`` and
    ``rating`` are those of ``draw``.
    """

    number: int
    customer: int
    created: int
    updated: int
    solved: int
    language: str
    channel: int
    status: int
    rating: int
    minutes: int
    team: str
    topic: str
    tags: tuple[str, ...]
    link: str


def rows(drawn: Drawn, end: int) -> Iterator[Row]:
    """The tickets by number. Nothing happens to them after ``end``, when the export was made."""
    names = [topic.tag for topic in drawn.topics]
    teams = [*(host.TEAMS[topic.family] for topic in drawn.topics), "Customer service"]
    columns = (
        drawn.seconds,
        drawn.solved,
        drawn.topic,
        drawn.second,
        drawn.language,
        drawn.channel,
        drawn.status,
        drawn.rating,
        drawn.minutes,
        drawn.merged,
        drawn.linked,
    )
    for number, one in enumerate(zip(*(column.tolist() for column in columns), strict=True), FIRST_NUMBER):
        created, solved, topic, second, language, channel, status, rating, minutes, merged, linked = one
        code = CODES[language] if language >= 0 else ""
        tags = [names[row] for row in (topic, second) if row != NO_TOPIC]
        if created >= drawn.renamed:
            tags = [RENAMED.get(tag, tag) for tag in tags]
        done = min(created + solved, end)
        yield Row(
            number=number,
            # Multiplying by a prime scatters the customers without another throw of dice.
            customer=number * 7919 % CUSTOMERS + 1,
            created=created,
            updated=done + CLOSED_AFTER if done + CLOSED_AFTER <= end else done,
            solved=done,
            language=code,
            channel=channel,
            status=status,
            rating=rating,
            minutes=minutes,
            team=teams[topic],
            topic=names[topic].replace("_", " ").replace("-", " ") if topic != NO_TOPIC else "something else",
            tags=(*tags, *_set_by_the_help_desk(code, channel, merged, number)),
            link=_address(drawn.topics[topic].article, code) if linked else "",
        )


def _address(article: str, code: str) -> str:
    """Of an article in the customer's language, or in English where it is not translated."""
    there = code and code not in host.NOT_TRANSLATED.get(article, ())
    return f"{host.SITE}{code if there else 'en'}/{article}/"


def _set_by_the_help_desk(code: str, channel: int, merged: bool, number: int) -> Iterator[str]:
    """Tags that say how a ticket went, not what it was about."""
    if code:
        yield f"lang_{code}"
    if channel == CHAT:
        yield "zopim_chat"
    elif number % 5 == 0:
        yield "web_widget"
    if merged:
        yield "closed_by_merge"


def local(seconds: int) -> str:
    """As the account shows it: minutes, in the host's time zone, which it does not name."""
    day, rest = divmod(seconds, HOUR)
    return f"{_hour(day)}{rest // 60:02}"


@lru_cache(None)
def _hour(hours: int) -> str:
    return datetime.fromtimestamp(hours * HOUR, ZoneInfo(host.ZONE)).strftime("%Y-%m-%d %H:")


def utc(seconds: int) -> str:
    """As the API has it."""
    hours, rest = divmod(seconds, HOUR)
    minutes, rest = divmod(rest, 60)
    return f"{_hour_utc(hours)}{minutes:02}:{rest:02}Z"


@lru_cache(None)
def _hour_utc(hours: int) -> str:
    return datetime.fromtimestamp(hours * HOUR, UTC).strftime("%Y-%m-%dT%H:")
