"""Flagged topics in a terminal: as wide as this is, and plain lines in a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

import click

from kbgen.reports.silent import harmless
from kbgen.reports.sparks import sparkline
from kbgen.reports.topics import report
from kbgen.reports.topics.report import Report, Work
from kbgen.tickets.flagging.kinds import Kind
from kbgen.tickets.statistics.signal import Lane

ADVISED = 5
"""So many pieces of work are explained below the table."""

NAMED = 12
"""So many of the topics that are too few to tell are named."""

WIDTH = 100
"""Of texts where there is no terminal to be as wide as."""

_HEADS = (
    "topic",
    "do",
    "lane",
    "tickets / usual",
    "ratio",
    "saves a month",
    "effort",
    "weeks",
    "languages",
    "channels",
)
"""What the ranking is made of comes before the rest, for which there may be no room on the line."""

_LEAST = 5
"""With fewer columns than these, a row has its name on a line of its own."""

_ALONE = {"saves a month": "saves {} a month", "effort": "takes {}"}
"""What cells say that do not stand below their head."""

_COLOURS = {Lane.NEW_TAG: "red", Lane.SPIKE: "red", Lane.TREND: "yellow"}


def render(one: Report) -> str:
    """The table, the advice of the first, what else there is to know, and where the figures come from."""
    works = report.works(one.shown)
    table = works if one.most is None else works[: one.most]
    left = len(works) - len(table)
    more = [click.style(f"{left} more; --all shows them.", dim=True)] if left else []
    pieces = [
        list(_table(one, table)) or [report.nothing(one)],
        more,
        list(_advice(one, table[:ADVISED])),
        list(_notices(one)),
        list(_too_few(one)),
        list(_searches(one)),
        [line for text in report.basis(one) for line in _dim(text, one)],
    ]
    return "\n\n".join("\n".join(line.rstrip() for line in piece) for piece in pieces if piece)


def news(one: Report) -> str:
    """The same of flags that are new: each with what to do, and nothing else."""
    works = report.works(one.shown)
    if not works:
        return "Nothing new."
    pieces = [list(_table(one, works)), list(_advice(one, works))]
    return "\n\n".join("\n".join(line.rstrip() for line in piece) for piece in pieces)


# -- rows ------------------------------------------------------------------------------------------------------------


def _table(one: Report, works: Sequence[Work]) -> Iterator[str]:
    """As many columns as there is room for; what is left stands on a second line."""
    if not works:
        return
    rows = [_cells(work) for work in works]
    columns = [place for place in range(len(_HEADS)) if any(row[place] for row in rows)]
    widths = {place: max(len(_HEADS[place]), *(len(row[place]) for row in rows)) for place in columns}
    indent = len(str(len(rows))) + 2
    shown = _fitting(columns, widths, indent, one.width)
    if one.width is not None:
        widths[0] = min(widths[0], one.width - indent - sum(widths[place] + 2 for place in shown[1:]))
    if len(shown) > 1:
        heads = "  ".join(_HEADS[place].ljust(widths[place]) for place in shown)
        yield click.style(f"{' ' * indent}{heads}".rstrip(), dim=True)
    for number, (work, cells) in enumerate(zip(works, rows, strict=True), 1):
        padded = [_cut(cells[place], widths[place]).ljust(widths[place]) for place in shown]
        padded[-1] = padded[-1].rstrip()
        line = "  ".join(_styled(work, place, text) for place, text in zip(shown, padded, strict=True))
        yield f"{number}".rjust(indent - 2) + f"  {line}"
        yield from _filled(work, cells, columns[len(shown) :], indent, one.width)


def _fitting(columns: Sequence[int], widths: Mapping[int, int], indent: int, width: int | None) -> Sequence[int]:
    """The first columns, as many as fit; but names alone rather than a torn row."""
    if width is None:
        return columns
    for count in range(len(columns), _LEAST - 1, -1):
        if indent + min(widths[0], 24) + sum(widths[place] + 2 for place in columns[1:count]) <= width:
            return columns[:count]
    return columns[:1]


def _filled(work: Work, cells: Sequence[str], places: Sequence[int], indent: int, width: int | None) -> Iterator[str]:
    """Cells one after another, in as many lines as it takes."""
    line: list[str] = []
    length = indent
    for place in places:
        if cells[place] in ("", "–"):
            continue
        text = _alone(work, place, cells[place])
        if line and width is not None and length + 2 + len(text) > width:
            yield " " * indent + "  ".join(line)
            line, length = [], indent
        length += len(text) + (2 if line else 0)
        line.append(_styled(work, place, text))
    if line:
        yield " " * indent + "  ".join(line)


def _alone(work: Work, place: int, cell: str) -> str:
    """What a cell says without its head."""
    if _HEADS[place] == "tickets / usual":
        return report.in_words(work.first)
    return _ALONE.get(_HEADS[place], "{}").format(cell)


def _cells(work: Work) -> tuple[str, ...]:
    flag = work.first
    cells = (
        flag.name,
        work.kind,
        work.lanes,
        report.against(flag),
        report.ratio(flag),
        report.hours(flag.saving.hours),
        report.effort(flag.hours),
        sparkline(flag.history),
        report.parts(flag.languages),
        report.parts(flag.channels),
    )
    return tuple(harmless(cell) for cell in cells)


def _styled(work: Work, place: int, text: str) -> str:
    flag = work.first
    match _HEADS[place]:
        case "topic":
            return click.style(text, bold=True)
        case "do":
            return click.style(text, fg="magenta") if flag.kind is Kind.TRANSLATE else text
        case "lane" if flag.is_surge:
            return click.style(text, fg=_COLOURS[flag.lane], bold=flag.lane is not Lane.TREND)
        case "lane" | "languages" | "channels" | "effort":
            return click.style(text, dim=True)
        case "weeks":
            return click.style(text, fg="cyan")
    return text


def _cut(text: str, width: int | None) -> str:
    return text if width is None or len(text) <= width else f"{text[: max(1, width - 1)]}…"


# -- below the table -------------------------------------------------------------------------------------------------


def _advice(one: Report, works: Sequence[Work]) -> Iterator[str]:
    """What is the same for several is said once."""
    alike: dict[tuple[str, str], list[int]] = {}
    for number, work in enumerate(works, 1):
        alike.setdefault((work.first.advice, work.first.command), []).append(number)
    for (advice, command), numbers in alike.items():
        together = len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1
        mark = f"{numbers[0]}–{numbers[-1]}  " if together else f"{', '.join(map(str, numbers))}  "
        name = f"{works[numbers[0] - 1].first.name}: " if len(numbers) == 1 else ""
        yield from _wrapped(harmless(f"{name}{advice}"), one, mark)
        if command:
            yield " " * len(mark) + click.style(harmless(command), dim=True)


def _notices(one: Report) -> Iterator[str]:
    for notice in one.found.notices:
        yield from _wrapped(f"{notice.week.isoformat()}: {harmless(notice.message)}", one, "!  ")


def _too_few(one: Report) -> Iterator[str]:
    few = one.found.too_few
    if not few:
        return
    named = ", ".join(harmless(one.found.names.get(topic, topic)) for topic in few[:NAMED])
    more = f" and {len(few) - NAMED} more" if len(few) > NAMED else ""
    yield from _wrapped(f"Too few tickets to tell a rise from chance: {named}{more}.", one, "")


def _searches(one: Report) -> Iterator[str]:
    words = [harmless(text) for text in report.searches(one)]
    if words:
        more = f" and {len(words) - NAMED} more" if len(words) > NAMED else ""
        yield from _wrapped(f"Looked for in vain: {', '.join(words[:NAMED])}{more}.", one, "")


def _dim(text: str, one: Report) -> Iterator[str]:
    return (click.style(line, dim=True) for line in _wrapped(text, one, ""))


def _wrapped(text: str, one: Report, mark: str) -> list[str]:
    return textwrap.wrap(
        text,
        width=max(20, one.width or WIDTH),
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
    )
