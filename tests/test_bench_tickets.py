"""The benchmark of tickets: its arithmetic, and a run with a handful of them."""

from __future__ import annotations

from pathlib import Path

from bench import tickets
from bench.tickets import Run


def test_ratios_are_those_of_the_rounds() -> None:
    """The median of each round's ratio; of memory the highest."""
    ours = [Run(2, 4, 300, 7), Run(6, 6, 400, 7), Run(9, 9, 100, 7)]
    plain = [Run(1, 1, 100, 7), Run(2, 2, 100, 7), Run(9, 9, 200, 7)]
    row = tickets.table({"tickets.csv": {"kbgen": ours, "duckdb": plain}}).split("\n")[-1]
    assert row == "| tickets.csv | 2.00 | 3.00 | 6.00 | 2.00 | 6.00 | 2.00 | 400 | 200 |"


def test_both_sides_read_the_same_files(tmp_path: Path) -> None:
    """Calendar weeks and weeks counted back differ in where they begin, so that the numbers of counts are only near."""
    found = tickets.scale(3000, 1, tmp_path)
    assert set(found) == {"tickets.csv", "tickets.parquet"}
    for runs in found.values():
        (ours,), (plain,) = runs["kbgen"], runs["duckdb"]
        assert 0 < ours.counted <= 1.1 * plain.counted
        assert ours.cpu > 0 < plain.peak


def test_a_year_is_imported_and_flagged(tmp_path: Path) -> None:
    (seconds,) = tickets.year(500, 1, tmp_path)
    assert set(seconds) == {"import", "topics"}
