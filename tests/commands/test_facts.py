"""``kbgen facts``: what it prints for people and for programs, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sites import SiteFolder


@pytest.fixture
def wrong(site: SiteFolder) -> SiteFolder:
    """The small site, in which the English port is another one and a Russian link is missing."""
    site.replace("content/en/mail/setup.md", "| 993 |", "| 995 |")
    return site


def findings(site: SiteFolder, *arguments: str) -> list[Any]:
    """What ``kbgen facts --format json`` prints."""
    found = site.kbgen_json("facts", "--format", "json", *arguments)["findings"]
    assert isinstance(found, list)
    return found


def of_setup(site: SiteFolder, *arguments: str) -> list[Any]:
    """The findings about one article."""
    return [one for one in findings(site, *arguments) if one["article"] == "mail/setup"]


def test_programs_get_values_and_places_by_language(wrong: SiteFolder) -> None:
    """In the form that the manual describes."""
    assert of_setup(wrong) == [
        {
            "article": "mail/setup",
            "kind": "number",
            "values": {"et": ["993"], "en": ["995"]},
            "places": {"et": "content/et/mail/setup.md:12", "en": "content/en/mail/setup.md:11"},
        }
    ]


def test_people_get_a_table(wrong: SiteFolder) -> None:
    """With the file and line of each language, and what was found in all at the end."""
    called = wrong.kbgen("facts", "mail/setup")
    assert called.out.splitlines() == [
        "mail/setup",
        "",
        "  number",
        "    et  993  content/et/mail/setup.md:12",
        "    en  995  content/en/mail/setup.md:11",
    ]
    assert (called.code, called.err) == (0, "1 difference in 1 of 1 article\n")


def test_the_language_that_stands_alone_is_marked(wrong: SiteFolder) -> None:
    """Where the others agree; so are missing facts."""
    text = wrong.read("content/et/mail/setup.md")
    wrong.write("content/fi/mail/setup.md", text.replace("id: mail\n", ""))
    wrong.write("content/ru/mail/setup.md", text.replace("id: mail\n", "").replace("993", "TLS"))
    rows = wrong.kbgen("facts", "mail/setup").out.splitlines()
    assert rows[3:] == [
        "    et  993  content/et/mail/setup.md:12",
        "    en  995  content/en/mail/setup.md:11",
        "    ru  —    content/ru/mail/setup.md:11",
        "    fi  993  content/fi/mail/setup.md:11",
    ]
    wrong.replace("content/ru/mail/setup.md", "| TLS | TLS |", "| 993 | TLS |")
    rows = wrong.kbgen("facts", "mail/setup").out.splitlines()
    assert [row.endswith("← differs") for row in rows[3:]] == [False, True, False, False]


def test_nothing_found_is_said(site: SiteFolder) -> None:
    """On the standard error; there is no result."""
    called = site.kbgen("facts", "mail/setup", "--fail-on-findings")
    assert (called.code, called.out, called.err) == (0, "", "no differences in 1 article\n")


def test_findings_fail_only_where_that_is_asked_for(wrong: SiteFolder) -> None:
    """For CI."""
    assert wrong.kbgen("facts").code == 0
    assert wrong.kbgen("facts", "--fail-on-findings").code == 1
    assert wrong.kbgen("facts", "--fail-on-findings", "--kind", "price").code == 0


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--kind", "number"], 1),
        (["--kind", "price", "--kind", "number"], 1),
        (["--kind", "price"], 0),
        (["--lang", "et,en"], 1),
        (["--lang", "en"], 1),
        (["--lang", "ru"], 0),
        (["--lang", "ru", "--lang", "fi"], 0),
        (["--category", "mail"], 1),
        (["--category", "mail/"], 1),
        (["--category", "dns"], 0),
        (["content/en/mail/setup.md"], 1),
        (["dns/records"], 0),
    ],
)
def test_filters(wrong: SiteFolder, arguments: list[str], found: int) -> None:
    """By kind, language, category and article."""
    assert len(of_setup(wrong, *arguments)) == found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["mail/setpu"], "mail/setup"),
        (["--category", "mial"], "mail"),
        (["--lang", "de"], "no language"),
        (["--kind", "colour"], "colour"),
    ],
)
def test_what_does_not_exist_is_refused(site: SiteFolder, arguments: list[str], said: str) -> None:
    """With a hint; a typing mistake must not look like a clean site."""
    called = site.kbgen("facts", *arguments)
    assert called.code == 2 and said in called.err and called.out == ""


def test_the_file_of_exceptions_counts_and_its_mistakes_are_named(wrong: SiteFolder) -> None:
    """Here and by the check."""
    wrong.write("content/facts.yml", "- article: mail/setup\n  values: [993, 995]\n- kind: colour\n")
    called = wrong.kbgen("facts", "mail/setup")
    assert called.out == ""
    assert "content/facts.yml:3: KB113" in called.err
    assert "content/facts.yml:3: KB113" in wrong.kbgen("check").out


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_compared(wrong: SiteFolder) -> None:
    """Nothing is passed over in silence."""
    wrong.write("content/ru/mail/setup.md", b"\xff\xfe")
    wrong.write("content/fi/mail/setup.md", "---\ntitle: [\n---\n")
    called = wrong.kbgen("facts", "mail/setup")
    assert "content/ru/mail/setup.md:1: KB101" in called.err and "content/fi/mail/setup.md" in called.err
    assert "993" in called.out


def test_moving_an_article_moves_its_exception(wrong: SiteFolder) -> None:
    """Else its differences would be named again."""
    wrong.write("content/facts.yml", "- article: mail/setup   # two servers\n  kind: number\n")
    assert wrong.kbgen("mv", "mail/setup", "mail/program").code == 0
    assert wrong.read("content/facts.yml") == "- article: mail/program   # two servers\n  kind: number\n"


def test_drafts_are_left_out(wrong: SiteFolder) -> None:
    """They are not yet what readers see."""
    wrong.replace("content/en/mail/setup.md", "title:", "draft: true\ntitle:")
    assert of_setup(wrong) == []


def test_signs_that_move_the_cursor_are_not_printed(wrong: SiteFolder) -> None:
    """Whatever a text holds."""
    wrong.replace("content/en/mail/setup.md", "| 995 |", "| `a\x1b[2J\u202eb` |")
    assert "\x1b[2J" not in wrong.kbgen("facts").out and "\u202e" not in wrong.kbgen("facts").out
