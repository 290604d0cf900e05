"""A forecast as Markdown, for an issue, a wiki or a message."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.reports.forecast import report
from kbgen.reports.forecast.report import Report
from kbgen.reports.plain import plain


def render(one: Report) -> str:
    """Years and quarters, scenarios, backtest."""
    return "\n".join(_lines(one))


def _lines(one: Report) -> Iterator[str]:
    found = one.forecast
    yield f"# Tickets to come: {plain(one.site)}, {found.until.isoformat()}"
    yield ""
    if found.method is None:
        yield f"No forecast: {found.why}."
        return
    yield f"Method: {report.said(found.method)} ({found.why})."
    yield f"People: {report.sources(one.work)}."
    yield ""
    yield "| from | to | tickets | 80 % range | people | 80 % range |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for step in (*found.years, *found.quarters):
        people = report.people(step, one.work)
        yield (
            f"| {step.first} | {step.last} | {step.tickets:,.0f} | {_range(step.low, step.high, 0)} "
            f"| {people.estimate:.1f} | {_range(people.low, people.high, 1)} |"
        )
    yield ""
    yield f"| scenario | {' | '.join(f'year {year + 1}' for year in range(len(found.years)))} |"
    yield f"| --- |{' ---: |' * len(found.years)}"
    for scenario in found.scenarios:
        yield f"| {report.scenario(scenario)} | {' | '.join(f'{tickets:,.0f}' for tickets in scenario.years)} |"
    yield ""
    years = [span for span in found.trials[0].errors if span.is_year]
    yield f"| backtest |{''.join(f' error, {report.span_name(span)} | held 80 % |' for span in years)}"
    yield f"| --- |{' ---: | ---: |' * len(years)}"
    for trial in found.trials:
        cells = "".join(f" {report.error(trial, span)} | {report.held(trial, span)} |" for span in years)
        yield f"| {report.said(trial.name)} |{cells}"
    for words in report.warnings(one):
        yield from ("", f"Note: {plain(words)}.")


def _range(low: float | None, high: float | None, digits: int) -> str:
    return "–" if low is None or high is None else f"{low:,.{digits}f} to {high:,.{digits}f}"
