"""What rises at this time of every year is no news."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.statistics import tails
from kbgen.tickets.statistics.history import History
from kbgen.tickets.statistics.lanes import Scores
from kbgen.tickets.statistics.tails import Floats

YEAR = 52
EITHER_SIDE = 2
"""Holidays and deadlines move by so many weeks from year to year."""
BASE = 26
"""What was usual then is the share of so many weeks before it and so many after it."""
LEAST = 8
LIKELY = 0.05
DISPERSION = 0.05
TIMES = 1.3


def seasonal(history: History, scores: Scores, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Of the topics in ``rows``: which rose at this time of each earlier year that is known, and this year no more than
    then.
    """
    found = np.zeros(len(rows), np.bool_)
    known = np.zeros(len(rows), np.bool_)
    highest = np.zeros(len(rows))
    for years in (1, 2):
        rise = _rise(history, scores.window.weeks, scores.window.guard, rows, years * YEAR)
        if rise is None:
            break
        ratio, tells = rise
        rose = ratio > TIMES
        found = np.where(tells, np.where(known, found & rose, rose), found)
        known |= tells
        highest = np.maximum(highest, ratio)
    if not found.any():
        return found
    spread = scores.spread[rows] + 1 / np.maximum(scores.tickets[rows], 1) + DISPERSION
    p = tails.upper(scores.tickets[rows], scores.expected[rows] * np.maximum(highest, 1.0), spread)
    return found & (p > LIKELY)


def _rise(
    history: History, length: int, guard: int, rows: NDArray[np.int64], back: int
) -> tuple[Floats, NDArray[np.bool_]] | None:
    """How many times its usual share a topic had then (0 where chance explains it), and whether it is known; None where
    the history does not reach.
    """
    end = history.weeks - back
    before, after = end - EITHER_SIDE - length - guard, end + EITHER_SIDE + length + guard
    base = np.concatenate([np.arange(max(before - BASE, 0), max(before, 0)), np.arange(max(after, 0), after + BASE)])
    base = base[history.usable[base]]
    if end < length or len(base) < LEAST:
        return None
    shares = history.tickets[np.ix_(rows, base)].sum(axis=1) + 0.5
    exposure = float(history.exposure[base].sum()) + 1
    best = np.zeros(len(rows))
    tells = history.tickets[np.ix_(rows, base)].sum(axis=1) > 0
    for last in range(end - EITHER_SIDE, end + EITHER_SIDE + 1):
        block = np.arange(max(last - length, 0), last)
        if not history.usable[block].all():
            continue
        tickets = history.tickets[np.ix_(rows, block)].sum(axis=1)
        mean = shares / exposure * float(history.exposure[block].sum())
        p = tails.upper(tickets, mean, 1 / shares + DISPERSION)
        best = np.maximum(best, np.where((p < LIKELY) & (tickets >= 3), tickets / np.maximum(mean, 1e-9), 0.0))
        tells |= tickets >= 3
    return best, tells
