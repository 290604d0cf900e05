"""Weeks, days and changes of rules as slots: each moment lies in exactly one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import duckdb
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbgen.tickets.weekly.relations import slot_of
from kbgen.tickets.weekly.slots import naive, slots_of
from kbgen.tickets.weeks import Weeks

ZONES = ("Europe/Tallinn", "America/Los_Angeles", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Casablanca", "UTC")
moments = st.datetimes(datetime(2011, 1, 1), datetime(2013, 1, 1))


@settings(max_examples=60, deadline=None)
@given(
    moments, st.sampled_from(ZONES), st.integers(1, 90), st.lists(moments, max_size=5), st.lists(moments, min_size=1)
)
@example(datetime(2012, 11, 4), "Pacific/Apia", 32, [], [datetime(2011, 1, 1)])  # its first week is an hour longer
def test_all_ways_to_a_slot_agree(
    until: datetime, zone: str, number: int, changes: list[datetime], asked: list[datetime]
) -> None:
    """By search, by the calendar that other databases join, and by the arithmetic that DuckDB is given."""
    weeks = Weeks(until.replace(tzinfo=UTC), ZoneInfo(zone), number)
    slots = slots_of(weeks, changes)
    days = slots.days()
    asked += [slot.since + gap * timedelta(microseconds=1) for slot in slots.slots for gap in (-1, 0, 1)]
    inside = [moment for moment in asked if slots.since <= moment < slots.until]
    by_search = [slot.slot for moment in inside if (slot := slots.at(moment))]
    by_calendar = [
        day.slot for moment in inside for day in days if day.day == moment.date() and day.since <= moment < day.until
    ]
    by_sql = duckdb.execute(
        f"SELECT {slot_of(slots)} FROM (SELECT unnest(?::TIMESTAMP[]) AS created)", [inside]
    ).fetchall()
    assert by_search == by_calendar == [slot for (slot,) in by_sql]


@given(moments, st.sampled_from(ZONES), st.integers(1, 90), st.lists(moments, max_size=5))
def test_slots_fill_the_weeks(until: datetime, zone: str, number: int, changes: list[datetime]) -> None:
    """Without a gap, and none is in two weeks or over a change."""
    weeks = Weeks(until.replace(tzinfo=UTC), ZoneInfo(zone), number)
    found = slots_of(weeks, changes).slots
    assert all(one.until == after.since for one, after in pairwise(found))
    assert (found[0].since, found[-1].until) == (naive(weeks.start(0)), naive(weeks.end(number - 1)))
    for slot in found:
        week = number - 1 - slot.weeks_ago
        assert naive(weeks.start(week)) <= slot.since < slot.until <= naive(weeks.end(week))
        assert not any(slot.since < change < slot.until for change in changes)
    assert len({slot.slot for slot in found}) == len(found)


def test_moment_outside_has_no_slot() -> None:
    slots = slots_of(Weeks(datetime(2026, 11, 22, tzinfo=UTC), ZoneInfo("UTC"), 2), ())
    assert slots.at(datetime(2026, 11, 22)) is None
    assert slots.at(datetime(2026, 11, 7, 23)) is None
