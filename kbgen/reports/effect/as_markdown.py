"""Effects as Markdown, for an issue, a wiki or a message."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.reports.effect import report
from kbgen.reports.effect.report import Report
from kbgen.reports.plain import plain
from kbgen.tickets.effect.findings import Finding


def render(one: Report) -> str:
    """A table, then what is to be said of all of it."""
    return "\n".join(_lines(one))


def _lines(one: Report) -> Iterator[str]:
    yield f"# Effects of articles: {plain(one.site)}, {one.day.isoformat()}"
    yield ""
    if not one.findings:
        yield "No article that answers a topic has changed."
    else:
        yield "| article | change | topic | answer | before | after | expected | p | q |"
        yield "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: |"
        yield from (_row(finding, one) for finding in one.findings)
    for notice in one.notices:
        yield from ("", plain(notice))


def _row(finding: Finding, one: Report) -> str:
    effect, comparison = finding.effect, finding.effect.comparison
    figures = ("", "", "", "", "")
    if comparison:
        after = comparison.after
        figures = (
            f"{comparison.before.weekly:.1f}",
            f"{after.weekly:.1f}",
            f"{comparison.expected / after.weeks:.1f}",
            f"{comparison.p:.3f}",
            "" if finding.q is None else f"{finding.q:.3f}",
        )
    said = "; ".join(filter(None, (report.verdict(finding, one), report.advice(effect), *effect.notes)))
    cells = (
        f"{finding.title} ({finding.article})",
        report.head(finding, one),
        report.tickets_of(effect, finding.name, one),
        said,
    )
    return f"| {' | '.join((*map(plain, cells), *figures))} |"
