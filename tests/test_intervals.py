"""Lengths of time: “12 months”, “90 days”."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbgen.intervals import Interval, parse

LAW = settings(max_examples=300, deadline=None)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
INTERVALS = st.builds(Interval, months=st.integers(0, 1200), days=st.integers(0, 10_000))


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        ("90 days", Interval(days=90)),
        ("1 day", Interval(days=1)),
        ("6 weeks", Interval(days=42)),
        ("12 months", Interval(months=12)),
        ("1 year", Interval(months=12)),
        ("2years", Interval(months=24)),
        (" 3  months ", Interval(months=3)),
        (90, Interval(days=90)),
    ],
)
def test_lengths_as_people_write_them(written: object, interval: Interval) -> None:
    """A bare number counts days."""
    assert parse(written) == interval


@pytest.mark.parametrize(
    "written",
    [
        "",
        "days",
        "0 days",
        0,
        -1,
        10_000,
        "-3 months",
        "1.5 years",
        1.5,
        True,
        None,
        [],
        {},
        "3 months 2 days",
        "12345 d",
    ],
)
def test_anything_else_is_no_length(written: object) -> None:
    """Also nothing, nought and less than nought."""
    assert parse(written) is None


@pytest.mark.parametrize(
    ("day", "interval", "later"),
    [
        (date(2026, 1, 31), Interval(months=1), date(2026, 2, 28)),
        (date(2028, 1, 31), Interval(months=1), date(2028, 2, 29)),
        (date(2028, 2, 29), Interval(months=12), date(2029, 2, 28)),
        (date(2026, 11, 30), Interval(months=3), date(2027, 2, 28)),
        (date(2026, 12, 31), Interval(months=24), date(2028, 12, 31)),
        (date(2026, 12, 31), Interval(days=1), date(2027, 1, 1)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, interval: Interval, later: date) -> None:
    """Also over the end of a year and in leap years."""
    assert interval.after(day) == later


@LAW
@given(INTERVALS, DAYS)
def test_after_never_goes_backwards(interval: Interval, day: date) -> None:
    """What is due is due no earlier than it began."""
    assert interval.after(day) >= day


@LAW
@given(INTERVALS, DAYS, DAYS)
def test_what_began_later_is_due_no_earlier(interval: Interval, one: date, other: date) -> None:
    """Ends of months may fall together, but never change places."""
    first, second = sorted([one, other])
    assert interval.after(first) <= interval.after(second)


@LAW
@given(st.dates(), st.sampled_from(["1 day", "12 months", "9999 days", "9999 months", "9999 years"]))
@example(date(9999, 12, 31), "1 day")
@example(date(2026, 11, 21), "9999 years")
def test_every_length_that_can_be_written_can_be_counted_from_every_day(day: date, written: str) -> None:
    """A far future is late, not a crash."""
    interval = parse(written)
    assert interval is not None
    assert interval.after(day) >= day
