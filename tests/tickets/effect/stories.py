"""Help desks that never were: weekly counts with a truth that is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weeks import Weeks

UNTIL = datetime(2026, 11, 22, tzinfo=UTC)


def name(row: int) -> str:
    """Of a topic; without a number, for tags that differ by a number only may be versions."""
    return f"t{chr(ord('a') + row)}"


def counts_of(
    tickets: NDArray[np.int64],
    *,
    observed: NDArray[np.bool_] | None = None,
    by_language: Sequence[NDArray[np.int64]] = (),
    languages: tuple[str, ...] = ("",),
) -> WeeklyCounts:
    """Topics “ta”, “tb” and so on with these tickets, shape (topics, weeks); every ticket has one topic."""
    parts = np.stack(by_language, axis=1) if by_language else tickets[:, np.newaxis]
    return WeeklyCounts(
        weeks=Weeks(UNTIL, ZoneInfo("UTC"), tickets.shape[1]),
        topics=tuple(name(row) for row in range(len(tickets))),
        languages=languages,
        channels=(Channel.UNKNOWN,),
        tickets=tickets,
        by_language=parts,
        by_channel=tickets[:, np.newaxis],
        exposure=tickets.sum(0),
        exposure_by_language=parts.sum(0),
        all_tickets=tickets.sum(0),
        observed=np.ones(tickets.shape[1], np.bool_) if observed is None else observed,
    )


def desk(levels: Sequence[float], weeks: int = 120, *, seed: int = 3, wander: float = 0.05) -> NDArray[np.int64]:
    """Topics with these tickets a week on average, which wander a little by quarters."""
    random = np.random.default_rng(seed)
    quarters = random.normal(0, wander, (len(levels), weeks // 13 + 1)).repeat(13, axis=1)[:, :weeks]
    return random.poisson(np.array(levels)[:, np.newaxis] * np.exp(quarters))


def thinned(tickets: NDArray[np.int64], row: int, week: int, share: float, seed: int = 2) -> NDArray[np.int64]:
    """The same where only this share of a topic's tickets is left from a week on."""
    changed = tickets.copy()
    changed[row, week:] = np.random.default_rng(seed).binomial(tickets[row, week:], share)
    return changed


def day_of(counts: WeeklyCounts, week: int) -> date:
    """The first day of a week."""
    return counts.weeks.first_day(week)


MANY = (20.0, 30.0, 12.0, 8.0, 15.0, 25.0, 40.0, 10.0, 6.0, 18.0, 9.0, 14.0)
"""Twelve topics."""
