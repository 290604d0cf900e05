"""A quarter against the quarter before."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.overview.trend import LEAST_TICKETS, QUARTER, Direction, trend

WEEKS = st.lists(st.none() | st.integers(0, 200), min_size=2 * QUARTER, max_size=2 * QUARTER)


def test_what_is_told_of_two_quarters() -> None:
    """The numbers of both, and whether it rises."""
    found = trend([10] * 13 + [20] * 13)
    assert (found.tickets, found.before, found.direction) == (260, 130, Direction.RISES)
    assert found.ratio and found.ratio.estimate == 2.0
    assert trend([20] * 13 + [10] * 13).direction is Direction.FALLS
    assert trend([10] * 26).direction is Direction.STEADY
    assert trend([0] * 13 + [10] * 13).direction is Direction.NEW
    assert trend([0] * 21 + [1] * 5).direction is Direction.UNKNOWN
    assert trend([]).direction is Direction.UNKNOWN


def test_all_that_came_in_one_week_tells_less_than_the_same_in_all_of_them() -> None:
    """An outage makes no trend."""
    even, burst = trend([10] * 13 + [16] * 13), trend([10] * 13 + [10] * 12 + [88])
    assert even.tickets == burst.tickets
    assert even.direction is Direction.RISES
    assert burst.direction is Direction.STEADY


def test_weeks_without_data_are_no_weeks_without_tickets() -> None:
    """Tickets a week are compared."""
    found = trend([None] * 5 + [10] * 8 + [10] * 13)
    assert found.ratio and found.ratio.estimate == pytest.approx(1.0)
    assert trend([None] * 10 + [10] * 3 + [10] * 13).ratio is None


@given(WEEKS)
def test_the_estimate_lies_within_its_interval(history: list[int | None]) -> None:
    """Also where there are none at all, or all weeks are missing."""
    found = trend(history)
    if found.ratio:
        assert 0 <= found.ratio.low <= found.ratio.estimate <= found.ratio.high
        assert found.tickets + found.before >= LEAST_TICKETS


@given(st.lists(st.integers(1, 200), min_size=2 * QUARTER, max_size=2 * QUARTER))
def test_it_is_the_same_from_the_other_end(history: list[int]) -> None:
    """Twice as many now is half as many then."""
    found, back = trend(history).ratio, trend(history[QUARTER:] + history[:QUARTER]).ratio
    assert found and back
    assert found.low == pytest.approx(1 / back.high)
    assert found.high == pytest.approx(1 / back.low)


@pytest.mark.parametrize("scatter", [0.0, 0.3])
def test_the_interval_holds_what_it_says(scatter: float) -> None:
    """Of quarters that do not differ, about one in twenty seems to; with weeks that scatter more than chance, too."""
    random = Random(3)
    wrong = sum(
        trend([_drawn(random, 12 * random.lognormvariate(0, scatter)) for _ in range(26)]).direction
        is not Direction.STEADY
        for _ in range(1000)
    )
    assert 20 <= wrong <= 80


def _drawn(random: Random, mean: float) -> int:
    """Of a Poisson distribution."""
    at, number = random.expovariate(1.0), 0
    while at < mean:
        number += 1
        at += random.expovariate(1.0)
    return number
