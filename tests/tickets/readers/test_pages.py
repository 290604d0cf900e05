"""Addresses as statistics write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.publish import site
from kbgen.tickets.readers import Pages, pages_of
from kbgen.tickets.readers.pages import Page
from tests.sites import make_site

TOMBSTONES = "- article: dns/old\n  id: old-dns\n  addresses: [et/dns/old/]\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Of the small site, with an article that is gone."""
    return made(tmp_path_factory.mktemp("pages"), "https://help.example.com/")


def made(root: Path, url: str) -> Pages:
    """The pages of the small site at this address."""
    folder = make_site(root, site_url=url)
    folder.write("content/tombstones.yml", TOMBSTONES)
    now = site.read(folder.config)
    return pages_of(url, now.catalog, now.addresses, now.tombstones)


@pytest.mark.parametrize(
    ("written", "page"),
    [
        ("/et/dns/records/", Page("dns/records", "et")),
        ("et/dns/records", Page("dns/records", "et")),
        ("/et/dns/records/index.html", Page("dns/records", "et")),
        ("/et/dns/records/index", Page("dns/records", "et")),
        ("/ET/DNS/Records/?utm_source=x#records", Page("dns/records", "et")),
        ("https://help.example.com/ru/dns/zapisi/", Page("dns/records", "ru")),
        ("http://www.help.example.com/ru/dns/zapisi/", Page("dns/records", "ru")),
        ("help.example.com/et/dns/records/", Page("dns/records", "et")),
        ("/en/old/records/", Page("dns/records", "en")),
        ("/fi/dns/records/", Page("dns/records", "fi")),
        ("/et/dns/", Page("dns/index", "et")),
        ("/et/", Page("index", "et")),
        ("/et/mail/", Page()),
        ("/k/records/", Page()),
        ("/k/old-dns/", Page()),
        ("/et/dns/old/", Page()),
        ("/et/search/", Page()),
        ("/en/a-z/", Page()),
        ("/", Page()),
        ("/et/gone/", None),
        ("https://www.example.com/et/dns/records/", None),
        ("mailto:somebody@example.com", None),
        ("https://[broken", None),
        ("(other)", None),
    ],
)
def test_addresses_of_articles(pages: Pages, written: str, page: Page | None) -> None:
    """In the language of the address, also where the article is missing in it; old addresses too."""
    assert pages.find(written) == page


def test_site_below_a_path(tmp_path: Path) -> None:
    """What lies beside it is no page of it."""
    pages = made(tmp_path, "https://example.com/Help/")
    assert pages.find("/help/et/dns/records/") == Page("dns/records", "et")
    assert pages.find("https://example.com/help/") == Page()
    assert pages.find("/et/dns/records/") is None
    assert pages.find("/helpers/et/dns/records/") is None
