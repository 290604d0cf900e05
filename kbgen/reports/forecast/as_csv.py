"""A forecast for a spreadsheet: UTF-8 with the mark that Excel wants, a line for each span and scenario."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kbgen.reports.forecast import report
from kbgen.reports.forecast.report import Report

HEAD = ("kind", "from", "to", "tickets", "tickets_low", "tickets_high", "people", "people_low", "people_high")


def render(one: Report) -> str:
    """Years, quarters, then the years of each scenario; nothing but the head where there is no forecast."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEAD)
    writer.writerows(_rows(one))
    return "\ufeff" + out.getvalue().removesuffix("\r\n")


def _rows(one: Report) -> Iterator[tuple[object, ...]]:
    found = one.forecast
    for kind, steps in (("year", found.years), ("quarter", found.quarters)):
        for step in steps:
            people = report.people(step, one.work)
            tickets = (round(step.tickets), _rounded(step.low, 0), _rounded(step.high, 0))
            yield (kind, step.first, step.end, *tickets, *(_rounded(number, 2) for number in people))
    for scenario in found.scenarios:
        for step, tickets_then in zip(found.years, scenario.years, strict=True):
            needed = round(one.work.people(tickets_then), 2)
            kind = f"scenario: {report.scenario(scenario)}"
            yield (kind, step.first, step.end, round(tickets_then), "", "", needed, "", "")


def _rounded(number: float | None, digits: int) -> float | str:
    return "" if number is None else round(number, digits or None)
