"""How much is asked about a topic: the level of its tickets, by language too, and its last weeks. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import Counts, TopicId, WeeklyCounts
from kbgen.tickets.flagging.saving import Range
from kbgen.tickets.flagging.shares import rates_by_language

if TYPE_CHECKING:
    from kbgen.tickets.statistics.signal import Detection

Z = 1.959964
"""Of a 95 % interval."""

LEVEL_WEEKS = 26
"""What was asked lately is what was asked in so many weeks, the last of which there are tickets."""

NEWEST_WEEKS = 4
"""Of a topic whose tags were changed, or about which clearly fewer ask than before, only the newest weeks tell what it
costs now."""


def of_count(count: float) -> Range:
    """A count with the 95 % interval of what it is a sample of, after Poisson, by Byar's approximation (Breslow and
    Day, Statistical Methods in Cancer Research II, 1987, p. 69)."""
    low = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3 if count else 0.0
    above = count + 1
    return Range(count, max(0.0, low), above * (1 - 1 / (9 * above) + Z / (3 * sqrt(above))) ** 3)


class Levels:
    """Of all topics at one moment. A topic that nobody has ever asked about has a level of zero, and so has one whose
    tags went out of use when the tags were changed: what it cost, others cost now. Without a detection, or with one
    that expects nothing, the level is the mean of the last weeks."""

    def __init__(self, counts: WeeklyCounts, detection: Detection | None = None) -> None:
        self.counts = counts
        self.expected = detection.expected if detection else {}
        self.suspended = detection.suspended if detection else {}
        self.ended = detection.ended if detection else frozenset()
        observed = np.flatnonzero(counts.observed)
        self.last: NDArray[np.int64] = observed[-LEVEL_WEEKS:]

    def _weeks(self, topic: TopicId) -> NDArray[np.int64]:
        if topic in self.ended:
            return self.last[:0]
        return self._newest(topic) if topic in self.suspended else self.last

    def _newest(self, topic: TopicId) -> NDArray[np.int64]:
        """The newest weeks, from the first on in which the topic is there: it may have begun in one of them."""
        newest = self.last[-NEWEST_WEEKS:]
        return newest[int(np.argmax(self._row(topic, None)[newest] > 0)) :]

    def of(self, topic: TopicId) -> Range:
        """Tickets a week, as they are expected without a new rise, with the interval of the level."""
        if not len(self._weeks(topic)):
            return Range(0.0, 0.0, 0.0)
        newest = self._newest(topic) if topic in self.suspended else self.last[-NEWEST_WEEKS:]
        now = of_count(int(self._row(topic, None)[newest].sum())) * (1 / len(newest))
        if topic in self.suspended:
            return now
        expected = self.expected.get(topic)
        if expected:
            usual = Range(expected.weekly, expected.low, expected.high)
        else:
            usual = of_count(self.asked(topic)) * (1 / len(self.last))
        return now if now.high < usual.low else usual

    def asked(self, topic: TopicId, language: LanguageCode | None = None) -> int:
        """Tickets of the last weeks."""
        return int(self._row(topic, language)[self._weeks(topic)].sum())

    def recent(self, topic: TopicId, weeks: int, language: LanguageCode | None = None) -> int:
        """Tickets of so many newest weeks."""
        return int(self._row(topic, language)[-weeks:].sum())

    def quiet_weeks(self, topic: TopicId) -> int:
        """How many weeks of which there are data have passed since the last ticket."""
        observed = np.asarray(self.counts.observed)
        asked = np.flatnonzero(self._row(topic, None) > 0)
        return int(observed[asked[-1] + 1 :].sum()) if len(asked) else int(observed.sum())

    def rates(self, topic: TopicId) -> dict[LanguageCode, float]:
        """Tickets a week in each language; empty where no ticket tells its language."""
        weeks = self._weeks(topic)
        if topic not in self.counts or not self.shares or not len(weeks):
            return dict.fromkeys(self.shares, 0.0)
        sums = self.counts.by_language[self.counts.row(topic)][:, weeks].sum(1)
        tickets = {code: float(sums[place]) for code, place in self._places.items()}
        return rates_by_language(tickets, self.of(topic).estimate, self.shares, len(weeks))

    @cached_property
    def shares(self) -> dict[LanguageCode, float]:
        """Of each language, the share of all tickets whose language is known."""
        sums = self.counts.exposure_by_language[:, self.last].sum(1)
        total = sum(int(sums[place]) for place in self._places.values())
        return {code: int(sums[place]) / total for code, place in self._places.items()} if total else {}

    @cached_property
    def _places(self) -> dict[LanguageCode, int]:
        return {code: place for place, code in enumerate(self.counts.languages) if code}

    def history(self, topic: TopicId, weeks: int, language: LanguageCode | None = None) -> tuple[int | None, ...]:
        """Tickets of the last weeks, the oldest first; None for a week without data."""
        row, observed = self._row(topic, language)[-weeks:], self.counts.observed[-weeks:]
        return tuple(int(number) if known else None for number, known in zip(row, observed, strict=True))

    def languages(self, topic: TopicId) -> Mapping[LanguageCode, int]:
        """Tickets of the last weeks by language, the most first."""
        if topic not in self.counts:
            return {}
        sums = self.counts.by_language[self.counts.row(topic)][:, self.last].sum(1)
        return _most_first(dict(zip(self.counts.languages, map(int, sums), strict=True)))

    def channels(self, topic: TopicId) -> Mapping[str, int]:
        """The same by channel."""
        if topic not in self.counts:
            return {}
        sums = self.counts.by_channel[self.counts.row(topic)][:, self.last].sum(1)
        names = [channel.value for channel in self.counts.channels]
        return _most_first(dict(zip(names, map(int, sums), strict=True)))

    def _row(self, topic: TopicId, language: LanguageCode | None) -> Counts:
        if topic not in self.counts or (language is not None and language not in self._places):
            return np.zeros(self.counts.weeks.count, np.int64)
        row = self.counts.row(topic)
        found: Counts = (
            self.counts.tickets[row] if language is None else self.counts.by_language[row, self._places[language]]
        )
        return found


def _most_first(numbers: Mapping[str, int]) -> dict[str, int]:
    return {name: numbers[name] for name in sorted(numbers, key=lambda name: (-numbers[name], name)) if numbers[name]}
