"""Questions with tags from a CSV file, as weekly counts on any day."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weeks import Weeks, midnight

ZONE = ZoneInfo("America/Los_Angeles")
"""Times were written in Pacific time although they are labelled ``Z``: the days as they stand there are Pacific
ones."""


@dataclass(frozen=True)
class Daily:
    """Tickets by topic and day, from which the weeks that end on any day are made. ``topics``: (topics, days);
    ``exposure`` and ``all_tickets``: (days,).
    """

    first: date
    names: tuple[str, ...]
    topics: NDArray[np.int64]
    exposure: NDArray[np.int64]
    all_tickets: NDArray[np.int64]

    @property
    def days(self) -> int:
        """How many days there are."""
        return len(self.all_tickets)

    def weekly(self, until: date, weeks: int = 156) -> WeeklyCounts:
        """The weeks that end as ``until`` begins, ``weeks`` of them or as many as there are whole ones."""
        end = (until - self.first).days
        count = min(weeks, end // 7)

        def summed(days: NDArray[np.int64]) -> NDArray[np.int64]:
            part = days[..., end - 7 * count : end]
            blocks: NDArray[np.int64] = part.reshape(*part.shape[:-1], count, 7).sum(axis=-1)
            return blocks

        tickets, exposure = summed(self.topics), summed(self.exposure)
        return WeeklyCounts(
            weeks=Weeks(midnight(until, ZONE), ZONE, count),
            topics=self.names,
            languages=("",),
            channels=(Channel.UNKNOWN,),
            tickets=tickets,
            by_language=tickets[:, None, :],
            by_channel=tickets[:, None, :],
            exposure=exposure,
            exposure_by_language=exposure[None],
            all_tickets=summed(self.all_tickets),
            observed=np.ones(count, np.bool_),
        )


def system(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a tag is one of the system's, by glob patterns."""
    return lambda tag: any(fnmatchcase(tag, pattern) for pattern in patterns)


def read(path: Path, is_system: Callable[[str], bool] = lambda tag: False) -> Daily:
    """Every tag that is none of the system's is a topic of its own."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [(date.fromisoformat(row["created_at"][:10]), set(row["tags"].split())) for row in csv.DictReader(file)]
    first, last = min(day for day, _ in rows), max(day for day, _ in rows)
    names = tuple(sorted({tag for _, tags in rows for tag in tags if not is_system(tag)}))
    index = {name: row for row, name in enumerate(names)}
    days = (last - first).days + 1
    topics = np.zeros((len(names), days), np.int64)
    exposure, everything = np.zeros(days, np.int64), np.zeros(days, np.int64)
    for day, tags in rows:
        place = (day - first).days
        everything[place] += 1
        known = [index[tag] for tag in tags if tag in index]
        exposure[place] += bool(known)
        topics[known, place] += 1
    return Daily(first, names, topics, exposure, everything)


def mondays(daily: Daily) -> list[date]:
    """Every Monday that ends a whole week of the data."""
    begin = daily.first + timedelta(days=(-daily.first.weekday()) % 7)
    return [begin + timedelta(days=7 * week) for week in range(1, (daily.days - (begin - daily.first).days) // 7 + 1)]
