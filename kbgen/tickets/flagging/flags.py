"""Counts, signals and what is known of articles → flags in the order in which to work on them. Pure.

A topic has a flag for each lane that it is in, and one for each language that lacks its article. Rises come first: they
are about now. The rest is sorted by hours saved in a month for each hour of work, and ends where the work would not pay
for itself within a year; where the tickets are so few that hardly any does, the best are told all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from kbgen.articles.article import ArticleId
from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.flagging import saving
from kbgen.tickets.flagging.flag import Flag
from kbgen.tickets.flagging.kinds import Kind
from kbgen.tickets.flagging.making import Known, Maker
from kbgen.tickets.statistics.signal import Detection

LEAST_STANDING = 10
"""So many topics of standing cost are told of, even if no work on them pays for itself within a year."""

LEAST_TICKETS = 3
"""What has fewer tickets in half a year is not told of among them."""


def flags(counts: WeeklyCounts, detection: Detection, known: Known) -> list[Flag]:
    """All flags of one moment."""
    maker = Maker(counts, detection, known)
    system = {*versions(detection)} - known.articles.keys()
    topics = dict.fromkeys(topic for topic in (*counts.topics, *known.articles) if topic not in system)
    made = [flag for topic in topics for flag in maker.of_topic(topic)]
    urgent = [flag for flag in made if flag.is_surge]
    standing = [flag for flag in made if not flag.is_surge and flag.kind is not Kind.RETIRE]
    retired = sorted((flag for flag in made if flag.kind is Kind.RETIRE), key=lambda flag: flag.topic)
    return [*sorted(urgent, key=_rank), *_worth_telling(sorted(standing, key=_rank)), *_each_once(retired, counts)]


def versions(detection: Detection) -> tuple[TopicId, ...]:
    """Tags that tell of customers' systems by numbers. One that is on very many tickets may be what customers ask most,
    so it keeps its place among the costs."""
    return tuple(topic for topic in detection.system if any(map(str.isdigit, topic)))


def _rank(flag: Flag) -> tuple[float, float, str, str]:
    return (-flag.worth, -flag.level.estimate, flag.topic, flag.language or "")


def _worth_telling(ranked: Sequence[Flag]) -> Iterator[Flag]:
    """Those that pay for themselves; and at least some, if enough was asked at all."""
    for place, flag in enumerate(ranked):
        pays = flag.worth * saving.PAYS_WITHIN >= 1
        asked = sum(number or 0 for number in flag.history)
        if pays or (place < LEAST_STANDING and flag.worth and asked >= LEAST_TICKETS):
            yield flag


def _each_once(retired: Iterable[Flag], counts: WeeklyCounts) -> Iterator[Flag]:
    """No article twice; under the topic that people did ask about, if there is one."""
    told: set[ArticleId] = set()
    for flag in sorted(retired, key=lambda flag: flag.topic not in counts):
        if not told.issuperset(flag.articles):
            yield flag
        told |= {*flag.articles}


def tickets_in(counts: WeeklyCounts) -> int:
    """All tickets of the weeks that are known."""
    return int(counts.all_tickets[np.asarray(counts.observed)].sum())
