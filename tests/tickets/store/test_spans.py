"""Which days an import tells about."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kbgen.tickets.store.spans import covered

DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)


def days(*weeks: int) -> dict[date, int]:
    """So many tickets in each week, on its last day; a week without any has no day."""
    return {FIRST + (7 * place + 6) * DAY: number for place, number in enumerate(weeks) if number}


def test_stragglers_of_the_time_before_cover_nothing() -> None:
    """An export chosen by the last update brings a few old tickets along."""
    assert covered(days(3, 1, 2, 100, 110, 90)) == ((FIRST + 21 * DAY, FIRST + 41 * DAY),)


def test_a_week_without_tickets_is_a_hole_where_there_usually_are_some() -> None:
    found = covered(days(100, 110, 0, 90))
    assert found == ((FIRST + 6 * DAY, FIRST + 13 * DAY), (FIRST + 21 * DAY, FIRST + 27 * DAY))


def test_a_small_help_desk_may_have_a_quiet_week() -> None:
    """With a handful of tickets nobody can tell; from the first to the last is known."""
    assert covered(days(3, 0, 0, 2)) == ((FIRST + 6 * DAY, FIRST + 27 * DAY),)
    assert covered({}) == ()


@given(st.dictionaries(st.integers(0, 700).map(lambda day: FIRST + day * DAY), st.integers(1, 400), min_size=1))
def test_stretches_are_in_order_and_end_with_the_last_ticket(tickets: dict[date, int]) -> None:
    """None touches the next, and none begins before the first ticket."""
    found = covered(tickets)
    assert found[0][0] >= min(tickets)
    assert found[-1][1] == max(tickets)
    assert all(first <= last for first, last in found)
    assert all(last + DAY < first for (_, last), (first, _) in pairwise(found))
