"""``kbgen search``: what it prints for people and for programs, whatever it is asked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.publish import staff_index
from kbgen.search.answers import answering
from tests.search.conftest import cache as cache
from tests.sites import Called, SiteFolder

pytestmark = pytest.mark.usefixtures("cache")

GUIDE = """---
title: {title}
description: {description}
owner: {owner}
---

{text}
"""


@pytest.fixture
def help_site(site: SiteFolder) -> SiteFolder:
    """The small site with some articles worth finding."""
    articles = {
        "et/mail/full": (
            "Postkast on täis",
            "Kuidas ruumi teha.",
            "Mail",
            "Kustutage vanad kirjad.\n\n## Prügikast { #bin }\n\nTühjendage prügikast, et postkastis oleks ruumi.",
        ),
        "en/mail/full": (
            "The mailbox is full",
            "How to make room.",
            "Mail",
            "Delete old messages.\n\n## The bin { #bin }\n\nEmpty the bin of your mailboxes.",
        ),
        "ru/mail/full": (
            "Почтовый ящик переполнен",
            "Как освободить место.",
            "Mail",
            "Удалите старые письма.\n\n## Корзина { #bin }\n\nОчистите корзину почтового ящика.",
        ),
        "fi/mail/full": (
            "Postilaatikko on täynnä",
            "Näin vapautat tilaa.",
            "Mail",
            "Poista vanhat viestit.\n\n## Roskakori { #bin }\n\nTyhjennä roskakori.",
        ),
        "en/dns/advanced/mx": ("MX records", "Where mail goes.", "Domains", "A record for mail servers."),
    }
    for path, (title, description, owner, text) in articles.items():
        site.write(f"content/{path}.md", GUIDE.format(title=title, description=description, owner=owner, text=text))
    return site


def results(site: SiteFolder, *arguments: str) -> list[dict[str, Any]]:
    """What a program gets."""
    done = site.kbgen("search", "--json", *arguments)
    assert done.code == 0, done.err
    found = json.loads(done.out)["results"]
    assert isinstance(found, list)
    return found


def articles(site: SiteFolder, *arguments: str) -> list[str]:
    return [f"{result['language']}/{result['article']}" for result in results(site, *arguments)]


def test_a_result_for_programs(help_site: SiteFolder) -> None:
    """Article, title, address with the anchor of the best section, score, excerpt; and what staff sort by."""
    (first, *_) = results(help_site, "tyhjennä roskakori", "--lang", "fi")
    assert first | {"score": 0} == {
        "article": "mail/full",
        "title": "Postilaatikko on täynnä",
        "url": "https://help.example.com/fi/mail/full/#bin",
        "score": 0,
        "excerpt": "Tyhjennä roskakori.",
        "language": "fi",
        "heading": "Roskakori",
        "path": "content/fi/mail/full.md",
        "category": "mail",
        "owner": "Mail",
        "state": "written",
        "missing": [],
    }
    assert first["score"] > 0
    assert help_site.kbgen("search", "bin", "--json").out == help_site.kbgen("search", "bin", "--format", "json").out


@pytest.mark.parametrize(
    ("query", "language", "article"),
    [
        ("postkastid", "et", "mail/full"),
        ("postkatsis", "et", "mail/full"),
        ("mailbox", "en", "mail/full"),
        ("malbox ful", "en", "mail/full"),
        ("почтовые ящики", "ru", "mail/full"),
        ("postilaatikossa", "fi", "mail/full"),
    ],
)
def test_any_form_and_slip_of_the_hand_finds_it(help_site: SiteFolder, query: str, language: str, article: str) -> None:
    assert articles(help_site, query, "--lang", language)[0] == f"{language}/{article}"


def test_all_languages_are_searched_if_none_is_named(help_site: SiteFolder) -> None:
    assert articles(help_site, "почтовый", "ящик")[0] == "ru/mail/full"
    assert {language for language, *_ in (a.split("/") for a in articles(help_site, "993"))} == {"et", "en"}
    assert {a.split("/")[0] for a in articles(help_site, "records", "-l", "en,ru")} <= {"en", "ru"}


def test_filters(help_site: SiteFolder) -> None:
    """A category has those below it; a state may be that of a language that is missing."""
    assert articles(help_site, "records", "--category", "dns/advanced") == ["en/dns/advanced/mx"]
    assert {*articles(help_site, "records", "--category", "dns", "-l", "en")} >= {
        "en/dns/advanced/mx",
        "en/dns/records",
    }
    assert articles(help_site, "mail", "--owner", "domains") == ["en/dns/advanced/mx"]
    missing = results(help_site, "mail", "--state", "missing", "-l", "en")
    assert {r["article"]: r["missing"] for r in missing}["dns/advanced/mx"] == ["et", "fi", "ru"]
    assert "mail/full" not in {r["article"] for r in missing}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x", "--category", "dsn"), "there is no category dsn"),
        (("x", "--owner", "Maill"), "did you mean Mail?"),
        (("x", "--lang", "xx"), "the site has no language"),
        (("--like", "mail/ful"), "did you mean mail/full?"),
        ((), "name what to look for"),
        (("  ",), "name what to look for"),
        (("x", "--like", "mail/full"), "name what to look for"),
        (("x", "--limit", "0"), "0 is not in the range"),
    ],
)
def test_wrong_use_is_named(help_site: SiteFolder, arguments: tuple[str, ...], said: str) -> None:
    """With what was probably meant."""
    done = help_site.kbgen("search", *arguments)
    assert done.code == 2
    assert said in done.err


def test_drafts_and_hidden_articles_are_found_only_on_demand(help_site: SiteFolder) -> None:
    """Staff see what customers see."""
    help_site.write("content/en/dns/soon.md", "---\ntitle: Crocodiles\ndescription: D.\ndraft: true\n---\n\nText.\n")
    assert "en/dns/soon" not in articles(help_site, "crocodiles")
    found = results(help_site, "crocodiles", "--drafts")
    assert [(r["article"], r["state"]) for r in found[:1]] == [("dns/soon", "draft")]
    assert articles(help_site, "crocodiles", "--drafts", "--state", "draft") == ["en/dns/soon"]


def test_related_articles(help_site: SiteFolder) -> None:
    """In the article's source language, or in one that is named; never the article itself."""
    assert articles(help_site, "--like", "content/en/dns/advanced/mx.md")[0] == "en/dns/records"
    assert articles(help_site, "--like", "dns/records") == articles(help_site, "--like", "dns/records", "-l", "et")
    assert "en/dns/records" not in articles(help_site, "--like", "dns/records", "-l", "en")


def test_a_batch_has_a_list_for_every_line(help_site: SiteFolder) -> None:
    """Also for lines that are empty, odd or not UTF-8, from a file or from the standard input."""
    queries = "mailbox full\r\n\n???\n" + "a" * 10_000 + "\nпочтовый ящик"
    path = help_site.write("queries.txt", b"\xef\xbb\xbf" + queries.encode() + b"\n\xff\xfe\n")
    done = help_site.kbgen("search", "--batch", str(path), "--lang", "en,ru", "--format", "json", "-n", "2")
    assert done.code == 0
    lists = [json.loads(line) for line in done.out.splitlines()]
    assert len(lists) == 6
    assert lists[0][0]["article"] == "mail/full"
    assert lists[0][0]["language"] == "en"
    assert lists[1] == lists[2] == []
    assert lists[4][0]["language"] == "ru"
    assert lists[0] == results(help_site, "mailbox full", "--lang", "en,ru", "-n", "2")
    as_text = help_site.kbgen("search", "--batch", str(path), "-l", "en").out
    assert as_text.splitlines()[:2] == ["mailbox full", "  1. The mailbox is full · en/mail/full"]
    real = help_site.kbgen_process("search", "--batch", "-", "--json", stdin="mailbox full\n")
    assert json.loads(real.out)[0]["article"] == "mail/full"


# -- in the terminal -------------------------------------------------------------------------------------------------


def printed(site: SiteFolder, monkeypatch: pytest.MonkeyPatch, width: int, *arguments: str) -> Called:
    monkeypatch.setenv("COLUMNS", str(width))
    return site.kbgen("search", *arguments)


def test_the_list_for_people(help_site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph a result; below them, how many there are of each kind."""
    done = printed(help_site, monkeypatch, 80, "почтовом ящике", "-l", "ru", "-n", "1")
    assert done.out.splitlines()[:4] == [
        " 1. Почтовый ящик переполнен › Корзина",
        "    ru · mail · Mail",
        "    https://help.example.com/ru/mail/full/#bin",
        "    Очистите корзину почтового ящика.",
    ]
    assert re.search(r"^\d found", done.out, re.MULTILINE)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_lines_fit_the_terminal(help_site: SiteFolder, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Addresses are left whole, so that they can be clicked."""
    long = "Очистите корзину почтового ящика, чтобы освободить место. " * 20
    help_site.write("content/ru/mail/long.md", f"---\ntitle: {'Почтовый ящик ' * 8}\n---\n\n{long}\n")
    done = printed(help_site, monkeypatch, width, "почтовый ящик")
    lines = [line for line in done.out.splitlines() if "://" not in line]
    assert max(map(len, lines)) <= max(30, min(width, 100))


def test_found_words_stand_out_in_colour(help_site: SiteFolder) -> None:
    """Inflected ones too; and without a terminal there is no trace of colours."""
    from kbgen.reports.answers import text

    collection, _ = staff_index.up_to_date(help_site.config)
    found = answering(collection, "mailbox", ["en"], limit=1)
    made = text(found, lambda answer: answer.address, asked="", width=80)
    assert click.style("mailboxes", fg="yellow", bold=True) + "." in made
    assert "\x1b" not in help_site.kbgen("search", "mailbox").out


def test_did_you_mean(help_site: SiteFolder) -> None:
    """Only where no language knows the words."""
    assert help_site.kbgen("search", "mesages", "-l", "en").out.startswith("Did you mean “messages”?")
    assert "Did you mean" not in help_site.kbgen("search", "messages").out
    assert "Did you mean" not in help_site.kbgen("search", "prügikastid", "-l", "et").out


def test_the_other_keyboard_layout(help_site: SiteFolder) -> None:
    """What was meant is said, its words are marked, and languages of the script that was typed take no part in it."""
    done = help_site.kbgen("search", "gjxnjdsq zobr", "-n", "1")
    assert done.out.splitlines()[:3] == [
        "Results for “почтовый ящик”",
        "",
        " 1. Почтовый ящик переполнен › Корзина",
    ]
    assert "Did you mean" not in done.out
    found = json.loads(help_site.kbgen("search", "ьфшдищч", "--json").out)
    assert (found["retyped"], found["did_you_mean"]) == ("mailbox", "")
    assert {one["language"] for one in found["results"]} == {"en"}
    assert json.loads(help_site.kbgen("search", "mailbox", "--json").out)["retyped"] == ""


def test_nothing_found_is_an_answer(help_site: SiteFolder) -> None:
    """And no failure: the exit code is 0."""
    done = help_site.kbgen("search", "???")
    assert (done.code, done.out) == (0, "Nothing found for “???”.\n")
    assert results(help_site, "???") == []


def test_an_article_cannot_move_the_cursor(help_site: SiteFolder) -> None:
    """Control characters and marks of direction of texts and queries are not printed."""
    help_site.write(
        "content/en/dns/odd.md", '---\ntitle: "Odd \\e[31m crocodile \\u202E"\n---\n\nThe crocodile\x1b[2J.\n'
    )
    out = help_site.kbgen("search", "crocodile").out
    assert "crocodile" in out
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", out)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", help_site.kbgen("search", "\x1b[31m\u202e ???").out)


ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "a" * 10_000,
            "почта " * 2_000,
            "\x00\x1b[31m\u202e",
            'title:(a OR b*) "x y"~2^3 [a TO b] NOT',
            "* ? ~ AND ( ",
            "<script>alert(1)</script>",
            "’“”—…",
            "مرحبا \u200f עברית",
            "почtа mаilbox",
            "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀",
            "constructor __proto__",
        ]
    ),
)


def test_any_query_is_answered(help_site: SiteFolder) -> None:
    """Whatever it is made of, and soon."""
    collection, _ = staff_index.up_to_date(help_site.config)

    @settings(max_examples=150, deadline=1000, suppress_health_check=[HealthCheck.nested_given])
    @given(ODD)
    def answered(query: str) -> None:
        found = answering(collection, query, counted=True)
        assert len(found.shown) == min(10, found.total)
        assert [a.score for a in found.shown] == sorted((a.score for a in found.shown), reverse=True)

    answered()


def test_syntax_of_query_languages_is_text(help_site: SiteFolder) -> None:
    """Quotes, brackets and the like are no commands."""
    plain = articles(help_site, "mailbox full")
    assert articles(help_site, 'title:"mailbox"~2 (full*)', "-l", "en")[0] == plain[0]
    assert articles(help_site, "--", "-mailbox", "+full")[0] == plain[0]


def test_a_folder_without_a_site_is_named(tmp_path: Path) -> None:
    done = SiteFolder(tmp_path).kbgen("search", "x")
    assert done.code == 2
    assert "mkdocs.yml" in done.err
