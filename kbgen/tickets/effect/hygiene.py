"""What would look like an effect and is none: weeks of spam, and changes of the tags themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.effect.series import Flags
from kbgen.tickets.effect.windows import Windows
from kbgen.tickets.statistics import births, history, system, taxonomy
from kbgen.tickets.statistics.bursts import bursts


@dataclass(frozen=True)
class Steady:
    """What does not depend on a change. ``usable``: (weeks,), observed and neither spam nor a shock of the volume.
    ``topical``: (topics,), whether it is a topic and no tag of the system.
    """

    usable: Flags
    topical: Flags


@dataclass(frozen=True)
class Hygiene:
    """``usable``, ``topical``: as of ``Steady``. ``changed``: rows of topics whose tags began, ended or were renamed in
    the weeks that are compared → the week. ``moved``: their part of all uses.
    """

    usable: Flags
    topical: Flags
    changed: Mapping[int, int]
    moved: float


def steady(counts: WeeklyCounts) -> Steady:
    """What is known of all weeks."""
    everything = history.of(counts, counts.weeks.count - 1)
    topical = ~system.system(everything)
    usable = counts.observed.copy()
    usable[[one.week for one in bursts(everything, topical, reach=counts.weeks.count)]] = False
    return Steady(usable, topical)


def hygiene(counts: WeeklyCounts, at: Windows, known: Steady) -> Hygiene:
    """The changes of tags from the first week of a comparison to its last."""
    then = history.of(counts, at.end - 1)
    found = taxonomy.breaks(births.lives(then), known.topical, counts.topics)
    inside = [one for one in found if at.before < one.week < at.end]
    changed = {row: one.week for one in inside for row in (*one.born, *one.died)}
    return Hygiene(known.usable, known.topical, changed, _moved(counts, at, changed, known.topical))


def _moved(counts: WeeklyCounts, at: Windows, changed: Mapping[int, int], topical: Flags) -> float:
    """The larger of the changed topics' parts of all uses, before and after."""
    rows = np.fromiter(changed, np.intp, len(changed))
    parts = []
    for weeks in (at.past, at.then):
        uses = counts.tickets[:, weeks].sum(1)
        parts.append(float(uses[rows].sum()) / max(float(uses[topical].sum()), 1.0))
    return max(parts)


def mask(flags: Flags, rows: Mapping[int, int]) -> Flags:
    """The flags, without these rows."""
    left = flags.copy()
    left[np.fromiter(rows, np.intp, len(rows))] = False
    return left
