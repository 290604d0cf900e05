"""How much harm each gap does, in which order to close them, and what that comes to. Pure.

Harm is a number without a unit, made for comparing: weight × reach. The weight says how bad it is for one reader, on
a scale where a wrong fact is 100; the reach how many readers it strikes.

Reach is (1 + tickets) × (1 + views / 100), both a week and in the language of the row; what was not counted leaves its
factor at 1, so without any figures all articles count the same, but for those that their authors call popular.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from kbgen.config.settings import Weights
from kbgen.translation.demand import NO_DEMAND, UNKNOWN, Demand, Demands
from kbgen.translation.row import Row
from kbgen.translation.standing import Grade, State

WEIGHTS = Weights()
"""Where the settings say nothing else."""


def harm(row: Row, demand: Demand = UNKNOWN, weights: Weights = WEIGHTS) -> float:
    """Weight by state and grade × reach; 0 of what is fresh."""
    return weight(row, weights) * reach(row, demand, weights)


def named(row: Row) -> tuple[str, ...]:
    """The settings whose product is the weight, such as ``("material", "ahead")``; none for what does no harm."""
    match row.state:
        case State.FRESH:
            return ()
        case State.MISSING | State.STUB | State.ORPHAN:
            return (row.state.value,)
        case State.UNCONFIRMED:
            return ("facts",) if row.grade is Grade.CRITICAL else ("unconfirmed",)
        case State.STALE | State.DIVERGED:
            return (str(row.grade),) if row.grade else ()
        case State.AHEAD:
            return (str(row.grade), "ahead") if row.grade else ()


def weight(row: Row, weights: Weights = WEIGHTS) -> float:
    """How bad it is for one reader."""
    factors = [float(getattr(weights, name)) for name in named(row)]
    return prod(factors) if factors else 0.0


def reach(row: Row, demand: Demand = UNKNOWN, weights: Weights = WEIGHTS) -> float:
    """How many readers it strikes, compared with an article of which nothing is known."""
    factor = (1 + (demand.tickets or 0)) * (1 + (demand.views or 0) / weights.views)
    return factor * weights.popular if row.popular else factor


@dataclass(frozen=True, slots=True)
class Gap:
    """A row with what it comes to."""

    row: Row
    demand: Demand
    harm: float
    reach: float


def weighed(rows: Iterable[Row], demands: Demands = NO_DEMAND, weights: Weights = WEIGHTS) -> list[Gap]:
    """The rows with their harm, the greatest first; equals by article and language."""
    gaps = []
    for row in rows:
        demand = demands.get((row.article, row.language), UNKNOWN)
        gaps.append(Gap(row, demand, harm(row, demand, weights), reach(row, demand, weights)))
    gaps.sort(key=lambda gap: (-gap.harm, gap.row.article, gap.row.language))
    return gaps


# -- totals ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Total:
    """What a part of the site comes to.

    ``pages``: rows in all; ``states`` and ``grades``: how many of each. ``covered``: the share of pages, 0 to 1, that
    readers can trust: fresh, or with changes of small grade at most. ``covered_demand``: the same, each page weighted
    by its reach. Both None where there is no page.
    """

    pages: int
    states: Mapping[State, int]
    grades: Mapping[Grade, int]
    covered: float | None
    covered_demand: float | None
    harm: float


def total(gaps: Sequence[Gap]) -> Total:
    """What these rows come to."""
    states = dict.fromkeys(State, 0)
    grades = dict.fromkeys(Grade, 0)
    good = good_reach = all_reach = done = 0.0
    for gap in gaps:
        states[gap.row.state] += 1
        grades[gap.row.grade] += 1
        all_reach += gap.reach
        done += gap.harm
        if is_covered(gap.row):
            good += 1
            good_reach += gap.reach
    covered = good / len(gaps) if gaps else None
    return Total(len(gaps), states, grades, covered, good_reach / all_reach if gaps else None, done)


def is_covered(row: Row) -> bool:
    """Whether readers can trust the page."""
    moved = row.state in (State.STALE, State.AHEAD, State.DIVERGED)
    return row.state is State.FRESH or (moved and row.grade <= Grade.SMALL)


def totals_by(gaps: Iterable[Gap], key: Callable[[Row], str]) -> dict[str, Total]:
    """Totals of the parts that a key makes, such as languages or categories, in the order in which they appear."""
    parts: dict[str, list[Gap]] = {}
    for gap in gaps:
        parts.setdefault(key(gap.row), []).append(gap)
    return {name: total(part) for name, part in parts.items()}


# -- how long it takes -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pace:
    """Words a minute, and minutes.

    ``translate``: practised translators write 250 to 500 words an hour from scratch, and staff who know the subject
    about the upper end; ``revise``: bringing a paragraph in line with a changed one, both of them read; ``read``: two
    texts side by side. ``compare``: minutes for two places where facts differ; ``begin``: minutes to find the place.
    """

    translate: float = 8.0
    revise: float = 25.0
    read: float = 100.0
    compare: float = 2.0
    begin: float = 1.0


PACE = Pace()


def minutes(row: Row, pace: Pace = PACE) -> float:
    """How long it takes to close a gap, all of it."""
    match row.state:
        case State.FRESH:
            return 0.0
        case State.MISSING | State.STUB:
            return pace.begin + row.words / pace.translate
        case State.STALE | State.AHEAD | State.DIVERGED:
            return pace.begin + row.words / pace.revise
        case State.UNCONFIRMED | State.ORPHAN:
            facts = sum(1 for note in row.findings if note.source_place)
            return pace.begin + facts * pace.compare + row.words / pace.read
