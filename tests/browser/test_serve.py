"""An author with the preview open: every save is seen, mistakes are named on the page, and nothing else happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as PlaywrightError

from kbgen.commands import init
from tests.browser.conftest import NO_ANSWER, Readers
from tests.previews import Served
from tests.sites import SiteFolder

pytestmark = pytest.mark.browser

ARTICLE = "content/en/email/set-up-mail-program.md"
ADDRESS = "en/email/set-up-mail-program/"


@pytest.fixture
def served(tmp_path: Path, serve: Callable[[SiteFolder], Served]) -> Served:
    """A preview of the starter site, which is long enough to scroll."""
    init.command.main([str(tmp_path / "help")], standalone_mode=False)
    return serve(SiteFolder(tmp_path / "help"))


def _leave(page: Page) -> None:
    """Go away, once more where the preview sent the page elsewhere in that very moment."""
    try:
        page.goto("about:blank")
    except PlaywrightError:
        page.goto("about:blank")


@pytest.fixture
def author(browser: Browser, served: Served) -> Iterator[Readers]:
    """Browsers with the preview; none may meet an error in its console, or ask another host for anything."""
    readers = Readers(browser, served.preview.address)
    yield readers
    # A page that loads anew just as its browser is closed can keep the browser from ever closing: they leave first.
    for visit in readers.visits:
        if not visit.page.is_closed():
            _leave(visit.page)
    for context in readers.contexts:
        context.close()
    assert [fault for visit in readers.visits for fault in visit.unexpected] == []


def last_paragraph(site: SiteFolder) -> str:
    """A line near the end of the article."""
    lines = [line for line in site.read(ARTICLE).split("\n") if line and line[0].isalpha() and "](" not in line]
    return lines[-1]


def test_a_save_is_shown_where_it_was_made(author: Readers, served: Served) -> None:
    """The page loads anew, scrolls to the paragraph, and marks it for a moment."""
    visit = author("en")
    page = visit.open(ADDRESS)
    old = last_paragraph(served.site)
    expect(page.get_by_text("A sentence that is new")).to_have_count(0)
    assert page.evaluate("scrollY") == 0
    served.site.replace(ARTICLE, old, f"{old} A sentence that is new.")
    new = page.get_by_text("A sentence that is new")
    expect(new).to_be_in_viewport()
    expect(page.locator("[data-kbgen-changed]")).to_have_count(1)
    served.until(lambda: page.evaluate("scrollY") > 100)


def test_a_page_that_has_not_changed_stays_as_it_is(author: Readers, served: Served) -> None:
    """What its reader typed is still there."""
    page = author("en").open("en/dns/dns-records/")
    page.evaluate("window.stays = true")
    served.site.replace(ARTICLE, last_paragraph(served.site), "Something quite different.")
    served.shows(f"/{ADDRESS}", "Something quite different.")
    page.wait_for_timeout(500)
    assert page.evaluate("window.stays") is True


def test_a_change_inside_a_tab_is_uncovered(author: Readers, served: Served) -> None:
    """And so is one inside a box that folds."""
    page = author("en").open(ADDRESS)
    end = served.site.read(ARTICLE) + '\n??? note "More"\n\n    Inside the box.\n'
    served.site.write(ARTICLE, end)
    expect(page.get_by_text("Inside the box.")).to_be_visible()
    served.site.write(ARTICLE, end.replace("Inside the box.", "Still inside it."))
    expect(page.get_by_text("Still inside it.")).to_be_visible()


def test_mistakes_are_listed_until_they_are_mended(author: Readers, served: Served) -> None:
    """The panel opens for a new mistake, closes by Esc, and is gone with the last problem."""
    page = author("en").open(ADDRESS)
    good = served.site.read(ARTICLE)
    panel = page.get_by_role("region", name="1 error")
    badge = page.get_by_role("button", name="1 error")
    served.site.write(ARTICLE, good + "\nSee [this](nowhere.md).\n")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("KB201")
    expect(panel).to_contain_text(f"{ARTICLE}:")
    expect(page.get_by_role("status").filter(has_text="1 error")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(badge).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    served.site.write(ARTICLE, good)
    expect(panel).to_be_hidden()
    expect(badge).to_be_hidden()


def test_front_matter_that_is_broken_is_named_on_the_page_that_is_still_there(author: Readers, served: Served) -> None:
    """With the text as it last was."""
    page = author("en").open(ADDRESS)
    good = served.site.read(ARTICLE)
    served.site.write(ARTICLE, good.replace("title:", "title: [", 1))
    expect(page.get_by_role("region", name="1 error")).to_contain_text("KB102")
    expect(page.locator("article h1")).to_be_visible()
    served.site.write(ARTICLE, good)
    expect(page.get_by_role("region", name="1 error")).to_be_hidden()


def test_settings_that_are_broken_are_named_on_every_page(author: Readers, served: Served) -> None:
    """Until they are mended."""
    page = author("en").open(ADDRESS)
    settings = served.site.read("mkdocs.yml")
    served.site.write("mkdocs.yml", settings + "no_such_setting: 1\n")
    expect(page.get_by_role("region", name="error")).to_contain_text("with the settings from before")
    served.site.write("mkdocs.yml", settings)
    expect(page.get_by_role("region", name="error")).to_be_hidden()


def test_a_renamed_article_is_followed(author: Readers, served: Served) -> None:
    """In all its languages at once."""
    page = author("en").open(ADDRESS)
    for code in ("et", "en", "ru", "fi"):
        folder = served.site.root / "content" / code / "email"
        (folder / "set-up-mail-program.md").rename(folder / "mail-program.md")
    page.wait_for_url("**/en/email/mail-program/")
    expect(page.locator("article h1")).to_be_visible()


def test_a_deleted_article_leaves_a_note(author: Readers, served: Served) -> None:
    """And its page comes back with it."""
    page = author("ru").open(ADDRESS)
    text = {code: served.site.read(f"content/{code}/email/full-mailbox.md") for code in ("et", "en", "ru", "fi")}
    page = author("ru").open("ru/email/full-mailbox/")
    for code in text:
        served.site.delete(f"content/{code}/email/full-mailbox.md")
    expect(page.get_by_text("This page is gone")).to_be_visible()
    for code, words in text.items():
        served.site.write(f"content/{code}/email/full-mailbox.md", words)
    expect(page.get_by_text("This page is gone")).to_be_hidden()


def test_a_draft_is_marked(author: Readers, served: Served) -> None:
    """So that nobody takes a picture of it for the published page."""
    served.site.replace(ARTICLE, "title:", "draft: true\ntitle:")
    served.shows(f"/{ADDRESS}", "data-draft")
    expect(author("en").open(ADDRESS).get_by_text("Draft: not published")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_panel_fits_on_a_phone(author: Readers, served: Served, dark: bool) -> None:
    """In the colours of the page."""
    served.site.write(
        ARTICLE, served.site.read(ARTICLE) + "\nSee [this](nowhere.md) and [that](no.md).\n\n#### Too deep\n"
    )
    page = author("en", phone=True, dark=dark).open(ADDRESS)
    served.until(lambda: len(served.problems()) == 3)
    panel = page.get_by_role("region", name="2 errors, 1 warning")
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    paper = panel.evaluate("one => getComputedStyle(one).backgroundColor")
    assert paper == ("rgb(29, 34, 48)" if dark else "rgb(255, 255, 255)")


def test_the_page_says_when_the_preview_has_ended(author: Readers, served: Served) -> None:
    """Whoever looks at an old page should know it."""
    visit = author("en")
    page = visit.open(ADDRESS)
    visit.expected = NO_ANSWER
    served.preview.stop()
    expect(page.get_by_text("The preview has ended.")).to_be_visible()
    page.close()
