"""Gaps as Markdown, for an issue, a wiki or a message."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.reports.gaps import report
from kbgen.reports.gaps.report import Report
from kbgen.reports.plain import plain
from kbgen.translation.workload import Gap


def render(one: Report) -> str:
    """Totals by language, then the rows."""
    return "\n".join([*_totals(one), *_rows(one)])


def _totals(one: Report) -> Iterator[str]:
    yield f"# Translation gaps: {plain(one.site)}, {one.day.isoformat()}"
    yield ""
    yield "| language | covered | pages | to do |"
    yield "| --- | ---: | ---: | --- |"
    for code, total in one.languages.items():
        todo = ", ".join(f"{count} {name}" for name, count in report.summary(total))
        name = f"{plain(one.names.get(code, code))} ({code})"
        yield f"| {name} | {report.percent(total.covered)} | {total.pages} | {todo} |"
    yield ""


def _rows(one: Report) -> Iterator[str]:
    if not one.shown:
        yield "No gaps."
        return
    yield "| article | language | state | grade | changed | since | owner | findings |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    yield from (_row(gap) for gap in one.shown)


def _row(gap: Gap) -> str:
    row = gap.row
    since = row.since.isoformat() if row.since else ""
    findings = "; ".join(f"{note.place} {note.message}".strip() for note in row.findings)
    article = f"{plain(row.title)} ({plain(row.article)})"
    cells = (article, row.language, row.state.value, report.grade(row), report.changed(row), since)
    return f"| {' | '.join((*cells, plain(row.owner), plain(findings)))} |"
