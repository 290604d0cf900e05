"""Navigation: sections and articles in their order, with titles and addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kbgen.publish import navigation
from kbgen.publish.navigation import Entry, Navigation, nav_article
from kbgen.publish.site import read
from tests.sites import SiteFolder


def of(site: SiteFolder, language: str = "et") -> Navigation:
    config = site.config
    one = read(config)
    return navigation.build(config, one.catalog, one.addresses, language)


def outline(entries: tuple[Entry, ...]) -> list[Any]:
    """Titles, with those of a section behind it in a list of their own."""
    made: list[Any] = []
    for entry in entries:
        made.append(entry.title)
        if entry.is_section:
            made.append(outline(entry.children))
    return made


def told(site: SiteFolder) -> list[tuple[str, int, str]]:
    config = site.config
    return [(p.code, p.line, p.hint) for p in navigation.check(config, read(config).catalog)]


def article(title: str, **meta: object) -> str:
    return "\n".join(["---", f"title: {title}", *(f"{key}: {value}" for key, value in meta.items()), "---", ""])


# -- by folders --------------------------------------------------------------------------------------------------


def test_folders_are_sections_and_files_their_articles(site: SiteFolder) -> None:
    """A category without a page of its own is called by its folder's name; the home page is above them all."""
    assert outline(of(site).entries) == ["Nimeserverid", ["DNS-kirjed"], "Mail", ["E-posti seadistamine"]]


def test_order_comes_first_then_the_alphabet_of_the_language(new_site: Callable[..., SiteFolder]) -> None:
    """Articles and sections together."""
    site = new_site(
        {
            "content/et/a.md": article("Õun"),
            "content/et/b.md": article("Zoom"),
            "content/et/c.md": article("Tee"),
            "content/et/d.md": article("Viimane", order=-1),
            "content/et/e/index.md": article("Kaust", order=0),
            "content/et/f/x.md": article("Aed"),
        }
    )
    assert outline(of(site).entries) == ["Viimane", "Kaust", [], "F", ["Aed"], "Zoom", "Tee", "Õun"]


def test_missing_translation_is_there_under_its_best_title(site: SiteFolder) -> None:
    """And knows which language that is in."""
    entries = {entry.article: entry for entry in of(site, "fi").reading_order}
    assert (entries["dns/records"].title, entries["dns/records"].language) == ("DNS records", "en")
    assert entries["dns/records"].address == "fi/dns/records/"
    assert [e.language for e in of(site, "fi").entries] == ["en", "fi"]


def test_sections_count_their_articles_at_any_depth(new_site: Callable[..., SiteFolder]) -> None:
    """Not the pages of categories, nor links to elsewhere."""
    files = {f"content/et/{path}.md": article(path) for path in ("a/index", "a/x", "a/b/y", "a/b/z", "a/c/index")}
    site = new_site(dict(files))
    assert {e.folder: e.count for e in of(site).sections.values()} == {"a": 3, "a/b": 2, "a/c": 0}


def test_trails_lead_to_every_page(site: SiteFolder) -> None:
    """Through its sections, outermost first."""
    site.write("content/et/dns/deep/x.md", article("X"))
    trails = of(site).trails
    assert [entry.title for entry in trails["et/dns/deep/x/"]] == ["Nimeserverid", "Deep", "X"]
    assert [entry.title for entry in trails["et/dns/deep/"]] == ["Nimeserverid", "Deep"]


def test_reading_order_goes_through_every_page_once(site: SiteFolder) -> None:
    """Categories before what is in them."""
    assert [entry.address for entry in of(site).reading_order] == [
        "et/dns/",
        "et/dns/records/",
        "et/mail/",
        "et/mail/setup/",
    ]


def test_site_without_articles_has_an_empty_navigation(new_site: Callable[..., SiteFolder]) -> None:
    """In every language."""
    assert of(new_site({})).entries == ()
    assert of(new_site({"content/et/index.md": article("Abi")}), "ru").entries == ()


# -- by nav ------------------------------------------------------------------------------------------------------


def test_nav_decides_the_order_and_what_is_named(site: SiteFolder) -> None:
    """Sections, articles, whole folders and links to elsewhere; an article is called by its own title."""
    site.settings(
        nav=[
            "mail/setup.md",
            {"Kirjed": "dns/records.md"},
            {"Kõik": ["dns/index.md", "dns/records.md", {"Väljas": "https://x.example/"}]},
            "mail/",
        ]
    )
    nav = of(site)
    assert outline(nav.entries) == [
        "E-posti seadistamine",
        "DNS-kirjed",
        "Nimeserverid",
        ["DNS-kirjed", "Väljas"],
        "Mail",
        ["E-posti seadistamine"],
    ]
    assert [e.address for e in nav.reading_order if "://" in e.address] == []
    assert nav.entries[2].count == 1


def test_titles_of_nav_are_translated(site: SiteFolder) -> None:
    """Those that nav_titles does not name stand as they were written."""
    languages = dict.fromkeys(("et", "en", "ru", "fi"))
    site.settings(
        nav=[{"Post": ["mail/setup.md"]}, {"Kirjed": "dns/records.md"}],
        plugins=[{"kbgen": {"languages": languages, "nav_titles": {"Post": {"ru": "Почта"}, "Kirjed": {"en": "All"}}}}],
    )
    assert [e.title for e in of(site, "ru").entries] == ["Почта", "DNS-записи"]
    assert [e.title for e in of(site, "en").entries] == ["Post", "All"]


def test_section_of_one_folder_is_that_category(site: SiteFolder) -> None:
    """With its page, even where nobody wrote one; a section of several folders has no page."""
    site.settings(nav=[{"Post": ["mail/setup.md"]}, {"Segu": ["dns/records.md", "mail/setup.md"]}])
    assert [(e.title, e.address) for e in of(site).entries] == [("Post", "et/mail/"), ("Segu", "")]


def test_title_of_a_section_is_never_taken_for_a_folder(site: SiteFolder) -> None:
    """A section called “mail” that holds other things leaves the category mail/ its page."""
    site.settings(nav=[{"mail": ["mail/setup.md", "dns/records.md"]}, "dns/index.md"])
    site.build(jobs=1)
    assert "et/mail/index.html" in site.built()


def test_names_that_do_not_exist_are_told_and_left_out(site: SiteFolder) -> None:
    """On their lines, with the nearest article."""
    site.settings(nav=["dns/recrods.md", "et/mail/setup.md", {"S": ["zzz/zzz.md", "mail/setup.md"]}])
    assert [(code, hint) for code, _, hint in told(site)] == [
        ("KB006", "did you mean dns/records?"),
        ("KB006", "did you mean mail/setup?"),
        ("KB006", "paths in nav have no language: domains/register.md"),
    ]
    assert outline(of(site).entries) == ["S", ["E-posti seadistamine"]]


def test_section_of_which_nothing_exists_is_left_out(site: SiteFolder) -> None:
    """It would lead nowhere."""
    site.settings(nav=["dns/records.md", {"Gone": ["gone/index.md", "gone/x.md"]}, {"Gone too": ["gone.md"]}])
    assert outline(of(site).entries) == ["DNS-kirjed"]


def test_draft_may_be_named(site: SiteFolder) -> None:
    """It will be there one day."""
    site.write("content/et/dns/new.md", "---\ntitle: New\ndraft: true\n---\n")
    site.settings(nav=["dns/new.md", "dns/records.md"])
    assert told(site) == []
    assert outline(of(site).entries) == ["DNS-kirjed"]


@pytest.mark.parametrize("nav", [[], [{"S": []}, "https://x.example/", {"S": [{"T": [{"U": ["dns/records.md"]}]}]}]])
def test_any_nav_makes_a_site(nav: list[Any], site: SiteFolder) -> None:
    """Empty, with empty sections, links to elsewhere, or deep."""
    site.settings(nav=nav)
    assert told(site) == []
    site.build(jobs=1)
    assert "et/mail/setup/index.html" in site.built()


@pytest.mark.parametrize(
    ("target", "id"),
    [("a/b.md", "a/b"), ("a/", "a/index"), ("a/index.md", "a/index"), ("/a.md", "a"), ("a", "a")],
)
def test_articles_as_nav_names_them(target: str, id: str) -> None:
    """A folder means its own page."""
    assert nav_article(target) == id
