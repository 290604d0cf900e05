"""The weeks up to the one that is asked about, and which of them may serve as a yardstick."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.counts import Counts, TopicId, WeeklyCounts


@dataclass(frozen=True, slots=True)
class History:
    """``tickets``: (topics, weeks), the last week is the one asked about. ``exposure``, ``everything``: (weeks,).
    ``usable``: (weeks,), whether a week may serve as a yardstick: its data are there, and it was no burst.
    ``since``: (topics,), the first week that may serve for the topic. Unusable weeks hold no tickets.
    """

    topics: tuple[TopicId, ...]
    tickets: Counts
    exposure: Counts
    everything: Counts
    usable: NDArray[np.bool_]
    since: NDArray[np.int64]

    @property
    def weeks(self) -> int:
        """How many there are."""
        return len(self.usable)

    def without(self, weeks: NDArray[np.bool_]) -> History:
        """The same, but these weeks are no yardstick."""
        return replace(self, usable=self.usable & ~weeks)

    def until(self, week: int) -> History:
        """As it was known at the end of an earlier week."""
        end = week + 1
        return History(
            self.topics,
            self.tickets[:, :end],
            self.exposure[:end],
            self.everything[:end],
            self.usable[:end],
            self.since,
        )


def of(counts: WeeklyCounts, week: int) -> History:
    """Up to a week. What is not observed has no tickets, whatever the arrays hold there."""
    end = week + 1
    observed = counts.observed[:end]
    return History(
        topics=counts.topics,
        tickets=counts.tickets[:, :end] * observed,
        exposure=counts.exposure[:end] * observed,
        everything=counts.all_tickets[:end] * observed,
        usable=observed.copy(),
        since=np.zeros(len(counts.topics), np.int64),
    )
