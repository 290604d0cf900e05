"""A customer on the help site: finding the language, going to an article, meeting what is missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOT_FOUND, Readers

pytestmark = pytest.mark.browser

ARTICLE = "email/set-up-mail-program/"


@pytest.mark.parametrize(
    ("preferred", "home"),
    [("et-EE", "et/"), ("en-GB", "en/"), ("ru", "ru/"), ("fi-FI", "fi/"), ("de-DE", "en/")],
)
def test_front_door_opens_in_the_browsers_language(reader: Readers, preferred: str, home: str) -> None:
    """A reader of none of the languages gets the default one."""
    visit = reader(preferred)
    visit.open("")
    visit.arrives(home)


def test_front_door_has_plain_links_without_javascript(reader: Readers) -> None:
    """Every language by its own name."""
    visit = reader("ru", scripts=False)
    page = visit.open("")
    assert page.locator("main a strong").all_text_contents() == ["Eesti", "English", "Русский", "Suomi"]
    page.get_by_role("link", name="Русский").click()
    visit.arrives("ru/")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["et", "en", "ru", "fi"])
def test_customer_walks_to_an_article_and_through_its_languages(reader: Readers, language: str, phone: bool) -> None:
    """By category card and list, then by the switch: always the same article."""
    visit = reader(language, phone=phone)
    page = visit.open(f"{language}/")
    page.locator(".kb-card a[href$='/email/']").click()
    page.locator(f".kb-list a[href$='/{ARTICLE}']").click()
    visit.arrives(f"{language}/{ARTICLE}")
    for other in ("et", "en", "ru", "fi"):
        page.locator(".md-select .kb-languages").focus()
        page.locator(f"a[data-kb-language={other}]").click()
        page.wait_for_url(f"**/{other}/{ARTICLE}")
        assert page.locator("html").get_attribute("lang") == other
        expect(page.locator("article h1")).to_be_visible()


def test_menu_opens_on_a_phone(reader: Readers) -> None:
    """The drawer shows the own category and leads to its articles."""
    visit = reader("et", phone=True)
    page = visit.open(f"et/{ARTICLE}")
    page.locator(".md-header label[for=__drawer]").click()
    link = page.locator(".md-nav--primary a[href$='/et/email/full-mailbox/']")
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url("**/et/email/full-mailbox/")


def test_missing_translation_says_so_and_offers_the_real_one(reader: Readers) -> None:
    """In the reader's language, with the text marked as English."""
    visit = reader("ru")
    page = visit.open("ru/dns/change-name-servers/")
    expect(page.locator(".kb-notice")).to_contain_text("ещё не переведена на русский язык")
    assert page.locator(".kb-article").get_attribute("lang") == "en"
    page.locator(".kb-notice a[hreflang=et]").click()
    visit.arrives("et/dns/change-name-servers/")


@pytest.mark.parametrize(("language", "address"), [("fi", "fi/email/full-mailbox/"), ("ru", "ru/email/full-mailbox/")])
def test_short_link_chooses_the_readers_language(reader: Readers, language: str, address: str) -> None:
    """One link for agents' replies in all languages."""
    visit = reader(language)
    visit.open("k/mailbox-full/#archive")
    visit.page.wait_for_url(f"**/{address}#archive")


def test_chosen_language_is_remembered(reader: Readers) -> None:
    """Who switched to Finnish is not sent back to the browser's language."""
    visit = reader("en")
    page = visit.open("en/dns/dns-records/")
    page.locator(".md-select .kb-languages").focus()
    page.locator("a[data-kb-language=fi]").click()
    page.wait_for_url("**/fi/dns/dns-records/")
    visit.open("k/domain-transfer/")
    page.wait_for_url("**/fi/domains/transfer-domain/")


def test_old_address_leads_to_the_article(reader: Readers) -> None:
    """By a redirect page, without the help of a server."""
    visit = reader("et")
    visit.open("et/domeenid/registreerimine/")
    visit.page.wait_for_url("**/et/domains/register-domain/")


@pytest.mark.parametrize("language", ["et", "en", "ru", "fi"])
def test_wrong_address_gets_the_404_page_of_its_language(reader: Readers, language: str) -> None:
    """With search and popular articles, from any depth."""
    visit = reader("en")
    visit.expected = NOT_FOUND
    page = visit.open(f"{language}/no/such/page/")
    assert page.locator("html").get_attribute("lang") == language
    page.locator(".kb-not-found .kb-links a").nth(2).click()
    expect(page.locator("article h1")).to_be_visible()
    assert visit.address.startswith(f"{language}/")


def test_wrong_address_outside_of_all_languages(reader: Readers) -> None:
    """One page for hosts that know only one: it shows the reader's language."""
    visit = reader("fi")
    visit.expected = NOT_FOUND
    page = visit.open("nothing-here")
    expect(page.locator("section[lang=fi]")).to_be_visible()
    expect(page.locator("section[lang=et]")).to_be_hidden()


def test_search_finds_and_opens(reader: Readers) -> None:
    """From the wide field of the home page."""
    visit = reader("en")
    page = visit.open("en/")
    page.locator(".kb-hero__search").click()
    page.locator("input[name=query]").press_sequentially("name servers")
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible()
    result.click()
    expect(page.locator("article h1")).to_be_visible()
    assert visit.address.startswith("en/")


def test_dark_and_light_can_be_switched_and_stay(reader: Readers) -> None:
    """Without a flash: the choice is applied before the page is painted."""
    visit = reader("en")
    page = visit.open("en/")
    page.locator("[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    visit.open("en/dns/dns-records/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_tabs_and_code_work_under_the_strict_policy(reader: Readers) -> None:
    """Material's scripts run as files; the policy forbids everything inline."""
    visit = reader("en")
    page = visit.open(f"en/{ARTICLE}")
    labels = page.locator(".tabbed-labels label")
    labels.nth(1).click()
    expect(page.locator(".tabbed-content .tabbed-block").nth(1)).to_be_visible()
    page.reload()
    expect(page.locator(".tabbed-content .tabbed-block").nth(1)).to_be_visible()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", ["ru/", "ru/email/", f"ru/{ARTICLE}", "ru/a-z/", "fi/dns/dns-records/"])
def test_nothing_is_wider_than_the_screen(reader: Readers, address: str, phone: bool) -> None:
    """Wide tables and code scroll by themselves; the page does not."""
    page = reader("ru", phone=phone).open(address)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("window.innerWidth")


@pytest.mark.parametrize("language", ["et", "en", "ru", "fi"])
def test_name_of_the_site_is_whole_on_a_phone(reader: Readers, language: str) -> None:
    """In two lines where one is too short."""
    name = reader(language, phone=True).open(f"{language}/").locator(".kb-site-name")
    assert name.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight")
    box = name.bounding_box()
    assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 48


def test_heading_that_just_fits_is_one_line(reader: Readers) -> None:
    """The sign for its address, which is seen under the pointer only, makes no line of its own."""
    page = reader("en", phone=True).open("en/hosting/ssh-keys/")
    heading = page.locator(".kb-article h2#add")
    assert heading.evaluate("e => e.getBoundingClientRect().height < 1.9 * parseFloat(getComputedStyle(e).lineHeight)")


@pytest.mark.parametrize("address", ["en/hosting/databases/", "et/hosting/ssh-keys/", "et/dns/dns-records/"])
def test_tables_with_commands_fit_a_computer(reader: Readers, address: str) -> None:
    """Long commands go on in the next line."""
    tables = reader(address[:2]).open(address).locator(".md-typeset__scrollwrap")
    expect(tables.first).to_be_visible()
    assert tables.evaluate_all("all => all.every(e => e.scrollWidth <= e.clientWidth)")


def test_words_with_short_parts_stay_in_one_line(reader: Readers) -> None:
    """Such as “e-kirjas”, which would else leave “e-” at the end of a line of this paragraph."""
    words = reader("et", phone=True).open("et/account/phishing/").locator(".kb-article .kb-whole")
    assert "e-kirjas" in words.all_text_contents()
    assert words.evaluate_all("all => all.every(e => e.getClientRects().length <= 1)")


def test_english_dates_are_those_of_the_settings(reader: Readers) -> None:
    """The site's English is British."""
    dates = reader("en").open("en/account/phishing/").locator(".kb-dates")
    expect(dates).to_contain_text("5 November 2026")
