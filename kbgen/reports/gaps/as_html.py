"""Gaps as one page that needs nothing besides itself: no request leaves it, and it can be sent by mail."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from kbgen.reports import pages
from kbgen.reports.gaps import report
from kbgen.reports.gaps.report import Report
from kbgen.reports.problem_list import counted
from kbgen.translation.row import Row
from kbgen.translation.workload import Gap

PAGE = Path(__file__).with_name("page.html")

_HEADS = (
    ("article", ""),
    ("language", ""),
    ("state", ""),
    ("grade", "number"),
    ("changed", "number"),
    ("since", ""),
    ("owner", ""),
    ("harm", "number"),
)


def render(one: Report) -> str:
    """The page."""
    heads = "".join(f'<th scope="col" class="{kind}">{name}</th>' for name, kind in _HEADS)
    filled = {
        "title": f"Translation gaps: {escape(one.site)}",
        "day": one.day.isoformat(),
        "totals": "\n".join(_totals(one)),
        "heads": heads,
        "rows": "\n".join(map(_row, one.shown)),
        "said": escape(_said(one)),
    }
    return pages.filled(PAGE, filled)


def _said(one: Report) -> str:
    shown = counted(len(one.shown), "row") if one.shown else "No gaps"
    others = "1 more is a source" if one.hidden == 1 else f"{one.hidden} more are sources"
    hidden = f", {others} or up to date" if one.hidden else ""
    undated = f", of {one.undated} more nobody knows since when" if one.undated else ""
    return f"{shown}{hidden}{undated}."


def _totals(one: Report) -> Iterator[str]:
    for code, total in one.languages.items():
        words = ", ".join(f"{count} {name}" for name, count in report.summary(total))
        share = total.covered or 0
        demand = f" ({report.percent(total.covered_demand)} by demand)" if one.has_demand else ""
        yield (
            f'<li><span class="name">{escape(one.names.get(code, code))}</span>'
            f'<meter min="0" max="1" value="{share:.4f}">{report.percent(total.covered)}</meter>'
            f"<span>{report.percent(total.covered)} of {total.pages}{demand}</span> <small>{escape(words)}</small></li>"
        )


def _grade(row: Row) -> str:
    return f'<span class="{row.grade}">{row.grade}</span>' if row.grade else ""


def _row(gap: Gap) -> str:
    row = gap.row
    findings = "".join(f"<small>{escape(f'{note.place} {note.message}'.strip())}</small>" for note in row.findings)
    article = f"<b>{escape(row.title)}</b><small>{escape(row.article)}</small>{findings}"
    cells = (
        ("", row.article, article),
        ("", row.language, escape(row.language)),
        ("", row.state.value, f'<span class="state {row.state.value}">{row.state.value}</span>'),
        ("number", str(int(row.grade)), _grade(row)),
        ("number", str(row.changed), report.changed(row)),
        ("", row.since.isoformat() if row.since else "", row.since.isoformat() if row.since else ""),
        ("", row.owner, escape(row.owner)),
        ("number", f"{gap.harm:.2f}", f"{gap.harm:.0f}"),
    )
    made = "".join(
        f'<td data-label="{name}" data-key="{escape(key)}" class="{kind}">{shown}</td>'
        for (name, _), (kind, key, shown) in zip(_HEADS, cells, strict=True)
    )
    return f"<tr>{made}</tr>"
