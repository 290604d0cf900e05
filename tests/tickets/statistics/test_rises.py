"""Rises that became usual are remembered for a year."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from kbgen.tickets.statistics import Lane, detect
from kbgen.tickets.statistics.rises import lasting
from tests.tickets.statistics.weeks import counts_of, host, steady

WEEKS = 156


def stepped(ago: int, weeks: int = WEEKS, *, until: int = 0, seed: int = 1) -> dict[str, NDArray[np.int64]]:
    """A web host of which one topic doubled ``ago`` weeks ago, and went back ``until`` weeks ago."""
    before, after = (steady({"risen": level}, weeks, seed=seed)["risen"] for level in (10.0, 20.0))
    week = np.arange(weeks)
    return host(weeks, seed=seed) | {
        "risen": np.where((week >= weeks - ago) & (week < weeks - until), after, before),
    }


@pytest.mark.parametrize("ago", [20, 28, 36, 44])
def test_the_trend_lane_forgets_what_is_remembered_here(ago: int) -> None:
    """With the week in which it began, to four weeks; nothing else is remembered."""
    counts = counts_of(stepped(ago))
    rose = lasting(counts)
    assert rose.keys() == {"risen"}
    assert abs(WEEKS - ago - rose["risen"]) <= 4
    if ago > 24:
        assert not any(one.topic == "risen" and one.lane is Lane.TREND for one in detect(counts).signals)


def test_what_fell_back_is_forgotten() -> None:
    """It was a long wave; the level is what it was."""
    assert lasting(counts_of(stepped(40, until=10))) == {}


def test_chance_is_not_remembered() -> None:
    """Of twenty topics that never changed, at the end of ten histories of three years, none."""
    assert [lasting(counts_of(host(WEEKS, seed=seed))) for seed in range(10)] == [{}] * 10


def test_tags_that_took_over_from_others_did_not_rise() -> None:
    """What they had before says nothing of what is asked."""
    tickets, week = host(WEEKS), np.arange(WEEKS)
    for name, level in {"webmail": 15.0, "forwarding": 12.0, "alias": 10.0}.items():
        usual = steady({name: level}, WEEKS, seed=4)[name]
        tickets |= {f"email_{name}": usual * (week < 126), f"mail-{name}": usual * (week >= 126)}
    assert lasting(counts_of(tickets)) == {}


@pytest.mark.parametrize("weeks", [0, 1, 5, 12, 40])
def test_short_histories_have_no_rises(weeks: int) -> None:
    """And end in no error."""
    assert lasting(counts_of(host(weeks))) == {}
