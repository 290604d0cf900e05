"""Tickets two years ahead: what is foreseen, by which method, and how sure that is."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kbgen.tickets.forecast import forecast
from kbgen.tickets.forecast.backtest import CLAIMED, Ahead, backtest, half_width, spans, winner
from kbgen.tickets.forecast.candidates import CANDIDATES, NAIVE
from kbgen.tickets.forecast.people import Work
from tests.tickets.effect.stories import counts_of

Weekly = NDArray[np.float64]


def steady(weeks: int, level: float = 100, seed: int = 1) -> Weekly:
    """Nothing but chance."""
    return np.random.default_rng(seed).poisson(level, weeks).astype(np.float64)


def seasonal(weeks: int, level: float = 400, seed: int = 1) -> Weekly:
    """Half as many again in winter as on average, the same every year."""
    season = 1 + 0.5 * np.cos(np.arange(weeks) * 2 * np.pi / 52)
    return np.random.default_rng(seed).poisson(level * season).astype(np.float64)


def shown(weekly: Weekly) -> NDArray[np.int64]:
    """As one topic's counts."""
    return weekly.astype(np.int64)[np.newaxis]


def test_a_steady_help_desk_stays_as_it_is() -> None:
    """By the naive mean, and the range holds what it should."""
    found = forecast(counts_of(shown(steady(260))))
    assert found.method == NAIVE
    assert [step.tickets for step in found.years] == pytest.approx([5200, 5200], rel=0.03)
    assert all(step.low is not None and step.high is not None for step in found.years)
    assert all((step.high or 0) < 1.1 * step.tickets for step in found.years)
    assert (found.quarters[0].first, found.years[-1].end) == (date(2026, 11, 22), date(2028, 11, 19))


def test_quarters_add_up_to_years() -> None:
    """Four to one."""
    found = forecast(counts_of(shown(seasonal(300))))
    sums = [sum(step.tickets for step in found.quarters[year * 4 : year * 4 + 4]) for year in (0, 1)]
    assert sums == pytest.approx([step.tickets for step in found.years])


def test_a_growing_help_desk_is_foreseen_by_a_method_that_grows() -> None:
    """Steadily, by a quarter a year, for eight years: often enough to be sure."""
    weekly = np.random.default_rng(1).poisson(100 * 1.25 ** (np.arange(416) / 52)).astype(np.float64)
    found = forecast(counts_of(shown(weekly)))
    assert found.method in ("line", "growth", "damped-line")
    assert "smaller" in found.why
    truth = sum(100 * 1.25 ** (week / 52) for week in range(416, 468))
    assert found.years[0].tickets == pytest.approx(truth, rel=0.1)


def test_two_years_of_growth_are_not_enough_to_be_sure() -> None:
    """The naive mean is used, and the growth is a scenario."""
    weekly = 100 * 1.25 ** (np.arange(104) / 52)
    found = forecast(counts_of(shown(weekly)))
    assert found.method == NAIVE
    assert any(one.growth == pytest.approx(0.25, abs=0.02) for one in found.scenarios if one.said == "as last year")


def test_with_months_only_it_says_what_can_be_said() -> None:
    """A level, and nothing of seasons."""
    found = forecast(counts_of(shown(steady(30))))
    assert found.method == NAIVE
    assert found.years[0].tickets == pytest.approx(5200, rel=0.05)
    assert found.years[0].low is None
    assert any("less than a year" in note for note in found.notes)


@pytest.mark.parametrize("weeks", [0, 1, 12])
def test_with_weeks_only_there_is_no_forecast(weeks: int) -> None:
    """Nor a failure."""
    found = forecast(counts_of(shown(steady(weeks))))
    assert (found.method, found.quarters) == (None, ())
    assert f"known of {weeks} week" in found.why


def test_weeks_that_nobody_knows_are_no_quiet_weeks() -> None:
    """Eight weeks of the last year were never imported."""
    weekly, observed = steady(200), np.ones(200, np.bool_)
    weekly[150:158], observed[150:158] = 0, False
    found = forecast(counts_of(shown(weekly), observed=observed))
    assert found.years[0].tickets == pytest.approx(5200, rel=0.03)
    assert found.known == 192


@pytest.mark.filterwarnings("error")
def test_a_year_without_any_import_is_no_failure() -> None:
    """As on a day long after the last one."""
    weekly, observed = steady(156), np.arange(156) < 100
    found = forecast(counts_of(shown(np.where(observed, weekly, 0)), observed=observed))
    assert (found.method, found.last_year) == (None, 0)


def test_what_was_before_the_first_import_is_not_nothing() -> None:
    """Three years are asked for, one is there."""
    weekly, observed = steady(156), np.arange(156) >= 100
    found = forecast(counts_of(shown(np.where(observed, weekly, 0)), observed=observed))
    assert found.known == 56
    assert found.years[0].tickets == pytest.approx(5200, rel=0.04)


def test_intervals_hold_as_many_as_they_claim_where_the_past_goes_on() -> None:
    """Year ahead, each origin with the errors that were known by then, over many help desks."""
    held = tried = 0
    for seed in range(12):
        naive = backtest(seasonal(300, seed=seed), 104)[0]
        one, of = naive.covered(Ahead(0, 52))
        held, tried = held + one, tried + of
    assert tried > 300
    assert held / tried >= CLAIMED


def test_a_range_never_shrinks_further_ahead() -> None:
    """Whatever the errors were."""
    found = forecast(counts_of(shown(seasonal(250))))
    widths = [step.high / step.low for step in found.quarters if step.low and step.high]
    assert len(widths) == 8
    assert widths == sorted(widths)


def test_ranges_of_spans_that_never_ended_are_carried_on() -> None:
    """A year and a half of the past: no second year has ended that was looked ahead to."""
    found = forecast(counts_of(shown(steady(78))))
    first, second = found.years
    assert second.apart == 0
    assert second.low is not None
    assert first.low is not None
    assert second.low < first.low
    assert any("carried on" in note for note in found.notes)


def test_people_are_tickets_by_minutes_by_hours() -> None:
    """6,000 tickets of 15 minutes are 1,500 hours."""
    assert Work(minutes=15, hours=1500).people(6000) == 1


# -- laws --------------------------------------------------------------------------------------------------------------

weeks_of_tickets = st.lists(st.integers(0, 300), min_size=26, max_size=160).map(lambda row: np.array(row, float))


@settings(max_examples=30, deadline=None)
@given(weekly=weeks_of_tickets, more=weeks_of_tickets)
def test_a_backtest_knows_nothing_of_the_future(weekly: Weekly, more: Weekly) -> None:
    """Errors of the past stay what they are, whatever comes."""
    ahead = Ahead(0, 13)
    before, after = backtest(weekly, 52), backtest(np.concatenate([weekly, more[: len(more) // 4 * 4]]), 52)
    for one, other in zip(before, after, strict=True):
        errors = dict(zip(other.origins, other.errors[ahead], strict=True))
        shared = [
            (error, errors[origin])
            for origin, error in zip(one.origins, one.errors[ahead], strict=True)
            if origin in errors
        ]
        assert all((np.isnan(a) and np.isnan(b)) or a == b for a, b in shared)


@settings(max_examples=30, deadline=None)
@given(weekly=weeks_of_tickets, factor=st.integers(2, 20))
def test_twice_the_tickets_are_twice_the_forecast(weekly: Weekly, factor: int) -> None:
    """By the naive mean; a tenfold help desk is foreseen tenfold."""
    one, other = forecast(counts_of(shown(weekly))), forecast(counts_of(shown(weekly * factor)))
    if one.method == other.method == NAIVE:
        assert [step.tickets * factor for step in one.quarters] == pytest.approx([s.tickets for s in other.quarters])


@settings(max_examples=30, deadline=None)
@given(weekly=weeks_of_tickets)
def test_every_candidate_foresees_whole_spans_of_tickets(weekly: Weekly) -> None:
    """Never less than nothing, never not a number; and the winner is one of them."""
    found = forecast(counts_of(shown(weekly)))
    assert found.method in CANDIDATES
    for step in (*found.quarters, *found.years):
        assert step.tickets >= 0
        assert step.low is None or (step.high is not None and 0 <= step.low <= step.tickets <= step.high)
    assert winner(backtest(weekly, 104))[0] in CANDIDATES


@given(weeks=st.integers(0, 300))
def test_spans_are_the_quarters_and_the_years(weeks: int) -> None:
    """As many as there is room for."""
    found = spans(weeks)
    assert sum(not span.is_year for span in found) == weeks // 13
    assert sum(span.is_year for span in found) == weeks // 52
    assert all(span.end <= weeks for span in found)


@settings(max_examples=20, deadline=None)
@given(weekly=weeks_of_tickets, by=st.integers(26, 160))
def test_an_interval_of_the_past_is_made_of_errors_known_then(weekly: Weekly, by: int) -> None:
    """Cutting the series off gives the same interval, where the origins are the same."""
    by = len(weekly) - (len(weekly) - min(by, len(weekly))) // 4 * 4
    whole, cut = backtest(weekly, 52)[0], backtest(weekly[:by], 52)[0]
    assert half_width(whole, Ahead(0, 13), by=by) == half_width(cut, Ahead(0, 13))
