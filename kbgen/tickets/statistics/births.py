"""When tags came into use, and when they went out of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.statistics.history import History
from kbgen.tickets.statistics.tails import Floats

YEAR = 52
BEFORE = 12
"""With fewer weeks of data before it, nobody knows whether a tag is new."""
FIRST = 5
"""So many tickets in a week make a new tag worth a word."""
RARE = 5
"""A tag is as good as new where the year before has less than one ticket for so many of its first week."""
HALF = 26
UNLIKELY = 0.001
DATED = 2.0
"""Of a tag with fewer tickets a week, nobody can say in which week it ended."""

NEVER = -1


@dataclass(frozen=True, slots=True)
class Lives:
    """Of each topic, shape (topics,). ``born``: the week in which it came into use within the last ``reach`` weeks;
    ``died``: the week of its last use, where it was in steady use and chance does not explain the silence since then;
    ``first``: its first use in more than a year, if that is within ``reach``. ``last``: the week of its last use, NEVER
    without any, and ``silence``: how probable no use since then is, if nothing has changed. ``new``: born in the newest
    week, without any use in the year before. ``level``: tickets a week in its first four weeks, or the half year before
    its last.
    """

    born: NDArray[np.int64]
    died: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    silence: Floats
    new: NDArray[np.bool_]
    level: Floats


def lives(history: History, reach: int = 60) -> Lives:
    """Look for births and deaths in the last ``reach`` weeks."""
    sums = np.zeros((len(history.topics), history.weeks + 1), np.int64)
    np.cumsum(history.tickets, axis=1, out=sums[:, 1:])
    data = np.concatenate([[0], np.cumsum(history.usable)])
    born, strict = _births(history, sums, data, reach)
    last, silence = _silences(history, sums, data)
    died, level = _deaths(history, sums, data, reach, last, silence)
    newest = history.weeks - 1
    ends = np.minimum(born + 4, history.weeks)
    rows = np.arange(len(born))
    first = (sums[rows, ends] - sums[rows, np.maximum(born, 0)]) / np.maximum(ends - born, 1)
    return Lives(
        born=born,
        died=died,
        first=_first(history, sums, data, reach),
        last=last,
        silence=silence,
        new=(born == newest) & strict,
        level=np.where(born != NEVER, first, level),
    )


def _births(
    history: History, sums: NDArray[np.int64], data: NDArray[np.int64], reach: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The latest birth of each topic, and whether it had no use at all in the year before that."""
    weeks = np.arange(max(history.weeks - reach, 1), history.weeks)
    begin = np.maximum(weeks - YEAR, 0)
    enough = data[weeks] - data[begin] >= BEFORE
    weeks, begin = weeks[enough], begin[enough]
    born = np.full(len(history.topics), NEVER)
    strict = np.zeros(len(history.topics), np.bool_)
    if not len(weeks):
        return born, strict
    now = history.tickets[:, weeks]
    before = sums[:, weeks] - sums[:, begin]
    here = (now >= FIRST) & (before * RARE <= now)
    rows = np.flatnonzero(here.any(axis=1))
    last = here.shape[1] - 1 - np.argmax(here[rows, ::-1], axis=1)
    born[rows] = weeks[last]
    strict[rows] = before[rows, last] == 0
    return born, strict


def _first(history: History, sums: NDArray[np.int64], data: NDArray[np.int64], reach: int) -> NDArray[np.int64]:
    weeks = np.arange(max(history.weeks - reach, 1), history.weeks)
    # Where the history is short, it is looked at from the week on that has enough of it behind.
    weeks = weeks[data[weeks] - data[np.maximum(weeks - YEAR, 0)] >= BEFORE]
    if not len(weeks):
        return np.full(len(history.topics), NEVER)
    begin = int(weeks[0])
    used = history.tickets[:, begin:] > 0
    unused = sums[:, begin] == sums[:, max(begin - YEAR, 0)]
    return np.where(used.any(axis=1) & unused, begin + used.argmax(axis=1), NEVER)


def _silences(history: History, sums: NDArray[np.int64], data: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
    """The last use of each topic, and how probable the silence since then is, by the half year before."""
    rows = np.arange(len(history.topics))
    used = history.tickets > 0
    last = np.where(used.any(axis=1), history.weeks - 1 - np.argmax(used[:, ::-1], axis=1), NEVER)
    exposed = np.concatenate([[0], np.cumsum(history.exposure)])
    begin = np.maximum(last + 1 - HALF, 0)
    count = sums[rows, last + 1] - sums[rows, begin]
    share = count / np.maximum(exposed[last + 1] - exposed[begin], 1)
    missed = share * (exposed[-1] - exposed[last + 1])
    spread = 1 / np.maximum(count, 1) + 0.1
    return last, (1 + missed * spread) ** (-1 / spread)


def _deaths(
    history: History,
    sums: NDArray[np.int64],
    data: NDArray[np.int64],
    reach: int,
    last: NDArray[np.int64],
    silence: Floats,
) -> tuple[NDArray[np.int64], Floats]:
    """The last use of each topic that is no more, and its tickets a week in the half year before."""
    rows = np.arange(len(history.topics))
    begin = np.maximum(last + 1 - HALF, 0)
    count = sums[rows, last + 1] - sums[rows, begin]
    weeks = np.maximum(data[last + 1] - data[begin], 1)
    busy = np.concatenate([np.zeros((len(rows), 1), np.int64), np.cumsum(history.tickets > 0, axis=1)], axis=1)
    steady = (busy[rows, last + 1] - busy[rows, begin]) * 2 >= weeks
    much = (count >= DATED * weeks) & (weeks >= BEFORE)
    dead = (silence < UNLIKELY) & steady & much & (last >= history.weeks - reach)
    return np.where(dead, last, NEVER), count / weeks
