"""How counts of a period, from an export without tickets, fall into slots: worked out once for each period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from kbgen.tickets.weekly.slots import Slots
from kbgen.tickets.weeks import WEEK

# A week in which summer time ends is an hour longer.
AT_MOST_A_WEEK = WEEK + timedelta(hours=1)


class Period(NamedTuple):
    """A row of the table ``period``: of ``tickets`` counted from ``first`` to before ``last``, the slot has
    ``tickets * upper // whole - tickets * lower // whole``, so that the slots of a period add up to its tickets. Times
    are UTC without zone, as the store has them.
    """

    first: datetime
    last: datetime
    slot: int
    lower: int
    upper: int
    whole: int


def periods(spans: Iterable[tuple[datetime, datetime]], slots: Slots) -> list[Period]:
    """For each period, the slots that get a part of it; none where it lies outside of them all."""
    return [row for first, last in sorted(set(spans)) if first < last for row in _parts(first, last, slots)]


def _parts(first: datetime, last: datetime, slots: Slots) -> Iterator[Period]:
    if last - first <= AT_MOST_A_WEEK:
        # Weeks of others begin on other days and at other hours than these; most of each lies where its middle lies.
        slot = slots.at(first + (last - first) / 2)
        if slot is not None:
            yield Period(first, last, slot.slot, 0, 1, 1)
        return
    for slot in slots.slots:
        lower, upper = (_seconds(min(max(moment, first), last) - first) for moment in (slot.since, slot.until))
        if lower < upper:
            yield Period(first, last, slot.slot, lower, upper, _seconds(last - first))


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)
