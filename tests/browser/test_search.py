"""Customers search, with slips and in any form, on a phone, on a slow line or none, and open what they find."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from kbgen.publish.build import build
from tests.browser.conftest import NO_ANSWER, NOT_FOUND, Readers, serve
from tests.starter.copies import copied

pytestmark = pytest.mark.browser

QUERIES = {
    # Inflected, and with a slip; both lead to the same article.
    "et": ("nimeserverite vahetamisel", "nimeserverit vahetmine", "dns/change-name-servers/"),
    "en": ("forgotten passwords", "forgoten pasword", "account/forgotten-password/"),
    "ru": ("переполненного почтового ящика", "почтовй ящик переполнн", "email/full-mailbox/"),
    "fi": ("unohtuneiden salasanojen", "unohtunt salsana", "account/forgotten-password/"),
}


def search(page: Page, query: str, delay: float = 15) -> None:
    """Type into the box; on a phone it is behind a button."""
    box = page.locator("input[name=query]")
    if not page.locator(".md-search__inner").is_visible() or page.viewport_size == {"width": 390, "height": 844}:
        page.locator("header label.md-header__button[for=__search]").click()
    box.click()
    box.press_sequentially(query, delay=delay)


def results(page: Page) -> list[str]:
    """The addresses in the list of the box, without anchors and marks, once there are some and they stay the same."""
    links = page.locator(".md-search-result__item:not(.kb-search__line) > a:first-child")
    before: list[str] = []
    for _ in range(100):
        now = links.evaluate_all("links => links.map(link => link.getAttribute('href') || '')")
        if now and now == before:
            break
        before = now
        page.wait_for_timeout(200)
    return [re.sub(r"[?#].*", "", link) for link in before]


def said(page: Page) -> str:
    return page.locator(".md-search-result__meta").inner_text()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", QUERIES)
def test_inflected_and_misspelt_queries_find_the_article(reader: Readers, language: str, phone: bool) -> None:
    """Among the first three, in every language."""
    inflected, misspelt, wanted = QUERIES[language]
    for query in (inflected, misspelt):
        page = reader(language, phone=phone).open(f"{language}/")
        search(page, query)
        expect(page.locator(f".md-search-result__item a[href*='/{language}/{wanted}']").first).to_be_visible()
        assert any(wanted in address for address in results(page)[:3]), query
        assert page.locator(".md-search-result mark").count() > 0


def test_results_come_from_the_second_letter(reader: Readers) -> None:
    """One letter is asked for a second one."""
    page = reader("en").open("en/")
    search(page, "d")
    expect(page.locator(".md-search-result__meta")).to_have_text("Type at least two letters")
    page.locator("input[name=query]").press("n")
    expect(page.locator(".md-search-result__item h1").first).to_be_visible()


def test_type_arrow_open(reader: Readers) -> None:
    """The keyboard of Material: down to the result and its best section, and Enter opens it at the heading."""
    visit = reader("en")
    page = visit.open("en/")
    page.keyboard.press("/")
    page.keyboard.type("mailbox full", delay=15)
    results(page)
    section = page.locator(".md-search-result__item").first.locator("a.kb-hit__section")
    expect(section).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.hash.length") > 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/email/full-mailbox/**")
    target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()


def test_enter_opens_the_best_result(reader: Readers) -> None:
    """As in Material."""
    visit = reader("et")
    page = visit.open("et/")
    search(page, "postkast täis")
    results(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/et/email/full-mailbox/**")


def test_slip_is_mended_on_request(reader: Readers) -> None:
    """“Did you mean” searches for what was meant."""
    page = reader("en").open("en/")
    search(page, "forgot pasword")
    page.locator(".kb-search__meant a").click()
    expect(page.locator("input[name=query]")).to_have_value("forgot password")
    expect(page.locator(".kb-search__meant")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "typed", "meant", "wanted"),
    [
        ("ru", "jgkfnf cxtnf", "оплата счета", "billing/invoices-and-payment/"),
        ("et", "зщыелфые еэшы", "postkast täis", "email/full-mailbox/"),
    ],
)
def test_the_other_keyboard_layout_is_understood(
    reader: Readers, language: str, typed: str, meant: str, wanted: str
) -> None:
    """The results are of the words that were meant: these are named, announced, and marked in titles and excerpts."""
    page = reader(language).open(f"{language}/")
    search(page, typed)
    assert wanted in results(page)[0]
    line = page.locator(".kb-search__meant a")
    expect(line).to_contain_text(meant)
    expect(page.locator("[data-kb-search-said]")).to_contain_text(meant)
    expect(page.locator(".md-search-result__item .kb-hit__text mark").first).to_be_visible()
    line.click()
    expect(page.locator("input[name=query]")).to_have_value(meant)
    expect(line).to_have_count(0)
    page = reader(language).open(f"{language}/search/?q={typed}")
    expect(page.locator("[data-kb-meant]")).to_contain_text(meant)
    expect(page.locator(f".kb-hit__title a[href*='{wanted}']")).to_be_visible()


def test_other_languages_understand_the_other_layout(reader: Readers) -> None:
    """Who forgets the layout on the Estonian site is led to the Russian article, too."""
    page = reader("et").open("et/")
    search(page, "gthtgjkyty")
    expect(page.locator(".kb-search__elsewhere a[href*='/ru/email/full-mailbox/']")).to_be_visible()


def test_recent_searches_are_kept_here_and_can_be_given_up(reader: Readers) -> None:
    """Only those after which something was opened; cleared, or not kept at all."""
    visit = reader("en")
    page = visit.open("en/")
    search(page, "name servers")
    results(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/dns/**")
    page.locator("input[name=query]").click()
    line = page.locator(".kb-search__line", has_text="name servers")
    expect(line).to_be_visible()
    page.locator(".kb-search__line", has_text="Do not keep my searches").locator("a").click()
    expect(line).to_have_count(0)
    assert "name servers" not in page.evaluate("JSON.stringify(localStorage)")
    expect(page.locator(".kb-search__line", has_text="Keep my recent searches")).to_be_visible()


def test_nothing_found_leads_to_support_with_the_words_kept(reader: Readers) -> None:
    """And to the page of results."""
    page = reader("fi").open("fi/")
    search(page, "qwrtpsdfgh")
    expect(page.locator(".md-search-result__meta")).to_contain_text("qwrtpsdfgh")
    way = page.locator(".kb-search__line a[href*='support/contact-us']")
    expect(way).to_have_attribute("href", re.compile(r"\?search=qwrtpsdfgh$"))


def test_other_languages_are_offered_and_marked(reader: Readers) -> None:
    """Who asks in Russian on the Estonian site is led to the Russian article."""
    page = reader("et").open("et/")
    search(page, "переполнен")
    found = page.locator(".kb-search__elsewhere a[href*='/ru/email/full-mailbox/']")
    expect(found).to_be_visible()
    expect(found.locator(".kb-tongue")).to_have_text(re.compile("ru", re.IGNORECASE))
    assert found.locator("span[lang=ru]").count() == 1


def test_results_are_announced(reader: Readers) -> None:
    """To those who do not see them, when the typing pauses."""
    page = reader("en").open("en/")
    search(page, "dns")
    expect(page.locator("[data-kb-search-said]")).to_have_text(re.compile(r"Results: \d+"))


@pytest.mark.parametrize(
    "query",
    ["a" * 10_000, "\x07\x00dns\x1b", "dнs кiri", "?!…", "\u202edns\u202c", "<img src=x onerror=alert(1)>", "😀"],
    ids=["long", "control", "mixed", "punctuation", "direction", "markup", "emoji"],
)
def test_strange_queries_do_no_harm(reader: Readers, query: str) -> None:
    """Something calm is said, and the box goes on working."""
    page = reader("en").open("en/")
    page.locator("input[name=query]").click()
    page.locator("input[name=query]").fill(query)
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).not_to_be_empty()
    page.wait_for_timeout(400)
    assert said(page)
    assert page.locator(".md-search-result img").count() == 0
    page.locator("input[name=query]").fill("dns")
    page.keyboard.press("End")
    assert results(page)


# -- the page of results ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", QUERIES)
def test_page_of_results_works_by_link(reader: Readers, language: str, phone: bool) -> None:
    """With excerpts and sections; the language switch keeps the words."""
    query, _, wanted = QUERIES[language]
    visit = reader(language, phone=phone)
    page = visit.open(f"{language}/search/?q={query}")
    expect(page.locator("input[name=q]")).to_have_value(query)
    expect(page.locator(f".kb-hit__title a[href*='/{language}/{wanted}']")).to_be_visible()
    expect(page.locator(".kb-hit__text mark").first).to_be_visible()
    assert page.locator("#__search").is_checked() is False
    assert "q=" in visit.address
    expect(page.locator("a[data-kb-language=en]").first).to_have_attribute("href", re.compile(r"\?q="))
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth")


def test_categories_filter_and_stand_in_the_address(reader: Readers) -> None:
    """So that a filtered list can be sent, and the way back works."""
    visit = reader("en")
    page = visit.open("en/search/?q=password")
    page.locator(".kb-chip", has_text="Email").click()
    expect(page.locator(".kb-hit__category").first).to_have_text("Email")
    expect(page.locator(".kb-hit__category", has_not_text=re.compile("^Email$"))).to_have_count(0)
    page.reload()
    expect(page.locator(".kb-chip[aria-pressed=true]")).to_contain_text("Email")
    assert "category=Email" in visit.address


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_button_for_more_results_can_be_read(reader: Readers, dark: bool) -> None:
    """In the colour of links, which is light on a dark page; the brand's own is too dark there."""
    page = reader("ru", dark=dark).open("ru/search/?q=пароль")
    more = page.locator(".kb-results__more")
    expect(more).to_be_visible()
    link = page.locator(".kb-hit__title a").first.evaluate("link => getComputedStyle(link).color")
    expect(more).to_have_css("color", link)


def test_page_without_results_has_other_languages_and_support(reader: Readers) -> None:
    """Each result is marked with its language."""
    page = reader("et").open("et/search/?q=переполнен")
    expect(page.locator("[data-kb-elsewhere] .kb-hit__title a[href*='/ru/email/']").first).to_be_visible()
    expect(page.locator("[data-kb-elsewhere] .kb-heading").first).to_contain_text("vene keeles")
    support = page.locator(".kb-support a.md-button")
    expect(support).to_have_attribute("href", re.compile(r"/et/support/contact-us/\?search="))


def test_page_without_javascript_offers_the_index(reader: Readers) -> None:
    """And nothing that does not work."""
    visit = reader("ru", scripts=False)
    page = visit.open("ru/search/?q=dns")
    expect(page.locator("input[name=q]")).to_be_hidden()
    page.locator(".kb-results noscript a, .kb-results a.md-button").first.click()
    visit.arrives("ru/a-z/")


# -- bad lines -------------------------------------------------------------------------------------------------------


def test_slow_line_shows_that_something_happens(reader: Readers) -> None:
    """And then the results."""
    visit = reader("en")
    page = visit.open("en/")

    def slowly(route: Route) -> None:
        page.wait_for_timeout(900)
        route.continue_()

    page.route("**/assets/search/**", slowly)
    search(page, "dns")
    expect(page.locator(".kb-search--busy")).to_be_visible()
    assert results(page)
    expect(page.locator(".kb-search--busy")).to_have_count(0)


def test_search_without_a_connection_is_calm_and_recovers(reader: Readers) -> None:
    """It says so, offers to try again, and works when the line is back."""
    visit = reader("en")
    visit.expected = NO_ANSWER
    page = visit.open("en/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    search(page, "dns")
    expect(page.locator(".md-search-result__meta")).to_contain_text("cannot be loaded")
    page.context.set_offline(False)
    expect(page.locator(".md-search-result__item h1").first).to_be_visible()


@pytest.mark.parametrize("damage", ["gone", "cut off", "a page instead"])
def test_index_that_cannot_be_read_is_calm(reader: Readers, starter: Path, damage: str) -> None:
    """Whatever a host sends."""
    visit = reader("en")
    visit.expected = NOT_FOUND if damage == "gone" else ()
    page = visit.open("en/")

    def answer(route: Route) -> None:
        if damage == "gone":
            route.fulfill(status=404, body="")
        elif damage == "cut off":
            name = route.request.url.rpartition("/")[2]
            route.fulfill(body=(starter / "assets/search/en" / name).read_bytes()[:2000])
        else:
            route.fulfill(body="<!doctype html><title>Hello</title>")

    page.route("**/assets/search/**", answer)
    search(page, "dns")
    expect(page.locator(".md-search-result__meta")).to_contain_text("cannot be loaded")
    expect(page.locator(".kb-search__line a[href*='contact-us']")).to_be_visible()


def test_new_release_is_noticed_by_pages_that_are_open(browser: Browser, starter: Path, tmp_path: Path) -> None:
    """The index that an open page knows is gone: what there is now is read once, and the search works."""
    config = copied(tmp_path)
    build(replace(config, site_url="https://example.com/"))
    folder = config.site_dir
    server, address = serve(folder)
    page = browser.new_page()
    page.goto(f"{address}en/")
    page.wait_for_load_state("networkidle")
    (head,) = (folder / "assets/search/en").iterdir()
    manifest = folder / "en/search/search_index.json"
    head.rename(head.with_name("12345678.bin"))
    manifest.write_text(manifest.read_text("utf-8").replace(head.stem, "12345678"), "utf-8")
    search(page, "dns")
    assert results(page)
    page.close()
    server.shutdown()


def test_searches_in_vain_are_reported_without_anything_personal(browser: Browser, tmp_path: Path) -> None:
    """Words and language, without cookies, e-mail addresses and long numbers; and once."""
    config = copied(tmp_path)
    build(replace(config, site_url="https://example.com/", report_empty="/empty"))
    server, address = serve(config.site_dir)
    page = browser.new_page()
    page.context.add_cookies([{"name": "session", "value": "secret", "url": address}])
    sent: list[Request] = []

    def take(route: Route) -> None:
        sent.append(route.request)
        route.fulfill(status=204)

    page.route("**/empty", take)
    page.goto(f"{address}en/")
    with page.expect_request("**/empty"):
        search(page, "zzqqxw qqxxzz@wwqqyy.qqzz +98765 43212345")
    page.wait_for_timeout(3000)
    headers = [request.all_headers() for request in sent]
    page.close()
    server.shutdown()
    assert [request.post_data_json for request in sent] == [{"query": "zzqqxw", "language": "en"}]
    assert not {"cookie", "referer"} & headers[0].keys()
