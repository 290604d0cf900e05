"""Which piece of work a topic needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.tickets.flagging.kinds import (
    ArticleFacts,
    Decision,
    Kind,
    Reason,
    Standing,
    TopicFacts,
    decide,
    is_answered_in,
    translations,
)
from kbgen.tickets.flagging.shares import share

RISEN = date(2026, 11, 15)
BEFORE, SINCE = date(2026, 3, 1), date(2026, 11, 18)
GOOD = ArticleFacts(
    "domains/renew", {"et": Standing.GOOD, "ru": Standing.MISSING, "fi": Standing.STALE}, changed=BEFORE
)
ASKED = TopicFacts(articles=(GOOD,), risen=None, asked=True, quiet_weeks=0, linked=None)
QUIET = replace(ASKED, asked=False)


def kind(topic: TopicFacts) -> tuple[Kind, Reason] | None:
    found = decide(topic)
    return (found.kind, found.reasons[0]) if found else None


def test_demand_without_an_article_needs_one() -> None:
    """However it came about."""
    assert kind(replace(ASKED, articles=())) == (Kind.NEW, Reason.NO_ARTICLE)
    assert kind(replace(QUIET, articles=(), risen=RISEN)) == (Kind.NEW, Reason.NO_ARTICLE)
    assert kind(replace(QUIET, articles=())) is None


def test_an_article_older_than_the_rise_is_brought_up_to_date() -> None:
    """One that was changed since is not, though it is not left alone either: the questions go on."""
    assert kind(replace(ASKED, risen=RISEN)) == (Kind.UPDATE, Reason.OLDER)
    undated = replace(GOOD, changed=None)
    assert kind(replace(ASKED, risen=RISEN, articles=(undated,))) == (Kind.UPDATE, Reason.OLDER)
    changed = replace(GOOD, changed=SINCE)
    assert kind(replace(ASKED, risen=RISEN, articles=(changed,))) == (Kind.PROMOTE, Reason.CHANGED_SINCE)
    assert kind(replace(ASKED, risen=RISEN, articles=(GOOD, changed))) == (Kind.PROMOTE, Reason.CHANGED_SINCE)


def test_a_rise_that_has_become_usual_is_remembered() -> None:
    """As long as no article was changed since; of one that has no date nobody knows."""
    rose = replace(ASKED, rose=RISEN)
    assert kind(rose) == (Kind.UPDATE, Reason.OLDER)
    for article in (replace(GOOD, changed=SINCE), replace(GOOD, changed=None)):
        assert kind(replace(rose, articles=(article,))) is None
        assert kind(replace(rose, articles=(GOOD, article))) is None
    assert kind(replace(rose, articles=())) == (Kind.NEW, Reason.NO_ARTICLE)


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (replace(GOOD, helpful=share(4, 30)), Reason.UNHELPFUL),
        (replace(GOOD, overdue=True), Reason.OVERDUE),
        (replace(GOOD, behind=True), Reason.BEHIND),
    ],
)
def test_an_article_with_a_fault_is_mended_as_long_as_no_other_answers(article: ArticleFacts, reason: Reason) -> None:
    """Of several, one without a fault is enough."""
    assert kind(replace(ASKED, articles=(article,))) == (Kind.UPDATE, reason)
    assert kind(replace(ASKED, articles=(article, GOOD))) is None


def test_few_votes_make_no_article_unhelpful() -> None:
    """Two against and none for it may be chance."""
    assert kind(replace(ASKED, articles=(replace(GOOD, helpful=share(0, 2)),))) is None


def test_links_of_agents_tell_promote_from_fix() -> None:
    """Where nobody knows, or hardly anybody does, neither is said."""
    assert kind(replace(ASKED, linked=share(3, 80))) == (Kind.PROMOTE, Reason.SELDOM_LINKED)
    assert kind(replace(ASKED, linked=share(70, 80))) == (Kind.FIX, Reason.MOSTLY_LINKED)
    assert kind(replace(ASKED, linked=share(1, 3))) is None
    assert kind(replace(ASKED, linked=share(300, 800))) is None
    assert kind(ASKED) is None


def test_nothing_is_retired_because_nobody_has_looked() -> None:
    """It takes readers that were counted, or a whole year without a ticket; many readers and no tickets are success."""
    unread, read = replace(GOOD, views=0.2), replace(GOOD, views=40.0)
    assert kind(replace(QUIET, quiet_weeks=26, articles=(unread,))) == (Kind.RETIRE, Reason.UNREAD)
    assert kind(replace(QUIET, quiet_weeks=25, articles=(unread,))) is None
    assert kind(replace(QUIET, quiet_weeks=500, articles=(read,))) is None
    assert kind(replace(QUIET, quiet_weeks=51)) is None
    assert kind(replace(QUIET, quiet_weeks=52)) == (Kind.RETIRE, Reason.UNASKED)
    assert kind(replace(QUIET, quiet_weeks=500, articles=(unread, GOOD))) is None
    assert kind(replace(ASKED, quiet_weeks=500, articles=(unread,))) is None
    assert kind(replace(QUIET, quiet_weeks=500, ever=False)) is None
    assert kind(replace(QUIET, quiet_weeks=500, ever=False, articles=(unread,))) == (Kind.RETIRE, Reason.UNREAD)
    assert kind(replace(QUIET, quiet_weeks=500, articles=(unread,), elsewhere=True)) is None


def test_each_language_that_is_asked_in_needs_an_article_that_can_be_trusted() -> None:
    """What is there is mended before another is translated."""
    rates = {"et": 3.0, "ru": 2.0, "fi": 1.0, "en": 0.0}
    assert list(translations(ASKED, rates)) == [
        Decision(Kind.TRANSLATE, (Reason.MISSING,), ("domains/renew",), "ru"),
        Decision(Kind.TRANSLATE, (Reason.STALE,), ("domains/renew",), "fi"),
    ]
    other = replace(GOOD, id="domains/other", languages={"ru": Standing.STALE})
    both = replace(ASKED, articles=(GOOD, other))
    assert [(d.language, d.articles) for d in translations(both, rates)] == [
        ("ru", ("domains/other",)),
        ("fi", ("domains/renew",)),
    ]
    assert list(translations(replace(ASKED, articles=()), rates)) == []


# -- laws ------------------------------------------------------------------------------------------------------------

SHARES = st.none() | st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda n: share(min(n), n[1]))
ARTICLES = st.builds(
    ArticleFacts,
    id=st.sampled_from(["a", "b", "c"]),
    languages=st.dictionaries(st.sampled_from(["et", "ru"]), st.sampled_from(list(Standing))),
    changed=st.none() | st.sampled_from([BEFORE, SINCE]),
    overdue=st.booleans(),
    behind=st.booleans(),
    helpful=SHARES,
    views=st.none() | st.floats(0, 100),
)
TOPICS = st.builds(
    TopicFacts,
    articles=st.lists(ARTICLES, max_size=3, unique_by=lambda one: one.id).map(tuple),
    risen=st.none() | st.just(RISEN),
    asked=st.booleans(),
    quiet_weeks=st.integers(0, 200),
    linked=SHARES,
    ever=st.booleans(),
    elsewhere=st.booleans(),
)


@given(TOPICS)
def test_every_case_has_an_answer(topic: TopicFacts) -> None:
    """A rise never passes in silence, what has no article is never mended, and what is asked for is never retired."""
    found = decide(topic)
    if topic.risen:
        assert found is not None
    if found is None:
        return
    assert found.reasons
    assert (found.kind is Kind.NEW) == (not topic.articles)
    assert {*found.articles} == {one.id for one in topic.articles}
    assert found.kind is not Kind.TRANSLATE
    if found.kind is Kind.RETIRE:
        assert not topic.asked and not topic.elsewhere
        assert all(one.views is not None for one in topic.articles) or topic.quiet_weeks >= 52


@given(TOPICS, st.dictionaries(st.sampled_from(["et", "ru", "fi"]), st.floats(0, 10)))
def test_a_language_is_either_answered_or_translated_into(topic: TopicFacts, rates: dict[str, float]) -> None:
    """Where somebody asks, and there is anything to translate."""
    found = {decision.language for decision in translations(topic, rates)}
    for code, rate in rates.items():
        wanted = bool(topic.articles) and rate > 0 and not is_answered_in(topic, code)
        assert (code in found) == wanted
