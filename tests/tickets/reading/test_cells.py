"""Damaged cells and rows, each handled or reported by row and reason; times of every form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.errors import WrongUse
from kbgen.tickets.reading.cells import ident, minutes, number, tags, whole
from kbgen.tickets.reading.moments import DAY_FIRST, MONTH_FIRST, Clock, first_day
from kbgen.tickets.reading.results import CellError, Wishes
from tests.tickets.reading.exports import TALLINN, of_bytes, of_text, site

ZONE = ZoneInfo("Europe/Tallinn")
MOMENT = datetime(2026, 11, 21, 11, 5, tzinfo=UTC)
ROW = "1,dns,2026-11-20 09:15\n"


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-21 13:05",
        "2026-11-21 13:05:00",
        "2026-11-21T13:05:00.000",
        "2026-11-21T11:05:00Z",
        "2026-11-21 11:05:00 UTC",
        "2026-11-21 13:05:00 +0200",
        "2026-11-21T13:05:00+02:00",
        "2026/11/21 13:05",
        "21.11.2026 13:05",
        "21.11.2026 13:05:00",
        "21.11.2026 klo 13.05",
        "21.11.2026, 13:05",
        "21.11.26 13:05",
        " 21.11.2026  13:05 ",
        "46347.545138888890",
        "46347,54514",
    ],
)
def test_one_moment_in_many_forms(cell: str) -> None:
    """As exports and spreadsheets of this part of the world write it."""
    assert Clock(ZONE).instant(cell) == MOMENT


def test_days_without_a_time_begin_at_midnight() -> None:
    """Some exports name only the day."""
    assert Clock(ZONE).instant("1.2.2026") == datetime(2026, 1, 31, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("order", "cell"),
    [
        (DAY_FIRST, "21/11/2026 1:05 PM"),
        (MONTH_FIRST, "11/21/2026 1:05 PM"),
        (DAY_FIRST, "21-11-2026 13:05"),
        (MONTH_FIRST, "11/21/26 13:05"),
    ],
)
def test_slashes_are_read_in_the_order_of_the_profile(order: str, cell: str) -> None:
    """With clocks of twelve hours too."""
    assert Clock(ZONE, order=order).instant(cell) == MOMENT


@pytest.mark.parametrize(
    ("cell", "decimal", "found"),
    [("12", "", 12), ("12,0", "", 12), ("1 234", "", 1234), ("1.234", ",", 1234), ("-", "", None)],
)
def test_whole_numbers(cell: str, decimal: str, found: int | None) -> None:
    """Of tickets."""
    assert whole(cell, decimal) == found


@pytest.mark.parametrize("cell", ["1,234", "1.5", "-3", "1e99", "nan", "inf", "1_000", "x"])
def test_what_is_no_whole_number_is_refused(cell: str) -> None:
    """Also what may be decimals as well as thousands."""
    with pytest.raises(CellError):
        whole(cell)


@pytest.mark.parametrize(
    "cell",
    ["", "-", "tomorrow", "########", "2026-02-30 10:00", "31.02.2026", "2026-11-21 25:00", "21.11.126", "0001-01-01",
     "9999-12-31 23:59", "1985-01-01 00:00", "11/21/2026", "13:05", "2026-11-21 13:05 PM", "99999", "٢٠٢٦-11-21 10:00"],
)  # fmt: skip
def test_what_is_no_time_is_refused(cell: str) -> None:
    """With a reason that does not repeat it."""
    with pytest.raises(CellError) as refused:
        Clock(ZONE).instant(cell)
    assert not cell.strip("-") or cell not in str(refused.value)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=25))
def test_no_text_makes_anything_but_a_cell_error(cell: str) -> None:
    """Whatever stands where a time should."""
    for clock in (Clock(ZONE), Clock(None), Clock(ZONE, ("%d/%b/%y",), DAY_FIRST)):
        for read in (clock.instant, lambda text, clock=clock: first_day(text, clock), ident, number):
            try:
                read(cell)
            except CellError as error:
                assert len(cell) < 6 or cell not in str(error)


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2100, 12, 30)),
    st.sampled_from(sorted(zone for zone in available_timezones() if "/" in zone)),
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]),
)
def test_local_times_are_those_of_the_zone(local: datetime, name: str, form: str) -> None:
    """Also where the clock is changed: the first of two hours, and never an error (PEP 495 with fold 0)."""
    zone = ZoneInfo(name)
    local = local.replace(microsecond=0, second=0 if form.endswith("%M") else local.second)
    wanted = local.replace(tzinfo=zone).astimezone(UTC)
    clock = Clock(zone)
    assert clock.instant(local.strftime(form)) == wanted
    assert clock.instant((local + timedelta(minutes=1)).strftime(form)) is not None
    aware = local.replace(tzinfo=timezone(timedelta(hours=3)))
    assert clock.instant(aware.isoformat()) == aware


def test_hours_that_summer_time_skips_or_repeats() -> None:
    """In Tallinn, 03:30 does not exist on 29 March 2026, and exists twice on 25 October."""
    clock = Clock(ZONE)
    assert clock.instant("2026-03-29 03:30") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert clock.instant("2026-10-25 03:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_slashed_dates_are_asked_about_where_the_file_does_not_tell(tmp_path: Path) -> None:
    """A day above 12 tells that days come first; months first need a profile."""
    header = "Id,Tags,Created at\n"
    with pytest.raises(WrongUse, match="may begin with the day or with the month"):
        of_text(tmp_path, header + "1,dns,03/04/2026 10:00\n")
    with pytest.raises(WrongUse, match="begin with the month") as refused:
        of_text(tmp_path, header + "1,dns,04/21/2026 10:00\n")
    assert "dates: month-first" in refused.value.hint
    found = of_text(tmp_path, header + "1,dns,03/04/2026 10:00\n2,dns,21/04/2026 10:00\n")
    assert [(t.created.day, t.created.month) for t in found.tickets] == [(3, 4), (21, 4)]
    profile = site("tickets: {profiles: {us: {like: zendesk, dates: month-first}}}")
    found = of_text(tmp_path, header + "1,dns,03/04/2026 10:00 AM\n", TALLINN, profile)
    assert (found.tickets[0].created.day, found.tickets[0].created.month) == (4, 3)


def test_one_damaged_date_among_plain_ones_is_a_rejected_row(tmp_path: Path) -> None:
    """Nobody is asked about the whole file for it; where half of the dates have slashes, it is the file."""
    header, plain = "Id,Tags,Created at\n", [f"{n},dns,2026-11-{n:02} 10:00\n" for n in range(1, 6)]
    damaged = "6,dns,03/04/2026 10:00\n"
    found = of_text(tmp_path, header + "".join([*plain[:3], damaged, *plain[3:]]))
    assert found.ids == ["1", "2", "3", "4", "5"]
    assert [(row.row, row.reason) for row in found.rejected] == [
        (5, "the date may begin with the day or with the month")
    ]
    for some in (plain[:1], ["1,dns,46346\n", "2,dns,46347\n"]):
        with pytest.raises(WrongUse, match="may begin with the day or with the month"):
            of_text(tmp_path, header + "".join([*some, damaged]))


@pytest.mark.parametrize(
    ("cell", "id"),
    [("123", "123"), ("#123", "123"), ("123.0", "123"), ("123,00", "123"), ("1.03006E+5", "103006"), ("ABC-7", "ABC-7"),
     ("1.0300600000001E+13", "10300600000001"), (" 7 ", "7"), ("'7", "7")],
)  # fmt: skip
def test_numbers_of_tickets(cell: str, id: str) -> None:
    """As the desk has them, whatever a spreadsheet made of them."""
    assert ident(cell) == id


def test_ids_that_excel_rounded_are_rejected_with_the_reason(tmp_path: Path) -> None:
    """Tickets of one rounded number would replace one another."""
    text = (
        "Id;Tags;Created at\n1,03006E+13;dns;20.11.2026 09:15\n1,03006E+13;dns;20.11.2026 09:16\n7;x;20.11.2026 9:15\n"
    )
    found = of_text(tmp_path, text)
    assert found.ids == ["7"]
    assert [(row.row, row.line) for row in found.rejected] == [(2, 2), (3, 3)]
    assert all("Excel has rounded" in row.reason for row in found.rejected)


def test_dates_as_numbers_are_read_and_told(tmp_path: Path) -> None:
    """Excel writes days since 1900 where a column has lost its format."""
    found = of_text(tmp_path, "Id;Tags;Created at\n1;dns;46346,3854167\n")
    assert found.tickets[0].created == datetime(2026, 11, 20, 7, 15, tzinfo=UTC)
    assert found.notices[0].text.startswith("1 time was a number")


@pytest.mark.parametrize(
    ("cell", "unit", "decimal", "found"),
    [("90", "minutes", "", 90), ("1,5", "hours", "", 90), ("01:30:30", "minutes", "", 90.5), ("600", "seconds", "", 10),
     ("1.234,5", "minutes", ",", 1234.5), ("1 234", "minutes", "", 1234), ("0", "minutes", "", None),
     ("-", "hours", "", None)],
)  # fmt: skip
def test_minutes_of_work(cell: str, unit: str, decimal: str, found: float | None) -> None:
    """Nothing tracked is nothing known."""
    assert minutes(cell, unit, decimal) == found


@pytest.mark.parametrize(
    ("cell", "separator", "found"),
    [("B a,b  A", "words", ("b", "a")), ("DNS Problem, mail,", ",", ("dns problem", "mail")), ("A / b", "", ("a / b",)),
     ("-", "words", ()), ("a - b", "words", ("a", "b")), ('"mail" "DNS"', "words", ("mail", "dns")),
     ('"two words",mail', "words", ("two words", "mail")), ('"a", "b c" , ""', ",", ("a", "b c")), ('"a"', "", ("a",)),
     ('24" 27"', "words", ('24"', '27"')), ('"', "words", ('"',))],
)  # fmt: skip
def test_tags(cell: str, separator: str, found: tuple[str, ...]) -> None:
    """In lower case, each once."""
    assert tags(cell, separator) == found


def test_tags_that_are_addresses_or_texts_are_left_out(tmp_path: Path) -> None:
    """And the summary says how many, not which."""
    found = of_text(tmp_path, f"Id,Tags,Created at\n1,dns mari@example.ee {'x' * 200},2026-11-20 09:15\n")
    assert found.tickets[0].tags == ("dns",)
    assert found.notices[0].text.startswith("2 tags were left out")


def test_duplicated_headers_are_told(tmp_path: Path) -> None:
    """The first is read; those that nobody keeps do not matter."""
    found = of_text(tmp_path, "Id,Tags,Note,Created at,Tags,Note\n1,dns,,2026-11-20 09:15,mail,\n")
    assert found.tickets[0].tags == ("dns",)
    assert [notice.text for notice in found.notices] == [
        "the header names “tags” more than once (columns 2, 5): the first is read"
    ]


def test_rows_above_the_header_and_empty_ones_are_counted(tmp_path: Path) -> None:
    """So that row numbers are those of the spreadsheet."""
    found = of_text(
        tmp_path, "Report of November,,\n,,\nId,Tags,Created at\n\n" + ROW + ",,\nx y,dns,2026-11-20 09:15\n"
    )
    assert found.ids == ["1"]
    assert [(row.row, row.line) for row in found.rejected] == [(7, 7)]


def test_exports_behind_one_another(tmp_path: Path) -> None:
    """The second header is no row; tickets and row numbers go on."""
    found = of_text(tmp_path, ("\ufeffId,Tags,Created at\n" + ROW) * 2 + "x y,,\n")
    assert (found.ids, [row.row for row in found.rejected]) == (["1", "1"], [5])


def test_row_numbers_count_rows_and_lines_count_lines(tmp_path: Path) -> None:
    """A cell may have several lines."""
    found = of_text(tmp_path, 'Id,Subject,Tags,Created at\n1,"a\nb\nc",dns,2026-11-20 09:15\n2,x,dns,never\n')
    assert [(row.row, row.line) for row in found.rejected] == [(3, 5)]


@pytest.mark.parametrize(
    ("row", "ids"),
    [
        ("2,dns,2026-11-20 09:15,,,\n", ["2"]),  # empty cells behind the last one, as spreadsheets add them
        ("2,dns,2026-11-20 09:15,x\n", []),
        ("2,dns\n", []),
        ("2,dns,2026-11-20 09:15\x00\n", []),
        ("2,d\x00ns,2026-11-20 09:15\n", []),
        ("2,a,b,2026-11-20 09:15\n", []),
    ],
)
def test_rows_of_a_wrong_form(tmp_path: Path, row: str, ids: list[str]) -> None:
    """What is not sure to be in its column is not taken: a subject must never become a tag."""
    found = of_text(tmp_path, "Id,Tags,Created at\n" + ROW + row + ROW.replace("1", "3", 1))
    assert found.ids == ["1", *ids, "3"]
    assert len(found.rejected) == 1 - len(ids)


def test_short_rows_that_lack_only_what_nobody_keeps(tmp_path: Path) -> None:
    """Excel leaves out empty cells at the ends of rows."""
    found = of_text(tmp_path, "Id,Tags,Created at,Note,More\n1,dns,2026-11-20 09:15,\n2,a,b\n3,c,2026-11-20 09:15,,\n")
    assert found.ids == ["1", "3"]
    assert [row.row for row in found.rejected] == [3]


def test_a_huge_cell_costs_its_row(tmp_path: Path) -> None:
    """The memory is not for one row; the limit is a million characters."""
    huge = "x" * 3_000_000
    data = f'Id,Subject,Tags,Created at\n1,a,dns,2026-11-20 09:15\n2,{huge},dns,2026-11-20 09:15\n3,"{huge}\n'
    data += f'{huge}",dns,2026-11-20 09:15\n4,a,dns,2026-11-20 09:15\n5,"a\n' + "b\n" * 600_000
    data += "6,a,dns,2026-11-20 09:15\n"
    found = of_bytes(tmp_path, data.encode())
    assert found.ids == ["1", "4", "6"]
    assert all("1,048,576" in row.reason or row.row > 6 for row in found.rejected[:2])


def test_a_row_of_a_hundred_thousand_cells_costs_itself(tmp_path: Path) -> None:
    """As does a header of as many columns, which is none of a help desk's."""
    found = of_text(tmp_path, "Id,Tags,Created at\n" + ROW + "1," * 100_000 + "\n" + ROW.replace("1", "3", 1))
    assert found.ids == ["1", "3"]
    assert [row.reason for row in found.rejected] == ["the row has 100,001 cells, the header 3"]


def test_a_file_without_a_header_shows_nothing_of_its_first_row(tmp_path: Path) -> None:
    """Since that is somebody's data."""
    with pytest.raises(WrongUse) as refused:
        of_text(tmp_path, "1,Mari Mägi,dns,2026-11-20 09:15\n")
    assert "Mari" not in refused.value.message + refused.value.hint
    with pytest.raises(WrongUse) as refused:
        of_text(tmp_path, "Number,Status,Opened\n1,Mari Mägi,dns\n", Wishes())
    assert "3 cells, among them “number”, “status”" in refused.value.message


def test_a_ticket_keeps_its_row_when_a_lesser_value_is_broken(tmp_path: Path) -> None:
    """Only its number, its time and its tags are needed."""
    text = "Id,Tags,Created at,Updated at,Total time spent (sec)\n1,dns,2026-11-20 09:15,soon,ages\n"
    found = of_text(tmp_path, text)
    assert (found.ids, found.tickets[0].updated, found.tickets[0].minutes) == (["1"], None, None)
    assert len(found.notices) == 2
