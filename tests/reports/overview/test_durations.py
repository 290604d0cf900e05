"""How the report writes how long something takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen import wording
from kbgen.reports.overview import durations
from kbgen.tickets.flagging.saving import Range

ENGLISH, ESTONIAN, RUSSIAN, FINNISH = (wording.words(code, domain=wording.REPORT) for code in ("en", "et", "ru", "fi"))


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "0 min"), (0.004, "0 min"), (0.4, "24 min"), (0.99, "59 min"), (0.995, "1.0 h"), (1, "1.0 h"), (31.4, "31 h")],
)
def test_less_than_an_hour_is_in_minutes(hours: float, said: str) -> None:
    """Never as a full 60 of them."""
    assert durations.text(hours, ENGLISH) == said


def test_each_language_has_its_units() -> None:
    """And its decimal comma, and a number is not parted from its unit where that is the custom."""
    others = (ESTONIAN, RUSSIAN, FINNISH)
    assert [durations.text(1.26, words) for words in others] == ["1,3 h", "1,3\xa0ч", "1,3\xa0t"]
    assert [durations.text(0.4, words) for words in (ESTONIAN, RUSSIAN, FINNISH)] == [
        "24 min",
        "24\xa0мин",
        "24\xa0min",
    ]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.9, 4.4, "54 min – 4.4 h"), (1.9, 3.4, "1.9–3.4 h"), (0.17, 0.77, "10–46 min"), (0, 1.6, "0–1.6 h")],
)
def test_the_ends_of_a_range(low: float, high: float, said: str) -> None:
    """Each with its unit, which they share where they can."""
    assert durations.between(Range(high, low, high), ENGLISH) == said
    assert durations.with_range(Range(high, low, high), ENGLISH) == f"{durations.text(high, ENGLISH)} ({said})"


@given(st.floats(0, 500), st.floats(0, 500))
def test_the_end_of_a_range_reads_as_it_does_by_itself(one: float, other: float) -> None:
    """0.4 h in one place and 24 min in another would be two figures to whoever compares them."""
    low, high = sorted((one, other))
    said = durations.between(Range(high, low, high), ENGLISH)
    assert said.endswith(durations.text(high, ENGLISH))
    first, unit = re.split(r" – |–", said)[0], said.rsplit(" ", 1)[1]
    assert durations.text(low, ENGLISH) in (first, f"{first} {unit}", "0 min")


def test_what_is_reckoned_again_is_in_hours() -> None:
    """To the hundredth."""
    assert durations.exact(0.4, ENGLISH) == "0.40 h"
    assert durations.exact_between(Range(0.4, 0.123, 1), ENGLISH) == "0.12–1.00 h"
