"""The benchmark of flags: its table, and a run with a few hundred tickets."""

from __future__ import annotations

from pathlib import Path

from bench import tickets_flags
from bench.tickets_flags import Figures


def test_import_and_first_flags_add_up() -> None:
    """What somebody waits for who has just got an export."""
    table = tickets_flags.table(Figures(84_000, 2.5, 1.75, 1.0, 0.8, 0.2)).split("\n")
    assert table[0] == "| 84,000 tickets | CPU |"
    assert "| export to flags | 4.25 s |" in table


def test_a_small_desk_is_measured(tmp_path: Path) -> None:
    """All of its commands come to an end."""
    found = tickets_flags.measure(26, 800, 1, tmp_path)
    assert 200 < found.tickets < 800
    assert 0 < found.gaps_without < found.gaps
    assert found.again > 0
