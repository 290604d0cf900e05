"""Contenders build in turn, A B A B …, so that whatever else the machine does strikes all of them.

Timed rounds come first; then as many rounds as wanted in which memory is looked at and no clock counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.contender import Contender
from bench.table import Row, Sample
from bench.timing import Timing


@dataclass(frozen=True)
class Turn:
    """A contender's part in every round: what is done first, then its build."""

    contender: Contender
    prepare: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Rounds:
    """How many rounds are timed, and how many weighed."""

    timed: int
    weighed: int


def cold(contender: Contender) -> Turn:
    """A turn that begins with nothing remembered."""
    return Turn(contender, contender.forget)


def race(turns: Sequence[Turn], rounds: Rounds) -> list[Sample]:
    """Let everybody build in turn."""
    times: list[list[Timing]] = [[] for _ in turns]
    peaks: list[list[float]] = [[] for _ in turns]
    for _ in range(rounds.timed):
        for turn, mine in zip(turns, times, strict=True):
            turn.prepare()
            mine.append(turn.contender.time())
    for _ in range(rounds.weighed):
        for turn, own in zip(turns, peaks, strict=True):
            turn.prepare()
            peak = turn.contender.weigh()
            if peak is not None:
                own.append(peak)
    return [Sample(tuple(t), tuple(p)) for t, p in zip(times, peaks, strict=True)]


def against(yardstick: Contender, name: str, turn: Turn, rounds: Rounds) -> Row:
    """One row of a table: a turn beside the yardstick's cold build."""
    theirs, ours = race([cold(yardstick), turn], rounds)
    return Row(name, ours, theirs)
