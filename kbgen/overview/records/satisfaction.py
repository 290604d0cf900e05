"""The share of good votes of the last year, held against the year before.

Intervals are Wilson's (1927), of differences Newcombe's (1998, method 10): both hold for few votes and for shares near
0 and 1. A difference is called one by the two-sided score test, at a rate of false discoveries of a tenth among all
rows of a kind (Benjamini and Hochberg 1995); with many topics some would always seem to change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import erfc, sqrt
from typing import TYPE_CHECKING

from kbgen.tickets.weeks import Weeks

if TYPE_CHECKING:
    from kbgen.tickets.situation import Situation
    from kbgen.tickets.store.satisfaction import Votes

QUARTER = 13
QUARTERS = 8
YEAR = 4

Z = 1.959964
"""Intervals hold 95 of 100."""

ENOUGH = 10
"""With fewer votes in either year there is no comparison."""

FALSE_DISCOVERIES = 0.1


class Turn(StrEnum):
    """What became of a share."""

    BETTER = "better"
    WORSE = "worse"
    NO_CHANGE = "no-change-seen"
    FEW = "too-few"
    """Votes, to tell."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole with its interval, all in [0, 1]."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Of two shares, in [-1, 1]. ``p``: how often chance alone makes one as large."""

    estimate: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class Opinion:
    """``key``: a topic, a language, a channel, or ``""`` for all (of languages and channels: unknown). ``now`` are the
    votes of the last year, ``before`` of the year before. ``share``: None without votes; ``change``: None with too few.
    """

    key: str
    now: Votes
    before: Votes
    share: Share | None
    change: Difference | None
    turn: Turn = Turn.FEW


@dataclass(frozen=True, slots=True)
class Quarter:
    """Thirteen weeks from the ``first`` day to the day before ``end``, by when the tickets were created."""

    first: date
    end: date
    votes: Votes
    share: Share | None


@dataclass(frozen=True, slots=True)
class Opinions:
    """``first`` to ``last``, both included, is the year that all but the quarters are about. Rows without any vote are
    left out.
    """

    first: date
    last: date
    all: Opinion
    topics: tuple[Opinion, ...]
    languages: tuple[Opinion, ...]
    channels: tuple[Opinion, ...]
    quarters: tuple[Quarter, ...]


def opinions(situation: Situation) -> Opinions | None:
    """What customers thought of the answers; None where no ticket of two years carries a vote."""
    weeks = Weeks(situation.until, situation.zone, QUARTER * QUARTERS)
    bounds = [weeks.start(QUARTER * place) for place in range(QUARTERS)] + [situation.until]
    found = situation.store.satisfaction(situation.rules, bounds)
    if not any(one.total for one in found.all):
        return None
    days = [bound.astimezone(situation.zone).date() for bound in bounds]
    return Opinions(
        first=days[YEAR],
        last=situation.last_day,
        all=_told([_opinion("", found.all)])[0],
        topics=of_votes(found.topics),
        languages=of_votes(found.languages),
        channels=of_votes({channel.value: votes for channel, votes in found.channels.items()}),
        quarters=tuple(
            Quarter(first, end, votes, wilson(votes.good, votes.total))
            for first, end, votes in zip(days, days[1:], found.all, strict=False)
        ),
    )


def of_votes(found: Mapping[str, Sequence[Votes]]) -> tuple[Opinion, ...]:
    """Those with votes in the last year, the most votes first; each held against the year before as far as that can be
    told among so many. ``found``: votes of as many quarters.
    """
    rows = [_opinion(key, votes) for key, votes in found.items()]
    return tuple(sorted(_told([one for one in rows if one.now.total]), key=lambda one: (-one.now.total, one.key)))


def _opinion(key: str, votes: Sequence[Votes]) -> Opinion:
    before, now = _sum(votes[:YEAR]), _sum(votes[YEAR:])
    enough = min(before.total, now.total) >= ENOUGH
    change = difference(before.good, before.total, now.good, now.total) if enough else None
    return Opinion(key, now, before, wilson(now.good, now.total), change)


def _sum(votes: Sequence[Votes]) -> Votes:
    first, *others = votes
    for one in others:
        first = first + one
    return first


def wilson(good: int, total: int) -> Share | None:
    """The share of good ones among all, with Wilson's score interval; None of nothing."""
    if not total:
        return None
    share = good / total
    middle = (share + Z * Z / (2 * total)) / (1 + Z * Z / total)
    half = Z / (1 + Z * Z / total) * sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    return Share(share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def difference(good_before: int, before: int, good_now: int, now: int) -> Difference:
    """The share now less the share before, of at least one vote each."""
    one, other = wilson(good_now, now), wilson(good_before, before)
    assert one is not None and other is not None
    estimate = one.estimate - other.estimate
    low = estimate - sqrt((one.estimate - one.low) ** 2 + (other.high - other.estimate) ** 2)
    high = estimate + sqrt((one.high - one.estimate) ** 2 + (other.estimate - other.low) ** 2)
    pooled = (good_now + good_before) / (now + before)
    spread = sqrt(pooled * (1 - pooled) * (1 / now + 1 / before))
    p = erfc(abs(estimate) / spread / sqrt(2)) if spread else 1.0
    return Difference(estimate, max(-1.0, low), min(1.0, high), p)


def _told(rows: Iterable[Opinion]) -> list[Opinion]:
    """Each with what became of it, as far as it can be told among so many."""
    rows = list(rows)
    ordered = sorted(one.change.p for one in rows if one.change)
    passed = [p for rank, p in enumerate(ordered, 1) if p <= FALSE_DISCOVERIES * rank / len(ordered)]
    return [replace(one, turn=_turn(one.change, max(passed, default=-1.0))) for one in rows]


def _turn(change: Difference | None, limit: float) -> Turn:
    if change is None:
        return Turn.FEW
    if change.p > limit or not change.estimate:
        return Turn.NO_CHANGE
    return Turn.BETTER if change.estimate > 0 else Turn.WORSE
