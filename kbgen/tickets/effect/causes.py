"""Why a verdict is what it is, as a value; the reports say it in their own words and languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kbgen.tickets.effect.placebos import LEAST, LEAST_TOPICS
from kbgen.tickets.effect.windows import LEAST_AFTER, LEAST_BEFORE


class Why(StrEnum):
    """What ``Cause.number`` and ``Cause.day`` mean stands with each."""

    FEW_WEEKS_BEFORE = "few-weeks-before"
    """So many weeks of tickets are known before."""
    TOO_EARLY = "too-early"
    """So many whole weeks have passed since."""
    OWN_TAGS_CHANGED = "own-tags-changed"
    """The topic's tags, in the week of the day."""
    TAGS_CHANGED = "tags-changed"
    """Those of others, in the week of the day, which have such a share of all uses."""
    UNKNOWN_BEFORE = "unknown-before"
    """Of too few weeks before anything is known."""
    UNKNOWN_AFTER = "unknown-after"
    """Of too few weeks after."""
    UNUSED = "unused"
    """The topic had no ticket at all for weeks."""
    FEW_COMPARISONS = "few-comparisons"
    """So many, without a change."""
    FEW_TOPICS = "few-topics"
    """So many have enough tickets to compare with."""
    FEW_TICKETS = "few-tickets"
    """So many a week."""
    RISEN_BEFORE = "risen-before"
    """It had risen, and did not come down."""
    HIDDEN = "hidden"
    """A fall by less than this share can hardly be told from chance."""
    WOULD_BE_SEEN = "would-be-seen"
    """A fall by this share would have been seen in every second case."""
    BY_CHANCE = "by-chance"
    """It fell, but of ``of`` changes so many fall as far by chance."""


@dataclass(frozen=True, slots=True)
class Cause:
    """``number``, ``day`` and ``of``: as ``why`` has it."""

    why: Why
    number: float = 0.0
    day: date | None = None
    of: int = 0

    def __str__(self) -> str:
        """In English."""
        return _SAID[self.why].format(
            number=self.number,
            share=f"{self.number:.0%}".replace("%", " %"),
            weeks=_weeks(self.number),
            whole=_weeks(self.number, "whole ", "has", "have"),
            day=self.day,
            of=self.of,
        )


def _weeks(number: float, kind: str = "", one: str = "", many: str = "") -> str:
    verb = one if number == 1 else many
    return f"{number:.0f} {kind}week{'' if number == 1 else 's'}" + (f" {verb}" if verb else "")


_SAID: Mapping[Why, str] = {
    Why.FEW_WEEKS_BEFORE: f"tickets are known from {{weeks}} before; at least {LEAST_BEFORE} are needed",
    Why.TOO_EARLY: f"too early: {{whole}} passed since, at least {LEAST_AFTER} are needed",
    Why.OWN_TAGS_CHANGED: "the tags were changed in the week of {day}, this topic’s among them",
    Why.TAGS_CHANGED: "the tags were changed in the week of {day}; those that came or went have {share} of all uses",
    Why.UNKNOWN_BEFORE: f"tickets are known of fewer than {LEAST_BEFORE} of the weeks before",
    Why.UNKNOWN_AFTER: f"tickets are known of fewer than {LEAST_AFTER} of the weeks after",
    Why.UNUSED: "the topic had no ticket at all for weeks, as when tags are renamed",
    Why.FEW_COMPARISONS: f"only {{number:.0f}} comparisons without a change are there; at least {LEAST} are needed",
    Why.FEW_TOPICS: (
        f"only {{number:.0f}} of the topics have enough tickets to compare with; at least {LEAST_TOPICS} are needed"
    ),
    Why.FEW_TICKETS: "{number:.1f} tickets a week are too few",
    Why.RISEN_BEFORE: "it had risen before the change already, and did not come down",
    Why.HIDDEN: "a fall by less than {share} can hardly be told from chance",
    Why.WOULD_BE_SEEN: "a fall by {share} would have been seen in every second case",
    Why.BY_CHANCE: "it fell, but of {of} changes about {number:.1f} fall as far by chance",
}
