"""All lanes over one week: what to look at, what to announce instead, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.statistics import (
    births,
    discovery,
    history,
    lanes,
    messages,
    season,
    standing,
    system,
    tails,
    taxonomy,
)
from kbgen.tickets.statistics.births import NEVER, Lives
from kbgen.tickets.statistics.bursts import Burst, bursts
from kbgen.tickets.statistics.history import History
from kbgen.tickets.statistics.lanes import SPIKE, TREND, Scores
from kbgen.tickets.statistics.signal import Detection, Lane, Notice, Ratio, Signal
from kbgen.tickets.statistics.taxonomy import Break

FALSE_SHARE = 0.10
"""Of the signals, so many may be false."""
FLOOD = 8
FLOOD_SHARE = 0.15
"""So many topics, and so large a share of those that are tested, do not rise at once because customers ask more."""
FULL = 26
"""Weeks of its own that a tag needs after a change of the tags."""
SOME = 8
"""Weeks of its own that a single new tag needs."""
LATE = 8
"""Tags that are first used within so many weeks after a change of the tags belong to it."""
SHOCK = 0.25
"""When the volume doubles, the share of a topic may be off by so much (a standard deviation), for no other reason."""
DOUBLED = 2.0
VISIBLE = 0.001
RECENT_NEWS = 4
"""Notices about the tags are repeated for so many weeks, for deaths are seen late."""


def detect(counts: WeeklyCounts, week: int = -1) -> Detection:
    """Look at one week (the newest, unless said otherwise) with the eyes of its own end: later weeks do not count."""
    return survey(counts, week).detection()


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that is known at the end of a week before it is judged. ``untested``: (topics,), those of the system
    and those that are suspended.
    """

    counts: WeeklyCounts
    history: History
    bursts: tuple[Burst, ...]
    breaks: tuple[Break, ...]
    lives: Lives
    untested: NDArray[np.bool_]
    suspended: dict[TopicId, str]
    spike: Scores | None
    trend: Scores | None

    @property
    def newest(self) -> int:
        """The week that is asked about."""
        return self.history.weeks - 1

    def day(self, week: int) -> date:
        """The first day of a week."""
        return self.counts.weeks.first_day(week)

    @property
    def burst(self) -> Burst | None:
        """That of the week that is asked about."""
        return next((one for one in self.bursts if one.week == self.newest), None)

    def detection(self) -> Detection:
        """Judge."""
        spikes, in_spikes = self._judged(self.spike)
        trends, in_trends = self._judged(self.trend)
        fresh = self._new_tags()
        known = {one.topic for one in fresh}
        spikes = [one for one in spikes if one.topic not in known]
        known |= {one.topic for one in spikes}
        signals = sorted(
            [*fresh, *spikes, *(one for one in trends if one.topic not in known)], key=lambda one: (one.p, one.topic)
        )
        spam = self.burst is not None and self.burst.kind == "spam"
        notices = [*self._about_bursts([one.topic for one in signals]), *self._about_tags(), *in_spikes, *in_trends]
        notices += self._about_data()
        return Detection(
            signals=() if spam else tuple(signals),
            notices=tuple(_once(notices)),
            too_few=self._too_few({one.topic for one in signals}),
            suspended=self.suspended,
            expected=standing.expected(self.history),
        )

    def _judged(self, scores: Scores | None) -> tuple[list[Signal], list[Notice]]:
        """The signals of a lane, and what is announced instead."""
        if scores is None:
            return [], []
        rows, q = hits(scores, ~self.untested)
        day = self.day(self.newest)
        tested = int((scores.tested & ~self.untested).sum())
        if len(rows) >= max(FLOOD, FLOOD_SHARE * tested):
            names = [self.history.topics[row] for row in rows]
            return [], [messages.flood(scores.window.lane, tested, day, names)]
        again = season.seasonal(self.history, scores, rows)
        notices = [
            messages.seasonal(self.history.topics[row], int(scores.tickets[row]), scores.window.weeks, day)
            for row in rows[again]
        ]
        estimate, low, high = tails.interval(scores.tickets[rows], scores.expected[rows], scores.spread[rows])
        signals = [
            Signal(
                topic=self.history.topics[row],
                lane=scores.window.lane,
                weeks=scores.window.weeks,
                tickets=int(scores.tickets[row]),
                expected=float(scores.expected[row]),
                ratio=Ratio(float(estimate[at]), float(low[at]), float(high[at])),
                p=float(scores.p[row]),
                q=float(q[row]),
            )
            for at, row in enumerate(rows.tolist())
            if not again[at]
        ]
        return signals, notices

    def _new_tags(self) -> list[Signal]:
        """Topics that nobody asked about in a year."""
        rows = np.flatnonzero(self.lives.new & ~self.untested)
        if not len(rows):
            return []
        tickets = self.history.tickets[rows, -1]
        expected, spread, p = np.full(len(rows), 0.5), np.full(len(rows), 2.0), np.full(len(rows), np.nan)
        if self.spike is not None:
            expected, spread = self.spike.expected[rows], self.spike.spread[rows]
        p = tails.upper(tickets, expected, spread)
        q = discovery.adjusted(p)
        estimate, low, high = tails.interval(tickets, np.maximum(expected, 1e-6), spread)
        return [
            Signal(
                topic=self.history.topics[row],
                lane=Lane.NEW_TAG,
                weeks=1,
                tickets=int(tickets[at]),
                expected=float(expected[at]),
                ratio=Ratio(float(estimate[at]), float(low[at]), float(high[at])),
                p=float(p[at]),
                q=float(q[at]),
            )
            for at, row in enumerate(rows.tolist())
        ]

    def _too_few(self, flagged: set[TopicId]) -> tuple[TopicId, ...]:
        scores = self.trend or self.spike
        used = self.history.tickets[:, -FULL:].sum(axis=1) > 0
        if scores is None:
            few = used
        else:
            p = tails.upper(np.ceil(DOUBLED * scores.expected), scores.expected, scores.spread)
            few = used & ((p > VISIBLE) | ~scores.tested)
        few &= ~self.untested
        return tuple(self.history.topics[row] for row in np.flatnonzero(few) if self.history.topics[row] not in flagged)

    def _about_bursts(self, stood_out: list[TopicId]) -> Iterator[Notice]:
        for one in self.bursts:
            if one.week == self.newest:
                yield messages.burst(one, self.day(one.week), stood_out if one.kind == "spam" else [])

    def _about_tags(self) -> Iterator[Notice]:
        for one in self.breaks:
            if one.week > self.newest - RECENT_NEWS:
                yield messages.taxonomy(one, self.day(one.week), self.history.topics)

    def _about_data(self) -> Iterator[Notice]:
        observed = self.counts.observed[: self.history.weeks]
        known = np.flatnonzero(observed)
        first = int(known[0]) if len(known) else self.newest
        missing = np.flatnonzero(~observed[first:]) + first
        for run in np.split(missing, np.flatnonzero(np.diff(missing) > 1) + 1):
            if len(run) and run[-1] > self.newest - 60:
                yield messages.no_data(self.day(int(run[0])), len(run))
        if self.spike is None and observed[-1]:
            needed = SPIKE.least + SPIKE.guard + SPIKE.weeks
            if len(known) < needed:
                yield messages.little_history(len(known), needed, self.day(self.newest))


def survey(counts: WeeklyCounts, week: int = -1) -> Survey:
    """Compare a week with those before it."""
    asked = range(counts.weeks.count)[week]
    past = history.of(counts, asked)
    systemic = system.system(past)
    found = bursts(past, ~systemic)
    in_burst = np.zeros(past.weeks, np.bool_)
    in_burst[[one.week for one in found]] = True
    lives = births.lives(past)
    changed = taxonomy.breaks(lives, ~systemic, past.topics)
    since, suspended = _beginnings(past, lives, changed, systemic, counts)
    in_burst[asked] = False
    # What is usual tells less of a week that is not.
    now = next((one for one in found if one.week == asked), None)
    doubt = (SHOCK * np.log2(now.tickets / now.usual)) ** 2 if now else 0.0
    past = replace(past.without(in_burst), since=since)
    untested = systemic.copy()
    untested[list(suspended)] = True
    return Survey(
        counts=counts,
        history=past,
        bursts=found,
        breaks=changed,
        lives=lives,
        untested=untested,
        suspended={past.topics[row]: why for row, why in suspended.items()},
        spike=lanes.scores(past, SPIKE, doubt),
        trend=lanes.scores(past, TREND, doubt),
    )


def hits(scores: Scores, may: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The rows that a lane flags among those that may be tested, and the adjusted p-values of all."""
    among = scores.tested & may
    q = np.ones(len(scores.p))
    q[among] = discovery.adjusted(scores.p[among])
    high = lanes.worth(scores.window, scores.weekly, scores.exposure, scores.expected)
    return np.flatnonzero(among & high & (q <= FALSE_SHARE)), q


def _beginnings(
    past: History, lives: Lives, changed: tuple[Break, ...], systemic: NDArray[np.bool_], counts: WeeklyCounts
) -> tuple[NDArray[np.int64], dict[int, str]]:
    """The first week of each topic's yardstick, and why topics are not tested yet."""
    newest = past.weeks - 1
    since = np.where((lives.born != NEVER) & (lives.born < newest), lives.born, 0)
    suspended: dict[int, str] = {}
    for row in np.flatnonzero((since > newest - SOME - SPIKE.guard) & (since > 0) & (since < newest)).tolist():
        suspended[row] = f"in use only since the week of {counts.weeks.first_day(int(since[row]))}"
    for one in changed:
        rows = np.array(one.born + one.died, np.int64)
        if not one.rename:
            late = (lives.first >= one.week - 1) & (lives.first <= one.week + LATE) & ~systemic
            rows = np.union1d(rows, np.flatnonzero(late)).astype(np.int64)
        begin = np.maximum(np.maximum(since[rows], lives.first[rows]), one.week)
        since[rows] = begin
        why = f"the tags were changed in the week of {counts.weeks.first_day(one.week)}"
        for row in rows[begin > newest - FULL - SPIKE.guard].tolist():
            suspended[row] = why
    return since, suspended


def _once(notices: list[Notice]) -> Iterator[Notice]:
    """The first notice of those about the same."""
    seen = set()
    for one in notices:
        if (one.kind, one.week, one.tags) not in seen:
            seen.add((one.kind, one.week, one.tags))
            yield one
