"""The file in which reports write down how the translations stood on their days, for projects without a git history.

CSV with a head: ``day,language,pages`` and a column for each standing; a line a day and language, sorted by day. People
may edit it and git may leave the marks of a merge in it, so a line that cannot be read is named, left where it is, and
written again with all others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from kbgen.languages import LanguageCode
from kbgen.problems import Problem
from kbgen.translation.tally import Standing, Tally

NAME = "history.csv"
"""Its name in the folder of a report."""

CODE = "KB801"
COLUMNS = ("day", "language", "pages", *(standing.value for standing in Standing))
_HINT = "mend the line, or take it out; it is kept as it is"
_CODE = re.compile(r"[A-Za-z0-9-]{2,35}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file. ``day`` is None where it cannot be read."""

    text: str
    day: date | None = None
    language: LanguageCode = ""
    tally: Tally = field(default_factory=lambda: Tally({}))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is in a file, in its order. ``columns``: as its head names them. ``denied``: the disk does not let it be
    read, so nobody may write it anew."""

    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = COLUMNS
    problems: tuple[Problem, ...] = ()
    denied: bool = False

    @property
    def days(self) -> Mapping[date, Mapping[LanguageCode, Tally]]:
        """What was written down; of two lines of a day and language the later one goes."""
        found: dict[date, dict[LanguageCode, Tally]] = {}
        for line in self.lines:
            if line.day:
                found.setdefault(line.day, {})[line.language] = line.tally
        return found


NOTHING = Kept()


def read(file: Path, shown: str = "") -> Kept:
    """The file; one that is not there is empty. ``shown``: how messages name it. One that the disk denies is a
    problem, and as good as empty."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return NOTHING
    except OSError as error:
        return Kept(problems=(Problem(shown or str(file), 0, CODE, f"cannot be read: {error.strerror}"),), denied=True)
    return parse(content.decode("utf-8-sig", "surrogateescape"), shown or str(file))


def parse(text: str, path: str) -> Kept:
    """The text of a file."""
    rows = [row.removesuffix("\r") for row in text.split("\n")]
    head = tuple(rows[0].split(","))
    columns = head if set(COLUMNS) <= set(head) else COLUMNS
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, 1):
        if not row.strip() or (number == 1 and head == columns):
            continue
        try:
            lines.append(_line(row, columns))
        except ValueError as error:
            lines.append(Line(row))
            problems.append(Problem(path, number, CODE, str(error), _HINT))
    return Kept(tuple(lines), columns, tuple(problems))


def _line(row: str, columns: Sequence[str]) -> Line:
    """Raises ValueError, with what is wrong."""
    cells = row.split(",")
    if len(cells) != len(columns):
        raise ValueError(f"the line has {len(cells)} cells, and the head {len(columns)}")
    named = dict(zip(columns, cells, strict=True))
    day = _day(named.get("day", ""))
    language = named.get("language", "")
    if not _CODE.fullmatch(language):
        raise ValueError("the line names no language")
    counts = {standing: _count(named.get(standing.value, "")) for standing in Standing}
    tally = Tally({standing: count for standing, count in counts.items() if count})
    if _count(named.get("pages", "")) != tally.pages:
        raise ValueError("the counts do not add up to the number of pages")
    return Line(row, day, language, tally)


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError("the line does not begin with a day, such as 2026-11-22") from None


def _count(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 9):
        raise ValueError("a count is not a number")
    return int(cell)


def of_week(kept: Kept, end: date) -> Mapping[LanguageCode, Tally]:
    """What was written down last in the week that ends on a day; nothing where no report was made in it."""
    days = kept.days
    written = [day for day in days if end - timedelta(days=7) < day <= end]
    return days[max(written)] if written else {}


def with_day(kept: Kept, day: date, languages: Mapping[LanguageCode, Tally]) -> Kept:
    """The file with what is known of a day, in the place of what was said of this day before."""
    made = [_made(day, language, tally, kept.columns) for language, tally in languages.items()]
    lines = [line for line in kept.lines if line.day != day]
    place = next((n for n, line in enumerate(lines) if line.day and line.day > day), len(lines))
    return replace(kept, lines=(*lines[:place], *made, *lines[place:]))


def _made(day: date, language: LanguageCode, tally: Tally, columns: Sequence[str]) -> Line:
    cells = {"day": day.isoformat(), "language": language, "pages": str(tally.pages)}
    cells |= {standing.value: str(tally[standing]) for standing in Standing}
    return Line(",".join(cells.get(column, "") for column in columns), day, language, tally)


def text(kept: Kept) -> bytes:
    """What stands in the file."""
    rows = [",".join(kept.columns), *(line.text for line in kept.lines)]
    return "".join(f"{row}\n" for row in rows).encode("utf-8", "surrogateescape")
