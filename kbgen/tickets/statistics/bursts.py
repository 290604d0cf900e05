"""Weeks in which far more came than usual: spam, and shocks of the whole volume.

A burst of a single topic is neither; that is what the lanes are for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.statistics.history import History
from kbgen.tickets.statistics.tails import Floats

BEFORE = 8
"""The usual volume is the median of so many weeks before."""
LEAST = 4
TIMES = 1.5
DEVIATIONS = 4.0
SCATTER = 0.1
"""Weekly volumes scatter by a tenth at least, beyond chance."""
TOPICLESS = 0.2
"""Of the tickets above the usual, so large a share without a topic speaks of spam …"""
UNUSUAL = 3.0
"""… if the share of tickets without a topic is so many times the usual one."""
MARKED = 0.1
"""Or so large a share that people have marked as spam."""
SINGLE = 0.7
"""Where one topic alone has so large a share of what came above the usual, it is that topic's burst."""

_SPAM = re.compile(r"(^|[\W_])(spam|junk|rämpspost|rämps|roskaposti|roska|спам)([\W_]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Burst:
    """``tickets`` came in a week where ``usual`` are; ``topicless`` of them have no topic."""

    week: int
    kind: Literal["spam", "volume-shock"]
    tickets: int
    usual: float
    topicless: int


def bursts(history: History, topical: NDArray[np.bool_], reach: int = 60) -> tuple[Burst, ...]:
    """The bursts of the last ``reach`` weeks, the oldest first. ``topical``: (topics,), which are not the system's."""
    usual = _usual(history.everything, history.usable)
    limit = np.maximum(TIMES * usual, usual + DEVIATIONS * np.sqrt(usual + (SCATTER * usual) ** 2))
    with np.errstate(invalid="ignore"):
        high = history.usable & (history.everything > limit)
    high[: max(history.weeks - reach, 0)] = False
    found = []
    for week in np.flatnonzero(high).tolist():
        if kind := _kind(history, topical, week, float(usual[week])):
            topicless = int(history.everything[week] - history.exposure[week])
            found.append(Burst(week, kind, int(history.everything[week]), float(usual[week]), topicless))
    return tuple(found)


def _usual(volumes: NDArray[np.int64], usable: NDArray[np.bool_]) -> Floats:
    """The median volume of the weeks before each week; NaN where fewer than LEAST have data."""
    padded = np.concatenate([np.full(BEFORE, np.nan), np.where(usable, volumes, np.nan)])[:-1]
    windows = np.lib.stride_tricks.sliding_window_view(padded, BEFORE)
    enough = np.isfinite(windows).sum(axis=1) >= LEAST
    usual = np.full(len(volumes), np.nan)
    if enough.any():
        usual[enough] = np.nanmedian(windows[enough], axis=1)
    return usual


def _kind(
    history: History, topical: NDArray[np.bool_], week: int, usual: float
) -> Literal["spam", "volume-shock"] | None:
    before = np.arange(max(week - BEFORE, 0), week)
    before = before[history.usable[before]]
    excess = float(history.everything[week]) - usual
    topicless = (history.everything - history.exposure).astype(np.float64)
    share = topicless[before].sum() / max(float(history.everything[before].sum()), 1.0)
    more = topicless[week] - share * usual
    if more > TOPICLESS * excess and topicless[week] > UNUSUAL * share * history.everything[week]:
        return "spam"
    rises = history.tickets[:, week] - np.median(history.tickets[:, before], axis=1)
    marked = [row for row, topic in enumerate(history.topics) if _SPAM.search(topic)]
    if rises[marked].sum() > MARKED * excess:
        return "spam"
    if topical.any() and rises[topical].max() > SINGLE * excess:
        return None
    return "volume-shock"
