"""The query counts what counting one by one counts, whatever the tickets, the zone, the rules and the moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbgen.tickets.ticket import Channel, Status
from kbgen.tickets.weekly.tally import counts_of, lately
from kbgen.tickets.weeks import Weeks
from tests.tickets.weekly import naive
from tests.tickets.weekly.naive import Rule
from tests.tickets.weekly.stores import Seen, store

ZONES = ("Europe/Tallinn", "America/Los_Angeles", "Pacific/Apia", "America/Sao_Paulo", "UTC")
LANGUAGES = ("et", "en", "ru", "fi")
TAGS = ("login", "dns", "mail", "web_widget", "old-mail", "billing")

# Summer time begins and ends in all of the zones; Apia left out a day on 30 December 2011.
FIRST, LAST = datetime(2011, 9, 1), datetime(2012, 5, 1)
moments = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(tzinfo=UTC))
round_hours = moments.map(lambda moment: moment.replace(minute=0, second=0, microsecond=0))
days = st.dates(FIRST.date(), LAST.date())
tickets = st.lists(
    st.builds(
        Seen,
        created=moments | round_hours,
        tags=st.lists(st.sampled_from(TAGS), unique=True, max_size=4).map(tuple),
        language=st.sampled_from((*LANGUAGES, "", "sv")),
        channel=st.sampled_from([channel.value for channel in Channel]),
        status=st.sampled_from([status.value for status in Status]),
    ),
    max_size=60,
)
rules = st.lists(
    st.builds(
        Rule,
        tag=st.sampled_from(TAGS),
        topic=st.none() | st.sampled_from(("mail", "money", "login")),
        since=st.none() | days,
        until=st.none() | days,
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(tickets, rules, st.sampled_from(ZONES), moments | round_hours, st.integers(1, 40))
@example(
    [Seen(datetime(2012, 1, 1, tzinfo=UTC), ("mail",))],
    [Rule("mail", "mail"), Rule("mail", "money")],
    "UTC",
    datetime(2012, 1, 2, tzinfo=UTC),
    1,
)
def test_query_counts_as_one_by_one(
    seen: list[Seen], given_rules: list[Rule], zone: str, until: datetime, number: int
) -> None:
    """By topic, language, channel and week, and what has a topic at all."""
    weeks = Weeks(until, ZoneInfo(zone), number)
    expected = naive.count(seen, given_rules, weeks, LANGUAGES)
    found = counts_of(store(seen, zone=zone), given_rules, until=until, weeks=number, languages=LANGUAGES)

    topics = {topic for topic, *_ in expected.topics}
    assert set(found.topics) == topics
    for topic in topics:
        row = found.row(topic)
        for week in range(number):
            for place, language in enumerate(found.languages):
                told = sum(
                    n for key, n in expected.topics.items() if (key[0], key[1], key[3]) == (topic, language, week)
                )
                assert found.by_language[row, place, week] == told
            for place, channel in enumerate(found.channels):
                told = sum(
                    n for key, n in expected.topics.items() if (key[0], key[2], key[3]) == (topic, channel, week)
                )
                assert found.by_channel[row, place, week] == told
    for week in range(number):
        for place, language in enumerate(found.languages):
            assert found.exposure_by_language[place, week] == expected.exposure[language, week]
        assert found.all_tickets[week] == expected.everything[week]


@settings(max_examples=50, deadline=None)
@given(tickets, rules, st.sampled_from(ZONES), moments)
def test_parts_add_up(seen: list[Seen], given_rules: list[Rule], zone: str, until: datetime) -> None:
    """Languages and channels divide a topic's tickets; no topic has more than all tickets with one."""
    found = counts_of(store(seen, zone=zone), given_rules, until=until, weeks=30, languages=LANGUAGES)
    assert (found.by_language.sum(axis=1) == found.tickets).all()
    assert (found.by_channel.sum(axis=1) == found.tickets).all()
    assert (found.exposure_by_language.sum(axis=0) == found.exposure).all()
    assert (found.exposure <= found.all_tickets).all()
    assert (found.tickets <= found.exposure).all()
    assert (found.exposure <= found.tickets.sum(axis=0)).all()


@settings(max_examples=50, deadline=None)
@given(tickets, rules, st.sampled_from(ZONES), days, st.integers(1, 10))
def test_week_is_counted_the_same_later(
    seen: list[Seen], given_rules: list[Rule], zone: str, day: date, later: int
) -> None:
    """Who asks again on the same day of the week finds the weeks that were over as they were."""
    kept = store(seen, zone=zone)

    def asked(on: date) -> dict[str, list[int]]:
        until = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(zone))
        found = counts_of(kept, given_rules, until=until, weeks=30, languages=LANGUAGES)
        return {topic: found.tickets[found.row(topic)].tolist() for topic in found.topics}

    first, second = asked(day), asked(day + later * timedelta(days=7))
    for topic, counts in second.items():
        assert counts[: 30 - later] == first.get(topic, [0] * 30)[later:]


@settings(max_examples=50, deadline=None)
@given(tickets, rules, st.randoms(use_true_random=False), moments)
def test_order_of_tickets_does_not_matter(
    seen: list[Seen], given_rules: list[Rule], chance: object, until: datetime
) -> None:
    """Nor that of the rules."""
    mixed, other_rules = list(seen), list(given_rules)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    chance.shuffle(other_rules)  # type: ignore[attr-defined]
    one = counts_of(store(seen), given_rules, until=until, weeks=20, languages=LANGUAGES)
    other = counts_of(store(mixed), other_rules, until=until, weeks=20, languages=LANGUAGES)
    assert one.topics == other.topics
    assert np.array_equal(one.by_channel, other.by_channel)
    assert np.array_equal(one.by_language, other.by_language)


@settings(max_examples=60, deadline=None)
@given(tickets, rules, st.sampled_from(ZONES), moments, st.integers(1, 30), st.integers(0, 20))
def test_last_weeks_of_a_longer_look_back_are_a_shorter_one(
    seen: list[Seen], given_rules: list[Rule], zone: str, until: datetime, number: int, more: int
) -> None:
    """So the store is asked once by those who want a few years and those who want ten."""
    held = store(seen, zone=zone)
    short = counts_of(held, given_rules, until=until, weeks=number, languages=LANGUAGES)
    long = counts_of(held, given_rules, until=until, weeks=number + more, languages=LANGUAGES)
    found = lately(long, number, held.covered())
    for name in ("weeks", "topics", "languages"):
        assert getattr(found, name) == getattr(short, name)
    for name in ("tickets", "by_language", "exposure", "exposure_by_language", "all_tickets", "observed"):
        assert np.array_equal(getattr(found, name), getattr(short, name)), name
    shown = {one: found.by_channel[:, place] for place, one in enumerate(found.channels)}
    for place, channel in enumerate(short.channels):
        assert np.array_equal(shown.get(channel, np.zeros_like(short.tickets)), short.by_channel[:, place])
