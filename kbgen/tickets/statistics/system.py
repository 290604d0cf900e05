"""Tags that tell of the system and not of the question, where nobody has declared them.

Two general signs, both from weeks before the one that is asked about: a tag on a large share of all tickets; and a
family whose tags differ by a number only (“app-131”, “app-132”, …), of which some is on many tickets in nearly
every week: versions, which follow one another. Where hardly any tag would be left without such families (“topic-1”,
“topic-2”, …), they are the topics themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.statistics.history import History

LARGE = 0.25
"""A tag on so large a share of the tickets of a half year does not tell one question from another, if the other tags
alone, without those that are on even more tickets, are as many as the tickets. Where a ticket has one tag, a large one
is a large question.
"""
FAMILY = 3
"""So many tags with different numbers are a family."""
SHARE = 0.05
"""The family's tags must be on so large a share of the tickets: numbers of incidents are on few."""
STEADY = 0.75
"""And in so large a share of the weeks."""
HALF = 26
LATELY = 4
"""Or on so large a share in each of so many weeks."""
LEFT = 0.5
"""Versions say more about tickets that have a topic: without all such families, so many tags a ticket are left."""


def system(history: History) -> NDArray[np.bool_]:
    """(topics,): which are the system's."""
    before = slice(max(history.weeks - 1 - HALF, 0), history.weeks - 1)
    usable = history.usable[before]
    exposure = history.exposure[before][usable]
    tickets = history.tickets[:, before][:, usable]
    found = np.zeros(len(history.topics), np.bool_)
    total = exposure.sum()
    if len(exposure) < 4 or not total:
        return found
    of_each = tickets.sum(axis=1)
    left = int(of_each.sum())
    for row in np.argsort(-of_each, kind="stable").tolist():
        if of_each[row] <= LARGE * total or left - of_each[row] < total:
            break
        left -= int(of_each[row])
        found[row] = True
    numbered = np.zeros(len(history.topics), np.bool_)
    for rows in families(history.topics):
        members = tickets[rows]
        together = members.sum(axis=0)
        if (together > 0).mean() < STEADY or members.any(axis=1).sum() < FAMILY:
            continue
        lately = together[-LATELY:] > SHARE * exposure[-LATELY:]
        if together.sum() > SHARE * total or lately.all():
            numbered[rows] = True
    return found | numbered if of_each[~(found | numbered)].sum() >= LEFT * total else found


@lru_cache(maxsize=4)
def families(topics: tuple[str, ...]) -> list[list[int]]:
    """Rows of topics that differ by numbers only."""
    members: dict[str, list[int]] = defaultdict(list)
    for row, topic in enumerate(topics):
        stem, numbers = re.subn(r"\d[\d._]*", "#", topic)
        if numbers:
            members[stem].append(row)
    return [rows for rows in members.values() if len(rows) >= FAMILY]
