"""The two lanes that compare: one week with the half year before, and four weeks with the year before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.counts import Counts
from kbgen.tickets.statistics import baseline, tails
from kbgen.tickets.statistics.history import History
from kbgen.tickets.statistics.signal import Lane
from kbgen.tickets.statistics.tails import Floats


@dataclass(frozen=True, slots=True)
class Window:
    """How a lane looks: ``weeks`` together are a block; the ``base`` blocks end ``guard`` weeks before the newest
    block, so that a rise that has already begun does not become its own yardstick; there must be ``least`` of them.
    ``recent``: the newest blocks of the base, which alone count where the level rose for good. ``share``: a rise is
    worth a report if the topic is on so large a share of the tickets.
    """

    lane: Lane
    weeks: int
    guard: int
    base: int
    least: int
    recent: int
    share: float


SPIKE = Window(Lane.SPIKE, weeks=1, guard=4, base=26, least=8, recent=8, share=0.0)
TREND = Window(Lane.TREND, weeks=4, guard=4, base=13, least=6, recent=4, share=0.005)
LEAST_TICKETS = 5
LEAST_RATIO = 1.3
LEAST_OTHERS = 0.25
"""A topic on nearly all tickets is compared with so large a share of all."""
SPARE = 13
"""Weeks without data or with a burst are made up for by older ones, so many at most."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Of each topic, shape (topics,): the tickets of the newest block, what was expected, the spread of that and the
    parts of it that are the topic's own scatter and the week's, and the mid-p value. ``weekly``: the tickets by week,
    shape (topics, weeks of the block). ``tested``: where there is enough of a yardstick; elsewhere ``p`` is 1.
    """

    window: Window
    tickets: NDArray[np.int64]
    expected: Floats
    spread: Floats
    dispersion: Floats
    doubt: float
    p: Floats
    weekly: Counts
    exposure: Counts
    tested: NDArray[np.bool_]


def scores(history: History, window: Window, doubt: float = 0.0) -> Scores | None:
    """None where the newest block has no data, or the history is too short for a yardstick. ``doubt``: is added to the
    spread of what is expected.
    """
    newest = np.arange(max(history.weeks - window.weeks, 0), history.weeks)
    newest = newest[history.usable[newest]]
    if not history.usable[-1] or len(newest) * 2 < window.weeks:
        return None
    blocks = _blocks(history, window)
    if len(blocks) < window.least:
        return None
    tickets, exposure = _summed(history, blocks)
    base = baseline.fitted(tickets, exposure, window.recent)
    weekly, exposed = history.tickets[:, newest], history.exposure[newest]
    now = weekly.sum(1)
    expected = base.mean(others(now, exposed.sum()))
    tested = (base.blocks >= window.least) & (base.raw + now >= LEAST_TICKETS)
    p = np.ones(len(now))
    spread = base.spread + doubt
    p[tested] = tails.upper(now[tested], expected[tested], spread[tested])
    return Scores(window, now, expected, spread, base.dispersion, doubt, p, weekly, exposed, tested)


def worth(window: Window, weekly: Counts, exposure: Counts, expected: Floats) -> NDArray[np.bool_]:
    """Which rises are worth a report: enough tickets, clearly more than usual, and, over several weeks, also without
    the highest of them, for a rise of one week is the spike lane's matter. ``weekly``: (topics, weeks); ``exposure``:
    (weeks,); ``expected``: (topics,), over all of the weeks.
    """
    tickets, exposed = weekly.sum(axis=1), max(int(exposure.sum()), 1)
    enough = (tickets >= max(LEAST_TICKETS, window.share * exposed)) & (tickets > LEAST_RATIO * expected)
    if weekly.shape[1] > 1:
        rest = 1 - exposure[weekly.argmax(axis=1)] / exposed
        enough &= tickets - weekly.max(axis=1) > LEAST_RATIO * expected * rest
    found: NDArray[np.bool_] = enough
    return found


def others(tickets: NDArray[np.int64], exposure: NDArray[np.int64] | Floats) -> Floats:
    """The tickets that a topic is compared with: those without it. Otherwise a topic with many tickets would raise its
    own yardstick, and a doubling would look like less.
    """
    return np.maximum(exposure - tickets, LEAST_OTHERS * exposure)


def _blocks(history: History, window: Window) -> NDArray[np.int64]:
    """The weeks of each block of the yardstick, shape (blocks, weeks of a block), the oldest first. A block with less
    than half of its weeks does not count.
    """
    end = history.weeks - window.weeks - window.guard
    reach = window.base * window.weeks + SPARE // window.weeks * window.weeks
    count = min(reach, end) // window.weeks
    if count <= 0:
        return np.empty((0, window.weeks), np.int64)
    weeks = np.arange(end - count * window.weeks, end).reshape(count, window.weeks)
    good = history.usable[weeks].sum(1) * 2 >= window.weeks
    chosen: NDArray[np.int64] = weeks[good][-window.base :]
    return chosen


def _summed(history: History, blocks: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
    """Tickets and exposure by topic and block; only weeks since the topic's beginning that may be a yardstick."""
    count, length = blocks.shape
    weeks = blocks.ravel()
    may = history.usable[weeks] & (weeks >= history.since[:, None])
    tickets = np.where(may, history.tickets[:, weeks], 0).reshape(-1, count, length).sum(2)
    exposure = np.where(may, history.exposure[weeks], 0).reshape(-1, count, length).sum(2)
    return tickets, others(tickets, exposure)
