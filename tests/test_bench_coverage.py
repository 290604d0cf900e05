"""The benchmark of the weeks of coverage: a run with a handful of articles."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bench import coverage
from bench.coverage import Figures


def test_a_row_for_each_size() -> None:
    """Seconds with two digits."""
    assert coverage.table([Figures(1600, 1040, 7.5, 0.2, 1.44, 0.17)]).split("\n")[2] == (
        "| 1600 | 1040 | 7.50 s | 0.20 s | 1.44 s | 0.17 s |"
    )


def test_a_small_site_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered takes less than what is not."""
    monkeypatch.setattr(coverage, "DAYS", 8)
    found = coverage.measure(3, 1, tmp_path)
    working_days = sum(1 for n in range(1, 15) if n != 8 and (coverage.TODAY - timedelta(days=8 - n)).isoweekday() <= 5)
    assert found.commits == 1 + coverage.EACH_DAY * working_days
    assert 0 < found.again < found.first
