"""What last quarter's changes of articles did to the tickets of their topics.

A saving is only claimed where the verdict is that tickets fell; of several changes that answer one topic the greatest
counts, since all of them saved the same tickets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kbgen.overview.absent import Absent, Need
from kbgen.problems import errors

if TYPE_CHECKING:
    from kbgen.articles.article import ArticleId
    from kbgen.languages import LanguageCode
    from kbgen.overview.desk import Desk
    from kbgen.tickets.counts import TopicId
    from kbgen.tickets.effect.changes import ArticleChange
    from kbgen.tickets.effect.effect import Comparison, Effect, Verdict
    from kbgen.tickets.effect.findings import Finding
    from kbgen.tickets.effect.gathered import Gathered
    from kbgen.tickets.situation import Situation

MONTH = 52 / 12
"""Weeks."""


@dataclass(frozen=True, slots=True)
class Saving:
    """Tickets that do not come, and the hours of work that they would have taken; by the month."""

    tickets: float
    low: float
    high: float
    hours: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change of an article, and what the tickets of one of its topics did. ``title`` is in ``language``, ``topic``
    and ``name`` are the topic's. ``q``: as of ``Finding``. ``minutes``: of work for a ticket, ``tracked`` or by the
    settings. ``saving``: None where nothing could be compared, and less than nothing where tickets rose.
    """

    article: ArticleId
    title: str
    language: LanguageCode
    topic: TopicId
    name: str
    change: ArticleChange
    effect: Effect
    q: float | None
    minutes: float
    tracked: bool
    saving: Saving | None


@dataclass(frozen=True, slots=True)
class Effects:
    """``outcomes`` of all changes since a day, what fell first. ``saved``: by those that lowered tickets. ``undated``:
    why days of changes are only those of the front matter; empty where git knows them. ``last``: the day of the tickets
    up to which is measured.
    """

    since: date
    last: date
    outcomes: tuple[Outcome, ...]
    saved: Saving
    tracked: bool
    undated: tuple[str, ...]

    def count(self, verdict: Verdict) -> int:
        """How many outcomes are so."""
        return sum(one.effect.verdict is verdict for one in self.outcomes)


def effect(desk: Desk) -> Effects | Absent:
    """What the changes of the last quarter did; absent without tickets, or where no topic says which articles answer
    it.
    """
    if isinstance(desk.tickets, Absent):
        return desk.tickets
    situation = desk.tickets
    if wrong := errors(situation.problems):
        return Absent((Need.TOPICS_FILE,), str(wrong[0]))
    if not situation.answers:
        return Absent((Need.ANSWERS,))

    from kbgen.overview.sources import last_day
    from kbgen.tickets.effect.gathered import QUARTER, gathered

    since = situation.today - QUARTER
    found = gathered(situation, lambda inquiry: inquiry.since(since))
    outcomes = sorted((_outcome(one, found, desk, situation) for one in found.findings), key=_order)
    by_git = all(one.change.known != "front matter" for one in outcomes)
    saved, tracked = _saved(outcomes)
    return Effects(
        since=since,
        last=last_day(desk),
        outcomes=tuple(outcomes),
        saved=saved,
        tracked=tracked,
        undated=() if by_git and outcomes else tuple(gap.reason for gap in found.gaps),
    )


def _outcome(finding: Finding, found: Gathered, desk: Desk, situation: Situation) -> Outcome:
    one, minutes = finding.effect, found.minutes[finding.effect.topic]
    shown = situation.catalog.get(finding.article, desk.language)
    shown = shown or situation.catalog.source(finding.article)
    return Outcome(
        article=finding.article,
        title=shown.title,
        language=shown.language,
        topic=one.topic,
        name=situation.name(one.topic, desk.language),
        change=finding.change,
        effect=one,
        q=finding.q,
        minutes=minutes.minutes,
        tracked=minutes.tracked,
        saving=saving(one.comparison, minutes.minutes) if one.comparison else None,
    )


def saving(comparison: Comparison, minutes: float) -> Saving:
    """What does not come any more, beside what was to be expected."""
    ratio = comparison.ratio
    month = comparison.expected / comparison.after.weeks * MONTH
    tickets = month * (1 - ratio.estimate)
    return Saving(tickets, month * (1 - ratio.high), month * (1 - ratio.low), tickets * minutes / 60)


_PLACES = {"lowered": 0, "rose": 1, "no-change-seen": 2, "not-measurable": 3}


def _order(one: Outcome) -> tuple[object, ...]:
    comparison = one.effect.comparison
    ratio = comparison.ratio.estimate if comparison else float("inf")
    return _PLACES[one.effect.verdict], ratio, one.change.day, one.article, one.change.language, one.topic


def _saved(outcomes: list[Outcome]) -> tuple[Saving, bool]:
    """By all together, and whether the time of all of them was tracked."""
    best: dict[TopicId, Outcome] = {}
    for one in outcomes:
        if one.effect.verdict == "lowered" and one.saving:
            other = best.get(one.topic)
            if other is None or other.saving is None or one.saving.tickets > other.saving.tickets:
                best[one.topic] = one
    return _together(best), bool(best) and all(one.tracked for one in best.values())


def _together(best: Mapping[TopicId, Outcome]) -> Saving:
    """The ends of the interval add up in squares, as those of independent estimates do."""
    savings = [one.saving for one in best.values() if one.saving]
    tickets = sum(one.tickets for one in savings)
    below = sum((one.tickets - one.low) ** 2 for one in savings) ** 0.5
    above = sum((one.high - one.tickets) ** 2 for one in savings) ** 0.5
    return Saving(tickets, tickets - below, tickets + above, sum(one.hours for one in savings))
