"""The editors' report, as somebody opens it who got it by mail: a lone file, offline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kbgen import wording
from kbgen.reports.overview.html import render
from kbgen.wording import words
from tests.reports.overview.made import PICTURES, document
from tests.reports.overview.test_week import said, week

pytestmark = pytest.mark.browser

PHONE, DESKTOP = (360, 740), (1280, 900)
FACES = list(product((PHONE, DESKTOP), ("light", "dark")))
NAMES = [f"{'phone' if size == PHONE else 'desktop'}-{scheme}" for size, scheme in FACES]

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report, with nothing beside it."""
    path = tmp_path_factory.mktemp("mail") / "report.html"
    path.write_text(render(document(), words("en", domain=wording.REPORT), PICTURES), "utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    """Opens the report. In the end the page must have asked for nothing, and said nothing to the console."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_(size: tuple[int, int] = DESKTOP, scheme: str = "light", *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: None if request.url == file.as_uri() else faults.append(request.url))
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


def first_cells(page: Page, table: str) -> list[str]:
    """What the seen rows of a table are about."""
    return page.locator(f"#{table} > .frame > table > tbody:visible > tr:first-child > th > div").all_inner_texts()


# -- looks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "scheme"), FACES, ids=NAMES)
@pytest.mark.parametrize("state", ["as it comes", "opened"])
def test_axe_finds_nothing(opened: Opened, size: tuple[int, int], scheme: str, state: str) -> None:
    """On a phone and a desktop, by day and by night, closed and open."""
    page = opened(size, scheme)
    if state == "opened":
        page.evaluate(
            "for (const one of document.querySelectorAll('button:is(.every, .all):not([hidden])')) one.click()"
        )
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("size", [PHONE, (320, 600), (768, 1024), (1100, 800), DESKTOP], ids=str)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_never_scrolls_sideways(opened: Opened, size: tuple[int, int], scripts: bool) -> None:
    """Neither does any table: rows become blocks where there is no room for columns."""
    page = opened(size, scripts=scripts)
    for button in page.locator("button.every:visible").all():
        button.click()
    wide = page.evaluate(
        """[...document.querySelectorAll("html, .list > .frame")]
        .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.parentElement?.id ?? "page")"""
    )
    assert wide == []


@pytest.mark.parametrize("language", ["et", "en", "ru", "fi"])
@pytest.mark.parametrize("size", [PHONE, (1024, 768), DESKTOP], ids=str)
def test_no_table_of_the_week_scrolls_in_any_language(
    browser: Browser, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    """Those that are opened neither: how each piece of work came to its place, and the numbers of all of them."""
    spoken = words(language, domain=wording.REPORT)
    one = replace(document(), language=language, sections=(said(week(), language),))
    file = tmp_path / "report.html"
    file.write_text(render(one, spoken, {}), "utf-8")
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(file.as_uri())
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for button in page.locator("button:is(.every, .all):visible").all():
        button.click()
    assert page.locator(".list > .frame:visible").count() > 3
    wide = page.evaluate(
        """[...document.querySelectorAll("html, .list > .frame")]
        .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.parentElement?.id ?? "page")"""
    )
    page.close()
    assert wide == []


def test_the_reader_chooses_the_colours(opened: Opened) -> None:
    """By day as by night, without a script, and with the keyboard."""
    for scheme, choice in (("light", "Dark"), ("dark", "Light")):
        page = opened(DESKTOP, scheme, scripts=False)
        paper = "getComputedStyle(document.body).backgroundColor"
        before = page.evaluate(paper)
        page.get_by_label(choice, exact=True).focus()
        page.keyboard.press("Space")
        assert page.evaluate(paper) != before
        page.get_by_label("Automatic", exact=True).check(force=True)
        assert page.evaluate(paper) == before


# -- use -------------------------------------------------------------------------------------------------------------


def test_heads_sort_the_rows_and_say_so(opened: Opened) -> None:
    """One way, the other way, and back; numbers by their value, the greatest first; only as many as were seen."""
    page = opened()
    head = page.locator("#topics-asked thead th", has_text="Tickets")
    button = head.get_by_role("button")
    came = first_cells(page, "topics-asked")
    numbers = page.locator("#topics-asked tbody:visible td[data-label=Tickets]")

    button.click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert numbers.all_inner_texts() == [str(n) for n in range(180, 144, -3)]
    button.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert numbers.all_inner_texts() == [str(n) for n in range(3, 39, 3)]
    button.click()
    expect(head).not_to_have_attribute("aria-sort", "ascending")
    assert first_cells(page, "topics-asked") == came


def test_words_and_choices_leave_the_rows_that_fit(opened: Opened) -> None:
    """All of them, and it is said how many there are."""
    page = opened()
    table = page.locator("#topics-asked")
    count = table.get_by_role("status")
    expect(count).to_have_text("Rows shown: 12 of 60")
    table.get_by_label("Filter").fill("OUTLOOK setting")
    expect(count).to_have_text("Rows shown: 11 of 60")
    assert set(first_cells(page, "topics-asked")) == {"Setting up e-mail in Outlook"}
    table.locator("select[data-place]").select_option(label="chat")
    expect(count).to_have_text("Rows shown: 3 of 60")
    table.get_by_label("Filter").fill("no such thing")
    expect(count).to_have_text("Rows shown: 0 of 60")
    table.get_by_label("Filter").fill("")
    table.locator("select[data-place]").select_option(label="All")
    expect(count).to_have_text("Rows shown: 12 of 60")


def test_all_rows_can_be_shown_and_few_again(opened: Opened) -> None:
    """The button says what it does."""
    page = opened()
    table = page.locator("#topics-asked")
    assert len(first_cells(page, "topics-asked")) == 12
    table.get_by_role("button", name="Show all 60 rows").click()
    assert len(first_cells(page, "topics-asked")) == 60
    table.get_by_role("button", name="Show fewer rows").click()
    assert len(first_cells(page, "topics-asked")) == 12


def test_details_of_a_row_open_with_the_keyboard_and_stay_with_it(opened: Opened) -> None:
    """Wherever the row goes when the table is sorted."""
    page = opened()
    button = page.get_by_role("button", name="Details: Paying an invoice by card").first
    why = page.get_by_text("Worth 4.2 hours a month")
    expect(why).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(why).to_be_visible()
    page.locator("#week-actions > .frame > table > thead").get_by_role("button", name="Article").click()
    expect(why).to_be_visible()
    assert "Paying an invoice" in why.locator("xpath=ancestor::tbody[1]").inner_text()
    page.get_by_role("button", name="Open all details").first.click()
    expect(page.get_by_text("Worth 6.2 hours a month")).to_be_visible()


def test_everything_can_be_reached_with_the_keyboard(opened: Opened) -> None:
    """In the order of the page, from the link that skips what comes before the report; what has the focus shows it."""
    page = opened()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the report")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#week-actions select").first).to_be_focused()
    seen = []
    for _ in range(12):
        seen.append(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
        page.keyboard.press("Tab")
    assert set(seen) == {"solid"}


def test_a_phone_has_an_order_to_choose_in_place_of_heads(opened: Opened) -> None:
    """And it goes back to the order in which the rows came."""
    page = opened(PHONE)
    table = page.locator("#topics-asked")
    expect(table.locator("thead").first).to_be_hidden()
    came = first_cells(page, "topics-asked")
    order = table.get_by_label("Sort by")
    order.select_option(label="Tickets")
    assert table.locator("tbody:visible td[data-label=Tickets]").first.inner_text() == "180"
    order.select_option(label="Topic")
    assert table.locator("tbody:visible th").first.get_attribute("data-key") == "topic-001"
    order.select_option(index=0)
    assert first_cells(page, "topics-asked") == came


def test_jump_links_work_on_a_phone_and_lead_back(opened: Opened) -> None:
    """Each section has a way back to the contents."""
    page = opened(PHONE)
    page.get_by_role("navigation").get_by_role("link", name="Topics").click()
    expect(page.get_by_role("heading", name="Topics")).to_be_in_viewport()
    page.locator("#topics .up a").click()
    expect(page.get_by_role("navigation")).to_be_in_viewport()


def test_without_a_script_everything_is_readable(opened: Opened) -> None:
    """All rows and all details; nothing to click that would do nothing."""
    page = opened(scripts=False)
    assert len(first_cells(page, "topics-asked")) == 60
    expect(page.get_by_text("Worth 4.2 hours a month")).to_be_visible()
    expect(page.locator("#coverage-coverage-map-table")).to_be_visible()
    assert page.locator("button:visible").count() == 0
    assert page.locator(".tools:visible").count() == 0


# -- on paper --------------------------------------------------------------------------------------------------------


def test_paper_is_light_and_has_nothing_to_click(opened: Opened) -> None:
    """Even where the reader chose the dark; what is open is printed, and what is closed leaves no trace."""
    page = opened(DESKTOP, "dark")
    page.get_by_label("Dark", exact=True).check(force=True)
    page.get_by_role("button", name="Details: Paying an invoice by card").first.click()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.get_by_text("Worth 4.2 hours a month")).to_be_visible()
    expect(page.get_by_text("Worth 6.2 hours a month")).to_be_hidden()
    expect(page.get_by_text("The figures as a table").first).to_be_hidden()
    assert page.locator("button.all:visible, .tools:visible, nav:visible, .skip:visible").count() == 0


def test_the_report_prints_on_a_few_sheets(opened: Opened) -> None:
    """As it comes, that is: with the rows that are seen."""
    page = opened()
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert 3 <= pdf.count(b"/Type /Page\n") <= 10
