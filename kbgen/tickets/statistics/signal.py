"""What the statistics say: which topics rise, what is announced instead, and what cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from kbgen.tickets.counts import TopicId
from kbgen.tickets.events import Event, Suspension


class Lane(StrEnum):
    """The way in which a topic came to attention."""

    NEW_TAG = "new-tag"
    SPIKE = "spike"
    TREND = "trend"
    STANDING = "standing-cost"
    """Needs no test: what a topic costs all the time."""


HIGHEST_RATIO = 999.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as many tickets as expected, with a 95 % interval. Never above HIGHEST_RATIO: where next to
    nothing is expected, ratios have no end, and beyond a thousand they say no more.
    """

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Signal:
    """A rise that chance does not explain. ``tickets`` came in the last ``weeks`` weeks, where ``expected`` would have
    been usual. ``p``: how often chance alone makes as many; ``q``: the share of false alarms among all signals that
    are at least as strong (Benjamini-Hochberg), in [0, 1] both.
    """

    topic: TopicId
    lane: Lane
    weeks: int
    tickets: int
    expected: float
    ratio: Ratio
    p: float
    q: float


NoticeKind = Literal["taxonomy-break", "spam", "volume-shock", "seasonal", "no-data", "partly-known", "little-history"]


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody who reads the signals must know. ``week``: the first day of the week that it is about.
    ``message`` says in English what the ``event`` is; without one, there is no more to say."""

    kind: NoticeKind
    week: date
    message: str
    tags: tuple[TopicId, ...] = ()
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """The level of a topic in tickets a week, with the 95 % interval of the level (single weeks scatter more)."""

    weekly: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Detection:
    """All about one week. ``signals``: the surest first. ``too_few``: topics in use of which even a doubling for four
    weeks would not stand out. ``suspended``: topic → why it is not tested, which ``suspensions`` say without words.
    ``system``: tags that tell of the system and not of the question, though nobody has declared them; they are not
    tested either. ``expected`` has every topic. ``ended``: those that are not in use any more since the tags were
    changed; people may ask the same under another name.
    """

    signals: tuple[Signal, ...]
    notices: tuple[Notice, ...]
    too_few: tuple[TopicId, ...]
    suspended: Mapping[TopicId, str]
    system: tuple[TopicId, ...]
    expected: Mapping[TopicId, Expected]
    ended: frozenset[TopicId] = frozenset()
    suspensions: Mapping[TopicId, Suspension] = field(default_factory=dict)
