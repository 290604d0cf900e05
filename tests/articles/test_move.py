"""Moving articles: which files change, and how."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.articles.addresses import assign
from kbgen.articles.edit import rewrite_links
from kbgen.articles.links import LeavesContent, Nowhere, Resolver, Target, ToArticle, relative_link
from kbgen.articles.move import Changes, plan, which
from kbgen.errors import WrongUse
from tests.catalogs import article, catalog_of

LAW = settings(max_examples=60, deadline=None)
Texts = Mapping[str, str]
"""The files of a content folder by their path."""

TEXTS: Texts = {
    "et/index.md": "[Kirjed](dns/records.md)\n",
    "et/dns/index.md": "---\ntitle: DNS\n---\n\n[Kirjed](records.md#a) ![p](plan.svg)\n",
    "et/dns/records.md": "---\ntitle: Kirjed\nrelated: [mail/setup]\n---\n\n[Post](../mail/setup.md) ![p](plan.svg)\n",
    "en/dns/records.md": '---\ntitle: Records\n---\n\n[Mail](../../et/mail/setup.md "t")\n\n[self](records.md#a)\n',
    "et/mail/setup.md": (
        "---\ntitle: Post\nrelated:\n  - dns/records\n---\n\n`[x](../dns/records.md)` [x](/dns/records.md)\n"
    ),
}
FILES = ("et/dns/plan.svg", "assets/logo.svg")


def move(texts: Texts, old: str, new: str, files: Iterable[str] = FILES) -> Changes:
    catalog = catalog_of(texts)
    known = frozenset(files)
    moves, moved_files = which(catalog, old, new, known)
    by_key = {(a.id, a.language): texts[f"{a.language}/{a.id}.md"] for a in catalog}
    return plan(catalog, assign(catalog)[0], Resolver(catalog, known), by_key, moves, moved_files)


def moved(texts: Texts, old: str, new: str, files: Iterable[str] = FILES) -> tuple[Texts, list[str]]:
    """The content folder afterwards: articles and other files."""
    changes = move(texts, old, new, files)
    kept = {path: text for path, text in texts.items() if path not in changes.renamed}
    return {**kept, **changes.texts}, [changes.renamed.get(file, file) for file in files]


def body(text: str) -> str:
    return article("et/x.md", text).body


def test_article_moves_in_all_its_languages() -> None:
    """To the same place in each."""
    assert move(TEXTS, "dns/records", "names/zone").renamed == {
        "et/dns/records.md": "et/names/zone.md",
        "en/dns/records.md": "en/names/zone.md",
    }


def test_links_of_others_follow() -> None:
    """In their own form, with their anchors; code and what leads elsewhere is as it was."""
    texts, _ = moved(TEXTS, "dns/records", "names/zone")
    assert texts["et/index.md"] == "[Kirjed](names/zone.md)\n"
    assert "[Kirjed](../names/zone.md#a) ![p](plan.svg)" in texts["et/dns/index.md"]
    assert "`[x](../dns/records.md)` [x](/names/zone.md)" in texts["et/mail/setup.md"]
    assert article("et/mail/setup.md", texts["et/mail/setup.md"]).meta.related == ("names/zone",)


def test_own_links_are_counted_from_the_new_place() -> None:
    """Those to itself, to another language and to files too."""
    texts, _ = moved(TEXTS, "dns/records", "deep/er/zone")
    assert "[Post](../../mail/setup.md) ![p](../../dns/plan.svg)" in texts["et/deep/er/zone.md"]
    assert '[Mail](../../../et/mail/setup.md "t")' in texts["en/deep/er/zone.md"]
    assert "[self](zone.md#a)" in texts["en/deep/er/zone.md"]


def test_old_addresses_become_aliases() -> None:
    """Each language its own; the source also those of the languages that have no version."""
    texts, _ = moved(TEXTS, "dns/records", "names/zone")
    assert article("et/x.md", texts["et/names/zone.md"]).meta.aliases == ("dns/records/", "/ru/dns/records/")
    assert article("en/x.md", texts["en/names/zone.md"]).meta.aliases == ("dns/records/",)


def test_slug_that_keeps_the_address_needs_no_alias() -> None:
    """Nothing moved for its readers."""
    texts = {"et/dns/a.md": "---\nslug: kirjed\n---\n", "en/dns/a.md": "", "ru/dns/a.md": ""}
    after, _ = moved(texts, "dns/a", "dns/b")
    assert article("et/x.md", after["et/dns/b.md"]).meta.aliases == ()
    assert article("en/x.md", after["en/dns/b.md"]).meta.aliases == ("dns/a/",)


def test_category_moves_with_everything_in_it() -> None:
    """Articles, sub-categories and files."""
    changes = move({**TEXTS, "et/dns/deep/x.md": ""}, "dns", "names")
    assert changes.renamed == {
        "et/dns/index.md": "et/names/index.md",
        "et/dns/records.md": "et/names/records.md",
        "en/dns/records.md": "en/names/records.md",
        "et/dns/deep/x.md": "et/names/deep/x.md",
        "et/dns/plan.svg": "et/names/plan.svg",
    }
    assert "[Kirjed](records.md#a) ![p](plan.svg)" in changes.texts["et/names/index.md"]


def test_article_moves_into_a_category_under_its_own_name() -> None:
    """As a file into a folder."""
    assert "et/mail/records.md" in move(TEXTS, "dns/records", "mail").texts


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("dns/records", "dns/records", "already there"),
        ("dns/recrods", "x", "there is no article or category"),
        ("dns", "dns/deep", "is inside"),
        ("dns/records", "mail/setup", "there is already an article"),
        ("mail", "dns/records", "there is already|is an article"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(old: str, new: str, reason: str) -> None:
    """Before anything is written."""
    with pytest.raises(WrongUse, match=reason):
        move(TEXTS, old, new)


def test_mistyped_name_gets_a_hint() -> None:
    """The nearest article."""
    with pytest.raises(WrongUse) as raised:
        move(TEXTS, "dns/recrods", "x")
    assert raised.value.hint == "did you mean dns/records?"


def test_file_of_a_category_never_replaces_another_file() -> None:
    """Two pictures of one name are two pictures."""
    texts = {"et/a/x.md": "", "et/b/y.md": ""}
    with pytest.raises(WrongUse, match=r"logo\.svg"):
        move(texts, "a", "b", ["et/a/logo.svg", "et/b/logo.svg"])


def test_moving_the_page_of_a_category_leaves_a_site_that_can_be_built() -> None:
    """Its old address stays the category's, so it can be nobody's alias; or the move is refused."""
    texts = {"et/dns/index.md": "", "et/dns/records.md": ""}
    with suppress(WrongUse):
        after, _ = moved(texts, "dns/index", "names/index")
        assert assign(catalog_of(after))[1] == []


LINKS = [
    "[a](../b/two.md)", "[a](two.md#x)", "![p](plan.svg)", "[r]: ../c/three.md", '<a href="../c/three.md">c</a>',
    "[l](../../en/a/one.md)", "[f](../../assets/logo.svg?v=1)", "[o](https://x.example/a.md)", "[g](gone.md)",
    "`[c](../b/two.md)`", "[t](../c/three.md \"title\")", "[n](../c/four%20five.md)", "[s](#here)", "[d](../c/)",
    "text",
]  # fmt: skip
PLACES = ["a/one", "a/two", "b/two", "b/index", "c/three", "c/four five", "index"]


PICTURES = frozenset(["et/a/plan.svg", "assets/logo.svg"])


@st.composite
def folders(draw: st.DrawFn) -> Texts:
    """Content folders whose articles link to one another in every form, with either line end."""
    paths = draw(
        st.lists(st.sampled_from([f"{c}/{p}.md" for c in ("et", "en") for p in PLACES]), min_size=1, unique=True)
    )
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    resolver = Resolver(catalog_of(dict.fromkeys(paths, "")), PICTURES)
    texts = {}
    for path in paths:
        rows = [_shortest(path, row) for row in draw(st.lists(st.sampled_from(LINKS), max_size=6))]
        texts[path] = newline.join(
            ["---", "title: T", "---", *(row for row in rows if _works(resolver, path, row)), ""]
        )
    return texts


def _works(resolver: Resolver, path: str, row: str) -> bool:
    """A broken link may come to lead somewhere by a move, so only those that never do are kept; nor is a link to a
    category that nobody wrote a page for, which is gone when its last article moves away.
    """
    return "gone" in row or all(_is_there(resolver, target) for target in _targets(resolver, path, row))


def _is_there(resolver: Resolver, target: Target) -> bool:
    match target:
        case ToArticle(id):
            return id in resolver.catalog.versions
        case Nowhere() | LeavesContent():
            return False
        case _:
            return True


def _shortest(path: str, text: str) -> str:
    """Links as kbgen writes them: not out of a folder and back into it."""
    folder = posixpath.dirname(path)

    def new(url: str) -> str:
        target, mark, rest = url.partition("#")
        if not target or ":" in target:
            return url
        slash = "/" if target.endswith("/") else ""
        return posixpath.relpath(posixpath.normpath(f"{folder}/{target}"), folder) + slash + mark + rest

    return rewrite_links(text, new)


def _targets(resolver: Resolver, path: str, text: str) -> list[Target]:
    found: list[Target] = []

    def note(url: str) -> str:
        found.append(resolver.resolve(url, article(path)))
        return url

    rewrite_links(text, note)
    return found


@LAW
@given(folders(), st.data())
def test_moving_there_and_back_gives_the_same_texts(texts: Texts, data: st.DataObject) -> None:
    """Apart from the aliases: no link is lost or changed on the way."""
    old = data.draw(st.sampled_from(sorted({path[3:-3] for path in texts})))
    new = data.draw(st.sampled_from(["n/new", "a/new", "new", "a/b/c/new"]))
    there, files = moved(texts, old, new, PICTURES)
    back, _ = moved(there, new, old, files)
    assert {path: body(text) for path, text in back.items()} == {path: body(text) for path, text in texts.items()}


@LAW
@given(folders(), st.data())
def test_after_a_move_every_link_leads_where_it_led(texts: Texts, data: st.DataObject) -> None:
    """To the same article under its new name; links to nothing lead to nothing."""
    old = data.draw(st.sampled_from(sorted({path[3:-3] for path in texts})))
    after, _ = moved(texts, old, "n/new", PICTURES)
    before_it, behind_it = Resolver(catalog_of(texts), PICTURES), Resolver(catalog_of(after), PICTURES)
    for path, text in texts.items():
        new_path = f"{path[:3]}n/new.md" if path[3:-3] == old else path
        wanted = [_renamed(target, old) for target in _targets(before_it, path, text)]
        assert [_renamed(t, old) for t in _targets(behind_it, new_path, after[new_path])] == wanted


def _renamed(target: Target, old: str) -> Target:
    match target:
        case ToArticle(id, language, anchor) if id == old:
            return ToArticle("n/new", language, anchor)
        case Nowhere():
            return Nowhere("")
        case _:
            return target


def test_after_moving_there_and_back_the_site_can_be_built() -> None:
    """The address that is the article's again is no alias any more."""
    there, files = moved(TEXTS, "dns/records", "names/zone")
    back, _ = moved(there, "names/zone", "dns/records", files)
    assert assign(catalog_of(back))[1] == []


def test_cyrillic_links_stay_readable() -> None:
    """A link that its author can read is not turned into percent signs."""
    texts = {"ru/dns/записи.md": "[п](../почта/настройка.md)\n", "ru/почта/настройка.md": ""}
    after, _ = moved(texts, "dns/записи", "имена/зона")
    assert after["ru/имена/зона.md"].endswith("[п](../почта/настройка.md)\n")


def test_link_in_angle_brackets_follows() -> None:
    """Names with spaces are linked so."""
    texts = {"et/a/my file.md": "", "et/b.md": "[x](<a/my file.md>)\n"}
    after, _ = moved(texts, "a/my file", "c/my file")
    assert after["et/b.md"] in ("[x](<c/my file.md>)\n", "[x](<c/my%20file.md>)\n")


def test_words_of_a_footnote_are_no_link() -> None:
    """“setup” in a sentence is not the article mail/setup."""
    texts = {"et/mail/setup.md": "", "et/mail/pop.md": "[^1]: setup is easy\n"}
    assert "et/mail/pop.md" not in move(texts, "mail/setup", "mail/config").texts


def test_made_links_are_those_that_authors_write() -> None:
    """Relative, with the ending."""
    assert relative_link("dns/records", "mail/setup") == "../mail/setup.md"
    assert relative_link("index", "mail/setup") == "mail/setup.md"


def test_name_that_changes_only_in_case_needs_no_alias() -> None:
    """The old address and the new one would be one file."""
    after, _ = moved(TEXTS, "dns/records", "dns/Records")
    assert assign(catalog_of(after))[1] == []


def test_links_to_a_category_that_nobody_wrote_a_page_for_follow_it() -> None:
    """It moves when everything in it moves, and stays when one article does."""
    texts = {"et/a.md": "[d](dns/)\n", "et/dns/x.md": "", "et/dns/y.md": ""}
    assert moved(texts, "dns", "names")[0]["et/a.md"] == "[d](names/)\n"
    assert moved(texts, "dns/x", "names/x")[0]["et/a.md"] == "[d](dns/)\n"


def test_old_address_with_a_space_becomes_an_alias_that_is_one() -> None:
    """Percent-encoded, as front matter wants it."""
    after, _ = moved({"et/minu kirjed.md": "---\ntitle: A\n---\n"}, "minu kirjed", "kirjed")
    assert "minu%20kirjed/" in article("et/x.md", after["et/kirjed.md"]).meta.aliases


def test_move_onto_the_old_address_of_another_article_is_refused() -> None:
    """Its readers would land on the wrong page, and the site could not be built."""
    texts = {"et/a.md": "---\naliases: [old/]\n---\n", "et/b.md": ""}
    with pytest.raises(WrongUse, match="the alias /et/old/ is the address of old"):
        move(texts, "b", "old")
