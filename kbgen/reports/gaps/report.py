"""What a report of gaps says, whatever its form, and the words that several forms share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kbgen.translation.row import Row
from kbgen.translation.standing import Grade, State
from kbgen.translation.workload import Gap, Total


@dataclass(frozen=True, slots=True)
class Report:
    """``shown``: what was asked for, the worst first; ``hidden``: so many up-to-date rows are left out of it.

    ``total`` and its parts are of the whole part of the site that was asked for, up to date or not. ``undated``: so
    many gaps are left out because nobody knows since when they are there. ``names``: of the languages, in their order.
    ``width``: of the terminal in columns, None where there is no end to a line.
    """

    site: str
    day: date
    shown: Sequence[Gap]
    hidden: int
    undated: int
    total: Total
    languages: Mapping[str, Total]
    categories: Mapping[str, Total]
    names: Mapping[str, str]
    width: int | None = None

    @property
    def has_demand(self) -> bool:
        """Whether tickets or views are known of anything."""
        return any(gap.demand.tickets is not None or gap.demand.views is not None for gap in self.shown)


def changed(row: Row) -> str:
    """``3 of 41 paragraphs``; empty where nothing has changed."""
    return f"{row.changed} of {row.blocks} paragraphs" if row.changed else ""


def grade(row: Row) -> str:
    """The grade; empty where there is none."""
    return str(row.grade) if row.grade else ""


def age(since: date | None, today: date) -> str:
    """``today``, ``3 days``, ``5 weeks``, ``7 months``, ``2 years``; empty where it is not known."""
    if since is None:
        return ""
    days = (today - since).days
    if days <= 0:
        return "today"
    for size, unit in ((730, "year"), (60, "month"), (14, "week"), (1, "day")):
        if days >= size:
            count = days // {"year": 365, "month": 30, "week": 7, "day": 1}[unit]
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return ""


def percent(share: float | None) -> str:
    """``83 %``; a dash where there is nothing to count. Never rounded up to all of it."""
    if share is None:
        return "–"
    return f"{int(share * 100 + 1e-9)} %"


def summary(total: Total) -> list[tuple[str, int]]:
    """What of a part of the site is to be done, in words with numbers; only what there is."""
    critical = total.grades[Grade.CRITICAL]
    of_state = [(state.value, total.states[state]) for state in State if state is not State.FRESH]
    return [(name, count) for name, count in [("critical", critical), *of_state] if count]
