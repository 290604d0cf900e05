"""Moving an article takes the records of its translations along, and makes none of them stale."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.articles.files import read
from kbgen.languages import LanguageCode
from kbgen.translation.confirming import confirmed
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.record import with_record
from kbgen.translation.state import Assessment, State, Whole, assess, version_of
from tests.sites import SiteFolder
from tests.translation.texts import LANGUAGES


def states(site: SiteFolder) -> dict[str, dict[LanguageCode, Assessment]]:
    """The state of every article of a site, by its name."""
    articles = read(site.root / "content", LANGUAGES).articles
    ids = {(article.id, article.language) for article in articles}
    return {
        id: assess(
            Whole(id, "et", {a.language: version_of(a, facts_of, LANGUAGES) for a in articles if a.id == id}),
            LANGUAGES,
            lambda id, language: (id, language) in ids,
        )
        for id in {article.id for article in articles}
    }


def confirm(site: SiteFolder, id: str, language: LanguageCode) -> None:
    """As a command would do it."""
    texts: dict[LanguageCode, Text] = {
        a.language: text_of(a, facts_of) for a in read(site.root / "content", LANGUAGES).articles if a.id == id
    }
    record = confirmed(id, texts[language], texts["et"], date(2026, 11, 22))
    path = f"content/{language}/{id}.md"
    site.write(path, with_record(site.read(path), record))


@pytest.fixture
def confirmed_site(site: SiteFolder) -> SiteFolder:
    """A site in which every translation is confirmed."""
    for id, language in [("dns/records", "en"), ("dns/records", "ru"), ("mail/setup", "en")]:
        confirm(site, id, language)
    return site


def test_a_move_makes_nothing_stale(confirmed_site: SiteFolder) -> None:
    """Neither the article that moved nor those whose links to it were rewritten."""
    assert confirmed_site.kbgen("mv", "mail/setup", "dns/email").code == 0
    found = states(confirmed_site)
    assert "../mail/setup.md" not in confirmed_site.read("content/et/dns/records.md")
    for id, language in [("dns/records", "en"), ("dns/records", "ru"), ("dns/email", "en")]:
        assert (found[id][language].state, found[id][language].findings) == (State.FRESH, ())


def test_what_was_stale_before_a_move_is_stale_behind_it(confirmed_site: SiteFolder) -> None:
    """With the same change, and no other."""
    confirmed_site.replace("content/et/dns/records.md", "mx 10", "mx 20")
    before = states(confirmed_site)["dns/records"]["ru"]
    assert confirmed_site.kbgen("mv", "mail", "post").code == 0
    after = states(confirmed_site)["dns/records"]["ru"]
    assert (after.state, after.grade, after.changed) == (before.state, before.grade, 1)
    confirmed_site.replace("content/et/dns/records.md", "mx 20", "mx 10")
    assert not states(confirmed_site)["dns/records"]["ru"].source_changes


def test_a_damaged_record_is_left_as_it_is(confirmed_site: SiteFolder) -> None:
    """A move is no occasion to make it good."""
    confirmed_site.replace("content/en/mail/setup.md", " from et ", " from ru ")
    line = next(row for row in confirmed_site.read("content/en/mail/setup.md").split("\n") if "translation:" in row)
    assert confirmed_site.kbgen("mv", "mail/setup", "dns/email").code == 0
    assert line in confirmed_site.read("content/en/dns/email.md")


def test_a_translation_without_links_follows_its_source(confirmed_site: SiteFolder) -> None:
    """Its own text stays as it is, and what the record says of the source is written anew."""
    confirmed_site.write("content/ru/dns/records.md", "---\ntitle: Записи\n---\n\nТекст без ссылок.\n")
    confirm(confirmed_site, "dns/records", "ru")
    called = confirmed_site.kbgen("mv", "mail/setup", "post/email")
    assert "content/ru/dns/records.md: record of the translation rewritten" in called.out
    assert states(confirmed_site)["dns/records"]["ru"].state is State.FRESH


def test_a_move_to_and_fro_leaves_the_records_as_they_were(confirmed_site: SiteFolder) -> None:
    """Every letter of them."""
    before = confirmed_site.read("content/en/mail/setup.md"), confirmed_site.read("content/ru/dns/records.md")
    confirmed_site.kbgen("mv", "mail/setup", "post/email")
    assert (confirmed_site.read("content/en/post/email.md"), confirmed_site.read("content/ru/dns/records.md")) != before
    confirmed_site.kbgen("mv", "post/email", "mail/setup")
    records = [
        next(row for row in text.split("\n") if row.startswith("translation:"))
        for text in (
            *before,
            confirmed_site.read("content/en/mail/setup.md"),
            confirmed_site.read("content/ru/dns/records.md"),
        )
    ]
    assert records[:2] == records[2:]
