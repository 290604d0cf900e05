"""An article's text: its lines, fences, headings and plain words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.articles.article import (
    folder_of,
    headings,
    humanised,
    is_index,
    lines,
    plain,
    unclosed_fences,
)
from tests.catalogs import article, time_limit

LAW = settings(max_examples=200, deadline=None)
ROWS = ["", "text", "```", "```py", "~~~", "````", "> ```", "  ```", "``` a`b", "# h", "===", "---", "\ttab", "\u2028"]
BODIES = st.lists(st.sampled_from(ROWS), max_size=14).map("\n".join)


def code(body: str) -> list[int]:
    return [line.number for line in lines(body) if line.code]


@LAW
@given(BODIES | st.text())
def test_lines_joined_give_the_text_back(body: str) -> None:
    """None is lost, doubled or moved, however the fences stand."""
    found = list(lines(body))
    assert "\n".join(line.text for line in found) == body
    assert [line.number for line in found] == list(range(1, len(found) + 1))


@LAW
@given(BODIES)
def test_fence_that_never_closes_is_text(body: str) -> None:
    """And only such a fence is told."""
    told = set(unclosed_fences(body))
    assert told <= {line.number for line in lines(body) if not line.code}


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("a\n```\nb\n```\nc", [2, 3, 4]),
        ("```py\n# no heading\n```", [1, 2, 3]),
        ("~~~\n```\n~~~", [1, 2, 3]),
        ("````\n```\n````", [1, 2, 3]),
        ("```\nnever", []),
        ("```\nnever\n~~~\nb\n~~~", [3, 4, 5]),
        ("`` ` ``\n``` a`b\n```\n", []),
        ("> ```\n> a\n> ```", [1, 2, 3]),
        ("- x\n\n    ```\n    a\n    ```", [3, 4, 5]),
    ],
)
def test_fenced_blocks_are_code(body: str, numbers: list[int]) -> None:
    """With their fences; of backticks or tildes, in quotations and lists."""
    assert code(body) == numbers


def test_any_number_of_open_fences_is_read() -> None:
    """A file that somebody generated wrongly is told about, not crashed upon, and soon."""
    with time_limit(5):
        assert list(unclosed_fences("```python\n" * 1500)) == list(range(1, 1501))


def test_headings_of_both_forms() -> None:
    """Marked and underlined, but not in code."""
    body = "# One\n\nTwo\n===\n\nThree\n---\n\n### Four ###\n\n```\n# no\n```\n\n- a\n---\n\n|a|\n---\n\n####### no\n"
    assert [(h.line, h.level, h.text) for h in headings(body)] == [
        (1, 1, "One"),
        (3, 1, "Two"),
        (6, 2, "Three"),
        (9, 3, "Four"),
    ]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("DNS **records**", "DNS records"),
        ("`mx` and _x_", "mx and _x_"),
        ("[Mail](a.md) ![logo](b.svg)", "Mail logo"),
        ("Records { #records }", "Records"),
        ("Records {.big}", "Records"),
        ("a \\* b \\_ c", "a * b _ c"),
        ("x <kbd>Ctrl</kbd>", "x Ctrl"),
        ("~~old~~ ==new==", "old new"),
        ("", ""),
    ],
)
def test_plain_words_of_a_heading(markdown: str, words: str) -> None:
    """As they read in a title."""
    assert plain(markdown) == words


def test_title_is_the_front_matters_or_the_first_headings_or_the_files_name() -> None:
    """In this order."""
    assert article("et/set-up_mail.md", "---\ntitle: Post\n---\n\n# Other\n").title == "Post"
    assert article("et/set-up_mail.md", "## Two\n\n# *One*\n\n# Three\n").title == "One"
    assert article("et/set-up_mail.md").title == "Set up mail"
    assert article("et/web-mail/index.md").title == "Web mail"
    assert article("et/index.md").title == "Index"


@pytest.mark.parametrize(
    ("id", "folder", "index"),
    [
        ("index", "", True),
        ("a", "", False),
        ("a/index", "a", True),
        ("a/b/c", "a/b", False),
        ("myindex", "", False),
    ],
)
def test_id_says_where_an_article_is(id: str, folder: str, index: bool) -> None:
    """Its category, and whether it is the category's own page."""
    assert (folder_of(id), is_index(id)) == (folder, index)


@pytest.mark.parametrize(("name", "words"), [("a-b__c", "A b c"), ("-", ""), ("", ""), ("äpp", "Äpp"), ("DNS", "DNS")])
def test_file_names_in_words(name: str, words: str) -> None:
    """With a capital."""
    assert humanised(name) == words


def test_last_change_is_the_update_or_the_publication() -> None:
    """A review changes nothing."""
    head = "---\npublished: 2026-01-01\n{}reviewed: 2026-03-03\n---\n"
    assert str(article("et/a.md", head.format("updated: 2026-02-02\n")).changed_on) == "2026-02-02"
    assert str(article("et/a.md", head.format("")).changed_on) == "2026-01-01"
    assert article("et/a.md").changed_on is None
