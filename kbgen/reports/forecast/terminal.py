"""A forecast in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

import click

from kbgen.reports.forecast import report
from kbgen.reports.forecast.report import Report
from kbgen.tickets.forecast.forecast import Scenario, Step


def render(one: Report) -> str:
    """The years and quarters, scenarios, the backtest, and what to be careful about."""
    return "\n".join(line.rstrip() for line in _lines(one))


def _lines(one: Report) -> Iterator[str]:
    found = one.forecast
    if found.method is None:
        yield f"No forecast: {found.why}."
        return
    yield click.style(f"Tickets from {found.until} on: {report.said(found.method)}", bold=True)
    yield from wrap(f"({found.why}; {report.known(found)}.)", one.width)
    yield ""
    spans = (("year", found.years), ("quarter", found.quarters))
    rows = [(f"{kind} {n}", *_step(step, one)) for kind, steps in spans for n, step in enumerate(steps, 1)]
    yield from _table(("", "from", "to", "tickets", "80 % range", "people", "80 % range"), rows, left=3)
    yield ""
    yield from wrap(f"People: {report.sources(one.work)}.", one.width)
    yield ""
    heads = ("scenario", *(f"{'tickets' if not year else ''} year {year + 1}".strip() for year in range(_years(one))))
    yield from _table((*heads, "people, last year of it"), [_scenario(scenario, one) for scenario in found.scenarios])
    yield ""
    yield click.style("Backtest: how far off each method was, on these tickets", bold=True)
    yield from _backtest(one)
    for words in report.warnings(one):
        yield ""
        yield from wrap(f"Note: {words}.", one.width)


def _years(one: Report) -> int:
    return len(one.forecast.years)


def _step(step: Step, one: Report) -> tuple[str, ...]:
    people = report.people(step, one.work)
    return (
        step.first.isoformat(),
        step.last.isoformat(),
        f"{step.tickets:,.0f}",
        _range(step.low, step.high, 0),
        f"{people.estimate:.1f}",
        _range(people.low, people.high, 1),
    )


def _range(low: float | None, high: float | None, digits: int) -> str:
    return "–" if low is None or high is None else f"{low:,.{digits}f} to {high:,.{digits}f}"


def _scenario(scenario: Scenario, one: Report) -> tuple[str, ...]:
    return (
        report.scenario(scenario),
        *(f"{tickets:,.0f}" for tickets in scenario.years),
        f"{one.work.people(scenario.years[-1]):.1f}" if scenario.years else "",
    )


def _backtest(one: Report) -> Iterator[str]:
    trials = one.forecast.trials
    spans = [span for span in trials[0].errors if any(len(trial.known(span)) for trial in trials)]
    years = [span for span in spans if span.is_year] or spans[:2]
    heads = ["method"]
    for span in years:
        heads += [f"error, {report.span_name(span)}", "held 80 %"]
    rows = []
    for trial in trials:
        cells = [f"{'→ ' if trial.name == one.forecast.method else '  '}{report.said(trial.name)}"]
        for span in years:
            cells += [report.error(trial, span), report.held(trial, span)]
        rows.append(tuple(cells))
    yield from _table(tuple(heads), rows)
    if winner := one.winner:
        quarters = [span for span in spans if not span.is_year]
        told = ", ".join(f"{report.span_name(span)} {report.error(winner, span)}" for span in quarters)
        yield f"  by quarter ahead: {told}" if told else "  nothing has been looked ahead to for long enough yet"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Columns; the first ``left`` of them are of words."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        aligned = [
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return "  " + "  ".join(aligned)

    yield click.style(line(heads).rstrip(), dim=True)
    yield from map(line, rows)
