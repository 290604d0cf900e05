"""``content/synonyms.yml``."""

from __future__ import annotations

import pytest

from kbgen.search import synonyms
from tests.search.contents import ROOT

LANGUAGES = ["en", "et", "fi", "ru"]


def test_groups_are_read_for_each_language() -> None:
    """Numbers are words, too."""
    found, problems = synonyms.parse("en:\n  - [mailbox, inbox]\n  - [2FA, 404]\n", "s.yml", LANGUAGES)
    assert found == {"en": (("mailbox", "inbox"), ("2FA", "404"))}
    assert not problems


def test_empty_file_says_nothing() -> None:
    """And is no mistake."""
    assert synonyms.parse("# later\n", "s.yml", LANGUAGES) == ({}, [])


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("en: [\n", 2, "KB102"),
        ("- [a, b]\n", 1, "KB102"),
        ("et: [[postkast, meilikast]]\nen: mailbox\n", 2, "KB102"),
        ("de:\n  - [a, b]\n", 1, "KB111"),
        ("en:\n  - [mailbox, inbox]\n  - [spam]\n", 3, "KB112"),
        ("en:\n  - [spam, Spam, “spam”]\n", 2, "KB112"),
        ("en:\n  - mailbox\n", 2, "KB112"),
        ("en:\n  - [mailbox, [inbox]]\n", 2, "KB112"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, line: int, code: str) -> None:
    """The rest of the file counts all the same."""
    _, problems = synonyms.parse(text, "s.yml", LANGUAGES)
    assert [(p.line, p.code) for p in problems] == [(line, code)]


def test_groups_of_the_starter_are_without_mistakes() -> None:
    """In all its languages."""
    found, problems = synonyms.parse((ROOT / "content/synonyms.yml").read_text("utf-8"), "s.yml", LANGUAGES)
    assert not problems
    assert sorted(found) == LANGUAGES
