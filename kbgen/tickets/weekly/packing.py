"""Several counts in one sum: what a topic's tickets of a week are by language and by channel, in one pass over them.

Grouping by language and channel too gives a database ten times the groups, most of a ticket or two, and adding up a
dozen conditions doubles its work. Instead each word (a language or a channel) is a weight of 1, 2^21 or 2^42 in one of
a few columns, a ticket has the sum of its two words' weights, and the sums fall apart again by shifts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SUMS = 4
"""Columns of sums that the query has."""

WORDS_A_SUM = 3
BITS = 21
LIMIT = 1 << BITS
"""Below so many tickets a week of one topic, its parts keep apart; from there on each word needs a sum of its own."""


@dataclass(frozen=True)
class Packing:
    """Which words are told apart in one run of the query, by their places in the sums."""

    words: tuple[str, ...]
    words_a_sum: int

    def weights(self) -> list[tuple[str, *tuple[int, ...]]]:
        """Rows of (word, its weight in each sum)."""
        return [
            (
                word,
                *(1 << BITS * (place % self.words_a_sum) if place // self.words_a_sum == n else 0 for n in range(SUMS)),
            )
            for place, word in enumerate(self.words)
        ]

    def unpacked(self, sums: Sequence[NDArray[np.int64]]) -> Iterator[tuple[str, NDArray[np.int64]]]:
        """Each word with its counts, in the shape of the sums."""
        for place, word in enumerate(self.words):
            total = sums[place // self.words_a_sum]
            if self.words_a_sum > 1:
                total = (total >> BITS * (place % self.words_a_sum)) & (LIMIT - 1)
            yield word, total


def packings(words: Sequence[str], *, apart: bool = False) -> list[Packing]:
    """As many as it takes to tell all words apart; ``apart``: each with a sum of its own, for more than ``LIMIT``."""
    a_sum = 1 if apart else WORDS_A_SUM
    step = SUMS * a_sum
    return [Packing(tuple(words[first : first + step]), a_sum) for first in range(0, len(words), step)]
