"""Laws that hold for all numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy.special import gammaln

from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.statistics import Detection, baseline, detect, discovery, lanes, tails
from kbgen.tickets.statistics.survey import survey
from tests.tickets.statistics.weeks import counts_of, host, steady

MEANS = st.floats(0.01, 500)
SPREADS = st.floats(0, 3)
SEEDS = st.integers(0, 10_000)
P_VALUES = arrays(np.float64, st.integers(1, 60), elements=st.floats(0, 1))


@given(st.integers(0, 500), MEANS, SPREADS)
def test_more_tickets_are_never_less_surprising(count: int, mean: float, spread: float) -> None:
    p, more = tails.upper([count, count + 1], mean, spread)
    assert 0 <= more <= p <= 1


@given(st.integers(0, 500), MEANS, SPREADS, st.floats(1, 10))
def test_the_more_is_expected_the_less_surprising_is_a_count(
    count: int, mean: float, spread: float, times: float
) -> None:
    assert tails.upper(count, mean, spread) <= tails.upper(count, mean * times, spread) + 1e-12


@given(st.integers(0, 60), st.floats(0.1, 40), st.floats(0.001, 2))
def test_tails_are_sums_of_the_distribution(count: int, mean: float, spread: float) -> None:
    size = 1 / spread
    y = np.arange(count + 1)
    logs = gammaln(y + size) - gammaln(size) - gammaln(y + 1)
    density = np.exp(logs + size * np.log(size / (size + mean)) + y * np.log(mean / (size + mean)))
    assert tails.upper(count, mean, spread) == pytest.approx(1 - density.sum() + density[-1] / 2, abs=1e-7)


@given(st.integers(0, 500), MEANS, st.floats(0, 2))
def test_the_interval_holds_the_estimate(count: int, mean: float, spread: float) -> None:
    estimate, low, high = tails.interval(count, mean, spread)
    assert 0 <= low <= estimate <= high
    assert (low == 0) == (count == 0)


@given(st.integers(1, 300), MEANS, st.floats(0, 2))
def test_the_interval_agrees_with_the_test(count: int, mean: float, spread: float) -> None:
    """A ratio that is surely above 1 has a p below what the interval leaves outside."""
    _, low, _ = tails.interval(count, mean, spread)
    if low > 1:
        assert tails.upper(count, mean, spread) <= 0.025 + 1e-9


@given(P_VALUES)
def test_adjusted_p_values_are_no_smaller_and_keep_their_order(p: NDArray[np.float64]) -> None:
    q = discovery.adjusted(p)
    assert (q >= p - 1e-12).all() and (q <= 1).all()
    assert (np.diff(q[np.argsort(p, kind="stable")]) >= -1e-12).all()


@given(P_VALUES, st.floats(0.01, 0.5))
def test_reporting_by_q_is_benjamini_and_hochbergs_step_up(p: NDArray[np.float64], level: float) -> None:
    ordered = np.sort(p)
    limits = level * np.arange(1, len(p) + 1) / len(p)
    passing = np.flatnonzero(ordered <= limits)
    cut = ordered[passing[-1]] if len(passing) else -1.0
    q = discovery.adjusted(p)
    near = np.isclose(q, level, rtol=1e-9)
    assert ((q <= level) == (p <= cut))[~near].all()


@given(SEEDS, st.sampled_from([2.0, 5.0, 100.0]))
@settings(max_examples=25, deadline=None)
@example(512, 5.0)  # one topic has exactly as many tickets as tell its own dispersion
def test_what_is_expected_does_not_depend_on_the_unit_of_exposure(seed: int, unit: float) -> None:
    """Counting the other tickets in dozens changes no expected number."""
    random = np.random.default_rng(seed)
    tickets = random.poisson(random.uniform(1, 30, (12, 1)), (12, 26))
    exposure = np.broadcast_to(random.uniform(100, 200, 26), (12, 26))
    one = baseline.fitted(tickets, exposure, 8)
    other = baseline.fitted(tickets, exposure / unit, 8)
    assert one.mean(150.0) == pytest.approx(other.mean(150.0 / unit), rel=1e-6)
    assert one.dispersion == pytest.approx(other.dispersion, rel=1e-6)


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_order_of_topics_does_not_matter(seed: int) -> None:
    tickets = host(100, seed=seed)
    tickets["topic-k"][-1] *= 4
    random = np.random.default_rng(seed)
    names = list(tickets)
    shuffled = {names[row]: tickets[names[row]] for row in random.permutation(len(names))}
    assert told(detect(counts_of(tickets))) == told(detect(counts_of(shuffled)))


@given(SEEDS, st.integers(1, 500))
@settings(max_examples=15, deadline=None)
def test_what_arrays_hold_for_weeks_without_data_does_not_matter(seed: int, junk: int) -> None:
    random = np.random.default_rng(seed)
    observed = random.random(110) > 0.15
    observed[-1] = True
    counts = counts_of(host(110, seed=seed), observed=observed)
    other = replace(
        counts,
        tickets=np.where(observed, counts.tickets, junk),
        exposure=np.where(observed, counts.exposure, 7 * junk),
        all_tickets=np.where(observed, counts.all_tickets, 9 * junk),
    )
    assert detect(counts) == detect(other)


@given(SEEDS, st.integers(1, 40))
@settings(max_examples=15, deadline=None)
def test_later_weeks_do_not_count(seed: int, later: int) -> None:
    """What was known at the end of a week is what is told about it, ever after."""
    counts = counts_of(host(110, seed=seed))
    assert told(detect(counts, -1 - later)) == told(detect(cut(counts, later)))


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_weeks_before_the_first_import_do_not_matter(seed: int) -> None:
    """A year of tickets in a window of three years is a year of tickets."""
    tickets = host(52, seed=seed)
    padded = {name: np.concatenate([np.zeros(104, np.int64), row]) for name, row in tickets.items()}
    observed = np.arange(156) >= 104
    assert told(detect(counts_of(tickets))) == told(detect(counts_of(padded, observed=observed)))


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_surer_signals_come_first_and_each_topic_once(seed: int) -> None:
    tickets = host(110, seed=seed)
    for name in ("topic-g", "topic-k", "topic-o"):
        tickets[name][-1] *= 4
    signals = detect(counts_of(tickets)).signals
    assert [one.p for one in signals] == sorted(one.p for one in signals)
    assert len({one.topic for one in signals}) == len(signals)
    assert all(one.q <= 0.10 + 1e-12 and one.p <= one.q + 1e-12 for one in signals)


def test_p_values_are_nearly_right_where_nothing_changes() -> None:
    """Of 20 topics in 200 made-up weeks, about a hundredth is below 0.01, and at most four times as many as should
    be below 0.001.
    """
    p: dict[lanes.Window, list[NDArray[np.float64]]] = {lanes.SPIKE: [], lanes.TREND: []}
    for seed in range(40):
        counts = counts_of(host(seed=seed))
        for week in (-1, -7, -13, -19, -25):
            about = survey(counts, week)
            for scores in (about.spike, about.trend):
                assert scores is not None
                p[scores.window].append(scores.p[scores.tested])
    for found in p.values():
        every = np.concatenate(found)
        assert 0.035 < (every < 0.05).mean() < 0.07
        assert (every < 0.01).mean() < 0.02
        assert (every < 0.001).mean() < 0.004


def test_a_doubling_of_twenty_a_week_is_seen_more_often_than_not() -> None:
    """As the design of the method has it: 39 where 20 are expected."""
    seen = 0
    for seed in range(30):
        tickets = steady({f"topic-{chr(97 + row)}": 20.0 for row in range(20)}, 80, seed=seed)
        tickets["topic-k"][-1] = 41
        seen += "topic-k" in {one.topic for one in detect(counts_of(tickets)).signals}
    assert seen >= 20


def told(detection: Detection) -> tuple[object, ...]:
    """A detection without the order of equals."""
    rounded = sorted((one.topic, one.lane, one.tickets, round(one.p, 9)) for one in detection.signals)
    levels = {name: round(one.weekly, 6) for name, one in detection.expected.items()}
    notices = [(one.kind, one.week, sorted(one.tags)) for one in detection.notices]
    return rounded, levels, notices, sorted(detection.too_few), sorted(detection.suspended)


def cut(counts: WeeklyCounts, later: int) -> WeeklyCounts:
    """Without the newest weeks."""
    weeks = counts.weeks
    end = weeks.count - later
    return replace(
        counts,
        weeks=replace(weeks, until=weeks.end(end - 1), count=end),
        tickets=counts.tickets[:, :end],
        by_language=counts.by_language[..., :end],
        by_channel=counts.by_channel[..., :end],
        exposure=counts.exposure[:end],
        exposure_by_language=counts.exposure_by_language[:, :end],
        all_tickets=counts.all_tickets[:end],
        observed=counts.observed[:end],
    )
