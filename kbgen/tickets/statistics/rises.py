"""Rises that stayed. The trend lane becomes used to a new level within about a quarter of a year, and is silent then.

So it is asked as it would have answered in each of the last thirteen months of four weeks. Of a topic that it flagged,
the newest weeks are held against what was expected before the rise: these are other tickets than those that raised the
flag, so that what chance had flagged is not told again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.statistics import lanes, tails
from kbgen.tickets.statistics.detection import of_lane
from kbgen.tickets.statistics.lanes import TREND
from kbgen.tickets.statistics.survey import Survey, survey

LOOKS = 13
"""A year of months of four weeks, the newest of them included."""

NEWEST = 8
"""Weeks that tell whether a level has stayed."""

SAME = 4
"""A flag within so many looks after another is about the same rise."""

STAYED = 0.05
"""The level has stayed if the old one makes as many tickets as now in so few cases, and if they are worth a report."""


@dataclass(frozen=True, slots=True)
class _Rise:
    """``week``: the first of the weeks that were flagged first; ``look``: when it was flagged last. ``rate``: tickets
    to those of all others before the rise, with its ``spread``.
    """

    week: int
    look: int
    rate: float
    spread: float


def lasting(counts: WeeklyCounts) -> dict[TopicId, int]:
    """Topics that rose within the last year and are still asked about more than before → the week (a column of the
    counts) in which that began, to four weeks. Those whose tags were changed are left out.
    """
    found: dict[TopicId, _Rise] = {}
    known: Survey | None = None
    for look in range(LOOKS):
        week = counts.weeks.count - 1 - (LOOKS - 1 - look) * TREND.weeks
        if week < 0:
            continue
        known = survey(counts, week)
        for topic, rise in _seen(known, look):
            before = found.get(topic)
            if before and look - before.look <= SAME:
                rise = _Rise(before.week, look, before.rate, before.spread)
            found[topic] = rise
    return {topic: rise.week for topic, rise in found.items() if known and _stays(known, topic, rise)}


def _seen(known: Survey, look: int) -> list[tuple[TopicId, _Rise]]:
    scores = known.trend
    if scores is None or (known.burst is not None and known.burst.kind == "spam"):
        return []
    exposed = scores.exposure.sum()
    others = lanes.others(scores.tickets, exposed)
    seen = []
    for signal in of_lane(known, scores)[0]:
        row = known.counts.row(signal.topic)
        rate = float(scores.expected[row] / others[row])
        seen.append((signal.topic, _Rise(known.newest - TREND.weeks + 1, look, rate, float(scores.spread[row]))))
    return seen


def _stays(known: Survey, topic: TopicId, rise: _Rise) -> bool:
    row = known.counts.row(topic)
    if known.untested[row] or known.ended[row]:
        return False
    weeks = np.flatnonzero(known.history.usable)[-NEWEST:]
    weeks = weeks[weeks >= rise.week + TREND.weeks]
    if len(weeks) < NEWEST:
        return False
    weekly, exposure = known.history.tickets[[row]][:, weeks], known.history.exposure[weeks]
    tickets = weekly.sum(axis=1)
    expected = rise.rate * lanes.others(tickets, exposure.sum())
    unusual = tails.upper(tickets, expected, np.array([rise.spread])) <= STAYED
    return bool((lanes.worth(TREND, weekly, exposure, expected) & unusual)[0])
