"""Which days a file tells of."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.tickets.readers.periods import day_of, in_comments, in_name

QUARTER = (date(2026, 1, 1), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01T23:59:00Z", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
        ("1.3.2026", date(2026, 3, 1)),
        ("01.03.2026 13:05", date(2026, 3, 1)),
        ("2026-02-30", None),
        ("3/1/2026", None),
        ("", None),
    ],
)
def test_days(cell: str, expected: date | None) -> None:
    """What may be two days is none."""
    assert day_of(cell) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("imported_pages_20260101_20260331.csv", QUARTER),
        ("Export _ Page URLs _ 2026-01-01,2026-03-31.csv", QUARTER),
        ("pages 2026-02.csv", (date(2026, 2, 1), date(2026, 3, 1))),
        ("pages-2026-12.csv", (date(2026, 12, 1), date(2027, 1, 1))),
        ("goatcounter-export-20230516T230630Z-0.csv", None),
        ("pages-2026-03-31.csv", None),
        ("pages.csv", None),
    ],
)
def test_names(name: str, expected: tuple[date, date] | None) -> None:
    """A single day in a name may be when the file was made."""
    assert in_name(name) == expected


def test_comments() -> None:
    """As Google Analytics writes them in reports and in explorations."""
    assert in_comments(["# Start date: 20260101", "# End date: 20260331"]) == QUARTER
    assert in_comments(["# ----", "# Pages", "# 20260101-20260331"]) == QUARTER
    assert in_comments(["# Pages"]) is None
