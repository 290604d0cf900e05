"""Tickets by topic and week, as arrays: what the statistics and the reports work on."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kbgen.languages import LanguageCode
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weeks import Weeks

TopicId = str
"""The name of a topic in the topics file; of a tag that no topic claims, the tag itself."""

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class WeeklyCounts:
    """A ticket counts once for each topic that one of its tags means.

    ``tickets``: shape (topics, weeks). ``by_language``: (topics, languages, weeks); ``by_channel``: (topics, channels,
    weeks); both add up to ``tickets``, with ``""`` for what is unknown. ``exposure``: (weeks,), tickets with at least
    one topic, each once; ``exposure_by_language``: (languages, weeks). ``all_tickets``: (weeks,), also those without a
    topic. ``observed``: (weeks,), whether the imports cover the week: where not, its zeros say nothing.
    """

    weeks: Weeks
    topics: tuple[TopicId, ...]
    languages: tuple[LanguageCode, ...]
    channels: tuple[Channel, ...]
    tickets: Counts
    by_language: Counts
    by_channel: Counts
    exposure: Counts
    exposure_by_language: Counts
    all_tickets: Counts
    observed: NDArray[np.bool_]
    _index: dict[TopicId, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index.update({topic: row for row, topic in enumerate(self.topics)})

    def row(self, topic: TopicId) -> int:
        """The place of a topic in the arrays; KeyError if nobody ever asked about it."""
        return self._index[topic]

    def __contains__(self, topic: object) -> bool:
        return topic in self._index
