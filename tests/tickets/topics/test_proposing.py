"""Proposals for the topics file, and where they are put."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kbgen.tickets.store import TagUse
from kbgen.tickets.topics import Alias, Topic, TopicsFile
from kbgen.tickets.topics.inserting import CannotInsert, with_entries
from kbgen.tickets.topics.loading import parse
from kbgen.tickets.topics.proposing import Proposal, Suggestion, language_of, lines, main_language, proposals
from kbgen.tickets.topics.usage import dead, unknown, unused

DAY = datetime(2026, 11, 1, tzinfo=UTC)
LANGUAGES = {"et": (), "en": ()}


def uses(**tickets: int) -> dict[str, TagUse]:
    """Tags with their tickets; underscores are dashes."""
    return {
        tag.replace("_", "-"): TagUse(number, datetime(2025, 1, 1, tzinfo=UTC), DAY) for tag, number in tickets.items()
    }


FILE = TopicsFile(
    {"mail": Topic("mail", tags=(Alias("webmail", line=3), Alias("imap*", line=4), Alias("pop", None, DAY.date(), 5)))}
)


def test_unknown_tags_come_with_the_tag_that_they_are_like() -> None:
    """The most used first; patterns, built-in patterns and front matter make tags known."""
    found = unknown(FILE, uses(web_mail=3, refund=9, imap_port=5, closed_by_merge=8, dns=7), ["dns"])
    assert [(one.tag, one.tickets, one.like, one.topic) for one in found] == [
        ("refund", 9, "", ""),
        ("closed-by-merge", 8, "", ""),
        ("web-mail", 3, "webmail", "mail"),
    ]


def test_dead_tags_are_told_with_their_last_day() -> None:
    """Those that ended by themselves are not, nor those that no ticket ever had."""
    there = uses(refund=9) | {"webmail": TagUse(1, DAY.replace(year=2024), DAY.replace(year=2025, month=2))}
    assert [(p.code, p.line, p.message) for p in dead(FILE, there, DAY)] == [
        ("KB708", 3, "no ticket had “webmail” in the last year; the last was on 2025-02-01"),
    ]
    assert unused(FILE, there) == ("imap*", "pop")
    assert list(dead(FILE, uses(webmail=1), DAY)) == []


def test_an_entry_is_made_of_a_group_of_variants() -> None:
    """With the words of the first one; what belongs to a known tag gets none."""
    known = unknown(FILE, uses(web_mail=30, white_screen=9, white_screens=5, vpn=4))
    found = list(proposals(known, lambda words: Suggestion((f"a/{words.lower()}",), "en")))
    assert [(one.topic, one.variants, one.tickets, one.name, one.articles) for one in found] == [
        ("white-screen", ("white-screens",), 14, "White screen", ("a/white screen",)),
        ("vpn", (), 4, "Vpn", ("a/vpn",)),
    ]


@pytest.mark.parametrize(
    ("words", "expected"), [("invoice", "en"), ("õngitsus", "et"), ("домен", "ru"), ("12", "en"), ("中文", "et")]
)
def test_language_of_words(words: str, expected: str) -> None:
    """By their letters; English where they leave it open."""
    assert language_of(words, ["et", "en", "ru", "fi"], "et") == expected


@pytest.mark.parametrize(
    ("tickets", "expected"),
    [
        ({"et": 95, "ru": 5}, "et"),
        ({"et": 95, "": 90}, "et"),
        ({"et": 60, "ru": 40}, ""),
        ({"et": 40, "": 60}, ""),
        ({"lv": 100}, ""),
        ({}, ""),
    ],
)
def test_a_desk_of_one_language_has_tags_in_it(tickets: dict[str, int], expected: str) -> None:
    """“arve” is an invoice in Estonian and a value in Finnish; nobody who wrote the tag knew Finnish."""
    assert main_language(tickets, ["et", "en", "ru", "fi"]) == expected
    if expected:
        assert language_of("arve", ["et", "en"], "et", expected) == expected


ENTRY = Proposal("white-screen", ("wsod",), 14, "White screen", "en", ("a/b",), {"php": 0.6})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "# Which tags of the help desk mean the same, and which articles answer them.\ntopics:\n{entry}"),
        ("ignored: [x]", "ignored: [x]\n\ntopics:\n{entry}"),
        ("topics:\nignored: [x]\n", "topics:\n{entry}ignored: [x]\n"),
        (
            "# Ours.\ntopics:\n  mail:  # first\n    tags: [a]  # and b\n\n# Not asked\nignored: [x]\n",
            "# Ours.\ntopics:\n  mail:  # first\n    tags: [a]  # and b\n{entry}\n# Not asked\nignored: [x]\n",
        ),
        ("topics:\n  mail:", "topics:\n  mail:\n{entry}"),
        ("topics:\n  mail: {tags: [a,\n    b]}\nsystem:\n", "topics:\n  mail: {tags: [a,\n    b]}\n{entry}system:\n"),
    ],
)
def test_entries_are_put_behind_those_that_are_there(before: str, after: str) -> None:
    """Comments and order stay; a file is begun where there is none."""
    entry = "".join(f"{line}\n" for line in lines(ENTRY))
    assert with_entries(before, [ENTRY]) == after.replace("{entry}", entry)
    with_crlf = with_entries(before.replace("\n", "\r\n"), [ENTRY])
    if "\n" in before:
        assert with_crlf == after.replace("{entry}", entry).replace("\n", "\r\n")


def test_indentation_is_that_of_the_file() -> None:
    """So that the entries belong to the same mapping."""
    made = with_entries("topics:\n    mail:\n        tags: [a]\n", [ENTRY])
    assert list(yaml.safe_load(made)["topics"]) == ["mail", "white-screen"]


@pytest.mark.parametrize("text", ["topics: {mail: }\n", "{topics: }\n", "- mail\n", "topics: [mail]\n"])
def test_no_place_for_an_entry(text: str) -> None:
    """It is told, and nothing is made of the file."""
    with pytest.raises(CannotInsert):
        with_entries(text, [ENTRY])


LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="*?")
TAGS = st.text(LETTERS | st.just(" "), min_size=1, max_size=12).map(lambda tag: tag.strip().lower()).filter(bool)


@given(st.lists(TAGS, min_size=1, max_size=4, unique=True))
def test_whatever_the_tags_are_the_file_says_them(tags: list[str]) -> None:
    """Colons, quotation marks, numbers: what is written is read again as it was."""
    first, *others = tags
    made = with_entries("topics:\n  x-y:\n", [Proposal(first, tuple(others), 2, first, "en", (), None)])
    file, problems = parse(made, "topics.yml", LANGUAGES, ())
    assert [p for p in problems if p.code not in ("KB706", "KB705", "KB703")] == [], made
    if first != "x-y":
        assert [alias.tag for alias in file.topics[first].tags] == others
