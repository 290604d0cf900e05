"""What the tickets of a topic were like."""

from __future__ import annotations

from datetime import date, timedelta

from kbgen.tickets.store.records import TopicWork
from kbgen.tickets.ticket import Channel, Status
from kbgen.tickets.topics import TagRule
from tests.tickets.store.stores import BEGIN, SOURCE, in_memory, ticket

RULES = (TagRule("mx", "dns"), TagRule("dns", "dns"), TagRule("web_widget", None), TagRule("mail", "mail"))


def test_a_ticket_is_one_of_each_topic_that_its_tags_mean() -> None:
    """However many of them do; spam and what lies outside of the span does not count."""
    rows = [
        ticket(1, 0, None, "dns", "mx", "mail", language="et", channel=Channel.EMAIL, minutes=10, satisfied=True),
        ticket(2, 1, None, "mx", language="et", minutes=20, satisfied=False, articles=("dns/records", "dns/mx")),
        ticket(3, 2, None, "dns", "web_widget", language="ru", minutes=90, articles=()),
        ticket(4, 2, None, "dns", status=Status.SPAM),
        ticket(5, 24 * 30, None, "dns"),
    ]
    with in_memory() as store:
        store.add(SOURCE, rows)
        found = store.work(RULES, BEGIN, BEGIN + timedelta(days=7))
    assert set(found) == {"dns", "mail"}
    assert found["dns"] == TopicWork(
        tickets=3,
        tracked=3,
        minutes=20,
        satisfied=1,
        dissatisfied=1,
        told=2,
        linked=1,
        articles={"dns/mx": 1, "dns/records": 1},
        languages={"et": 2, "ru": 1},
        channels={Channel.UNKNOWN: 2, Channel.EMAIL: 1},
    )
    assert (found["mail"].tickets, found["mail"].told) == (1, 0)


def test_a_tag_without_a_rule_is_a_topic_of_its_own() -> None:
    """And one whose rule has not begun."""
    later = TagRule("mx", "dns", date(2026, 6, 1), None)
    with in_memory() as store:
        store.add(SOURCE, [ticket(1, 0, None, "mx", "invoices")])
        found = store.work([later], BEGIN, BEGIN + timedelta(days=7))
    assert {topic: work.minutes for topic, work in found.items()} == {"invoices": None, "mx": None}
