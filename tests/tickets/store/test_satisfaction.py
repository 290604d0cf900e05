"""What customers thought, as the store counts it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.tickets.store.satisfaction import Votes
from kbgen.tickets.ticket import Channel, Status, Ticket
from kbgen.tickets.topics import TagRule
from tests.tickets.store.stores import BEGIN, SOURCE, in_memory, ticket

RULES = (TagRule("mx", "dns"), TagRule("dns", "dns"), TagRule("web_widget", None))
BOUNDS = [BEGIN + timedelta(days=days) for days in (0, 7, 14, 28)]


def test_votes_are_counted_by_what_the_tickets_are_about() -> None:
    """A ticket once for a topic, however many of its tags mean it; spam and other days do not count."""
    rows = [
        ticket(1, 0, None, "dns", "mx", language="et", channel=Channel.EMAIL, satisfied=True),
        ticket(2, 24 * 6, None, "dns", language="et", channel=Channel.CHAT, satisfied=False),
        ticket(3, 24 * 7, None, "invoices", "web_widget", language="ru", channel=Channel.EMAIL, satisfied=True),
        ticket(4, 24 * 20, None, language="ru", channel=Channel.EMAIL),
        ticket(5, 24, None, "dns", satisfied=True, status=Status.SPAM),
        ticket(6, 24 * 28, None, "dns", satisfied=True),
    ]
    with in_memory() as store:
        store.add(SOURCE, rows)
        found = store.satisfaction(RULES, BOUNDS)
    none, good, bad = Votes(), Votes(1, 1, 0), Votes(1, 0, 1)
    assert found.all == (Votes(2, 1, 1), good, Votes(1, 0, 0))
    assert found.topics == {"dns": (Votes(2, 1, 1), none, none), "invoices": (none, good, none)}
    assert found.languages == {"et": (Votes(2, 1, 1), none, none), "ru": (none, good, Votes(1, 0, 0))}
    assert found.channels == {Channel.CHAT: (bad, none, none), Channel.EMAIL: (good, good, Votes(1, 0, 0))}


tickets = st.lists(
    st.builds(
        ticket,
        st.integers(1, 10**6),
        st.floats(-24, 24 * 30),
        st.none(),
        st.sampled_from(("dns", "mx", "invoices", "web_widget")),
        st.sampled_from(("dns", "mx", "other")),
        language=st.sampled_from(("et", "en", "")),
        channel=st.sampled_from(Channel),
        satisfied=st.sampled_from((True, False, None)),
    ),
    max_size=40,
    unique_by=lambda one: one.id,
)


@settings(max_examples=40, deadline=None)
@given(tickets)
def test_votes_are_as_counted_one_by_one(rows: list[Ticket]) -> None:
    """In whatever order they come."""
    with in_memory() as store:
        if rows:
            store.add(SOURCE, rows)
        found = store.satisfaction(RULES, BOUNDS)
    for place, (begin, end) in enumerate(pairwise(BOUNDS)):
        inside = [one for one in rows if begin <= one.created < end]
        assert found.all[place] == _votes(inside)
        for language, votes in found.languages.items():
            assert votes[place] == _votes([one for one in inside if one.language == language])
        for channel, of_channel in found.channels.items():
            assert of_channel[place] == _votes([one for one in inside if one.channel == channel])
        for topic, of_topic in found.topics.items():
            tags = {"dns", "mx"} if topic == "dns" else {topic}
            assert of_topic[place] == _votes([one for one in inside if tags & set(one.tags)])
    assert set(found.topics) <= {"dns", "invoices", "other"}


def _votes(rows: list[Ticket]) -> Votes:
    return Votes(len(rows), sum(one.satisfied is True for one in rows), sum(one.satisfied is False for one in rows))
