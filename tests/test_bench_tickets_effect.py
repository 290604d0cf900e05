"""The benchmark of effects: what it draws, what it hides, and the methods that it compares with."""

from __future__ import annotations

import numpy as np
import pytest

from bench import tickets_effect as bench
from bench.tickets_effect import Case
from kbgen.tickets.effect import Verdict
from tests.tickets.effect.stories import MANY, counts_of, desk, thinned

WEEK = 90


def test_a_case_is_judged_by_what_was_known_then() -> None:
    """Thirteen weeks after the date, and nothing later."""
    tickets = desk(MANY)
    later = tickets.copy()
    later[:, WEEK + 13 :] = 0
    case = Case(0, WEEK, 20.0)
    one, other = (bench._outcome(counts_of(counted), case) for counted in (tickets, later))
    assert one == other
    assert one.verdict is Verdict.NO_CHANGE


def test_all_methods_see_half_the_tickets_go() -> None:
    """And a naive comparison falls for a spike before."""
    fallen = bench._outcome(counts_of(thinned(desk(MANY), 0, WEEK, 0.5)), Case(0, WEEK, 20.0))
    assert max(fallen.kbgen, fallen.naive, fallen.series) < 0.05
    tickets = desk(MANY)
    tickets[0, WEEK - 3 : WEEK] *= 3
    spiked = bench._outcome(counts_of(tickets), Case(0, WEEK, 20.0))
    assert spiked.naive < 0.01
    assert spiked.kbgen > 0.05


def test_dates_after_spikes_are_found_and_lie_apart() -> None:
    """For four weeks; and of one spike there is one date."""
    tickets = desk(MANY)
    tickets[3, 70] += 40
    counts = counts_of(tickets)
    cases = [Case(3, week, 8.0) for week in range(60, 100)]
    spiked = [case.week for case in cases if bench._has_spiked(counts, case)]
    assert {71, 72, 73, 74} <= set(spiked)
    assert 75 not in spiked
    apart = [case.week for case in bench._apart(case for case in cases if case.week in (71, 72, 76))]
    assert apart == [71, 76]


def test_a_fall_takes_tickets_after_the_date_only() -> None:
    """About as many as it should."""
    counts = counts_of(desk(MANY))
    fallen = bench._fallen(counts, Case(6, WEEK, 40.0), 0.5, np.random.default_rng(1))
    changed = (fallen.tickets != counts.tickets).nonzero()
    assert set(changed[0]) == {6}
    assert min(changed[1]) >= WEEK
    after = slice(WEEK, WEEK + 13)
    assert fallen.tickets[6, after].sum() == pytest.approx(counts.tickets[6, after].sum() / 2, rel=0.2)


def test_the_tables_are_written() -> None:
    """With a few dates."""
    lines = "\n".join(bench.effects(counts_of(desk(MANY)), 4, 1))
    assert "| at random | 4 | kbgen |" in lines
    assert "| −50% | 15+ |" in lines
    tables = "\n".join(bench.forecasts(counts_of(desk(MANY, 208))))
    assert tables.count("| mean of the last 52 weeks |") == 2
