"""Flagged topics as Markdown, for an issue, a wiki or a message."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.reports.plain import plain
from kbgen.reports.topics import report
from kbgen.reports.topics.report import Report, Work

_HEADS = ("topic", "do", "lane", "tickets / usual", "ratio", "languages", "channels", "saves a month", "effort")


def render(one: Report) -> str:
    """The pieces of work in a table, what to do about each, then what else there is to know."""
    works = report.works(one.shown)
    return "\n".join([*_table(one, works), *_advice(works), *_notices(one), *_basis(one)])


def _table(one: Report, works: list[Work]) -> Iterator[str]:
    yield f"# Topics: {plain(one.site)}, {one.found.as_of.isoformat()}"
    yield ""
    if not works:
        yield report.nothing(one)
        return
    yield f"| {' | '.join(_HEADS)} |"
    yield f"| {' | '.join(['---'] * 3 + ['---:'] * 2 + ['---'] * 2 + ['---:'] * 2)} |"
    for work in works:
        flag = work.first
        cells = (
            flag.name,
            work.kind,
            work.lanes,
            report.against(flag),
            report.ratio(flag),
            report.parts(flag.languages),
            report.parts(flag.channels),
            report.hours(flag.saving.hours),
            report.effort(flag.hours),
        )
        yield f"| {' | '.join(map(plain, cells))} |"


def _advice(works: list[Work]) -> Iterator[str]:
    if works:
        yield from ("", "## What to do", "")
        yield from (
            f"{n}. **{plain(work.first.name)}** – {plain(work.first.advice)}" for n, work in enumerate(works, 1)
        )


def _notices(one: Report) -> Iterator[str]:
    if one.found.notices:
        yield from ("", "## Notices", "")
        yield from (f"- {notice.week.isoformat()}: {plain(notice.message)}" for notice in one.found.notices)
    if one.found.too_few:
        names = ", ".join(plain(one.found.names.get(topic, topic)) for topic in one.found.too_few)
        yield from ("", "## Too few to tell", "", names)
    if words := [f"- {plain(text)}" for text in report.searches(one)]:
        yield from ("", "## Looked for in vain", "", *words)


def _basis(one: Report) -> Iterator[str]:
    yield from ("", *report.basis(one))
