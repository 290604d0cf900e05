"""Where articles are on the site, and what cannot be at one address."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.articles.addresses import (
    Addresses,
    alias_address,
    assign,
    encoded,
    folders_of,
    is_old_address,
    output_path,
    written,
)
from kbgen.problems import Problem
from tests.catalogs import catalog_of

LAW = settings(max_examples=100, deadline=None)
WORDS = st.text(alphabet="aAbžЯ 😀-", min_size=1, max_size=3).map(lambda word: word.strip() or "x")


def of(texts: dict[str, str]) -> Addresses:
    return assign(catalog_of(texts))[0]


def told(texts: dict[str, str]) -> list[tuple[str, str, int]]:
    problems: list[Problem] = assign(catalog_of(texts))[1]
    return [(p.code, p.path, p.line) for p in problems]


def slug(word: str) -> str:
    return f"---\nslug: {word}\n---\n"


def test_address_is_the_path_in_every_language() -> None:
    """Also where the article does not exist in that language."""
    where = of({"et/dns/records.md": "", "en/index.md": ""})
    assert [where.of("dns/records", code) for code in ("et", "en", "ru")] == [
        "et/dns/records/",
        "en/dns/records/",
        "ru/dns/records/",
    ]
    assert where.of("index", "ru") == "ru/"


def test_slug_changes_the_address_in_its_own_language() -> None:
    """A category's slug that of everything below it."""
    where = of(
        {
            "et/dns/index.md": slug("nimed"),
            "et/dns/records.md": slug("kirjed"),
            "en/dns/records.md": "",
            "et/dns/deep/x.md": "",
        }
    )
    assert where.of("dns/index", "et") == "et/nimed/"
    assert where.of("dns/records", "et") == "et/nimed/kirjed/"
    assert where.of("dns/records", "en") == "en/dns/records/"
    assert where.of("dns/deep/x", "et") == "et/nimed/deep/x/"


def test_categories_are_all_folders_parents_first() -> None:
    """Also those that hold only other folders."""
    assert folders_of(["a", "b/index", "c/d/e", "c/d-e/f"]) == ["b", "c", "c/d", "c/d-e"]


@LAW
@given(st.lists(st.tuples(st.sampled_from(["et", "en", "ru"]), st.lists(WORDS, min_size=1, max_size=3)), max_size=8))
def test_every_article_has_an_address_of_its_own_or_is_told(paths: list[tuple[str, list[str]]]) -> None:
    """No two pages are ever written to one file, on no disk."""
    texts = {f"{code}/{'/'.join(words)}.md": "" for code, words in paths}
    where, problems = assign(catalog_of(texts))
    folded = [address.casefold() for address in where.pages.values()]
    assert bool(problems) or len(folded) == len(set(folded))
    assert all(address.startswith(f"{code}/") and address.endswith("/") for (_, code), address in where.pages.items())


@LAW
@given(
    st.dictionaries(
        st.sampled_from(
            [f"{code}/{path}.md" for code in ("et", "en") for path in ("a", "b", "a/index", "b/index", "b/a")]
        ),
        st.sampled_from(["", slug("a"), slug("B"), slug("c")]),
    )
)
def test_slugs_never_bring_two_pages_to_one_address_unless_it_is_told(texts: dict[str, str]) -> None:
    """In any language of any reader."""
    where, problems = assign(catalog_of(texts))
    folded = [address.casefold() for address in where.pages.values()]
    assert problems or len(folded) == len(set(folded))


@LAW
@given(st.text(alphabet="aЯ ž%?#&+=;:@😀\"'/", max_size=12))
def test_encoded_address_is_ascii_and_leads_back(address: str) -> None:
    """A browser that decodes it asks for the same file."""
    made = encoded(address)
    assert made.isascii()
    assert not set(made) & set(' ?#"<>')
    assert unquote(made) == address


@pytest.mark.parametrize(
    ("address", "path"),
    [("et/a/", "et/a/index.html"), ("", "index.html"), ("et/404.html", "et/404.html"), ("old.html", "old.html")],
)
def test_file_that_is_served_at_an_address(address: str, path: str) -> None:
    """A folder's index, or the file itself."""
    assert output_path(address) == path


@pytest.mark.parametrize(
    ("alias", "address"),
    [
        ("old/", "et/old/"),
        ("old", "et/old/"),
        ("old/name/index.html", "et/old/name/"),
        ("old.html", "et/old.html"),
        ("/old/", "old/"),
        ("/old.html", "old.html"),
        ("/ru/old/", "ru/old/"),
        ("старое/", "et/старое/"),
        ("v1.2/", "et/v1.2/"),
    ],
)
def test_old_addresses_count_from_the_language_or_from_the_root(alias: str, address: str) -> None:
    """A slash at the beginning means the site's root."""
    assert alias_address(alias, "et", {"et", "ru"}) == address


def test_alias_leads_to_the_article_in_the_language_of_its_address() -> None:
    """One article can hold the old addresses of languages in which it is not written."""
    where = of({"et/a.md": "---\naliases: [old/, /ru/old/, /old.html]\n---\n"})
    assert where.aliases == {"et/old/": ("a", "et"), "ru/old/": ("a", "ru"), "old.html": ("a", "et")}


# -- what cannot be at one address -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "problems"),
    [
        ({"et/a.md": "", "et/b.md": slug("a")}, [("KB301", "content/et/b.md", 2)]),
        ({"et/dns.md": "", "et/dns/index.md": ""}, [("KB301", "content/et/dns/index.md", 1)]),
        ({"et/a/index.md": slug("x"), "et/b/index.md": slug("x")}, [("KB301", "content/et/b/index.md", 2)]),
        ({"et/Foo.md": "", "et/foo.md": ""}, [("KB302", "content/et/foo.md", 1)]),
        ({"et/Foo/index.md": "", "et/foo/index.md": ""}, [("KB302", "content/et/foo/index.md", 1)]),
        ({"et/a.md": "---\naliases: [b/]\n---\n", "et/b.md": ""}, [("KB304", "content/et/a.md", 2)]),
        ({"et/a.md": "---\naliases: [/en/b/]\n---\n", "et/b.md": ""}, [("KB304", "content/et/a.md", 2)]),
        ({"et/a.md": "---\naliases: [B/]\n---\n", "et/b.md": ""}, [("KB304", "content/et/a.md", 2)]),
        ({"et/a.md": "---\naliases: [c/]\n---\n", "et/c/x.md": ""}, [("KB304", "content/et/a.md", 2)]),
        (
            {"et/a.md": "---\naliases: [x/]\n---\n", "et/b.md": "---\ntitle: B\naliases: [X/]\n---\n"},
            [("KB304", "content/et/b.md", 3)],
        ),
        ({"et/a.md": "---\naliases: [a/]\n---\n"}, [("KB305", "content/et/a.md", 2)]),
    ],
)
def test_clashes_are_told_once_on_the_line_that_can_be_mended(
    texts: dict[str, str], problems: list[tuple[str, str, int]]
) -> None:
    """The slug's or the aliases' line, or the first of the file."""
    assert told(texts) == problems


def test_article_beside_a_folder_of_its_name_is_told() -> None:
    """The folder has a page of its own, even if nobody wrote one."""
    assert {code for code, _, _ in told({"et/dns.md": "", "et/dns/records.md": ""})} == {"KB301"}


def test_folders_that_differ_only_in_case_are_told() -> None:
    """On a Mac's or a Windows disk one category's page would be written over the other's."""
    assert "KB302" in {code for code, _, _ in told({"et/Foo/x.md": "", "et/foo/y.md": ""})}


def test_article_and_folder_that_differ_only_in_case_are_told() -> None:
    """The article's page and the category's would be one file."""
    assert "KB302" in {code for code, _, _ in told({"et/Foo.md": "", "et/foo/y.md": ""})}


def test_clash_that_readers_of_other_languages_meet_is_told() -> None:
    """A slug mends it only in its own language; where nothing is written, both pages still have one address."""
    assert told({"et/dns.md": slug("nimed"), "et/dns/index.md": ""})


@pytest.mark.parametrize("same", ["x/, x/", "x/, x", "x/, x/index.html", "x/, X/"])
def test_one_article_may_say_an_alias_twice(same: str) -> None:
    """It leads to the same place."""
    assert told({"et/a.md": f"---\naliases: [{same}]\n---\n"}) == []


@pytest.mark.parametrize(
    ("key", "code"),
    [("aliases: [x/]", "KB304"), ("slug: x", "KB301"), ("slug: X", "KB302")],
    ids=["alias", "slug", "case"],
)
def test_younger_article_is_to_blame(key: str, code: str) -> None:
    """What has been there for years stays when the rest is published; without a date an article is new."""
    old = "---\n" + key.replace("X", "x") + "\npublished: 2020-01-01\n---\n"
    for new in (f"---\n{key}\npublished: 2026-01-01\n---\n", f"---\n{key}\n---\n"):
        assert told({"et/a.md": new, "et/z.md": old}) == [(code, "content/et/a.md", 2)]


def test_addresses_that_the_site_makes_for_itself_are_nobodys_alias() -> None:
    """A home page, a category that nobody wrote a page for, the A–Z index."""
    for alias in ("/et/", "/ru/dns/", "a-z/"):
        texts = {"et/dns/a.md": f"---\naliases: ['{alias}']\n---\n"}
        assert told(texts) == [("KB304", "content/et/dns/a.md", 2)], alias


@pytest.mark.parametrize("word", ["minu kirjed", "100%", "a?b#c", "Записи", "v1.2", "%41"])
def test_address_is_written_so_that_it_is_read_back(word: str) -> None:
    """Whatever a file's name may hold."""
    assert is_old_address(written(f"{word}/"))
    assert alias_address(written(f"{word}/"), "et", {"et"}) == f"et/{word}/"


@pytest.mark.parametrize("word", ["%2e%2e/x/", "a%2F..%2Fb/", "a%00b/", "a%E4b/", "https://x.example/"])
def test_address_that_would_leave_the_site_is_none(word: str) -> None:
    """However it is encoded."""
    assert not is_old_address(word)


@pytest.mark.parametrize("copied", ["old%20name/", "%D1%81%D1%82%D0%B0%D1%80%D0%BE%D0%B5/"])
def test_old_address_may_be_written_as_browsers_copy_it(copied: str) -> None:
    """Percent-encoded: the page must be where that address asks for it."""
    where = of({"et/a.md": f"---\naliases: ['{copied}']\n---\n"})
    assert [encoded(address) for address in where.aliases] == [f"et/{copied}"]
