"""What is said about a change of an article: one value, with everything that a reader may ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId
from kbgen.tickets.effect.causes import Cause

LEVEL = 0.05
"""A fall is called one where at most this share of placebos fell as far."""

ASKED = 0.7
"""The ratio that must be seen in every second case, or nothing is measurable: 30 % fewer tickets."""


class Verdict(StrEnum):
    """The answer."""

    LOWERED = "lowered"
    NO_CHANGE = "no-change-seen"
    ROSE = "rose"
    NOT_MEASURABLE = "not-measurable"


@dataclass(frozen=True, slots=True)
class Span:
    """Rate after through rate before, beside what the other topics did: 0.7 is 30 % fewer. ``low`` to ``high``: what
    90 of 100 placebos would leave possible; below 1 altogether exactly where the verdict is “lowered”.
    """

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Period:
    """Weeks of a comparison: ``first`` day and the first day after it, how many ``weeks`` are known, ``tickets``."""

    first: date
    end: date
    weeks: int
    tickets: int

    @property
    def weekly(self) -> float:
        """Tickets a week."""
        return self.tickets / self.weeks if self.weeks else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was counted. ``expected``: tickets after, had the topic done what the others did. ``outbreaks``: weeks
    before that were weighed down, by their first day. ``risen``: the left-out weeks were above those before them, as
    they are where a rise made somebody write. ``p``: share of placebos that fell as far. ``rank``: place of the
    topic among them, 1 fell most. ``visible``: the ratio that would be seen in every second case.
    """

    before: Period
    left_out: Period
    after: Period
    expected: float
    ratio: Span
    p: float
    p_rise: float
    rank: int
    placebos: int
    placebo_topics: int
    visible: float
    outbreaks: tuple[date, ...] = ()
    risen: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a change on ``when`` on a topic, on the tickets of ``language`` or of all (None).

    ``comparison`` is None where nothing could be compared; ``cause`` says why a verdict is not “lowered” or “rose”.
    ``needed``: tickets a week from which 30 % fewer would be seen in every second case; None where it is unknown or
    no volume is enough. ``wait``: so many more weeks and the whole period after is there. ``near``: days of other
    changes for the topic in the same weeks. ``unknown``: the share of the topic's tickets whose language nobody knows,
    where that is most of them.
    """

    topic: TopicId
    when: date
    language: LanguageCode | None
    verdict: Verdict
    cause: Cause | None = None
    comparison: Comparison | None = None
    needed: float | None = None
    wait: int = 0
    near: tuple[date, ...] = ()
    unknown: float = 0.0

    @property
    def reason(self) -> str:
        """The cause in English; empty without one."""
        return str(self.cause) if self.cause else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What to be careful about, in English."""
        near = (f"another change for this topic on {day.isoformat()} is in the same weeks" for day in self.near)
        share = f"{self.unknown:.0%}".replace("%", " %")
        unknown = (f"the language of {share} of the topic’s tickets is unknown",) if self.unknown else ()
        return (*near, *unknown)
