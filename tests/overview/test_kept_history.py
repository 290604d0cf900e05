"""The file that reports keep: nothing in it is lost, and only what can be read is believed."""

from __future__ import annotations

import string
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.overview import kept_history
from kbgen.overview.kept_history import COLUMNS, Kept, of_week, parse, text, with_day
from kbgen.translation.tally import Standing, Tally

DAY = date(2026, 11, 22)
HEAD = ",".join(COLUMNS)
GOOD = "2026-11-20,ru,5,3,0,1,0,0,0,0,0,0,1"

COUNTS = st.dictionaries(st.sampled_from(Standing), st.integers(1, 9999)).map(Tally)
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
FIGURES = st.dictionaries(st.sampled_from(["et", "en", "pt-BR"]), COUNTS, min_size=1)


def parsed(*lines: str) -> Kept:
    return parse("".join(f"{line}\n" for line in (HEAD, *lines)), "history.csv")


@given(st.lists(st.tuples(DAYS, FIGURES), max_size=8))
def test_what_was_written_is_read_again(reports: list[tuple[date, dict[str, Tally]]]) -> None:
    """In the order of days, and of a day what its last report said."""
    kept = kept_history.NOTHING
    for day, figures in reports:
        kept = with_day(kept, day, figures)
    again = parse(text(kept).decode(), "history.csv")
    assert again == kept
    assert again.days == dict(reports)
    assert list(again.days) == sorted(again.days)


@given(st.lists(st.text(string.printable + "äя\udc80", max_size=30), max_size=8), DAYS, FIGURES)
def test_no_line_is_lost(lines: list[str], day: date, figures: dict[str, Tally]) -> None:
    """Whatever stands in the file, a report adds its own lines and leaves the others as they are."""
    written = "\n".join([HEAD, GOOD, *lines])
    kept = parse(written, "history.csv")
    more = text(with_day(kept, day, figures)).decode("utf-8", "surrogateescape").split("\n")
    for line in written.split("\n"):
        if line.strip():
            assert line.removesuffix("\r") in more
    damaged = [line for line in kept.lines if line.day is None]
    assert len(damaged) == len(kept.problems)


def test_a_report_made_again_says_the_day_anew() -> None:
    """The same figures make the same bytes."""
    once = with_day(parsed(GOOD), DAY, {"ru": Tally({Standing.FRESH: 2})})
    assert text(with_day(once, DAY, {"ru": Tally({Standing.FRESH: 2})})) == text(once)
    later = with_day(once, DAY, {"ru": Tally({Standing.MISSING: 1})})
    assert text(later).decode().split("\n")[1:] == [GOOD, "2026-11-22,ru,1,0,0,0,0,0,0,0,0,0,1", ""]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("<<<<<<< ours", "the line has 1 cells, and the head 13"),
        ("22.11.2026,ru,5,3,0,1,0,0,0,0,0,0,1", "the line does not begin with a day, such as 2026-11-22"),
        ("2026-11-20,ru,5,3,0,1,0,0,0,0,0,0,2", "the counts do not add up to the number of pages"),
        ("2026-11-20,ru,5,3,0,-1,0,0,0,0,0,0,3", "a count is not a number"),
        ("2026-11-20,,5,3,0,1,0,0,0,0,0,0,1", "the line names no language"),
    ],
)
def test_a_damaged_line_is_named(line: str, message: str) -> None:
    """The others count."""
    kept = parsed(GOOD, line)
    (problem,) = kept.problems
    assert (problem.path, problem.line, problem.code, problem.message) == ("history.csv", 3, "KB801", message)
    assert list(kept.days) == [date(2026, 11, 20)]


def test_columns_may_stand_in_another_order_and_others_among_them() -> None:
    """New lines follow the head that there is."""
    head = ["note", *reversed(COLUMNS)]
    kept = parse(",".join(head) + "\nours,1,0,0,0,0,0,0,1,0,3,5,ru,2026-11-20\n", "history.csv")
    assert not kept.problems
    assert kept.days[date(2026, 11, 20)]["ru"].counts == {Standing.FRESH: 3, Standing.SMALL: 1, Standing.MISSING: 1}
    made = text(with_day(kept, DAY, {"ru": Tally({Standing.FRESH: 2})})).decode().split("\n")
    assert made[2] == ",0,0,0,0,0,0,0,0,0,2,2,ru,2026-11-22"


def test_a_file_saved_by_another_program_is_read(tmp_path: Path) -> None:
    """With a byte order mark, and line ends of two characters."""
    file = tmp_path / "history.csv"
    file.write_bytes(b"\xef\xbb\xbf" + f"{HEAD}\r\n{GOOD}\r\n".encode())
    assert not kept_history.read(file).problems
    assert list(kept_history.read(file).days) == [date(2026, 11, 20)]


def test_a_file_that_is_not_there_is_empty_and_one_that_is_denied_is_not(tmp_path: Path) -> None:
    """Nobody may write in the place of what could not be read."""
    assert kept_history.read(tmp_path / "history.csv") == kept_history.NOTHING
    found = kept_history.read(tmp_path)
    assert found.denied
    assert found.problems[0].code == "KB801"


@pytest.mark.parametrize(("end", "expected"), [(-7, None), (-1, None), (0, 1), (6, 2), (7, 2), (8, 3)])
def test_a_week_is_told_by_the_last_report_in_it(end: int, expected: int | None) -> None:
    """The seven days that end on a day."""
    kept = kept_history.NOTHING
    for number, day in enumerate((DAY, DAY + timedelta(days=5), DAY + timedelta(days=8)), 1):
        kept = with_day(kept, day, {"ru": Tally({Standing.FRESH: number})})
    found = of_week(kept, DAY + timedelta(days=end))
    assert (found["ru"].pages if found else None) == expected
