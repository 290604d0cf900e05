"""What is known at the end of a week, before it is judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.events import Suspension
from kbgen.tickets.statistics import births, discovery, history, lanes, system, taxonomy
from kbgen.tickets.statistics.births import NEVER, Lives
from kbgen.tickets.statistics.bursts import Burst, bursts
from kbgen.tickets.statistics.history import History
from kbgen.tickets.statistics.lanes import SPIKE, TREND, Scores
from kbgen.tickets.statistics.tails import Floats
from kbgen.tickets.statistics.taxonomy import Break

FALSE_SHARE = 0.10
"""Of the signals, so many may be false."""
FULL = 26
"""Weeks of its own that a tag needs after a change of the tags."""
SOME = 8
"""Weeks of its own that a single new tag needs."""
LATE = 8
"""Tags that are first used within so many weeks after a change of the tags belong to it."""
SHOCK = 0.25
"""When the volume doubles, the share of a topic may be off by so much (a standard deviation), for no other reason."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that is known at the end of a week before it is judged. ``systemic``: (topics,), those that tell of
    the system; ``untested``: these and the suspended ones. ``ended``: (topics,), those that a
    change of the tags has put out of use.
    """

    counts: WeeklyCounts
    history: History
    bursts: tuple[Burst, ...]
    breaks: tuple[Break, ...]
    lives: Lives
    systemic: NDArray[np.bool_]
    untested: NDArray[np.bool_]
    ended: NDArray[np.bool_]
    suspended: dict[TopicId, Suspension]
    spike: Scores | None
    trend: Scores | None

    @property
    def newest(self) -> int:
        """The week that is asked about."""
        return self.history.weeks - 1

    @property
    def calm(self) -> History:
        """The past without the newest week, if that was a burst."""
        newest = np.arange(self.history.weeks) == self.newest
        return self.history if self.burst is None else self.history.without(newest)

    def day(self, week: int) -> date:
        """The first day of a week."""
        return self.counts.weeks.first_day(week)

    @property
    def burst(self) -> Burst | None:
        """That of the week that is asked about."""
        return next((one for one in self.bursts if one.week == self.newest), None)


@dataclass(frozen=True, slots=True)
class Tags:
    """What became of the tags, as far as counts tell. ``since``: (topics,), the first week of each one's yardstick;
    ``suspended``: row → why it is not tested yet. The others are those of ``Survey``.
    """

    breaks: tuple[Break, ...]
    lives: Lives
    systemic: NDArray[np.bool_]
    since: NDArray[np.int64]
    suspended: dict[int, Suspension]

    @property
    def ended(self) -> NDArray[np.bool_]:
        """(topics,): those that a change of the tags has put out of use."""
        return taxonomy.ended(self.breaks, self.lives)


def tags_of(past: History, counts: WeeklyCounts) -> Tags:
    """Look for changes of the tags."""
    systemic = system.system(past)
    lives = births.lives(past)
    changed = taxonomy.breaks(lives, ~systemic, past.topics)
    return Tags(changed, lives, systemic, *_beginnings(past, lives, changed, systemic, counts))


def survey(counts: WeeklyCounts, week: int = -1) -> Survey:
    """Compare a week with those before it."""
    asked = range(counts.weeks.count)[week]
    past = history.of(counts, asked)
    tags = tags_of(past, counts)
    found = bursts(past, ~tags.systemic)
    in_burst = np.zeros(past.weeks, np.bool_)
    in_burst[[one.week for one in found]] = True
    in_burst[asked] = False
    # What is usual tells less of a week that is not.
    now = next((one for one in found if one.week == asked), None)
    doubt = (SHOCK * np.log2(now.tickets / now.usual)) ** 2 if now else 0.0
    past = replace(past.without(in_burst), since=tags.since)
    untested = tags.systemic.copy()
    untested[list(tags.suspended)] = True
    return Survey(
        counts=counts,
        history=past,
        bursts=found,
        breaks=tags.breaks,
        lives=tags.lives,
        systemic=tags.systemic,
        untested=untested,
        ended=tags.ended,
        suspended={past.topics[row]: why for row, why in tags.suspended.items()},
        spike=lanes.scores(past, SPIKE, doubt),
        trend=lanes.scores(past, TREND, doubt),
    )


def hits(scores: Scores, may: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Floats]:
    """The rows that a lane flags among those that may be tested, and the adjusted p-values of all."""
    among = scores.tested & may
    q = np.ones(len(scores.p))
    q[among] = discovery.adjusted(scores.p[among])
    high = lanes.worth(scores.window, scores.weekly, scores.exposure, scores.expected)
    return np.flatnonzero(among & high & (q <= FALSE_SHARE)), q


def _beginnings(
    past: History, lives: Lives, changed: tuple[Break, ...], systemic: NDArray[np.bool_], counts: WeeklyCounts
) -> tuple[NDArray[np.int64], dict[int, Suspension]]:
    """The first week of each topic's yardstick, and why topics are not tested yet."""
    newest = past.weeks - 1
    since = np.where((lives.born != NEVER) & (lives.born < newest), lives.born, 0)
    suspended: dict[int, Suspension] = {}
    for row in np.flatnonzero((since > newest - SOME - SPIKE.guard) & (since > 0) & (since < newest)).tolist():
        suspended[row] = Suspension(counts.weeks.first_day(int(since[row])), tags_changed=False)
    for one in changed:
        rows = np.array(one.born + one.died, np.int64)
        if not one.rename:
            late = (lives.first >= one.week - 1) & (lives.first <= one.week + LATE) & ~systemic
            # An incident of this week, which happens to come soon after the change, must not drown in it.
            late &= ~lives.new
            rows = np.union1d(rows, np.flatnonzero(late)).astype(np.int64)
        begin = np.maximum(np.maximum(since[rows], lives.first[rows]), one.week)
        since[rows] = begin
        why = Suspension(counts.weeks.first_day(one.week), tags_changed=True)
        for row in rows[begin > newest - FULL - SPIKE.guard].tolist():
            suspended[row] = why
    return since, suspended
