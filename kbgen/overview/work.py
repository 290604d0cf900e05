"""Pieces of work, and what asks for them: the values that the ranking is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.tickets.flagging.saving import Range

if TYPE_CHECKING:
    from kbgen.problems import Problem
    from kbgen.tickets.flagging.flag import Flag
    from kbgen.translation.workload import Gap


class Work(IntEnum):
    """What there is to do. Of several things that one piece of work is, the first says it best: who brings an article
    up to date reads it, too."""

    NOTICE = 1
    """Say that something has failed."""
    NEW = 2
    UPDATE = 3
    """Bring an article up to date, in the language that it is first written in."""
    TRANSLATE = 4
    REVISE = 5
    """Bring a translation in line with its source."""
    COMPARE = 6
    """Facts differ between a translation and its source: find out which is right."""
    CONFIRM = 7
    """Read a translation beside its source."""
    PROMOTE = 8
    """Put the link where the question arises."""
    FIX = 9
    """Change what makes people ask."""
    MEND = 10
    """An error that is not a link."""
    LINKS = 11
    REVIEW = 12
    RETIRE = 13

    @property
    def label(self) -> str:
        """The name for programs."""
        return self.name.lower()


class Source(StrEnum):
    """Who asks for it."""

    TOPICS = "topics"
    GAPS = "gaps"
    REVIEWS = "reviews"
    LINKS = "links"
    PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class Term:
    """A part of the harm: weight × times × reach.

    ``settings``: the weights of the configuration whose product ``weight`` is; ``times``: links, or review intervals
    that have passed. ``reach``: (1 + tickets) × (1 + views ÷ ``weights.views``), × ``weights.popular``; both a week, 0
    where nothing was counted. ``language``: of the readers; empty for those of all.
    """

    settings: tuple[str, ...]
    weight: float
    times: float = 1.0
    reach: float = 1.0
    tickets: float = 0.0
    views: float = 0.0
    popular: bool = False
    language: LanguageCode = ""

    @property
    def harm(self) -> float:
        """In points."""
        return self.weight * self.times * self.reach


@dataclass(frozen=True, slots=True)
class Late:
    """A review that is overdue. ``due``: when it was to be; ``since``: the last review, or where ``reviewed`` is False
    the publication."""

    language: LanguageCode
    since: date
    due: date
    reviewed: bool


Key = tuple[str, ...]
"""What tells pieces of work apart."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What it is about, as readers of the report know it. ``language``: of the title. ``id``: of the article or topic;
    a path of a file."""

    title: str
    id: str
    language: LanguageCode = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One reason for a piece of work. ``key``: which one; asks with the same key are about the same piece.

    Either ``saving`` is known, in hours a month, or ``terms`` say what harm is done. ``effort``: hours of work.
    ``languages`` of those whom it is for, all of the site where it is empty; ``tickets`` and ``views`` of theirs a
    week, None where nothing was counted. ``places``: ``path:line``, the most important first. ``evidence``: what the
    source found. ``topic``: whose tickets are saved.
    """

    key: Key
    work: Work
    source: Source
    subject: Subject
    evidence: Flag | Gap | tuple[Late, ...] | tuple[Problem, ...]
    effort: float
    saving: Range | None = None
    terms: tuple[Term, ...] = ()
    urgent: bool = False
    article: ArticleId = ""
    topic: str = ""
    languages: tuple[LanguageCode, ...] = ()
    tickets: float | None = None
    views: float | None = None
    places: tuple[str, ...] = ()
    command: str = ""

    @property
    def harm(self) -> float:
        """In points; 0 where the saving is known instead."""
        return sum(term.harm for term in self.terms)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work with all that asks for it, and what that makes it worth.

    ``asks``: the first says best what it is. ``saving``: of all its topics, None where no topic asks; ``harm`` in
    points, None where only topics ask. ``hours_month``: what it is worth, the greater of the saving and of what the
    harm counts for. ``effort``: hours; ``counted``: the same, or the least that any piece takes. ``urgency``: a factor.
    ``worth``: hours a month × urgency for each hour of work, by which pieces are ranked, from ``rank`` 1. ``gave_way``:
    it is not among the first, so that another sort of work is.
    """

    asks: tuple[Ask, ...]
    saving: Range | None
    harm: float | None
    hours_month: float
    effort: float
    counted: float
    urgency: float
    worth: float
    rank: int = 0
    gave_way: bool = False

    @property
    def key(self) -> Key:
        """Tells it from the others."""
        return self.asks[0].key

    @property
    def work(self) -> Work:
        """What there is to do."""
        return self.asks[0].work

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who asks for it, each once."""
        return tuple(dict.fromkeys(ask.source for ask in self.asks))

    @property
    def languages(self) -> tuple[LanguageCode, ...]:
        """Of those whom it is for; all of the site where it is empty."""
        if not all(ask.languages for ask in self.asks):
            return ()
        return tuple(dict.fromkeys(code for ask in self.asks for code in ask.languages))

    @property
    def tickets(self) -> float | None:
        """A week, of those whom it is for. Topics are different tickets; other sources count the same ones again."""
        by_topic: dict[str, float] = {}
        others = [ask.tickets for ask in self.asks if not ask.topic and ask.tickets is not None]
        for ask in self.asks:
            if ask.topic and ask.tickets is not None:
                by_topic[ask.topic] = max(by_topic.get(ask.topic, 0.0), ask.tickets)
        return max([*others, *([sum(by_topic.values())] if by_topic else [])], default=None)

    @property
    def views(self) -> float | None:
        """A week, of the pages that it is about."""
        return max((ask.views for ask in self.asks if ask.views is not None), default=None)

    @property
    def places(self) -> tuple[str, ...]:
        """``path:line`` of each place, once; then the files of which no line is known."""
        named = dict.fromkeys(place for ask in self.asks for place in ask.places)
        lines = [place for place in named if _has_line(place)]
        known = {place.rpartition(":")[0] for place in lines}
        return (*lines, *(place for place in named if not _has_line(place) and place not in known))

    @property
    def command(self) -> str:
        """What to call first; empty where no command helps."""
        return next((ask.command for ask in self.asks if ask.command), "")


def _has_line(place: str) -> bool:
    return place.rpartition(":")[2].isdigit()
