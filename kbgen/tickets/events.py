"""What has happened to the tickets as a whole, or to their tags, before it is said in any language.

Reports read this without the packages of the statistics.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId
    from kbgen.tickets.statistics.signal import Lane


@dataclass(frozen=True, slots=True)
class Renamed:
    """The tag ``old`` was last used as ``new`` began, on as many tickets."""

    old: TopicId
    new: TopicId


@dataclass(frozen=True, slots=True)
class TagsChanged:
    """In one week, so many tags came into use, and so many went out of it."""

    born: int
    died: int


@dataclass(frozen=True, slots=True)
class Flood:
    """So many of the topics that a lane tests rose at once."""

    lane: Lane
    risen: int
    tested: int


@dataclass(frozen=True, slots=True)
class Spam:
    """So many tickets came in a week where ``usual`` are; ``topicless`` of them have no topic."""

    tickets: int
    usual: float
    topicless: int


@dataclass(frozen=True, slots=True)
class Shock:
    """So many tickets came in a week where ``usual`` are."""

    tickets: int
    usual: float


@dataclass(frozen=True, slots=True)
class Season:
    """A rise as in earlier years: so many tickets in so many weeks."""

    topic: TopicId
    tickets: int
    weeks: int


@dataclass(frozen=True, slots=True)
class NoData:
    """Of so many weeks nothing is known."""

    weeks: int


@dataclass(frozen=True, slots=True)
class PartlyKnown:
    """The imports end on the day ``last``, so many days before the week does; ``days`` is two or more."""

    last: date
    days: int


@dataclass(frozen=True, slots=True)
class LittleHistory:
    """There are so many weeks of data, where so many are needed."""

    weeks: int
    needed: int


Event = Renamed | TagsChanged | Flood | Spam | Shock | Season | NoData | PartlyKnown | LittleHistory


@dataclass(frozen=True, slots=True)
class Suspension:
    """Why a topic is not tested: it began in a week, or ``tags_changed``: its tags were changed in it. ``week``: its
    first day."""

    week: date
    tags_changed: bool
