"""Whether an article lowered its topic's tickets: help desks whose truth is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.tickets.effect import Effect, Verdict, measure
from tests.tickets.effect.stories import MANY, counts_of, day_of, desk, name, thinned

WEEK = 90


def compared(effect: Effect) -> tuple[float, float, float]:
    assert effect.comparison is not None, effect.reason
    ratio = effect.comparison.ratio
    return ratio.estimate, ratio.low, ratio.high


def test_an_article_that_halved_its_tickets_lowered_them() -> None:
    """By half or so: counts have their chance."""
    counts = counts_of(thinned(desk(MANY), 0, WEEK, 0.5))
    effect = measure(counts, "ta", day_of(counts, WEEK))
    assert effect.verdict is Verdict.LOWERED
    estimate, low, high = compared(effect)
    assert low < estimate < high < 1
    assert estimate == pytest.approx(0.5, abs=0.15)


def test_an_article_that_nobody_read_lowered_nothing() -> None:
    """What would have been seen is said."""
    counts = counts_of(desk(MANY))
    effect = measure(counts, "ta", day_of(counts, WEEK))
    assert effect.verdict is Verdict.NO_CHANGE
    assert "would have been seen" in effect.reason
    assert compared(effect)[1] < 1 < compared(effect)[2]


def test_an_article_written_after_a_spike_is_no_success_because_the_spike_ends() -> None:
    """The naive comparison of 13 weeks before and after falls for it."""
    tickets = desk(MANY)
    tickets[0, WEEK - 4 : WEEK] += 60
    counts = counts_of(tickets)
    naive = tickets[0, WEEK : WEEK + 13].sum() / tickets[0, WEEK - 13 : WEEK].sum()
    assert naive < 0.6
    effect = measure(counts, "ta", day_of(counts, WEEK))
    assert effect.verdict is Verdict.NO_CHANGE
    assert effect.comparison is not None
    assert effect.comparison.risen


def test_a_topic_that_stays_up_after_its_article_did_not_rise_by_it() -> None:
    """The rise began before."""
    tickets = desk(MANY)
    tickets[0, WEEK - 3 :] *= 3
    effect = measure(counts_of(tickets), "ta", day_of(counts_of(tickets), WEEK))
    assert (effect.verdict, effect.reason) == (
        Verdict.NO_CHANGE,
        "it had risen before the change already, and did not come down",
    )


def test_a_topic_that_trebles_after_a_quiet_time_rose() -> None:
    """With the same numbers, but the rise begins with the change."""
    tickets = desk(MANY)
    tickets[0, WEEK:] *= 3
    assert measure(counts_of(tickets), "ta", day_of(counts_of(tickets), WEEK)).verdict is Verdict.ROSE


def test_what_happens_to_all_topics_is_no_effect() -> None:
    """A third of the customers left."""
    tickets = np.random.default_rng(3).binomial(desk(MANY), np.where(np.arange(120) < WEEK, 1.0, 0.5))
    counts = counts_of(tickets)
    assert measure(counts, "ta", day_of(counts, WEEK)).verdict is Verdict.NO_CHANGE


def test_a_small_topic_cannot_be_measured_and_the_volume_that_would_do_is_said() -> None:
    """Less than two tickets a week."""
    for level in (0.3, 1.2):
        counts = counts_of(desk((level, *MANY)))
        effect = measure(counts, "ta", day_of(counts, WEEK))
        assert effect.verdict is Verdict.NOT_MEASURABLE
        assert effect.needed is not None
        assert 2 < effect.needed < 20


def test_a_larger_topic_needs_no_larger_volume() -> None:
    """The volume needed is about 30 % fewer tickets, which 40 a week show."""
    counts = counts_of(desk(MANY))
    effect = measure(counts, "tg", day_of(counts, WEEK))
    assert effect.needed is not None
    assert effect.needed < 40
    assert effect.comparison is not None
    assert effect.comparison.visible > 0.7


def test_too_early_says_how_long_to_wait() -> None:
    """Two weeks after a change; and with six weeks the period is shorter."""
    counts = counts_of(desk(MANY))
    early = measure(counts, "ta", day_of(counts, 118))
    assert (early.verdict, early.wait) == (Verdict.NOT_MEASURABLE, 11)
    assert early.reason == "too early: 2 whole weeks have passed since, at least 4 are needed"
    later = measure(counts, "ta", day_of(counts, 114))
    assert (later.wait, later.comparison and later.comparison.after.weeks) == (7, 6)


def test_a_day_after_the_last_week_has_no_week_yet() -> None:
    """Nor has one of next year."""
    counts = counts_of(desk(MANY))
    effect = measure(counts, "ta", day_of(counts, 119) + timedelta(days=300))
    assert (effect.verdict, effect.wait) == (Verdict.NOT_MEASURABLE, 13)


def test_a_change_in_the_first_weeks_has_no_past() -> None:
    """It says how many weeks are known."""
    counts = counts_of(desk(MANY))
    effect = measure(counts, "ta", day_of(counts, 10))
    assert effect.reason == "tickets are known from 6 weeks before; at least 13 are needed"


def test_a_topic_whose_tags_were_renamed_is_not_a_success() -> None:
    """Nobody asks again, all of a sudden."""
    tickets = desk(MANY)
    tickets[0, WEEK + 2 :] = 0
    effect = measure(counts_of(tickets), "ta", day_of(counts_of(tickets), WEEK))
    assert effect.verdict is Verdict.NOT_MEASURABLE
    assert "renamed" in effect.reason


def test_a_change_of_the_tags_is_announced_and_no_effect() -> None:
    """Three topics got new names in one week."""
    tickets, old = desk((*MANY, 1, 1, 1)), [3, 7, 8]
    tickets[12:, :] = 0
    tickets[12:, WEEK + 3 :] = tickets[old, WEEK + 3 :]
    tickets[old, WEEK + 3 :] = 0
    counts = counts_of(tickets)
    effect = measure(counts, "td", day_of(counts, WEEK))
    assert effect.verdict is Verdict.NOT_MEASURABLE
    assert effect.reason == (
        f"the tags were changed in the week of {day_of(counts, WEEK + 3)}, this topic’s among them"
    )
    assert measure(counts, "tf", day_of(counts, WEEK)).comparison is not None


def test_new_tags_that_take_over_much_leave_nothing_to_compare() -> None:
    """What they have now, all other topics have lost."""
    tickets = desk((*MANY, 30, 30, 30))
    tickets[12:, : WEEK + 3] = 0
    counts = counts_of(tickets)
    effect = measure(counts, "ta", day_of(counts, WEEK))
    assert effect.verdict is Verdict.NOT_MEASURABLE
    assert "those that came or went have" in effect.reason


def test_a_week_of_spam_is_left_out() -> None:
    """Ten times the tickets, most of them without a topic."""
    counts = counts_of(desk(MANY))
    spam = counts.all_tickets.copy()
    spam[WEEK + 5] *= 10
    quiet = measure(counts, "ta", day_of(counts, WEEK))
    effect = measure(replace(counts, all_tickets=spam), "ta", day_of(counts, WEEK))
    assert quiet.comparison is not None
    assert effect.comparison is not None
    assert (quiet.comparison.after.weeks, effect.comparison.after.weeks) == (13, 12)


def test_with_few_topics_there_is_nothing_to_compare_with() -> None:
    """Three others."""
    counts = counts_of(desk((20.0, 30.0, 10.0, 12.0)))
    effect = measure(counts, "ta", day_of(counts, WEEK))
    assert effect.verdict is Verdict.NOT_MEASURABLE
    assert "topics" in effect.reason


def test_weeks_that_nobody_knows_are_no_fall() -> None:
    """Exports are missing for five weeks of the period after."""
    tickets, observed = desk(MANY), np.ones(120, np.bool_)
    tickets[:, WEEK : WEEK + 5], observed[WEEK : WEEK + 5] = 0, False
    effect = measure(counts_of(tickets, observed=observed), "ta", day_of(counts_of(tickets), WEEK))
    assert effect.verdict is Verdict.NO_CHANGE
    assert effect.comparison is not None
    assert effect.comparison.after.weeks == 8


def test_a_translation_is_measured_by_the_tickets_in_its_language() -> None:
    """The Estonian half falls, the English one does not."""
    english, estonian = desk(MANY, seed=4), thinned(desk(MANY, seed=5), 0, WEEK, 0.4)
    counts = counts_of(english + estonian, by_language=(english, estonian), languages=("en", "et"))
    day = day_of(counts, WEEK)
    assert measure(counts, "ta", day, language="et").verdict is Verdict.LOWERED
    assert measure(counts, "ta", day, language="en").verdict is Verdict.NO_CHANGE
    with pytest.raises(KeyError):
        measure(counts, "ta", day, language="fi")


def test_another_change_for_the_topic_in_the_same_weeks_is_noted() -> None:
    """Two articles that answer it cannot be told apart."""
    counts = counts_of(desk(MANY))
    day = day_of(counts, WEEK)
    changes = {"ta": [day, day + timedelta(days=20)], "tb": [day]}
    effect = measure(counts, "ta", day, changes=changes)
    assert effect.notes == (f"another change for this topic on {day + timedelta(days=20)} is in the same weeks",)
    plain = measure(counts, "ta", day)
    assert plain.comparison is not None
    assert effect.comparison is not None
    assert effect.comparison.placebos < plain.comparison.placebos


def test_outbreaks_before_are_told_and_weigh_little() -> None:
    """An incident of three months before."""
    tickets = desk(MANY)
    quiet = measure(counts_of(tickets), "ta", day_of(counts_of(tickets), WEEK))
    tickets[0, WEEK - 14] += 150
    counts = counts_of(tickets)
    effect = measure(counts, "ta", day_of(counts, WEEK))
    assert effect.comparison is not None
    assert day_of(counts, WEEK - 14) in effect.comparison.outbreaks
    assert compared(effect)[0] == pytest.approx(compared(quiet)[0], rel=0.1)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """About 90 of 100; here at least 80."""
    held = []
    for seed in range(60):
        counts = counts_of(thinned(desk(MANY, seed=seed), 5, WEEK, 0.7, seed))
        _, low, high = compared(measure(counts, "tf", day_of(counts, WEEK)))
        held.append(low <= 0.7 <= high)
    assert sum(held) >= 48


def test_lowered_says_the_same_as_an_interval_below_one() -> None:
    """Whatever the counts are."""
    for seed in range(40):
        counts = counts_of(thinned(desk(MANY, seed=seed), 0, WEEK, 0.75, seed))
        effect = measure(counts, "ta", day_of(counts, WEEK))
        assert (effect.verdict is Verdict.LOWERED) == (compared(effect)[2] < 1), seed


def test_a_busier_help_desk_shows_more() -> None:
    """Four times the tickets, in topics that do not wander: the interval is about half as wide."""
    widths = []
    for factor in (1, 4):
        counts = counts_of(desk([level * factor for level in MANY], wander=0))
        _, low, high = compared(measure(counts, "ta", day_of(counts, WEEK)))
        widths.append(np.log(high / low))
    assert widths[1] == pytest.approx(widths[0] / 2, rel=0.3)


# -- laws --------------------------------------------------------------------------------------------------------------

BASE = desk(MANY, seed=7)
DAY = day_of(counts_of(BASE), WEEK)
PLAIN = measure(counts_of(BASE), "ta", DAY)


@settings(max_examples=25, deadline=None)
@given(spikes=st.lists(st.integers(0, 150), min_size=4, max_size=4))
def test_a_spike_just_before_changes_nothing(spikes: list[int]) -> None:
    """Neither the estimate nor its interval: the weeks that triggered an article are left out."""
    tickets = BASE.copy()
    tickets[0, WEEK - 4 : WEEK] += np.array(spikes)
    estimate, *interval = compared(measure(counts_of(tickets), "ta", DAY))
    assert estimate == pytest.approx(compared(PLAIN)[0], rel=0.01)
    # The others' shares dip for a moment, and with them their scores a little.
    assert interval == pytest.approx(compared(PLAIN)[1:], rel=0.15)


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(len(MANY))))
def test_the_order_of_topics_changes_nothing(order: list[int]) -> None:
    """A topic is compared with all others, whatever their places."""
    effect = measure(counts_of(BASE[order]), name(order.index(0)), DAY)
    assert compared(effect) == pytest.approx(compared(PLAIN))
    assert effect.verdict is PLAIN.verdict


@settings(max_examples=15, deadline=None)
@given(shares=st.lists(st.floats(0.3, 1.0), min_size=2, max_size=2, unique=True))
def test_fewer_tickets_after_never_look_like_a_smaller_effect(shares: list[float]) -> None:
    """Monotone in what was left."""
    less, more = (
        np.concatenate([BASE[0, :WEEK], np.floor(BASE[0, WEEK:] * share).astype(np.int64)]) for share in sorted(shares)
    )
    effects = [measure(counts_of(np.vstack([row, BASE[1:]])), "ta", DAY) for row in (less, more)]
    assert compared(effects[0])[0] <= compared(effects[1])[0] + 1e-9


@settings(max_examples=20, deadline=None)
@given(added=st.lists(st.integers(0, 50), min_size=10, max_size=10))
def test_what_came_before_the_period_is_forgotten(added: list[int]) -> None:
    """A year and more before the change, the topic may have been anything."""
    tickets = BASE.copy()
    tickets[0, 40:50] += np.array(added)
    assert compared(measure(counts_of(tickets), "ta", DAY))[0] == pytest.approx(compared(PLAIN)[0], rel=0.02)
