"""What a piece of work would save, and what it takes. Pure.

Saving a month = tickets a week × weeks a month × share of them that the work prevents (× minutes a ticket). How many
that is nobody can know beforehand, so it is a range: from the low end of the level and of the share to the high ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.tickets.flagging.kinds import Kind

WEEKS_A_MONTH = 365.25 / 12 / 7


@dataclass(frozen=True, slots=True)
class Range:
    """A number with what it may be at least and at most."""

    estimate: float
    low: float
    high: float

    def __mul__(self, other: Range | float) -> Range:
        if isinstance(other, Range):
            return Range(self.estimate * other.estimate, self.low * other.low, self.high * other.high)
        return Range(self.estimate * other, self.low * other, self.high * other)


NOTHING = Range(0.0, 0.0, 0.0)

SAVED: Mapping[Kind, Range] = {
    Kind.NEW: Range(0.20, 0.10, 0.40),
    Kind.UPDATE: Range(0.15, 0.05, 0.30),
    Kind.TRANSLATE: Range(0.20, 0.10, 0.40),
    Kind.PROMOTE: Range(0.10, 0.05, 0.20),
    Kind.FIX: Range(0.40, 0.10, 0.80),
    Kind.RETIRE: NOTHING,
}
"""Which share of the tickets each kind of work prevents.

Makers of help desks and knowledge bases publish 8 to 15 % of all contacts for a help site in its first months, 15 to
30 % after half a year and 25 to 40 % after a year; nobody has published what a single article prevents, and most
writings of the kind count every reader as a ticket saved. So 20 % of the tickets of a topic for an article that was not
there, 10 to 40 % as the range; less where one is only mended or better linked, and more, if less surely, where the
cause itself goes. ``kbgen effect`` measures what it was.
"""

STAYS = 0.5
"""Of a rise in a single week, this share is taken to stay: half of it is over when the article is there."""

PRIOR_MINUTES = 10
"""The handling time of a topic outweighs that of all tickets once it was tracked in more tickets than this."""


def steadied(median: float | None, tracked: int, otherwise: float) -> float:
    """Minutes a ticket: the median of those that were tracked, drawn towards the common one where they are few."""
    if median is None or tracked <= 0:
        return otherwise
    return (tracked * median + PRIOR_MINUTES * otherwise) / (tracked + PRIOR_MINUTES)


def level(standing: Range, now: float, stays: float) -> Range:
    """Tickets a week from now on, of a topic that stands at a level and has ``now``: at least the standing level's low
    end, at most what there is now; between the two, as much of the rise as is taken to stay."""
    if now <= standing.estimate:
        return standing
    # Rounding must not leave the estimate above all that there is.
    estimate = min(standing.estimate + stays * (now - standing.estimate), now)
    return Range(estimate, min(standing.low, estimate), max(now, standing.high))


@dataclass(frozen=True, slots=True)
class Saving:
    """A month's tickets, and the hours of work that they would take."""

    tickets: Range
    hours: Range


def saving(kind: Kind, a_week: Range, minutes: float) -> Saving:
    """What a piece of work saves. ``a_week``: the tickets that it can prevent, ``minutes`` of work each."""
    tickets = a_week * SAVED[kind] * WEEKS_A_MONTH
    return Saving(tickets, tickets * (minutes / 60))


HOURS: Mapping[Kind, float] = {
    Kind.NEW: 2.0,
    Kind.UPDATE: 1.0,
    Kind.TRANSLATE: 1.0,
    Kind.PROMOTE: 0.5,
    Kind.FIX: 4.0,
    Kind.RETIRE: 0.25,
}
"""Hours that a piece of work takes, where neither the topics file nor the length of the text tells more."""

NOTICE_HOURS = 0.5
"""A notice about an incident."""

HOURS_A_LANGUAGE = 1.0
"""A new article is translated too, into each further language in which people ask."""


def effort(
    kind: Kind, *, given: float | None = None, languages: int = 1, minutes: float | None = None, incident: bool = False
) -> float:
    """Hours of work. ``given``: what the topics file says writing or mending takes; ``languages``: in how many of
    them people ask; ``minutes``: what a translation is reckoned to take."""
    if incident:
        return NOTICE_HOURS
    if kind is Kind.TRANSLATE:
        return HOURS[kind] if minutes is None else max(minutes, 1.0) / 60
    if given is not None:
        return given
    return HOURS[kind] + (HOURS_A_LANGUAGE * max(0, languages - 1) if kind is Kind.NEW else 0.0)


PAYS_WITHIN = 12.0
"""Months within which standing cost must pay for the work, or it is not worth telling."""


def worth(saved: Saving, hours: float) -> float:
    """Hours saved in a month for each hour of work: what the ranking goes by."""
    return saved.hours.estimate / max(hours, 0.01)
