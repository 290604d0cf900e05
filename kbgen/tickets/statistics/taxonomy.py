"""Changes of the tags themselves, which look like changes of the demand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.counts import TopicId
from kbgen.tickets.statistics.births import NEVER, Lives

MANY_TICKETS = 10
"""A week; tags with fewer are easily at the same level by chance."""
MANY = 3
"""So many topic tags born or dead in one week are the work of whoever cares for the tags."""


@dataclass(frozen=True, slots=True)
class Break:
    """In a week, these topics (rows) began and ended. A rename is one of each, at about the same level."""

    week: int
    born: tuple[int, ...]
    died: tuple[int, ...]

    @property
    def rename(self) -> bool:
        """One tag went on under another name."""
        return len(self.born) + len(self.died) < MANY


def breaks(lives: Lives, topical: NDArray[np.bool_], topics: Sequence[TopicId]) -> tuple[Break, ...]:
    """The oldest first. ``topical``: (topics,), which are topics and not the system's."""
    born = np.where(topical, lives.born, NEVER)
    died = np.where(topical, lives.died, NEVER)
    found: list[Break] = []
    while True:
        # The last use of a tag is in the week of the change, or in the one before if it changed as the week began.
        weeks = np.concatenate([born[born != NEVER], died[died != NEVER], died[died != NEVER] + 1])
        counts = np.bincount(weeks) if len(weeks) else np.zeros(1, np.int64)
        if counts.max() < MANY:
            break
        week = int(counts.argmax())
        begun = np.flatnonzero(born == week)
        ended = np.flatnonzero((died == week) | ((died == week - 1) & (died != NEVER)))
        found.append(Break(week, tuple(begun.tolist()), tuple(ended.tolist())))
        born[begun] = NEVER
        died[ended] = NEVER
    found.extend(_renames(born, died, lives, topics))
    return tuple(sorted(found, key=lambda one: one.week))


ENDED = 0.05
"""A tag that was last used as others were changed has most likely gone with them where chance makes as long a silence
in so few cases. That takes less than where nothing else has changed."""


def ended(changed: Sequence[Break], lives: Lives) -> NDArray[np.bool_]:
    """(topics,): which went out of use by a change of the tags, as far as is known, the system's too; those that ended
    by themselves may come again.
    """
    found = np.zeros(len(lives.last), np.bool_)
    for one in changed:
        found[list(one.died)] = True
        if not one.rename:
            found |= ((lives.last == one.week) | (lives.last == one.week - 1)) & (lives.silence < ENDED)
    return found


def _renames(born: NDArray[np.int64], died: NDArray[np.int64], lives: Lives, topics: Sequence[TopicId]) -> list[Break]:
    found = []
    for begun in np.flatnonzero(born != NEVER).tolist():
        week = int(born[begun])
        ended = np.flatnonzero((died != NEVER) & ((died == week) | (died == week - 1)))
        near = [
            row for row in ended.tolist() if _same(lives.level[row], lives.level[begun], topics[row], topics[begun])
        ]
        if len(near) == 1:
            found.append(Break(week, (begun,), (near[0],)))
            died[near[0]] = NEVER
    return found


def _same(old: float, new: float, name: str, other: str) -> bool:
    """Whether one tag may be the other's new name: an incident must not be taken for it, only because some tag happened
    to fall out of use. Names that share a word need roughly the same level; others nearly the same, of many tickets.
    """
    ratio = max(old, new) / max(min(old, new), 0.1)
    return ratio <= 2 if _words(name) & _words(other) else ratio <= 1.5 and min(old, new) >= MANY_TICKETS


def _words(name: str) -> set[str]:
    """The beginnings of a tag's words, so that “website” is in “websites”."""
    return {word[:5] for word in re.split(r"[\W\d_]+", name) if len(word) >= 4}
