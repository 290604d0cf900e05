"""What builds remember of articles is what reading and converting them would give."""

from __future__ import annotations

import sqlite3

import pytest

from kbgen.publish import draft
from kbgen.publish.remembered import of_builds
from tests.sites import SiteFolder

CHANGES: dict[str, tuple[str, str | bytes]] = {
    "a text": ("content/en/dns/records.md", "# DNS\n\nOther words, [a link](#nowhere).\n"),
    "a windows file": (
        "content/en/dns/records.md",
        "\ufeff---\r\ntitle: Records\r\n---\r\n\r\nWords.\r\n",
    ),
    "a wrong value": ("content/et/dns/records.md", "---\ntitle: Kirjed\nreviewed: soon\n---\n\nSõnad.\n"),
    "a wrong key": ("content/et/dns/records.md", "---\ntitle: Kirjed\nauthor: Mari\nowner: dns\n---\n\nSõnad.\n"),
    "no front matter at all": ("content/fi/dns/records.md", "---\ntitle: [\n---\n\nSanat.\n"),
    "other bytes": ("content/ru/dns/records.md", "Записи".encode("cp1251")),
    "a new article": ("content/et/dns/new.md", "# Uus\n\nSõnad.\n"),
}


def assert_the_same(site: SiteFolder) -> None:
    """To the last line number of a key, which articles do not compare by themselves."""
    plain, remembered = (draft.read(site.config, remembering=one) for one in (False, True))
    assert remembered == plain
    assert [a.key_lines for a in remembered.site.catalog] == [a.key_lines for a in plain.site.catalog]


@pytest.mark.parametrize("built_after", [True, False])
@pytest.mark.parametrize("change", CHANGES)
def test_reading_with_builds_gives_the_same(site: SiteFolder, change: str, built_after: bool) -> None:
    """Whether they have seen the change or not."""
    site.build(keep_going=True)
    site.write(*CHANGES[change])
    if built_after:
        site.build(keep_going=True)
    assert_the_same(site)


def test_what_is_known_is_neither_parsed_nor_converted(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise there were no use in it."""
    site.build()
    plain = draft.read(site.config)

    def no_more(*_: object, **__: object) -> None:
        raise AssertionError("this is known")

    monkeypatch.setattr("kbgen.articles.files.parse", no_more)
    monkeypatch.setattr("kbgen.markup.convert.Converter.convert", no_more)
    assert draft.read(site.config, remembering=True) == plain


@pytest.mark.parametrize("column", ["record", "body", "record_mark", "body_mark"])
def test_damaged_rows_are_as_good_as_absent(site: SiteFolder, column: str) -> None:
    """Nobody but this user's builds may say what an article holds."""
    site.build()
    with sqlite3.connect(site.root / ".kbgen/articles.db") as db:
        db.execute(f"update texts set {column} = substr({column}, 2)")
    assert_the_same(site)


def test_a_cache_that_is_none_is_not_asked(site: SiteFolder) -> None:
    """As after a crash, and before the first build."""
    assert of_builds(site.config) is None
    site.write(".kbgen/articles.db", b"no database at all")
    assert_the_same(site)


def test_extensions_that_may_make_anything_are_not_remembered(site: SiteFolder) -> None:
    """A snippet's file changes without the article's."""
    site.build()
    site.settings(markdown_extensions=["pymdownx.snippets"])
    assert of_builds(site.config) is None
