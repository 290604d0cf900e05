"""The table of gaps in a terminal: as wide as this is, and plain text in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from kbgen.reports.gaps import report
from kbgen.reports.gaps.report import Report
from kbgen.reports.silent import harmless
from kbgen.translation.row import Row
from kbgen.translation.standing import Grade, State
from kbgen.translation.workload import Gap, Total

NARROW = 72
"""In a narrower terminal an article has a line of its own."""

BAR = 12
MOST_FINDINGS = 2
"""So many findings of a row are told; JSON has them all."""

_COLOURS = {Grade.CRITICAL: "red", Grade.MATERIAL: "yellow"}
_HEADS = ("article", "lang", "state", "grade", "changed", "age", "owner", "demand")


def render(one: Report) -> str:
    """The rows, then what the languages come to."""
    lines = [*_table(one), *([""] if one.shown else []), *_left_out(one), *_totals(one)]
    return "\n".join(line.rstrip() for line in lines)


# -- rows ------------------------------------------------------------------------------------------------------------


def _table(one: Report) -> Iterator[str]:
    rows = [_cells(gap, one) for gap in one.shown]
    columns = [place for place in range(len(_HEADS)) if place < 3 or any(row[place] for row in rows)]
    if not rows:
        return
    widths = [max(len(_HEADS[place]), *(len(row[place]) for row in rows)) for place in range(len(_HEADS))]
    rest = sum(widths[place] + 2 for place in columns[1:])
    narrow = one.width is not None and one.width < max(NARROW, rest + 24)
    if one.width is not None and not narrow:
        widths[0] = min(widths[0], one.width - rest)
    if not narrow:
        yield click.style("  ".join(_HEADS[place].ljust(widths[place]) for place in columns).rstrip(), dim=True)
    for gap, cells in zip(one.shown, rows, strict=True):
        last = columns[-1]
        styled = [_styled(gap.row, place, cells[place], widths[place] if place != last else 0) for place in columns]
        if narrow:
            yield click.style(_end(cells[0], one.width), bold=True)
            yield from _folded([(cells[place], _styled(gap.row, place, cells[place], 0)) for place in columns[1:]], one)
        else:
            yield "  ".join(styled)
        yield from _findings(gap.row, one.width)


def _folded(cells: Iterable[tuple[str, str]], one: Report) -> Iterator[str]:
    """Cells one after another, in as many lines as it takes; each as it is, and in its colour."""
    line: list[str] = []
    length = 0
    for text, styled in cells:
        if not text:
            continue
        if line and one.width is not None and length + 2 + len(text) > one.width:
            yield "  " + "  ".join(line)
            line, length = [], 0
        line.append(styled)
        length += 2 + len(text)
    yield "  " + "  ".join(line)


def _cells(gap: Gap, one: Report) -> tuple[str, ...]:
    row = gap.row
    cells = (
        row.article,
        row.language,
        row.state.value,
        report.grade(row),
        report.changed(row),
        report.age(row.since, one.day),
        row.owner,
        _demand(gap),
    )
    return tuple(harmless(cell) for cell in cells)


def _demand(gap: Gap) -> str:
    known = ((gap.demand.tickets, "tickets"), (gap.demand.views, "views"))
    return ", ".join(f"{round(number, 1):g} {name}" for number, name in known if number is not None)


def _styled(row: Row, place: int, text: str, width: int) -> str:
    padded = (_end(text, width) if width else text).ljust(width)
    if _HEADS[place] == "grade" and row.grade in _COLOURS:
        return click.style(padded, fg=_COLOURS[row.grade], bold=row.grade is Grade.CRITICAL)
    if _HEADS[place] == "state" and row.state in (State.MISSING, State.STUB):
        return click.style(padded, fg="magenta")
    if _HEADS[place] in ("age", "owner"):
        return click.style(padded, dim=True)
    return padded


def _findings(row: Row, width: int | None) -> Iterator[str]:
    shown = row.findings[:MOST_FINDINGS]
    for finding in shown:
        place = f"{finding.place}: " if finding.place else ""
        yield click.style(_start(f"    {place}{harmless(finding.message)}", width), dim=True)
    if more := len(row.findings) - len(shown):
        yield click.style(f"    and {more} more", dim=True)


def _start(text: str, width: int | None) -> str:
    return text if width is None or len(text) <= width else f"{text[: max(1, width - 1)]}…"


def _end(text: str, width: int | None) -> str:
    """Of a path the end tells most."""
    return text if width is None or len(text) <= width else f"…{text[len(text) - max(1, width - 1) :]}"


# -- below the table -------------------------------------------------------------------------------------------------


def _left_out(one: Report) -> Iterator[str]:
    if not one.shown:
        done = one.total.states[State.FRESH] == one.total.pages
        yield click.style("No gaps.", fg="green") if done else "Nothing like that."
    if one.hidden:
        others = "1 more is a source" if one.hidden == 1 else f"{one.hidden} more are sources"
        them = "it" if one.hidden == 1 else "them"
        yield click.style(f"{others} or up to date; --all shows {them}.", dim=True)
    if one.undated:
        yield click.style(f"Of {one.undated} more nobody knows since when: not in git, and no “updated” day.", dim=True)
    if one.shown or one.hidden or one.undated:
        yield ""


def _totals(one: Report) -> Iterator[str]:
    if not one.total.pages:
        return
    width = max(len(code) for code in one.languages)
    for code, total in one.languages.items():
        yield f"{code.ljust(width)}  {_bar(total)}  {_words(total, one.has_demand)}"
    if len(one.languages) > 1:
        yield f"{''.ljust(width)}  {_bar(one.total)}  {_words(one.total, one.has_demand)}"


def _bar(total: Total) -> str:
    done = int((total.covered or 0) * BAR + 1e-9)
    return f"{click.style('█' * done, fg='green')}{click.style('░' * (BAR - done), dim=True)}"


def _words(total: Total, has_demand: bool) -> str:
    share = f"{report.percent(total.covered):>5} of {total.pages}"
    if has_demand:
        share += f" ({report.percent(total.covered_demand)} by demand)"
    parts: Sequence[str] = [
        click.style(f"{count} {name}", fg="red", bold=True) if name == "critical" else f"{count} {name}"
        for name, count in report.summary(total)
    ]
    return f"{share}{'  ' if parts else ''}{', '.join(parts)}"
