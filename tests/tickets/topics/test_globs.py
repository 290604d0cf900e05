"""Patterns of tags."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.tickets.topics import globs
from tests.catalogs import time_limit

PATTERNS = st.text("ab*?.", max_size=8)
TAGS = st.text("ab.", max_size=8)


@given(PATTERNS, TAGS)
def test_patterns_fit_what_they_fit_in_a_shell(glob: str, tag: str) -> None:
    """Of the shell's marks there are two; brackets stand for themselves."""
    assert globs.matches(glob, tag) == fnmatchcase(tag, glob)


@given(st.lists(PATTERNS, min_size=1, max_size=5), TAGS)
def test_one_expression_finds_the_first_pattern_that_fits(patterns: list[str], tag: str) -> None:
    """As if one after the other were tried."""
    expression = globs.any_of(patterns)
    assert expression is not None
    found = expression.fullmatch(tag)
    place = next((i for i, glob in enumerate(patterns, 1) if globs.as_regex(glob) and fnmatchcase(tag, glob)), None)
    assert (found and found.lastindex) == place or (tag == "" and found is not None)


@given(PATTERNS, PATTERNS, TAGS)
def test_a_tag_that_both_fit_is_an_overlap(one: str, other: str, tag: str) -> None:
    """Whoever is asked first."""
    if fnmatchcase(tag, one) and fnmatchcase(tag, other):
        assert globs.overlap(one, other)
    assert globs.overlap(one, other) == globs.overlap(other, one)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("mail*", "*mail", True),
        ("mail-*", "mail_*", False),
        ("a*b", "b*a", False),
        ("a?c", "?b?", True),
        ("a?", "a", False),
        ("*", "", True),
        ("x*y*z", "*z*x", False),
        ("[a]", "?a?", True),
    ],
)
def test_overlaps(one: str, other: str, expected: bool) -> None:
    """Those that a reader of the file can check."""
    assert globs.overlap(one, other) is expected


def test_no_pattern_takes_for_ever() -> None:
    """However many stars it has."""
    with time_limit(5):
        assert not globs.matches("*a" * 30 + "b", "a" * 5000)
        assert globs.overlap("*a" * 100, "a*" * 100)
