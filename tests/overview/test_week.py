"""What to do this week, on small real sites: with tickets and without, without git, and with nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kbgen.overview import desk
from kbgen.overview.absent import Absent, Need
from kbgen.overview.week import Week, week
from kbgen.overview.work import Piece, Source, Work
from tests.commands.test_topics import TOPICS, export, take_in
from tests.sites import OWN, SiteFolder
from tests.translation.records import confirm

TODAY = date(2026, 11, 22)
HEAD = "---\ntitle: {}\ndescription: D.\npublished: 2026-10-01\n---\n\n"


def of(site: SiteFolder, language: str = "en") -> Week:
    with desk.of_project(site.config, language, TODAY) as found:
        return week(found)


def piece(found: Week, *key: str) -> Piece:
    return next(one for one in found.pieces if one.key == key)


def rank_by(site: SiteFolder, **ranking: Any) -> None:
    site.settings(plugins=[{"kbgen": OWN | {"report": {"ranking": ranking}}}])


# -- where there is little to go by ----------------------------------------------------------------------------------


def test_an_empty_site_has_nothing_to_do(new_site: Callable[..., SiteFolder]) -> None:
    """A folder of content without an article."""
    site = new_site({"content/assets/a.txt": "x"})
    found = of(site)
    assert (found.pieces, found.found, found.effort, found.saving) == ((), 0, 0, None)


def test_a_site_without_faults_has_nothing_to_do(new_site: Callable[..., SiteFolder]) -> None:
    """One language is nobody's translation."""
    site = new_site({"content/et/a.md": HEAD.format("A") + "Tekst.\n"}, kbgen={"languages": ["et"], "x_default": "et"})
    assert of(site).pieces == ()


def test_without_tickets_and_git_gaps_reviews_and_links_are_ranked(site: SiteFolder) -> None:
    """And it is told what would bring the rest."""
    site.replace("content/et/dns/records.md", "../mail/setup.md#ports", "../mail/gone.md")
    site.replace("content/et/dns/records.md", "reviewed: 2026-09-01", "reviewed: 2025-01-15")
    found = of(site)
    assert isinstance(found.tickets, Absent)
    assert found.tickets.needs == (Need.TICKETS,)
    assert isinstance(found.views, Absent)
    assert found.saving is None
    works = {one.work for one in found.pieces}
    assert {Work.TRANSLATE, Work.CONFIRM, Work.REVIEW, Work.LINKS} <= works
    link = piece(found, "file", "content/et/dns/records.md", "links")
    assert (link.places, link.languages) == (("content/et/dns/records.md:12",), ("et",))
    review = piece(found, "article", "dns/records")
    assert review.places == ("content/et/dns/records.md:9",)
    assert review.command == "kbgen review dns/records --lang et --by NAME"
    # 22 months after the review, of which it was good for 12.
    assert review.harm == pytest.approx(10 * 676 / 365)
    assert all(one.hours_month == pytest.approx((one.harm or 0) * 0.0027) for one in found.pieces)


def test_a_review_is_late_from_the_day_on_that_the_check_tells(site: SiteFolder) -> None:
    """Both reckon alike; the day itself is still in time."""
    site.replace("content/et/dns/records.md", "reviewed: 2026-09-01", "reviewed: 2025-11-22")
    with desk.of_project(site.config, "en", TODAY) as found:
        assert not any(problem.code == "KB408" for problem in found.problems)
        assert not any(Source.REVIEWS in one.sources for one in week(found).pieces)
    site.replace("content/et/dns/records.md", "reviewed: 2025-11-22", "reviewed: 2025-11-21")
    with desk.of_project(site.config, "en", TODAY) as found:
        assert [problem.path for problem in found.problems if problem.code == "KB408"] == ["content/et/dns/records.md"]
        assert [one.key for one in week(found).pieces if Source.REVIEWS in one.sources] == [("article", "dns/records")]


def test_languages_of_an_article_that_wait_for_a_review_are_one_piece(new_site: Callable[..., SiteFolder]) -> None:
    """Whoever reads it reads it in all of them."""
    old = "---\ntitle: A\ndescription: D.\npublished: 2024-01-01\n---\n\nText.\n"
    found = of(new_site({"content/et/a.md": old, "content/en/a.md": old}))
    one = piece(found, "article", "a")
    assert (sorted(one.languages), one.effort) == (["en", "et"], 1.0)
    assert one.command == f"kbgen review a --lang {','.join(one.languages)} --by NAME"
    assert len(one.places) == 2


def test_what_nobody_has_reviewed_is_never_worse_than_a_wrong_fact(new_site: Callable[..., SiteFolder]) -> None:
    """However old it is."""
    site = new_site({"content/et/a.md": "---\ntitle: A\ndescription: D.\npublished: 1999-01-01\n---\n\nText.\n"})
    assert piece(of(site), "article", "a").harm == 100


def test_errors_that_keep_the_site_from_being_published_are_urgent(site: SiteFolder) -> None:
    """They come before everything that is not."""
    site.write("content/et/dns/other.md", HEAD.format("B").replace("title: B", "title: B\nid: records") + "Tekst.\n")
    found = of(site)
    assert (found.pieces[0].work, found.pieces[0].urgency) == (Work.MEND, 3)
    assert found.pieces[0].asks[0].source is Source.PROBLEMS


def test_a_translation_that_is_out_of_date_names_the_lines_that_must_follow(site: SiteFolder) -> None:
    """And the command that shows both texts."""
    confirm(site, "mail/setup", "en")
    site.replace("content/et/mail/setup.md", "| 993 | TLS |", "| 995 | TLS |")
    one = piece(of(site), "translation", "mail/setup", "en")
    assert (one.work, one.command) == (Work.REVISE, "kbgen diff mail/setup --to en")
    path, _, line = one.places[0].partition(":")
    assert site.read(path).split("\n")[int(line) - 1] == "| 993 | TLS |"


# -- with tickets ----------------------------------------------------------------------------------------------------


@pytest.fixture
def desked(site: SiteFolder) -> SiteFolder:
    """The site with a year of tickets, and what they are about."""
    site.write("content/topics.yml", TOPICS)
    take_in(site, export())
    return site


def test_a_topic_and_a_gap_that_want_the_same_translation_are_one_piece(desked: SiteFolder) -> None:
    """With both reasons, for those who ask."""
    one = piece(of(desked), "translation", "mail/setup", "ru")
    assert one.sources == (Source.TOPICS, Source.GAPS)
    assert (one.work, one.languages) == (Work.TRANSLATE, ("ru",))
    assert one.command == "kbgen new mail/setup --lang ru"
    assert one.tickets is not None
    assert 6 < one.tickets < 9
    assert one.saving
    assert one.harm
    assert one.hours_month == max(one.saving.estimate, one.harm * 0.0027)


def test_an_article_that_is_overdue_while_its_topic_rises_is_one_piece(site: SiteFolder) -> None:
    """Who brings it up to date reads it, too; and it is urgent."""
    site.write("content/topics.yml", TOPICS)
    site.replace("content/et/mail/setup.md", "published: 2026-02-01", "published: 2025-02-01")
    take_in(site, export(extra={"mail_setup": 60}))
    found = of(site)
    one = piece(found, "article", "mail/setup")
    assert one.sources == (Source.TOPICS, Source.REVIEWS)
    assert (one.work, one.urgency) == (Work.UPDATE, 3)
    assert one.places == ("content/et/mail/setup.md:5",)


def test_a_topic_without_an_article_says_which_command_begins_it(desked: SiteFolder) -> None:
    """The folder is for the editor to choose."""
    one = piece(of(desked), "topic", "invoice", "new")
    assert (one.asks[0].subject.title, one.command) == ("Invoice", "kbgen new FOLDER/invoice --lang et")


def test_a_failure_asks_for_a_notice(site: SiteFolder) -> None:
    """Half an hour, and before all else."""
    site.write("content/topics.yml", TOPICS)
    take_in(site, export(extra={"outage_mail": 25}))
    found = of(site)
    assert (found.pieces[0].work, found.pieces[0].effort) == (Work.NOTICE, 0.5)


def test_titles_are_in_the_language_of_the_report(desked: SiteFolder) -> None:
    """Or say in which language they are."""
    for language, title, other in [("en", "DNS records", ""), ("ru", "DNS-записи", ""), ("fi", "DNS-kirjed", "et")]:
        subject = piece(of(desked, language), "translation", "dns/records", "fi").asks[0].subject
        assert (subject.title, subject.language, subject.id) == (title, other, "dns/records")


def test_constants_are_those_of_the_settings(desked: SiteFolder) -> None:
    """What rises counts as it is told to, and weights count for the survey, too."""
    rank_by(desked, pieces=3, least_hours=2, weights={"missing": 0})
    found = of(desked)
    assert len(found.first) == 3
    assert all(one.counted >= 2 for one in found.pieces)
    assert piece(found, "translation", "mail/setup", "ru").sources == (Source.TOPICS,)
    gaps = desked.kbgen_json("gaps", "--format", "json")["articles"]
    assert {one["harm"] for one in gaps if one["state"] == "missing"} == {0}
