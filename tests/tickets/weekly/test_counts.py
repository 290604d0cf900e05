"""Counts without tickets, weeks without data, and numbers too large to be packed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.tickets.ticket import Channel
from kbgen.tickets.weekly import packing
from kbgen.tickets.weekly.moment import aligned_until, moment
from kbgen.tickets.weekly.observed import observed
from kbgen.tickets.weekly.packing import Word, packings
from kbgen.tickets.weekly.periods import periods
from kbgen.tickets.weekly.slots import naive as in_utc
from kbgen.tickets.weekly.slots import slots_of
from kbgen.tickets.weekly.tally import counts_of
from kbgen.tickets.weeks import WEEK, Weeks, midnight
from tests.tickets.store.stores import config as config_of
from tests.tickets.weekly.naive import Rule
from tests.tickets.weekly.stores import Counted, Seen, every, store

TALLINN = ZoneInfo("Europe/Tallinn")
UNTIL = midnight(date(2026, 11, 22), TALLINN)
LANGUAGES = ("et", "en", "ru", "fi")


def ago(**span: float) -> datetime:
    return UNTIL - timedelta(**span)


def test_count_of_a_week_belongs_where_its_middle_lies() -> None:
    """Weeks that begin on Monday, counted back from a Sunday."""
    monday = midnight(date(2026, 11, 9), TALLINN)
    kept = store(counts=[Counted(monday, monday + WEEK, "login", 7, "et", "email")])
    found = counts_of(kept, (), until=UNTIL, weeks=3, languages=LANGUAGES)
    assert found.tickets[found.row("login")].tolist() == [0, 7, 0]
    assert found.by_language[0, found.languages.index("et")].tolist() == [0, 7, 0]
    assert found.by_channel[0, found.channels.index(Channel.EMAIL)].tolist() == [0, 7, 0]


def test_count_of_a_month_is_spread_over_its_weeks() -> None:
    kept = store(counts=[Counted(ago(days=28), UNTIL, "login", 101)])
    found = counts_of(kept, (), until=UNTIL, weeks=6, languages=LANGUAGES)
    assert found.tickets[0].tolist() == [0, 0, 25, 25, 25, 26]


def test_rule_with_a_date_divides_a_month() -> None:
    """The part of before counts for the tag itself."""
    kept = store(counts=[Counted(ago(days=28), UNTIL, "old-login", 400)])
    rules = [Rule("old-login", "login", since=date(2026, 11, 8))]
    found = counts_of(kept, rules, until=UNTIL, weeks=4, languages=LANGUAGES)
    assert found.tickets[found.row("login")].tolist() == [0, 0, 100, 100]
    assert found.tickets[found.row("old-login")].tolist() == [100, 100, 0, 0]


@given(
    st.lists(st.tuples(st.datetimes(datetime(2025, 9, 1), datetime(2026, 4, 1)), st.integers(1, 4000)), max_size=6),
    st.integers(1, 10_000),
)
def test_weeks_of_a_period_add_up_to_its_tickets(spans: list[tuple[datetime, int]], tickets: int) -> None:
    slots = slots_of(Weeks(datetime(2026, 12, 1, tzinfo=UTC), TALLINN, 90), [datetime(2026, 1, 1, 5)])
    for first, hours in spans:
        rows = periods([(first, first + timedelta(hours=hours))], slots)
        assert sum(tickets * row.upper // row.whole - tickets * row.lower // row.whole for row in rows) == tickets


def test_counts_and_tickets_meet_in_a_week() -> None:
    """A help desk whose old years are known only as counts."""
    kept = store([Seen(ago(days=1))], [Counted(ago(days=7), UNTIL, "login", 5)])
    found = counts_of(kept, (), until=UNTIL, weeks=1, languages=LANGUAGES)
    assert found.tickets.tolist() == [[6]]
    assert found.exposure.tolist() == found.all_tickets.tolist() == [6]


def test_more_than_the_packing_holds_is_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two million tickets a week of one topic, in small."""
    monkeypatch.setattr("kbgen.tickets.weekly.tally.LIMIT", 3)
    monkeypatch.setattr(packing, "BITS", 2)
    seen = [Seen(ago(hours=hour), language=LANGUAGES[hour % 4], channel="phone") for hour in range(1, 25)]
    found = counts_of(store(seen), (), until=UNTIL, weeks=1, languages=LANGUAGES)
    assert found.by_language[0, :, 0].tolist() == [6, 6, 6, 6, 0]
    assert found.by_channel[0, found.channels.index(Channel.PHONE), 0] == 24


def test_site_may_have_many_languages() -> None:
    """More than one run of the query tells apart."""
    many = [f"{first}{second}" for first in "abcde" for second in "xyz"]
    seen = [Seen(ago(hours=number + 1), language=code) for number, code in enumerate(many)]
    found = counts_of(store(seen), (), until=UNTIL, weeks=1, languages=many)
    assert found.by_language[0, :, 0].tolist() == [1] * 15 + [0]


@given(st.lists(st.integers(0, packing.LIMIT - 1), min_size=1, max_size=30), st.booleans())
def test_packed_counts_fall_apart_again(counts: list[int], apart: bool) -> None:
    words = [Word("language", str(number)) for number in range(len(counts))]
    told: dict[str, int] = {}
    for one in packings(words, apart=apart):
        weights = [columns["language"] for columns in one.weights()]
        sums = [np.array([sum(counts[int(word)] * weight for word, weight in w.items())]) for w in weights]
        told |= {word.value: int(count[0]) for word, count in one.unpacked(sums)}
    assert told == {str(number): count for number, count in enumerate(counts)}


def test_nothing_imported_is_no_topic() -> None:
    found = counts_of(store(), (), until=UNTIL, weeks=4, languages=LANGUAGES)
    assert found.topics == ()
    assert found.tickets.shape == (0, 4)
    assert found.by_language.shape == (0, 5, 4)
    assert found.all_tickets.tolist() == [0] * 4


def test_weeks_that_no_import_covers_are_not_observed() -> None:
    kept = store(every(ago(days=20), 40, timedelta(hours=12))).covering((ago(days=20), UNTIL))
    found = counts_of(kept, (), until=UNTIL, weeks=4, languages=LANGUAGES)
    assert found.observed.tolist() == [False, True, True, True]


def test_empty_week_among_busy_ones_is_a_hole_in_the_data() -> None:
    """And one among quiet ones is a quiet one."""
    weeks = Weeks(UNTIL, TALLINN, 4)
    everything = [(ago(days=60), UNTIL)]
    assert observed(np.array([90, 0, 80, 70]), weeks, everything).tolist() == [True, False, True, True]
    assert observed(np.array([3, 0, 2, 1]), weeks, everything).all()


def test_week_that_is_asked_about_is_known_by_the_tickets_that_it_has() -> None:
    """The last import may be of Tuesday. Older weeks of which as little is known do not count."""
    weeks = Weeks(UNTIL, TALLINN, 4)
    everything = [(ago(days=60), ago(days=19)), (ago(days=14), ago(days=5))]
    assert observed(np.array([30, 9, 30, 9]), weeks, everything).tolist() == [True, False, True, True]
    assert observed(np.array([30, 9, 30, 0]), weeks, everything).tolist() == [True, False, True, False]


def test_desk_may_rest_at_the_end_of_the_week() -> None:
    """And export each week's tickets by themselves."""
    weeks = Weeks(UNTIL, TALLINN, 4)
    everything = [(ago(days=7 * week), ago(days=7 * week - 5)) for week in range(1, 5)]
    assert observed(np.array([30, 20, 30, 25]), weeks, everything).all()


def test_moment_is_what_the_imports_reach() -> None:
    """Not the hours since, which nothing is known of; nor a ticket of the future."""
    config = config_of(Path("/nowhere"), timezone="Europe/Tallinn")
    now = UNTIL + timedelta(hours=9)
    reached = store().covering((ago(days=9), ago(hours=3)))
    assert moment(reached, config, now=now) == ago(hours=3)
    assert moment(store().covering((ago(days=9), ago(days=-9))), config, now=now) == now
    assert moment(store().covering(), config, now=now) == now
    assert moment(reached, config, date(2026, 11, 22), now=now) == UNTIL


def test_weeks_of_counts_are_not_cut() -> None:
    """Where there are only counts of weeks, the weeks end as theirs do."""
    monday = midnight(date(2026, 11, 16), TALLINN)
    counts = [Counted(monday - WEEK, monday, "login", 7), Counted(monday, monday + WEEK, "login", 9)]
    assert aligned_until(store(counts=counts), UNTIL) == monday
    assert aligned_until(store([Seen(ago(days=1))], counts), UNTIL) == UNTIL
    assert aligned_until(store(), UNTIL) == UNTIL
    assert in_utc(aligned_until(store(counts=counts), monday)) == in_utc(monday)
