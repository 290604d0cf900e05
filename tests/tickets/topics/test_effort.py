"""Lengths of work."""

from __future__ import annotations

import pytest

from kbgen.tickets.topics.effort import hours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 h", 2),
        ("30 min", 0.5),
        ("1 h 30 min", 1.5),
        ("1h30m", 1.5),
        ("1,5 tundi", 1.5),
        ("2 tuntia", 2),
        ("30 минут", 0.5),
        ("1 day", 8),
        ("2 hours.", 2),
    ],
)
def test_lengths_in_the_words_of_the_languages(text: str, expected: float) -> None:
    """A day has eight hours of work."""
    assert hours(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text", ["", "2", "h", "0 h", "-1 h", "2 x", "nan h", "1e9 h", "2 h or so", "99999 h", "1 2 h"]
)
def test_what_is_no_length(text: str) -> None:
    """Nothing is guessed."""
    assert hours(text) is None
