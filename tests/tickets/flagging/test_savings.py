"""What work would save, and the shares and levels that this rests on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kbgen.tickets.flagging import levels, ratios, saving
from kbgen.tickets.flagging.kinds import Kind
from kbgen.tickets.flagging.saving import Range
from kbgen.tickets.flagging.shares import PRIOR_TICKETS, rates_by_language, share

LEVEL = Range(10.0, 8.0, 12.0)


def test_a_saving_is_level_by_share_by_minutes() -> None:
    """Ten tickets a week of a quarter of an hour, a fifth of which an article prevents: some nine tickets a month."""
    found = saving.saving(Kind.NEW, LEVEL, 15)
    assert found.tickets.estimate == pytest.approx(10 * 0.2 * 4.348, rel=1e-3)
    assert found.hours.estimate == pytest.approx(2.17, abs=0.01)
    assert found.hours.low == pytest.approx(8 * 0.1 * 4.348 / 4, rel=1e-3)
    assert found.hours.high == pytest.approx(12 * 0.4 * 4.348 / 4, rel=1e-3)


@given(st.floats(0, 1000), st.floats(0, 1), st.floats(1, 3), st.floats(0, 5000), st.floats(0, 1))
@example(1.4350475620910856, 0.0, 1.0, 2049.860811209213, 1.0)
def test_ranges_hold_their_estimates(mean: float, down: float, up: float, now: float, stays: float) -> None:
    """Whatever rises, and of every kind."""
    level = saving.level(Range(mean, mean * down, mean * up), now, stays)
    assert level.low <= level.estimate <= level.high
    assert level.estimate >= mean
    for kind in Kind:
        found = saving.saving(kind, level, 15)
        assert found.hours.low <= found.hours.estimate <= found.hours.high


def test_of_a_rise_a_part_stays() -> None:
    """At most all of it, at least none."""
    assert saving.level(LEVEL, 30.0, 0.5) == Range(20.0, 8.0, 30.0)
    assert saving.level(LEVEL, 3.0, 0.5) == LEVEL


def test_handling_time_of_few_tickets_is_drawn_to_the_common_one() -> None:
    """Ten tracked tickets count half."""
    assert saving.steadied(40.0, 10, 20.0) == 30.0
    assert saving.steadied(None, 0, 20.0) == 20.0
    assert saving.steadied(40.0, 990, 20.0) == pytest.approx(39.8)


def test_effort_is_what_the_topics_file_says_else_by_kind() -> None:
    """A translation takes as long as its text; an article is translated too."""
    assert saving.effort(Kind.NEW, given=1.5, languages=4) == 1.5
    assert saving.effort(Kind.NEW, languages=3) == 4.0
    assert saving.effort(Kind.TRANSLATE, minutes=45) == 0.75
    assert saving.effort(Kind.TRANSLATE) == 1.0
    assert saving.effort(Kind.NEW, given=8, incident=True) == 0.5


# -- shares ----------------------------------------------------------------------------------------------------------


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_of_a_share_holds_it(part: int, more: int) -> None:
    """And stays between none and all."""
    found = share(part, part + more)
    assert found is not None
    assert 0 <= found.low <= found.estimate <= found.high <= 1


def test_wilson_interval() -> None:
    """Of 8 in 10, as in Newcombe 1998 (49.0 to 94.3 %)."""
    found = share(8, 10)
    assert found is not None
    assert (round(found.low, 3), round(found.high, 3)) == (0.490, 0.943)
    assert share(0, 0) is None


TICKETS = st.fixed_dictionaries({"et": st.integers(0, 300), "ru": st.integers(0, 300), "fi": st.integers(0, 300)})


@given(TICKETS, TICKETS, st.integers(1, 52), st.floats(1, 3))
def test_rates_of_languages_add_up_to_the_topics(
    tickets: dict[str, int], everything: dict[str, int], weeks: int, more: float
) -> None:
    """Tickets whose language nobody knows included; and each lies between the topic's own share and that of all."""
    total = sum(everything.values()) or 1
    everywhere = {code: number / total for code, number in everything.items()}
    if not sum(everything.values()):
        everywhere = {"et": 1.0, "ru": 0.0, "fi": 0.0}
    rate = more * (sum(tickets.values()) or 1) / weeks
    found = rates_by_language({code: float(n) for code, n in tickets.items()}, rate, everywhere, weeks)
    assert sum(found.values()) == pytest.approx(rate)
    known = sum(tickets.values())
    for code in found:
        own = tickets[code] / known if known else everywhere[code]
        low, high = sorted([own, everywhere[code]])
        assert low - 1e-9 <= found[code] / rate <= high + 1e-9


def test_few_tickets_count_half_and_many_for_themselves() -> None:
    """(y + c s r n) / (n + c n) while there are few; of hundreds, none of them in a language, hardly any demand."""
    shares = {"et": 0.5, "ru": 0.5}
    few = rates_by_language({"et": 10.0}, 10 / 26, shares, 26)
    assert few["ru"] == pytest.approx((0 + 0.5 * 10 / 26 * 26) / (26 + 26))
    many = rates_by_language({"et": 1000.0}, 1000 / 26, shares, 26)
    assert many["ru"] < PRIOR_TICKETS / 26


# -- levels ----------------------------------------------------------------------------------------------------------


def test_interval_of_a_count() -> None:
    """As in the tables of Poisson's distribution, to two digits (0: 0 to 3.7; 10: 4.8 to 18.4; 100: 81.4 to 121.6)."""
    for count, low, high in ((0, 0.0, 3.7), (10, 4.8, 18.4), (100, 81.4, 121.6)):
        found = levels.of_count(count)
        assert found.low == pytest.approx(low, abs=0.06)
        assert found.high == pytest.approx(high, abs=0.06)


@given(st.integers(0, 500), st.floats(0.01, 500), st.floats(0, 1), st.floats(1, 4))
def test_a_ratio_lies_in_its_interval(tickets: int, expected: float, down: float, up: float) -> None:
    """However sure the level is."""
    found = ratios.ratio(tickets, Range(expected, expected * down, expected * up))
    assert 0 <= found.low <= found.estimate <= found.high
    exact = ratios.ratio(tickets, Range(expected, expected, expected))
    assert found.low <= exact.low + 1e-9
    assert found.high >= exact.high - 1e-9


@given(st.lists(st.integers(0, 100), min_size=2, max_size=6))
def test_more_tickets_save_more(weekly: list[int]) -> None:
    """Of one kind and at one price."""
    hours = [saving.saving(Kind.NEW, levels.of_count(number), 15).hours for number in sorted(weekly)]
    assert all(one.estimate <= other.estimate for one, other in pairwise(hours))
