"""What ``kbgen topics`` says of a topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId
from kbgen.tickets.flagging.advised import Advised
from kbgen.tickets.flagging.kinds import Kind, Reason
from kbgen.tickets.flagging.saving import Range, Saving
from kbgen.tickets.statistics.signal import Lane, Notice, Ratio


@dataclass(frozen=True, slots=True)
class Flag:
    """A piece of work on a topic, with what speaks for it.

    ``language``: None where it is about all. ``tickets`` came in the last ``weeks`` weeks, where ``expected`` would
    have been usual; ``q`` and ``p`` only where that was tested. ``level``: tickets a week that the work is about.
    ``hours``: of work that it takes; ``hours_given``: the topics file says so. ``history``: tickets of the last weeks,
    the oldest first, None where nobody knows. ``languages`` and ``channels``: tickets of the last half year, ``""``
    where it is unknown. ``minutes``: of work on a ticket; ``tracked``: in so many of them it was measured. ``advice``
    says in English what ``advised`` is made of.
    """

    topic: TopicId
    name: str
    kind: Kind
    lane: Lane
    language: LanguageCode | None
    weeks: int
    tickets: int
    expected: float
    ratio: Ratio
    p: float | None
    q: float | None
    level: Range
    saving: Saving
    hours: float
    hours_given: bool
    worth: float
    articles: tuple[ArticleId, ...]
    reasons: tuple[Reason, ...]
    incident: bool
    advice: str
    advised: Advised
    command: str
    history: tuple[int | None, ...]
    languages: Mapping[LanguageCode, int]
    channels: Mapping[str, int]
    minutes: float
    tracked: int

    @property
    def is_surge(self) -> bool:
        """Whether it is about a rise, and not about what is usual."""
        return self.lane is not Lane.STANDING


@dataclass(frozen=True, slots=True)
class Search:
    """Words that found nothing on the site, and how often a week. ``topic``: the one that is called so, if any is."""

    query: str
    language: LanguageCode
    a_week: float
    topic: TopicId | None = None


@dataclass(frozen=True, slots=True)
class Flagged:
    """The flags in the order in which to work on them: surges first, then the low-hanging fruit.

    ``versions``: tags that look like versions of a product, of which nothing is said. ``as_of``: the day that begins at
    the moment of asking ``until``, or on which it lies; ``zone``: the site's clock. ``weeks``: of which there are
    tickets; ``tickets``: in all of them; ``imported``: the last import. ``names``: of the topics. ``tracked``: tickets
    whose minutes of work are known, else they count as ``default_minutes``. ``described``: whether there is a topics
    file. ``searches``: what readers looked for in vain, the most frequent first.
    """

    flags: Sequence[Flag]
    notices: Sequence[Notice]
    too_few: Sequence[TopicId]
    suspended: Mapping[TopicId, str]
    versions: Sequence[TopicId]
    as_of: date
    until: datetime
    zone: str
    weeks: int
    tickets: int
    imported: datetime | None
    tracked: int
    default_minutes: float
    names: Mapping[TopicId, str]
    described: bool
    searches: Sequence[Search] = ()
