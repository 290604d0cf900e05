"""Flagged topics as one page that needs nothing besides itself: no request leaves it, and it can be sent by mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from kbgen.reports import pages
from kbgen.reports.problem_list import counted
from kbgen.reports.topics import report
from kbgen.reports.topics.report import Report, Work

PAGE = Path(__file__).with_name("page.html")

_HEADS = (
    ("topic", ""),
    ("do", ""),
    ("lane", ""),
    ("tickets / usual", "number"),
    ("ratio", "number"),
    ("weeks", ""),
    ("who asks", ""),
    ("saves a month", "number"),
    ("effort", "number"),
)


def render(one: Report) -> str:
    """The page."""
    works = report.works(one.shown)
    heads = "".join(f'<th scope="col" role="columnheader" class="{kind}">{name}</th>' for name, kind in _HEADS)
    filled = {
        "title": f"What to write: {escape(one.site)}",
        "said": escape(_said(one, works)),
        "heads": heads,
        "rows": "\n".join(_row(work, number) for number, work in enumerate(works, 1)),
        "notices": "\n".join(_notices(one)),
        "basis": "\n".join(f"<p>{escape(text)}</p>" for text in report.basis(one)),
    }
    return pages.filled(PAGE, filled)


def _said(one: Report, works: Sequence[Work]) -> str:
    rises = sum(work.first.is_surge for work in works)
    todo = f"{counted(len(works), 'piece')} of work" if works else report.nothing(one).rstrip(".")
    rising = f", {rises} of them about something that rises" if rises else ""
    return f"{one.found.as_of.isoformat()}. {todo}{rising}."


def _row(work: Work, number: int) -> str:
    flag = work.first
    known = "".join(f"<code>{escape(id)}</code> " for id in flag.articles)
    command = f"<kbd>{escape(flag.command)}</kbd>" if flag.command else ""
    topic = f"<b>{escape(flag.name)}</b><span>{escape(flag.advice)}</span><small>{known}{command}</small>"
    asks = "".join(
        f"<small>{escape(text).replace(' ', '&nbsp;').replace(',&nbsp;', ', ')}</small>"
        for text in (report.parts(flag.languages), report.parts(flag.channels))
        if text
    )
    cells = (
        ("", f"{number:05}", topic),
        ("", work.kind, f'<span class="{escape(flag.kind.value)}">{escape(work.kind)}</span>'),
        ("", work.lanes, " ".join(f'<span class="lane {lane}">{lane}</span>' for lane in work.lanes.split(", "))),
        ("number", f"{flag.tickets}", escape(report.against(flag))),
        ("number", f"{flag.ratio.estimate:.4f}", escape(report.ratio(flag))),
        ("", "", _chart(flag.history)),
        ("", report.parts(flag.languages), f"<div>{asks}</div>" if asks else ""),
        ("number", f"{flag.saving.hours.estimate:.4f}", escape(report.hours(flag.saving.hours))),
        ("number", f"{flag.hours:.4f}", escape(report.effort(flag.hours))),
    )
    made = "".join(
        f'<td role="cell" data-label="{name}" data-key="{escape(key)}" class="{kind}">{shown}</td>'
        for (name, _), (kind, key, shown) in zip(_HEADS, cells, strict=True)
    )
    # A phone shows rows as blocks, which then are a table by their roles only.
    return f'<tr role="row">{made}</tr>'


_STEP, _HEIGHT = 4, 28


def _chart(history: Sequence[int | None]) -> str:
    """A bar for each week. In words: the sum, and the newest week."""
    most = max((number for number in history if number), default=0)
    bars = "".join(
        f'<rect x="{_STEP * place}" y="{_HEIGHT - tall}" width="{_STEP - 1}" height="{tall}"/>'
        for place, number in enumerate(history)
        if number and (tall := max(1, round(_HEIGHT * number / most)))
    )
    known = [number for number in history if number is not None]
    said = f"{counted(sum(known), 'ticket')} in {counted(len(known), 'week')}, {known[-1] if known else 0} in the last"
    return (
        f'<svg role="img" aria-label="{said}" viewBox="0 0 {_STEP * len(history)} {_HEIGHT}" '
        f'width="{_STEP * len(history)}" height="{_HEIGHT}"><title>{said}</title>{bars}</svg>'
    )


def _notices(one: Report) -> Iterator[str]:
    if one.found.notices:
        yield "<h2>Notices</h2><ul>"
        for notice in one.found.notices:
            yield f"<li><time>{notice.week.isoformat()}</time> {escape(notice.message)}</li>"
        yield "</ul>"
    if one.found.too_few:
        names = ", ".join(one.found.names.get(topic, topic) for topic in one.found.too_few)
        count = counted(len(one.found.too_few), "topic")
        yield f"<h2>Too few to tell</h2><details><summary>{count}, with too few tickets to tell a rise from chance"
        yield f"</summary><p>{escape(names)}</p></details>"
    if words := [f"<li>{escape(text)}</li>" for text in report.searches(one)]:
        yield f"<h2>Looked for in vain</h2><ul>{''.join(words)}</ul>"
