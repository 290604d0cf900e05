"""The benchmark of surveys: its arithmetic, and a run with a handful of articles."""

from __future__ import annotations

from pathlib import Path

from bench import gaps
from bench.gaps import Figures


def test_growth_is_counted_by_the_article() -> None:
    """Ten times the articles in twenty times the time is × 2."""
    table = gaps.table([Figures(100, 10, 1, 2, 10), Figures(1000, 100, 20, 10, 100)]).split("\n")
    assert table[2] == "| 100 | 400 | 10.00 s | 1.00 s | 2.00 s |"
    assert table[-1] == "| × 10.0 | by the article | × 1.00 | × 2.00 | × 0.50 |"


def test_a_small_site_is_measured(tmp_path: Path) -> None:
    """Its translations are confirmed, and those of the changed sources are stale."""
    found = gaps.measure(3, 1, tmp_path)
    assert found.articles == 24
    assert found.stale == 9
    assert 0 < found.warm < found.cold
