"""Where links in articles lead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.articles.links import (
    LeavesContent,
    Nowhere,
    Outside,
    Resolver,
    Target,
    ToArticle,
    ToFile,
    ToSite,
    leads_out,
    relative_link,
)
from tests.catalogs import article, catalog_of

CATALOG = catalog_of(
    dict.fromkeys(
        [
            "et/index.md",
            "et/dns/index.md",
            "et/dns/records.md",
            "en/dns/records.md",
            "ru/mail/setup.md",
            "et/minu kirjed/записи.md",
            "et/100%.md",
        ],
        "",
    )
)
FILES = frozenset({"assets/a b.svg", "et/dns/plan.pdf", "en/dns/only-en.png", "et/100%25.zip"})
RESOLVER = Resolver(CATALOG, FILES)
FROM = article("et/dns/records.md")


def resolve(url: str) -> Target:
    return RESOLVER.resolve(url, FROM)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("records.md", ToArticle("dns/records")),
        ("./records.md", ToArticle("dns/records")),
        ("../dns/records.md", ToArticle("dns/records")),
        ("records", ToArticle("dns/records")),
        ("records/", ToArticle("dns/records")),
        ("records.md#a", ToArticle("dns/records", anchor="a")),
        ("records.md#%C3%B5", ToArticle("dns/records", anchor="õ")),
        ("records.md?x=1#a", ToArticle("dns/records", anchor="a")),
        ("index.md", ToArticle("dns/index")),
        (".", ToArticle("dns/index")),
        ("../dns/", ToArticle("dns/index")),
        ("../", ToArticle("index")),
        ("../index.md", ToArticle("index")),
        ("/dns/records.md", ToArticle("dns/records")),
        ("../mail/setup.md", ToArticle("mail/setup")),
        ("../../en/dns/records.md", ToArticle("dns/records", "en")),
        ("../../et/dns/records.md", ToArticle("dns/records")),
        ("../../ru/dns/records.md", ToArticle("dns/records", "ru")),
        ("../minu%20kirjed/%D0%B7%D0%B0%D0%BF%D0%B8%D1%81%D0%B8.md", ToArticle("minu kirjed/записи")),
        ("../minu kirjed/записи.md", ToArticle("minu kirjed/записи")),
        ("../100%25.md", ToArticle("100%")),
        ("../../assets/a%20b.svg", ToFile("assets/a b.svg")),
        ("plan.pdf", ToFile("et/dns/plan.pdf")),
        ("plan.pdf?v=2#page=3", ToFile("et/dns/plan.pdf", "?v=2#page=3")),
        ("only-en.png", ToFile("en/dns/only-en.png", borrowed=True)),
        ("../100%2525.zip", ToFile("et/100%25.zip")),
        ("/k/42/", ToSite("k/42/")),
        ("/assets/x.svg?v=1", ToSite("assets/x.svg?v=1")),
        ("gone.md", Nowhere("et/dns/gone.md")),
        ("../../gone/x.svg", Nowhere("gone/x.svg")),
        ("../../x.md", Nowhere("x.md")),
        ("/gone.md", Nowhere("et/gone.md")),
        ("../../../mkdocs.yml", LeavesContent()),
        ("../../..", LeavesContent()),
        ("..%2F..%2F..%2Fetc/passwd", LeavesContent()),
        ("", Outside()),
        ("#a", Outside()),
        ("https://x.example/a.md", Outside()),
        ("//x.example/a.md", Outside()),
        ("mailto:a@b.example", Outside()),
        ("tel:+372", Outside()),
        ("javascript:alert(1)", Outside()),
        ("HTTPS://x.example", Outside()),
    ],
)
def test_where_a_link_leads(url: str, target: Target) -> None:
    """From the article et/dns/records.md."""
    assert resolve(url) == target


def test_slash_at_the_beginning_never_leaves_the_languages_folder() -> None:
    """Dots behind it count from there."""
    assert resolve("/../../mkdocs.md") == Nowhere("et/mkdocs.md")


@pytest.mark.parametrize("url", ["a:b", "http:x", "C:\\a.md", "//a"])
def test_scheme_or_host_leads_out(url: str) -> None:
    """Whatever it is."""
    assert leads_out(url)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="./ab%2Fеt:?#[]\\ 😀-", max_size=12))
def test_every_url_leads_somewhere(url: str) -> None:
    """No link, however strange, stops the build; and none leads to a path above the content folder."""
    match resolve(url):
        case ToFile(path) | Nowhere(path):
            assert not path.startswith(("../", "/"))
        case _:
            pass


IDS = st.lists(
    st.sampled_from(["a", "b", "index", "minu kirjed", "записи", "100%", "a#b", "a?b", "😀"]), min_size=1, max_size=3
)


@settings(max_examples=200, deadline=None)
@given(IDS.map("/".join), IDS.map("/".join))
def test_link_made_between_two_articles_leads_from_one_to_the_other(of: str, to: str) -> None:
    """Whatever their names."""
    catalog = catalog_of({f"et/{of}.md": "", f"et/{to}.md": ""})
    made = relative_link(of, to)
    assert Resolver(catalog, frozenset()).resolve(made, article(f"et/{of}.md")) == ToArticle(to)
