"""What is told of the topics and articles of a small web host."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kbgen.overview import desk
from kbgen.overview.absent import Absent, Need
from kbgen.overview.articles import Articles, articles
from kbgen.overview.desk import Desk
from kbgen.overview.sources import last_day
from kbgen.overview.topics import Topics, topics
from kbgen.overview.trend import Direction
from kbgen.reports.overview.document import Paragraph, Section, Table, Tone
from kbgen.reports.overview.sections import articles as articles_section
from kbgen.reports.overview.sections import topics as topics_section
from kbgen.wording import REPORT, words
from tests.reports.overview import host
from tests.sites import SiteFolder


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    return host.content(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    return host.with_views(host.with_tickets(host.content(tmp_path_factory.mktemp("host"))))


@pytest.fixture(scope="module")
def at(site: SiteFolder) -> Iterator[Desk]:
    with desk.of_project(site.config, "en", host.DAY) as found:
        yield found


@pytest.fixture(scope="module")
def asked(at: Desk) -> Topics:
    found = topics(at)
    assert isinstance(found, Topics)
    return found


@pytest.fixture(scope="module")
def read(at: Desk) -> Articles:
    found = articles(at)
    assert isinstance(found, Articles)
    return found


# -- topics ----------------------------------------------------------------------------------------------------------


def test_most_asked_come_first_with_all_their_tickets(asked: Topics) -> None:
    """Every ticket of the half year is in one of its languages, channels and weeks."""
    assert asked.asked[0].name in ("Setting up email", "Name servers")
    assert [one.tickets for one in asked.asked] == sorted((one.tickets for one in asked.asked), reverse=True)
    for one in (asked.all, *asked.asked):
        assert one.tickets == sum(one.languages.values()) == sum(n or 0 for n in one.history)
        assert one.tickets == sum(one.channels.values()) or one is asked.all
        assert one.tickets == one.trend.tickets + one.trend.before
    assert sum(one.tickets for one in asked.asked) == asked.all.tickets


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2030, 1, 1)])
def test_a_day_with_other_tickets_only_is_not_one_without_an_import(site: SiteFolder, day: date) -> None:
    """Of weeks that no import tells of, nothing is known; and no figure is from a day after the last ticket."""
    with desk.of_project(site.config, "en", day, day) as then:
        assert topics(then) == Absent((Need.TICKETS_THEN,))
        assert last_day(then) <= host.DAY


def test_what_rises_and_what_is_new_is_told(asked: Topics) -> None:
    """With what to do about it."""
    assert [one.name for one in asked.news] == ["Expired certificate"]
    assert [one.name for one in asked.rises] == ["Setting up email"]
    assert all(one.flags for one in (*asked.news, *asked.rises))
    trends = {one.name: one.trend.direction for one in asked.asked}
    assert trends["Setting up email"] is Direction.RISES
    assert trends["Expired certificate"] is Direction.NEW


def test_fruit_hangs_lowest_first(asked: Topics) -> None:
    """Each piece of work once, by what it saves for each hour."""
    assert [one.worth for one in asked.fruit] == sorted((one.worth for one in asked.fruit), reverse=True)
    works = [(one.topic, one.kind, one.language) for one in asked.fruit]
    assert len({*works}) == len(works) > 3


def test_tags_that_no_topic_claims_are_told(asked: Topics) -> None:
    """They are topics of their own, which have no article."""
    assert {one.tag for one in asked.strays} == {"renewal", "spam_filter", "backup", "fax"}
    with_article = sum(one.tickets for one in asked.asked if one.articles)
    assert asked.answered == with_article / asked.all.tickets


def test_searches_that_nobody_has_told_of_are_asked_for(asked: Topics) -> None:
    """Views have been imported, but no list of searches."""
    assert asked.searches == Absent((Need.SEARCHES,))
    section = topics_section.section(asked, words("en", domain=REPORT))
    assert any("searched for in vain" in text for text in absent(section))


# -- articles --------------------------------------------------------------------------------------------------------


def test_needed_articles_are_those_that_are_asked_about_and_read(read: Articles) -> None:
    """With the languages in which nobody can rely on them."""
    assert isinstance(read.needed, tuple)
    assert {one.article for one in read.needed[:3]} == {"mail/setup", "dns/name-servers", "account/password"}
    setup = next(one for one in read.needed if one.article == "mail/setup")
    assert {gap.row.language: gap.row.state.value for gap in setup.faulty} == {
        "en": "stale",
        "ru": "stale",
        "fi": "missing",
    }


def test_stale_pages_say_since_when(read: Articles) -> None:
    """The server's name was changed in October."""
    stale = {(one.gap.row.article, one.gap.row.language): one for one in read.stale}
    found = stale["mail/setup", "ru"]
    assert str(found.gap.row.since) == "2026-10-05"
    assert found.gap.harm > 0 and found.minutes > 0
    assert [one.gap.harm for one in read.stale] == sorted((one.gap.harm for one in read.stale), reverse=True)


def test_votes_are_judged_at_their_best(read: Articles) -> None:
    """One angry reader does not make an article the least helpful."""
    assert isinstance(read.judged, tuple)
    assert [one.helpful.high for one in read.judged] == sorted(one.helpful.high for one in read.judged)
    assert read.helpful and read.helpful.whole == sum(one.helpful.whole for one in read.judged)


def test_what_agents_seldom_link_is_told_with_what_they_link_instead(read: Articles, at: Desk) -> None:
    """Only of topics that are asked about enough."""
    assert isinstance(read.unlinked, tuple) and at.situation
    assert {one.article for one in read.unlinked} <= {"mail/setup", "dns/name-servers", "account/password"}
    assert read.linkable == 3
    for one in read.unlinked:
        assert one.linked.high < 0.25
        assert one.other + one.linked.part <= one.linked.whole


def test_overdue_reviews_are_those_of_kbgen_check(read: Articles, at: Desk) -> None:
    """Reckoned the same way."""
    assert isinstance(read.overdue, tuple)
    paths = {f"content/{one.language}/{one.article}.md" for one in read.overdue}
    assert paths == {problem.path for problem in at.problems if problem.code == "KB408"} != set()
    assert read.overdue[0].owner == "Mari Tamm"


def test_everything_is_somebodys(read: Articles) -> None:
    """Owners add up to what there is; nobody comes last."""
    assert sum(one.articles for one in read.owners) == read.found
    assert sum(one.stale for one in read.owners) == len(read.stale)
    assert isinstance(read.overdue, tuple)
    assert sum(one.overdue for one in read.owners) == len(read.overdue)
    assert [one.name for one in read.owners][-1] == ""


# -- what is not known -----------------------------------------------------------------------------------------------


def absent(section: Section) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Paragraph) and block.tone is Tone.ABSENT]


def test_without_tickets_articles_are_told_as_far_as_files_go(bare: SiteFolder) -> None:
    """And what would tell the rest."""
    with desk.of_project(bare.config, "et", host.DAY) as at:
        assert topics(at) == Absent((Need.TICKETS,))
        found = articles(at)
    assert isinstance(found, Articles)
    assert found.stale and found.overdue
    assert isinstance(found.needed, Absent) and isinstance(found.judged, Absent) and isinstance(found.unlinked, Absent)
    said = words("et", domain=REPORT)
    names = {block.name for block in articles_section.section(found, said).blocks if isinstance(block, Table)}
    assert names == {"stale", "overdue", "owners"}
    assert absent(topics_section.section(Absent((Need.TICKETS,)), said))


@pytest.mark.parametrize("language", ["et", "en", "ru", "fi"])
def test_sections_are_said_in_every_language(site: SiteFolder, language: str) -> None:
    """No variable is left, each row has its cells, and values are the same whatever the language."""
    with desk.of_project(site.config, language, host.DAY) as at:
        found = [
            topics_section.section(topics(at), words(language, domain=REPORT)),
            articles_section.section(articles(at), words(language, domain=REPORT)),
        ]
    for section in found:
        assert "%(" not in repr(section)
        for table in section.tables():
            assert all(len(row.cells) == len(table.columns) for row in table.rows)
            assert len({column.name for column in table.columns}) == len(table.columns)
            assert table.source


def test_parts_can_be_had_without_the_packages_for_tickets() -> None:
    """Who has no tickets need not install what counts them."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['numpy', 'scipy', 'duckdb']));"
        "from kbgen.overview import articles, topics;"
        "from kbgen.reports.overview.sections import articles, topics"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
