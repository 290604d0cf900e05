"""Effects in a terminal: each change with its answer, and the figures that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import click

from kbgen.reports.effect import report
from kbgen.reports.effect.report import Report
from kbgen.reports.silent import harmless
from kbgen.tickets.effect.effect import Verdict
from kbgen.tickets.effect.findings import Finding

_COLOURS = {Verdict.LOWERED: "green", Verdict.ROSE: "red"}


def render(one: Report) -> str:
    """Article by article. Of many articles, figures are shown only where something happened."""
    return "\n".join(line.rstrip() for line in _lines(one))


def _lines(one: Report) -> Iterator[str]:
    if not one.findings:
        since = f" since {one.since.isoformat()}" if one.since else ""
        yield f"No article that answers a topic has changed{since}."
    for (article, title), findings in groupby(one.findings, lambda finding: (finding.article, finding.title)):
        yield f"{click.style(harmless(title), bold=True)}  {click.style(harmless(article), dim=True)}"
        for finding in findings:
            yield from _finding(finding, one)
        yield ""
    if one.since and one.findings:
        yield summary(one)
    yield from (harmless(notice) for notice in one.notices)


def _finding(finding: Finding, one: Report) -> Iterator[str]:
    effect = finding.effect
    yield f"  {report.head(finding, one)} → {harmless(report.tickets_of(effect, finding.name, one))}"
    said = click.style(harmless(report.verdict(finding, one)), fg=_COLOURS.get(effect.verdict), bold=True)
    yield f"    {said}"
    if one.since and effect.verdict not in _COLOURS:
        return
    if comparison := effect.comparison:
        for name, weeks, tickets, words in report.lines(comparison):
            yield click.style(f"    {name:<8}  {weeks:<24}  {tickets:>13}  {words}".rstrip(), dim=True)
        yield click.style(f"    {report.placebos(comparison, finding.q)}", dim=True)
    for note in filter(None, (report.advice(effect), *effect.notes)):
        yield f"    {harmless(note)}"


def summary(one: Report) -> str:
    """How many of which verdict."""
    counts = {verdict: sum(finding.effect.verdict is verdict for finding in one.findings) for verdict in Verdict}
    told = ", ".join(f"{report.MEANING[verdict]} {count}" for verdict, count in counts.items() if count)
    return f"Changes since {one.since}: {len(one.findings)}, of which {told}. Name an article to see its figures."
