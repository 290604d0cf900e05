"""Effects in a terminal: each change with its answer, and the figures that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap

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
    for (article, title), findings in groupby(one.shown, lambda finding: (finding.article, finding.title)):
        yield f"{click.style(harmless(title), bold=True)}  {click.style(harmless(article), dim=True)}"
        for finding in findings:
            yield from _finding(finding, one)
        yield ""
    if one.since and one.findings:
        yield from _wrapped(summary(one), one)
    for notice in one.notices:
        yield from _wrapped(harmless(notice), one)


def _finding(finding: Finding, one: Report) -> Iterator[str]:
    effect = finding.effect
    head = f"{report.head(finding, one)} → {harmless(report.tickets_of(effect, finding.name, one))}"
    yield from _wrapped(head, one, "  ")
    for line in _wrapped(harmless(report.verdict(finding, one)), one, "    "):
        yield click.style(line, fg=_COLOURS.get(effect.verdict), bold=True)
    if one.since and effect.verdict not in _COLOURS:
        return
    if comparison := effect.comparison:
        for name, weeks, tickets, words in report.lines(comparison):
            begin = f"    {name:<8}  {weeks:<24}  {tickets:>13}  "
            yield from _dim(_wrapped(words, one, begin) if words else [begin.rstrip()])
        yield from _dim(_wrapped(report.placebos(comparison, finding.q), one, "    "))
    for note in filter(None, (report.advice(effect), *effect.notes)):
        yield from _wrapped(harmless(note), one, "    ")


def _dim(lines: Iterable[str]) -> Iterator[str]:
    return (click.style(line, dim=True) for line in lines)


def _wrapped(text: str, one: Report, begin: str = "") -> list[str]:
    """Lines no wider than the terminal; those after the first begin below its text, if there is room."""
    if one.width is None or len(begin) + len(text) <= one.width:
        return [begin + text]
    if len(begin) > one.width // 2 and begin.strip():
        return [begin.rstrip(), *_wrapped(text, one, " " * 6)]
    return wrap(text, max(one.width, 20), initial_indent=begin, subsequent_indent=" " * len(begin))


def summary(one: Report) -> str:
    """How many of which verdict."""
    counts = {verdict: sum(finding.effect.verdict is verdict for finding in one.findings) for verdict in Verdict}
    told = ", ".join(f"{report.MEANING[verdict]} {count}" for verdict, count in counts.items() if count)
    hidden = len(one.findings) - len(one.shown)
    cut = f" The {len(one.shown)} most telling are shown, --all shows the other {hidden}, too." if hidden else ""
    return f"Changes since {one.since}: {len(one.findings)}, of which {told}.{cut} Name an article to see its figures."
