"""What readers are told of a translation that its source has overtaken."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.confirming import confirm
from tests.sites import SiteFolder

ET = """---
title: Parooli vahetamine
---

Link kehtib 15 minutit.

## Kuhu kiri tuleb

Kiri tuleb teie postkasti.

## Kui kiri ei tule

Oodake 5 minutit ja proovige **uuesti**.
"""
EN = """---
title: Change your password
---

The link is valid for 15 minutes.

## Where the letter goes { #where }

The letter goes to your mailbox.

## If no letter comes

Wait 5 minutes and try **again**.
"""
TITLE = "Some of this page is out of date"


@pytest.fixture
def told(new_site: Callable[..., SiteFolder]) -> SiteFolder:
    """An Estonian article and its English translation, which is confirmed, and built."""
    site = new_site({"content/et/password.md": ET, "content/en/password.md": EN})
    confirm(site, "password", "en")
    site.build(jobs=1)
    return site


def notice(site: SiteFolder, language: str = "en") -> str:
    """The words of the notice on the page; empty where there is none."""
    found = re.search(
        r'<div class="admonition warning kb-notice".*?</div>', site.page(f"{language}/password/"), re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", "", found[0]).split()) if found else ""


def link(site: SiteFolder) -> list[str]:
    """The links in the notice."""
    found = re.search(r'<div class="admonition warning kb-notice".*?</div>', site.page("en/password/"), re.DOTALL)
    return re.findall(r'href="([^"]+)"', found[0]) if found else []


def test_page_that_is_in_step_has_no_notice(told: SiteFolder) -> None:
    assert notice(told) == ""


def test_fact_that_changed_is_told_with_its_section(told: SiteFolder) -> None:
    told.replace("content/et/password.md", "Oodake 5 minutit", "Oodake 24 tundi")
    told.build(jobs=1)
    assert TITLE in notice(told)
    assert "It is in this section: If no letter comes." in notice(told)
    assert "Read the current text in Estonian" in notice(told)
    assert link(told) == ["#if-no-letter-comes", "../../et/password/"]


def test_notice_speaks_the_readers_language(told: SiteFolder) -> None:
    """A Russian reader gets the English text, the notice in Russian."""
    told.replace("content/et/password.md", "Oodake 5 minutit", "Oodake 24 tundi")
    told.build(jobs=1)
    assert "Часть этой страницы устарела" in notice(told, "ru")


def test_fact_above_all_headings_is_told_without_a_section(told: SiteFolder) -> None:
    told.replace("content/et/password.md", "15 minutit", "24 tundi")
    told.build(jobs=1)
    assert TITLE in notice(told)
    assert "section" not in notice(told)


def test_words_that_changed_are_no_news_for_readers(told: SiteFolder) -> None:
    told.replace("content/et/password.md", "Kiri tuleb teie postkasti.", "Kiri saabub teie postkasti mõne hetkega.")
    told.build(jobs=1)
    assert notice(told) == ""


def test_notice_goes_when_the_source_is_reverted(told: SiteFolder) -> None:
    told.replace("content/et/password.md", "5 minutit ja", "24 tundi ja")
    told.build(jobs=1)
    assert notice(told)
    told.replace("content/et/password.md", "24 tundi ja", "5 minutit ja")
    told.build(jobs=1)
    assert notice(told) == ""


def test_notice_goes_when_the_translation_has_the_new_fact(told: SiteFolder) -> None:
    """Also before somebody confirms it: what is right is right."""
    told.replace("content/et/password.md", "Oodake 5 minutit", "Oodake 24 tundi")
    told.replace("content/en/password.md", "Wait 5 minutes", "Wait 24 hours")
    told.build(jobs=1)
    assert notice(told) == ""


def test_notice_stays_when_the_translation_changed_elsewhere(told: SiteFolder) -> None:
    told.replace("content/et/password.md", "Oodake 5 minutit", "Oodake 24 tundi")
    told.replace("content/en/password.md", "your mailbox", "your own mailbox")
    told.build(jobs=1)
    assert TITLE in notice(told)


def test_notice_goes_when_the_translation_is_confirmed(told: SiteFolder) -> None:
    told.replace("content/et/password.md", "Oodake 5 minutit", "Oodake 24 tundi")
    confirm(told, "password", "en")
    told.build(jobs=1)
    assert notice(told) == ""


def test_new_name_of_a_button_is_told(told: SiteFolder) -> None:
    told.replace("content/et/password.md", "**uuesti**", "**hiljem**")
    told.build(jobs=1)
    assert TITLE in notice(told)


def test_reader_is_led_to_the_language_that_is_likeliest_to_be_read(told: SiteFolder) -> None:
    """Finnish readers fall back on English first; while that is out of date too, on the Estonian source."""
    told.write("content/fi/password.md", EN.replace("Change your password", "Salasanan vaihto"))
    confirm(told, "password", "fi")
    told.replace("content/et/password.md", "Oodake 5 minutit", "Oodake 24 tundi")
    told.build(jobs=1)
    assert 'hreflang="et"' in told.page("fi/password/").split("kb-notice")[1]
    told.replace("content/en/password.md", "Wait 5 minutes", "Wait 24 hours")
    confirm(told, "password", "en")
    told.build(jobs=1)
    assert "Lue ajantasainen ohje englanniksi" in notice(told, "fi")


def test_record_that_came_along_with_a_copy_says_nothing(told: SiteFolder) -> None:
    told.write("content/en/other.md", told.read("content/en/password.md"))
    told.write("content/et/other.md", ET.replace("5 minutit ja", "24 tundi ja"))
    told.build(jobs=1)
    assert "kb-notice" not in told.page("en/other/")


def test_only_pages_of_the_article_are_made_again(told: SiteFolder) -> None:
    """An edit of the source makes its own pages, and those of its translations if they have to tell something else."""
    before = {path: (told.root / "site" / path).stat().st_mtime_ns for path in told.built()}
    told.replace("content/et/password.md", "Oodake 5 minutit", "Oodake 24 tundi")
    told.build(jobs=1)
    changed = {p for p, at in before.items() if p in told.built() and (told.root / "site" / p).stat().st_mtime_ns != at}
    pages = {path for path in changed if path.endswith(".html")}
    assert pages == {f"{code}/password/index.html" for code in ("et", "en", "ru", "fi")}
