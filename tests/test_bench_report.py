"""The benchmark of the editors' report: a run with a handful of articles."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from bench import report
from bench.report import Figures
from bench.report_site import END

pytest.importorskip("duckdb")


def test_a_row_for_each_command() -> None:
    """Seconds with two digits, beside those of the check."""
    assert report.table(Figures(1600, 168_000, 31.5, 12.25, 5, 2.5)).split("\n") == [
        "| 1,600 articles, 168,000 tickets | CPU | of the check |",
        "| --- | ---: | ---: |",
        "| `kbgen report`, the first time | 31.50 s | 12.60 |",
        "| `kbgen build`, the first time | 12.25 s | 4.90 |",
        "| `kbgen report`, again | 5.00 s | 2.00 |",
        "| `kbgen check` | 2.50 s | 1.00 |",
    ]


def test_a_small_site_is_measured(tmp_path: Path) -> None:
    """Its report is one of all that there is: tickets, views, and a history that reaches back as far as asked for."""
    found = report.measure(articles=4, a_year=1500, weeks=30, rounds=1, work=tmp_path)
    assert min(found.first, found.build, found.again, found.check) > 0
    assert found.again < found.first
    assert len(list((tmp_path / "site" / "content" / "et").rglob("*.md"))) == found.articles > 4
    written = json.loads((tmp_path / "report" / "report.json").read_text("utf-8"))
    assert written["as_of"] == END.isoformat()
    assert not {one["name"] for one in written["sources"] if one["missing"]}
    log = ("git", "-C", str(tmp_path / "site"), "log", "--format=%cs")
    days = subprocess.run(log, check=True, capture_output=True, text=True).stdout.split()
    assert (len(days), days[0], days[-1]) == (31, "2026-11-18", "2026-04-26")
