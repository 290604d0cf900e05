"""The two lanes that compare: one week with the half year before, and four weeks with the year before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.statistics import baseline, tails
from kbgen.tickets.statistics.history import History
from kbgen.tickets.statistics.signal import Lane
from kbgen.tickets.statistics.tails import Floats


@dataclass(frozen=True, slots=True)
class Window:
    """How a lane looks: ``weeks`` together are a block; the ``base`` blocks end ``guard`` weeks before the newest block,
    so that a rise that has already begun does not become its own yardstick; there must be ``least`` of them.
    """

    lane: Lane
    weeks: int
    guard: int
    base: int
    least: int
    recent: int


SPIKE = Window(Lane.SPIKE, weeks=1, guard=4, base=26, least=8, recent=8)
TREND = Window(Lane.TREND, weeks=4, guard=4, base=13, least=6, recent=4)
LASTING = 1.3
SPARE = 13
"""Weeks without data or with a burst are made up for by older ones, so many at most."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Of each topic, shape (topics,): the tickets of the newest block, what was expected, the spread of that and the part of it that is the topic's own, and the
    mid-p value. ``tested``: where there is enough of a yardstick; elsewhere ``p`` is 1. ``lasting``: whether the rise is
    there without its highest week, too; a rise of one week is the spike lane's matter.
    """

    window: Window
    tickets: NDArray[np.int64]
    expected: Floats
    spread: Floats
    dispersion: Floats
    p: Floats
    tested: NDArray[np.bool_]
    lasting: NDArray[np.bool_]


def scores(history: History, window: Window, doubt: float = 0.0) -> Scores | None:
    """None where the newest block has no data, or the history is too short for a yardstick. ``doubt``: is added to the
    spread of what is expected.
    """
    newest = slice(history.weeks - window.weeks, history.weeks)
    if window.weeks > history.weeks or not history.usable[-1] or history.usable[newest].sum() * 2 < window.weeks:
        return None
    blocks = _blocks(history, window)
    if len(blocks) < window.least:
        return None
    tickets, exposure = _summed(history, blocks)
    base = baseline.fitted(tickets, exposure, window.recent)
    now = history.tickets[:, newest].sum(1)
    expected = base.mean(float(history.exposure[newest].sum()))
    tested = (base.blocks >= window.least) & (base.raw + now >= 5)
    p = np.ones(len(now))
    spread = base.spread + doubt
    p[tested] = tails.upper(now[tested], expected[tested], spread[tested])
    return Scores(window, now, expected, spread, base.dispersion, p, tested, _lasting(history, newest, expected))


def _lasting(history: History, newest: slice, expected: Floats) -> NDArray[np.bool_]:
    tickets, exposure = history.tickets[:, newest], history.exposure[newest]
    if tickets.shape[1] == 1:
        return np.ones(len(tickets), np.bool_)
    rest = exposure.sum() - exposure[tickets.argmax(axis=1)]
    lasting: NDArray[np.bool_] = tickets.sum(1) - tickets.max(1) > LASTING * expected * rest / max(exposure.sum(), 1)
    return lasting


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
    return weeks[good][-window.base :]


def _summed(history: History, blocks: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
    """Tickets and exposure by topic and block; only weeks since the topic's beginning, and none that is no yardstick."""
    count, length = blocks.shape
    weeks = blocks.ravel()
    may = history.usable[weeks] & (weeks >= history.since[:, None])
    tickets = np.where(may, history.tickets[:, weeks], 0).reshape(-1, count, length).sum(2)
    exposure = np.where(may, history.exposure[weeks], 0).reshape(-1, count, length).sum(2)
    return tickets, exposure.astype(np.float64)
