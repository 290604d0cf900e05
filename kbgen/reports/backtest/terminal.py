"""A backtest in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

import click

from kbgen.reports.backtest import report
from kbgen.reports.backtest.report import Report, Table


def render(one: Report) -> str:
    """The load, the power and the calibration, with what they mean."""
    return "\n".join(line.rstrip() for line in _lines(one))


def _lines(one: Report) -> Iterator[str]:
    yield click.style(f"Backtest: {report.summary(one)}", bold=True)
    yield ""
    yield click.style("How much there is to look at", bold=True)
    yield from _wrapped(report.load(one), one)
    yield from _table(report.load_table(one))
    yield ""
    yield click.style("What is seen, of rises that were added to these weeks", bold=True)
    yield from _table(report.power_table(one))
    yield from _wrapped(report.power_words(one), one)
    yield ""
    yield click.style("Whether p is right", bold=True)
    yield from _table(report.calibration_table(one))
    yield from _wrapped([report.CALIBRATION], one)


def _wrapped(sentences: Iterable[str], one: Report) -> Iterator[str]:
    return (line for sentence in sentences for line in wrap(sentence, one.width))


def _table(table: Table) -> Iterator[str]:
    heads, rows = table
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    for place, cells in enumerate((heads, *rows)):
        line = "  " + "  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        yield click.style(line, dim=True) if not place else line
