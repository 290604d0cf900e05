"""Several counts in one sum: what a topic's tickets of a week are by language and by channel, in one pass over them.

Grouping by language and channel too gives a database ten times the groups, most of a ticket or two, and adding up a
dozen conditions doubles its work. Instead each word (a language or a channel) weighs 1, 2^21 or 2^42 in one of a few
sums, a ticket has the weights of its two words, and the sums fall apart again by shifts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

SUMS = 4
"""Columns of sums that the query has."""

WORDS_A_SUM = 3
BITS = 21
LIMIT = 1 << BITS
"""Below so many tickets of a topic in a week, its parts keep apart; from there on each word needs a sum of its own."""

Column = Literal["language", "channel"]


class Word(NamedTuple):
    """A value of a column of tickets."""

    column: Column
    value: str


@dataclass(frozen=True)
class Packing:
    """Which words are told apart in one run of the query, by their places in the sums."""

    words: tuple[Word, ...]
    words_a_sum: int

    def weights(self) -> list[dict[Column, dict[str, int]]]:
        """For each sum, by column, the words that weigh in it and how much."""
        found: list[dict[Column, dict[str, int]]] = [{"language": {}, "channel": {}} for _ in range(SUMS)]
        for place, word in enumerate(self.words):
            number, power = divmod(place, self.words_a_sum)
            found[number][word.column][word.value] = 1 << BITS * power
        return found

    def unpacked(self, sums: Sequence[NDArray[np.int64]]) -> Iterator[tuple[Word, NDArray[np.int64]]]:
        """Each word with its counts, in the shape of the sums."""
        for place, word in enumerate(self.words):
            number, power = divmod(place, self.words_a_sum)
            alone = self.words_a_sum == 1
            yield word, sums[number] if alone else (sums[number] >> BITS * power) & (LIMIT - 1)


def packings(words: Sequence[Word], *, apart: bool = False) -> list[Packing]:
    """As many as it takes to tell all words apart; ``apart``: each with a sum of its own, for ``LIMIT`` and more."""
    a_sum = 1 if apart else WORDS_A_SUM
    step = SUMS * a_sum
    return [Packing(tuple(words[first : first + step]), a_sum) for first in range(0, len(words), step)]
