"""A backtest as Markdown, to paste into a report."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.reports.backtest import report
from kbgen.reports.backtest.report import Report, Table


def render(one: Report) -> str:
    """The same as in the terminal, with headings."""
    return "\n".join(_lines(one))


def _lines(one: Report) -> Iterator[str]:
    yield f"# Backtest: {report.summary(one)}"
    yield "\n## How much there is to look at\n"
    yield " ".join(report.load(one))
    yield from _table(report.load_table(one))
    yield "\n## What is seen, of rises that were added to these weeks"
    yield from _table(report.power_table(one))
    yield ""
    yield " ".join(report.power_words(one))
    yield "\n## Whether p is right"
    yield from _table(report.calibration_table(one))
    yield f"\n{report.CALIBRATION}"


def _table(table: Table) -> Iterator[str]:
    heads, rows = table
    yield f"\n| {' | '.join(heads)} |"
    yield f"| {' | '.join('---:' for _ in heads)} |"
    for cells in rows:
        yield f"| {' | '.join(cells)} |"
