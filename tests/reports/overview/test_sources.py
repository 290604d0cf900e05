"""Where the figures of the report come from, in words."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.overview.sources import History
from kbgen.reports.overview import compose
from kbgen.wording import REPORT, words

FIRST, LAST = date(2026, 11, 20), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("en", "1 commit on Nov 22, 2026.", "5 commits from Nov 20, 2026 to Nov 22, 2026."),
        ("et", "1 sissekanne, 22. nov 2026.", "5 sissekannet, 20. nov 2026 – 22. nov 2026."),
    ],
)
def test_a_history_of_one_day_names_it_once(language: str, one: str, several: str) -> None:
    """Such is that of everybody who has just begun."""
    spoken = words(language, domain=REPORT)
    assert compose._state("history", History(1, LAST, LAST, True), spoken) == one
    assert compose._state("history", History(5, FIRST, LAST, True), spoken) == several
