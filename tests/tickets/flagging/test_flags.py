"""From counts and signals to flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.tickets.flagging.flag import Flag
from kbgen.tickets.flagging.flags import flags
from kbgen.tickets.flagging.kinds import ArticleFacts, Kind, Reason, Standing
from kbgen.tickets.flagging.levels import Levels
from kbgen.tickets.flagging.making import Known
from kbgen.tickets.statistics import detect
from kbgen.tickets.statistics.signal import Lane
from kbgen.tickets.store.records import TopicWork
from tests.tickets.flagging.counted import counted, detected, signal

GOOD = ArticleFacts("mail/setup", {"et": Standing.GOOD, "ru": Standing.GOOD}, changed=date(2026, 1, 1), views=50.0)


def known(**named: Any) -> Known:
    plain = Known(name=str.capitalize, hours=lambda _: None, incident=lambda _: False, minutes=15)
    return replace(plain, **named)


def keys(found: list[Flag]) -> list[tuple[str, str, str, str | None]]:
    return [(flag.topic, flag.kind.value, flag.lane.value, flag.language) for flag in found]


def weekly(**topics: Mapping[str, int]) -> dict[str, dict[str, list[int]]]:
    """The same number of tickets in each of 60 weeks."""
    return {topic: {code: [number] * 60 for code, number in of_one.items()} for topic, of_one in topics.items()}


def test_without_any_article_all_is_new_and_the_costliest_first() -> None:
    """What a first look shows: one import, no topics file."""
    counts = counted(weekly(mail={"et": 9}, dns={"et": 2, "ru": 3}, web={"et": 20}))
    found = flags(counts, detected(counts), known())
    assert keys(found) == [(topic, "new", "standing-cost", None) for topic in ("web", "mail", "dns")]
    web = found[0]
    assert (web.tickets, web.expected, web.weeks, web.q) == (20, 20, 1, None)
    assert (web.name, web.languages, web.channels) == ("Web", {"et": 520}, {"email": 338, "chat": 182})
    assert web.saving.hours.estimate == pytest.approx(20 * 4.348 * 0.2 / 4, rel=1e-3)
    assert web.history == (20,) * 26


def test_a_rise_comes_first_and_has_a_flag_for_each_lane() -> None:
    """With the evidence of its lane; and the topic keeps its place among the standing costs."""
    tickets = weekly(mail={"et": 3}, web={"et": 20})
    tickets["mail"]["et"][-1] = 15
    counts = counted(tickets)
    rises = [signal("mail", Lane.TREND, 24, 12, weeks=4), signal("mail", Lane.SPIKE, 15, 3)]
    found = flags(counts, detected(counts, *rises), known())
    assert keys(found) == [
        ("mail", "new", "spike", None),
        ("mail", "new", "trend", None),
        ("web", "new", "standing-cost", None),
        ("mail", "new", "standing-cost", None),
    ]
    assert [(flag.weeks, flag.tickets, flag.q) for flag in found[:2]] == [(1, 15, 0.01), (4, 24, 0.01)]
    spike, standing = found[0], found[3]
    # Half of a rise is taken to stay; all of it at most.
    assert standing.level.estimate < spike.level.estimate == pytest.approx((standing.level.estimate + 15) / 2)
    assert spike.level.high == 15


def test_an_article_older_than_a_rise_is_updated_and_missing_languages_are_translated() -> None:
    """Each for its own part of the tickets, so that nothing is saved twice."""
    tickets = weekly(mail={"et": 6, "ru": 6}, web={"et": 20, "ru": 5})
    tickets["mail"]["ru"][-1] = 20
    counts = counted(tickets)
    article = replace(GOOD, languages={"et": Standing.GOOD, "ru": Standing.MISSING})
    found = flags(
        counts,
        detected(counts, signal("mail", Lane.SPIKE, 26, 12)),
        known(articles={"mail": (article,)}, translating={("mail/setup", "ru"): 30.0}),
    )
    mail = [flag for flag in found if flag.topic == "mail" and flag.is_surge]
    assert {*keys(mail)} == {("mail", "update", "spike", None), ("mail", "translate", "spike", "ru")}
    update = next(flag for flag in mail if flag.kind is Kind.UPDATE)
    ru = next(flag for flag in mail if flag.kind is Kind.TRANSLATE)
    assert update.reasons == (Reason.OLDER,)
    assert update.level.estimate + ru.level.estimate == pytest.approx((12.23 + 26) / 2, abs=0.1)
    assert (ru.tickets, ru.hours, ru.q) == (20, 0.5, None)
    assert ru.history[-2:] == (6, 20)
    assert "in Russian" in ru.advice


def test_what_is_answered_is_left_alone_unless_agents_tell_more() -> None:
    """Their links say whether the answer is not found or not enough."""
    counts = counted(weekly(mail={"et": 12}))

    def of(work: TopicWork) -> list[str]:
        found = flags(counts, detected(counts), known(articles={"mail": (GOOD,)}, work={"mail": work}))
        return [flag.kind.value for flag in found]

    assert of(TopicWork(600)) == []
    assert of(TopicWork(600, told=100, linked=4, articles={"mail/setup": 4})) == ["promote"]
    assert of(TopicWork(600, told=100, linked=90, articles={"mail/setup": 90})) == ["fix-at-source"]
    # Links to other articles are no links to this one.
    assert of(TopicWork(600, told=100, linked=90, articles={"other": 90, "mail/setup": 2})) == ["promote"]


def test_an_article_that_nobody_needs_is_told_of_last() -> None:
    """Also where no ticket ever had the topic; not while it is read, nor while its tags are being changed."""
    tickets = weekly(mail={"et": 12}, old={"et": 3})
    tickets["old"]["et"][30:] = [0] * 30
    counts = counted(tickets)
    unread, read = replace(GOOD, id="old", views=0.1), replace(GOOD, id="read", views=30.0)
    useful = replace(unread, id="useful", languages={"ru": Standing.GOOD})
    articles = {
        "old": (unread,),
        "never": (replace(unread, id="never"),),
        "a second name": (unread,),
        "loved": (read,),
        "another name": (useful,),
        "mail": (useful,),
    }
    assert keys(flags(counts, detected(counts), known(articles=articles))) == [
        ("mail", "translate", "standing-cost", "et"),
        ("old", "retire", "standing-cost", None),
        ("never", "retire", "standing-cost", None),
    ]
    assert keys(flags(counts, detected(counts), known(articles=articles, kept=frozenset({"never", "old"})))) == [
        ("mail", "translate", "standing-cost", "et"),
    ]
    retagged = detected(counts, suspended={"old": "its tags were changed"})
    assert ("old", "retire", "standing-cost", None) not in keys(flags(counts, retagged, known(articles=articles)))


@pytest.mark.parametrize("weeks_ago", [1, 2, 3, 5])
def test_tags_that_got_other_names_cost_nothing_any_more(weeks_ago: int) -> None:
    """From the first whole week on: the new names cost what the old ones did, and no article is told to be unneeded."""
    levels = {"mail": 24, "hosting": 12, "domain": 9, "login": 6}
    tickets = weekly(**{topic: {"et": number} for topic, number in levels.items()}, dns={"et": 20}, web={"et": 30})
    for topic in levels:
        old = tickets[topic]["et"]
        tickets[f"help-{topic[::-1]}"] = {"et": [0] * (60 - weeks_ago) + old[-weeks_ago:]}
        old[-weeks_ago:] = [0] * weeks_ago
    counts = counted(tickets)
    found = flags(counts, detect(counts), known(articles={"mail": (replace(GOOD, views=0.0),)}))
    assert {flag.topic: flag.level.estimate for flag in found} == {
        "dns": pytest.approx(20, rel=0.1),
        "web": pytest.approx(30, rel=0.1),
        **{f"help-{topic[::-1]}": number for topic, number in levels.items()},
    }
    assert {flag.lane for flag in found} == {Lane.STANDING}


def test_a_tag_that_ended_by_itself_keeps_its_cost_for_a_while() -> None:
    """Nobody has changed the tags, so people may ask again next week."""
    tickets = weekly(mail={"et": 12}, dns={"et": 20}, web={"et": 30})
    tickets["mail"]["et"][-2:] = [0, 0]
    counts = counted(tickets)
    (flag,) = (flag for flag in flags(counts, detect(counts), known()) if flag.topic == "mail")
    assert flag.level.estimate > 0


def test_an_incident_asks_for_a_notice() -> None:
    """And for no article, no translation and no place among the standing costs."""
    tickets = weekly(cert={"et": 1}, mail={"et": 5})
    tickets["cert"]["et"][-1] = 40
    counts = counted(tickets)
    found = flags(
        counts, detected(counts, signal("cert", Lane.SPIKE, 40, 1)), known(incident=lambda topic: topic == "cert")
    )
    assert keys(found) == [("cert", "new", "spike", None), ("mail", "new", "standing-cost", None)]
    assert "status page" in found[0].advice
    assert (found[0].hours, found[0].incident) == (0.5, True)


def test_what_does_not_pay_is_left_out_unless_there_is_little() -> None:
    """A desk with a few tickets a week still sees where its time goes; single tickets are nothing to write about."""
    few = {f"t{number}": {"et": [0] * 40 + [1, 0, 0, 0] * 5} for number in range(20)}
    once = {"once": {"et": [0] * 59 + [1]}}
    counts = counted({**few, **once})
    found = flags(counts, detected(counts), known())
    assert len(found) == 10
    assert all(flag.worth * 12 < 1 for flag in found)
    assert "once" not in {flag.topic for flag in found}
    dear = flags(counts, detected(counts), known(minutes=168))
    assert len(dear) == 20


def test_versions_cost_nothing_though_nobody_has_declared_them() -> None:
    """Unless an article answers them; a tag that is on most tickets is one like others."""
    counts = counted(weekly(app_131={"et": 9}, app_132={"et": 9}, mail={"et": 20}))
    detection = detected(counts, system=["app_131", "app_132", "mail"])
    assert [flag.topic for flag in flags(counts, detection, known())] == ["mail"]
    overdue = replace(GOOD, overdue=True)
    found = flags(counts, detection, known(articles={"app_132": (overdue,)}))
    assert {flag.topic for flag in found} == {"mail", "app_132"}


def test_a_rise_is_seen_among_three_topics_too() -> None:
    """Each is on a large share of the tickets, which makes none of them a mark of the system."""
    tickets = {topic: {"et": [mean + week % 3 for week in range(60)]} for topic, mean in (("mail", 9), ("dns", 7))}
    tickets["mail"]["et"][-1] = 40
    counts = counted(tickets | {"web": {"et": [6] * 60}})
    assert keys(flags(counts, detect(counts), known()))[0] == ("mail", "new", "spike", None)


def test_minutes_come_from_tracking_where_there_is_enough() -> None:
    """What takes longer is worth more."""
    counts = counted(weekly(mail={"et": 5}, dns={"et": 5}))
    work = {"mail": TopicWork(300, tracked=200, minutes=60.0), "dns": TopicWork(300, tracked=200, minutes=5.0)}
    found = flags(counts, detected(counts), known(work=work))
    assert [(flag.topic, round(flag.minutes)) for flag in found] == [("mail", 57), ("dns", 5)]
    assert found[0].tracked == 200


@pytest.mark.parametrize("code", ["", "ru"])
def test_no_language_is_made_up(code: str) -> None:
    """Where no ticket tells its language, nothing is said of languages; one that has an article counts for all."""
    counts = counted(weekly(mail={code: 12}))
    article = replace(GOOD, languages={"et": Standing.GOOD, "ru": Standing.MISSING}, overdue=True)
    found = flags(counts, detected(counts), known(articles={"mail": (article,)}))
    expected: dict[str, list[tuple[str, str | None]]] = {"": [("update", None)], "ru": [("translate", "ru")]}
    assert [(kind, language) for _, kind, _, language in keys(found)] == expected[code]


def test_weeks_without_data_are_no_quiet_weeks() -> None:
    """Nobody knows whether anybody asked."""
    tickets = weekly(mail={"et": 12}, old={"et": 0})
    counts = counted(tickets, observed=[False] * 40 + [True] * 20)
    articles = {"old": (replace(GOOD, id="old", views=0.0),)}
    found = flags(counts, detected(counts), known(articles=articles))
    assert keys(found) == [("mail", "new", "standing-cost", None)]
    assert found[0].history[:6] == (None,) * 6


# -- laws ------------------------------------------------------------------------------------------------------------

WEEKS = 30
NUMBERS = st.lists(st.integers(0, 40), min_size=WEEKS, max_size=WEEKS)
TOPICS = st.dictionaries(
    st.sampled_from(["mail", "dns", "web"]),
    st.fixed_dictionaries({"et": NUMBERS, "ru": NUMBERS, "": NUMBERS}),
    min_size=1,
)
STANDINGS = st.dictionaries(st.sampled_from(["et", "ru"]), st.sampled_from(list(Standing)))
ANSWERS = st.dictionaries(st.sampled_from(["mail", "dns", "fax"]), STANDINGS)


@settings(max_examples=60, deadline=None)
@given(TOPICS, ANSWERS, st.lists(st.booleans(), min_size=WEEKS, max_size=WEEKS), st.booleans())
def test_laws_of_flags(
    tickets: dict[str, dict[str, list[int]]], answers: dict[str, dict[str, Standing]], observed: list[bool], rises: bool
) -> None:
    """Rises come first, ranges hold their estimates, nothing is said twice, and no ticket is prevented twice."""
    counts = counted(tickets, observed=observed)
    signals = [signal(topic, Lane.SPIKE, 30, 10) for topic in list(tickets)[:1] if rises]
    articles = {topic: (replace(GOOD, id=topic, languages=languages),) for topic, languages in answers.items()}
    found = flags(counts, detected(counts, *signals), known(articles=articles))
    assert [flag.is_surge for flag in found] == sorted((flag.is_surge for flag in found), reverse=True)
    assert len({*keys(found)}) == len(found)
    assert {flag.topic for flag in found if flag.is_surge} >= {one.topic for one in signals}
    of_topic: dict[str, float] = {}
    for flag in found:
        for one in (flag.level, flag.saving.hours, flag.saving.tickets, flag.ratio):
            assert 0 <= one.low <= one.estimate <= one.high
        assert flag.advice
        if not flag.is_surge:
            of_topic[flag.topic] = of_topic.get(flag.topic, 0) + flag.level.estimate
    levels = Levels(counts, detected(counts))
    for topic, level in of_topic.items():
        assert level <= levels.of(topic).estimate + 1e-6
