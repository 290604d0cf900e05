"""What rises every year is no news."""

from __future__ import annotations

import numpy as np
import pytest

from kbgen.tickets.statistics import Lane, detect
from tests.tickets.statistics.weeks import counts_of, host, steady

TIMES = 2.8
NEWS = {Lane.NEW_TAG, Lane.SPIKE, Lane.TREND}


@pytest.mark.parametrize("before", [6, 26])
@pytest.mark.parametrize("into", [1, 2, 4])
@pytest.mark.parametrize("level", [15.0, 40.0])
def test_the_season_is_known_from_the_year_before(before: int, into: int, level: float) -> None:
    """Also where the history begins only ``before`` weeks before the first season, and in each of its weeks."""
    weeks = before + 52 + into
    tickets = host(weeks) | steady({"renewal": level}, weeks, seed=5)
    for first in (before, before + 52):
        tickets["renewal"][first : first + 4] = np.rint(tickets["renewal"][first : first + 4] * TIMES)
    found = detect(counts_of(tickets))
    assert "renewal" not in {one.topic for one in found.signals if one.lane in NEWS}


@pytest.mark.parametrize("before", [6, 26])
def test_more_than_in_the_year_before_is_news(before: int) -> None:
    """A season hides only what it explains."""
    weeks = before + 54
    tickets = host(weeks) | steady({"renewal": 30.0}, weeks, seed=5)
    tickets["renewal"][before : before + 4] *= 2
    tickets["renewal"][-2:] *= 7
    found = detect(counts_of(tickets))
    assert "renewal" in {one.topic for one in found.signals if one.lane in NEWS}
