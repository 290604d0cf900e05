"""What each source asks for."""

from __future__ import annotations

from dataclasses import replace

from kbgen.config.settings import Ranking, Weights
from kbgen.overview.candidates import gaps, topics
from kbgen.overview.candidates.pages import Pages
from kbgen.overview.ranking import merged, ranked
from kbgen.overview.work import Work
from kbgen.tickets.flagging.flag import Flag
from kbgen.tickets.flagging.kinds import Kind
from kbgen.translation import workload
from kbgen.translation.demand import Demand
from kbgen.translation.standing import Grade, State
from tests.reports.test_topics import FOUND
from tests.translation.test_workload import row

NOTHING = Pages([], Weights(), "en")
UPDATE = next(flag for flag in FOUND.flags if flag.kind is Kind.UPDATE)


def update(topic: str, *articles: str) -> Flag:
    return replace(UPDATE, topic=topic, articles=articles)


def test_articles_of_a_topic_go_with_its_first_without_making_chains() -> None:
    """An article that another topic names first stays with itself, whichever topic comes first."""
    flags = [update("x", "a", "b"), update("y", "b", "c"), update("z", "c", "d")]
    homes = {"a": "a", "b": "b", "c": "c", "d": "c"}
    assert topics.homes(flags) == topics.homes(flags[::-1]) == homes


def test_a_source_that_its_translation_has_overtaken_is_work_in_the_source() -> None:
    """For its own readers; the demand is that of the page on which it was found."""
    rows = [row(State.FRESH, language="et"), row(State.AHEAD, Grade.MATERIAL)]
    pages = Pages(workload.weighed(rows, {("dns/a", "ru"): Demand(4.0)}), Weights(), "en")
    (one,) = gaps.asks(pages, {})
    assert (one.work, one.languages, one.places) == (Work.UPDATE, ("et",), ("content/et/dns/a.md",))
    assert (one.key, one.harm) == (("article", "dns/a"), 30 * 0.5 * 5)
    (elsewhere,) = gaps.asks(pages, {"dns/a": "dns/first"})
    assert elsewhere.key == ("article", "dns/first")


def test_tickets_of_different_topics_add_up_and_those_of_one_do_not() -> None:
    """A topic that asks twice, because it is usual and rises, is asked by the same customers."""
    rising, usual, other = update("x", "a"), replace(update("x", "a"), level=UPDATE.level * 0.5), update("y", "a")
    tickets = round(UPDATE.level.estimate, 2)
    assert merged(topics.asks([rising, usual], NOTHING, {}, "et"), Ranking()).tickets == tickets
    assert merged(topics.asks([rising, usual, other], NOTHING, {}, "et"), Ranking()).tickets == 2 * tickets


def test_languages_in_which_hardly_anybody_asks_are_not_named() -> None:
    """A tenth of the tickets is the least; those of unknown language are nobody's."""
    flag = replace(update("x", "a"), languages={"et": 80, "": 50, "ru": 15, "fi": 5})
    (one,) = topics.asks([flag], NOTHING, {}, "et")
    assert one.languages == ("et", "ru")


def test_a_topic_of_the_file_without_an_article_leads_to_its_line() -> None:
    """And the command makes the article in the language in which articles are first written."""
    new = replace(UPDATE, topic="spam_filter", kind=Kind.NEW, articles=(), command="", reasons=())
    (piece,) = ranked(topics.asks([new], NOTHING, {"spam_filter": "content/topics.yml:12"}, "fi"), Ranking())
    assert piece.places == ("content/topics.yml:12",)
    assert piece.command == "kbgen new FOLDER/spam-filter --lang fi"


def test_commands_are_safe_to_copy() -> None:
    """Whoever tags a ticket writes a part of them."""
    new = replace(UPDATE, topic="x; rm -rf ~", kind=Kind.NEW, articles=(), command="", reasons=())
    (piece,) = ranked(topics.asks([new], NOTHING, {}, "fi"), Ranking())
    assert piece.command == "kbgen new 'FOLDER/x; rm -rf ~' --lang fi"
