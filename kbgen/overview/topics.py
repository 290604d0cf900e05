"""What customers ask: most of all, more than before, and where it would pay to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kbgen.overview.absent import Absent, Need
from kbgen.overview.trend import Trend, trend
from kbgen.tickets.flagging.kinds import Kind

if TYPE_CHECKING:
    from kbgen.articles.article import ArticleId
    from kbgen.languages import LanguageCode
    from kbgen.overview.desk import Desk
    from kbgen.tickets.counts import Counts, TopicId
    from kbgen.tickets.events import Suspension
    from kbgen.tickets.flagging.flag import Flag, Flagged, Search
    from kbgen.tickets.flagging.levels import Levels
    from kbgen.tickets.situation import Situation
    from kbgen.tickets.statistics.signal import Notice, Signal
    from kbgen.tickets.topics.usage import UnknownTag

WEEKS = 26
"""So many weeks are looked back at: two quarters, of which trends are told."""

MOST = 100
"""So many topics are told of; the rest is asked seldom."""

REMEMBERED = timedelta(weeks=52)
"""Whoever compares with the year before must know of changes of the tags in between."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic that customers ask about.

    ``tickets`` of the last ``WEEKS`` weeks; ``history`` by week, the oldest first, None where nobody knows.
    ``languages`` and ``channels``: the same tickets by each, the most first, ``""`` where it is unknown. ``articles``
    that answer it. ``flags``: what is to do about it.
    """

    topic: TopicId
    name: str
    tickets: int
    history: tuple[int | None, ...]
    trend: Trend
    languages: Mapping[LanguageCode, int]
    channels: Mapping[str, int]
    articles: tuple[ArticleId, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Rise:
    """A topic that rises more than chance explains. ``flags``: what is to do about it; ``incident``: the topics file
    says that it is about failures."""

    name: str
    signal: Signal
    history: tuple[int | None, ...]
    flags: tuple[Flag, ...]
    incident: bool


@dataclass(frozen=True, slots=True)
class Untold:
    """A topic of which a rise could not be told from chance, and how many tickets it has had in ``WEEKS`` weeks.
    ``why``: its tags are too new; else it has too few tickets."""

    topic: TopicId
    name: str
    tickets: int
    why: Suspension | None = None


@dataclass(frozen=True, slots=True)
class Topics:
    """``asked``: the most asked, ``MOST`` at most, of ``found``. ``all``: of all tickets together; ``languages`` and
    ``channels``: theirs. ``answered``: the share of the topics' tickets whose topic has an article, 0 to 1. ``fruit``:
    pieces of work on topics, each once, what is worth most for its effort first. ``news``: new tags, and failures;
    ``rises``: the rest that rises. ``notices``: also of how the tags were changed in the last year, the newest first.
    ``strays``: of all ``tags``, those that the topics file does not claim. ``versions``: tags that look like versions
    of a product, of which nothing is told. ``foreign``: the languages of names that are not in that of the report.
    ``searches``: what readers looked for in vain; ``searched``: the days of
    which that is known. ``day`` is the last of which tickets count, ``tickets`` how many of ``weeks`` weeks there are.
    """

    day: date
    weeks: int
    tickets: int
    found: int
    all: Asked
    asked: tuple[Asked, ...]
    answered: float
    fruit: tuple[Flag, ...]
    news: tuple[Rise, ...]
    rises: tuple[Rise, ...]
    too_few: tuple[Untold, ...]
    suspended: tuple[Untold, ...]
    versions: tuple[TopicId, ...]
    notices: tuple[Notice, ...]
    strays: tuple[UnknownTag, ...]
    tags: int
    names: Mapping[TopicId, str]
    foreign: Mapping[TopicId, LanguageCode]
    searches: tuple[Search, ...] | Absent
    searched: tuple[date, date] | None
    described: bool
    tracked: int
    default_minutes: float


def topics(desk: Desk) -> Topics | Absent:
    """All about the topics of one moment."""
    situation, flagged = desk.situation, desk.flagged
    if isinstance(desk.tickets, Absent):
        return desk.tickets
    if situation is None or flagged is None or not flagged.weeks:
        return Absent((Need.TICKETS_THEN,))
    from kbgen.tickets.flagging.levels import Levels
    from kbgen.tickets.readers.rows import Kind as Read

    levels = Levels(situation.counts, situation.detection)
    flags: dict[TopicId, tuple[Flag, ...]] = {}
    for flag in flagged.flags:
        flags[flag.topic] = (*flags.get(flag.topic, ()), flag)
    asked = sorted(_asked(situation, flagged, levels, flags), key=lambda one: (-one.tickets, one.topic))
    rises = list(_rises(situation, flagged, levels, flags))
    searched = situation.told(Read.SEARCH)
    return Topics(
        day=situation.last_day,
        weeks=flagged.weeks,
        tickets=flagged.tickets,
        found=len(asked),
        all=_all(situation),
        asked=tuple(asked[:MOST]),
        answered=_answered(asked),
        fruit=tuple(_fruit(flagged.flags)),
        news=tuple(one for one in rises if _is_news(one)),
        rises=tuple(one for one in rises if not _is_news(one)),
        too_few=tuple(_untold(flagged.too_few, flagged, levels)),
        suspended=tuple(_suspended(situation, flagged, levels)),
        versions=tuple(flagged.versions),
        notices=tuple(_notices(situation, flagged)),
        strays=_strays(situation) if flagged.described else (),
        tags=len(situation.uses),
        names=flagged.names,
        foreign=_foreign(situation, flagged, desk.language),
        searches=tuple(flagged.searches) if searched else Absent((Need.SEARCHES,)),
        searched=searched,
        described=flagged.described,
        tracked=flagged.tracked,
        default_minutes=flagged.default_minutes,
    )


def _asked(
    situation: Situation, flagged: Flagged, levels: Levels, flags: Mapping[TopicId, tuple[Flag, ...]]
) -> Iterator[Asked]:
    left_out = {*flagged.versions}
    for topic in situation.counts.topics:
        history = levels.history(topic, WEEKS)
        tickets = sum(number or 0 for number in history)
        if tickets and topic not in left_out:
            row = situation.counts.row(topic)
            yield Asked(
                topic=topic,
                name=flagged.names.get(topic, topic),
                tickets=tickets,
                history=history,
                trend=trend(history),
                languages=_parts(situation.counts.languages, situation.counts.by_language[row, :, -WEEKS:]),
                channels=_parts(situation.counts.channels, situation.counts.by_channel[row, :, -WEEKS:]),
                articles=situation.answers.get(topic, ()),
                flags=flags.get(topic, ()),
            )


def _all(situation: Situation) -> Asked:
    """All tickets together, also those without a topic; their languages and channels, of those that have one."""
    counts = situation.counts
    weeks = zip(counts.all_tickets[-WEEKS:], counts.observed[-WEEKS:], strict=True)
    history = tuple(int(number) if known else None for number, known in weeks)
    return Asked(
        topic="",
        name="",
        tickets=sum(number or 0 for number in history),
        history=history,
        trend=trend(history),
        languages=_parts(counts.languages, counts.exposure_by_language[:, -WEEKS:]),
        channels=_parts(counts.channels, counts.by_channel[:, :, -WEEKS:].sum(0)),
        articles=(),
        flags=(),
    )


def _parts(names: Sequence[str], weekly: Counts) -> dict[str, int]:
    """Tickets by language or channel, the most first. ``weekly``: shape (names, weeks)."""
    numbers = dict(zip(map(str, names), weekly.sum(1).tolist(), strict=True))
    return {name: numbers[name] for name in sorted(numbers, key=lambda name: (-numbers[name], name)) if numbers[name]}


def _rises(
    situation: Situation, flagged: Flagged, levels: Levels, flags: Mapping[TopicId, tuple[Flag, ...]]
) -> Iterator[Rise]:
    for signal in situation.detection.signals:
        if signal.lane != "standing-cost":
            yield Rise(
                name=flagged.names.get(signal.topic, signal.topic),
                signal=signal,
                history=levels.history(signal.topic, WEEKS),
                flags=tuple(flag for flag in flags.get(signal.topic, ()) if flag.is_surge),
                incident=situation.file.is_incident(signal.topic),
            )


def _is_news(one: Rise) -> bool:
    return one.incident or one.signal.lane == "new-tag"


def _fruit(flags: Sequence[Flag]) -> list[Flag]:
    """Each piece of work once, by its most urgent flag. What would be taken away saves no tickets."""
    found: dict[tuple[str, ...], Flag] = {}
    for flag in flags:
        if flag.kind is not Kind.RETIRE and flag.worth > 0:
            found.setdefault((flag.topic, flag.kind, flag.language or ""), flag)
    return sorted(found.values(), key=lambda flag: (-flag.worth, flag.topic, flag.language or ""))


def _untold(topics: Sequence[TopicId], flagged: Flagged, levels: Levels) -> list[Untold]:
    found = [Untold(topic, flagged.names.get(topic, topic), levels.asked(topic)) for topic in topics]
    return sorted(found, key=lambda one: (-one.tickets, one.topic))


def _suspended(situation: Situation, flagged: Flagged, levels: Levels) -> list[Untold]:
    found = [
        Untold(topic, flagged.names.get(topic, topic), sum(number or 0 for number in levels.history(topic, WEEKS)), why)
        for topic, why in situation.detection.suspensions.items()
    ]
    return sorted(found, key=lambda one: (-one.tickets, one.topic))


def _answered(asked: Sequence[Asked]) -> float:
    tickets = sum(one.tickets for one in asked)
    return sum(one.tickets for one in asked if one.articles) / tickets if tickets else 0.0


def _foreign(situation: Situation, flagged: Flagged, language: LanguageCode) -> dict[TopicId, LanguageCode]:
    found = {topic: situation.file.language_of(topic, language) for topic in flagged.names}
    return {topic: code for topic, code in found.items() if code not in ("", language)}


def _notices(situation: Situation, flagged: Flagged) -> list[Notice]:
    from kbgen.tickets.statistics import breaks

    since = situation.last_day - REMEMBERED
    found = [*flagged.notices]
    found += [one for one in breaks(situation.counts) if one.week >= since and one not in found]
    return sorted(found, key=lambda one: one.week, reverse=True)


def _strays(situation: Situation) -> tuple[UnknownTag, ...]:
    from kbgen.tickets.topics import usage

    named = situation.answers.keys() - situation.file.topics.keys()
    return usage.unknown(situation.file, situation.uses, named)
