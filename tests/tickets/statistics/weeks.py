"""Weekly counts to test with: seeded, without any file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weeks import Weeks

UNTIL = datetime(2026, 11, 2, tzinfo=UTC)


def counts_of(
    tickets: Mapping[str, NDArray[np.int64]],
    *,
    topicless: NDArray[np.int64] | int = 0,
    observed: NDArray[np.bool_] | None = None,
) -> WeeklyCounts:
    """A ticket has one topic, in these counts."""
    table = np.array(list(tickets.values()), np.int64)
    exposure = table.sum(axis=0)
    return WeeklyCounts(
        weeks=Weeks(UNTIL, ZoneInfo("UTC"), table.shape[1]),
        topics=tuple(tickets),
        languages=("",),
        channels=(Channel.UNKNOWN,),
        tickets=table,
        by_language=table[:, None, :],
        by_channel=table[:, None, :],
        exposure=exposure,
        exposure_by_language=exposure[None],
        all_tickets=exposure + topicless,
        observed=np.ones(table.shape[1], np.bool_) if observed is None else observed,
    )


def steady(
    levels: Mapping[str, float], weeks: int = 120, *, seed: int = 1, dispersion: float = 0.02
) -> dict[str, NDArray[np.int64]]:
    """Negative binomial counts around the same level all the time."""
    random = np.random.default_rng(seed)
    size = 1 / dispersion
    return {topic: random.negative_binomial(size, size / (size + level), weeks) for topic, level in levels.items()}


def host(weeks: int = 120, *, seed: int = 1) -> dict[str, NDArray[np.int64]]:
    """Twenty topics of a web host, from 1 to 100 tickets a week."""
    levels = np.geomspace(1, 100, 20)
    return steady({f"topic-{chr(97 + row)}": float(level) for row, level in enumerate(levels)}, weeks, seed=seed)
