"""Reading in bulk gives what reading row by row gives, or gives up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.config import Config
from kbgen.errors import WrongUse
from kbgen.tickets import intake, reading
from kbgen.tickets.bulk import Unclean, clock, source, taking
from kbgen.tickets.reading import Wishes
from kbgen.tickets.reading.moments import Clock
from kbgen.tickets.store import Imported, Store, open_store
from kbgen.tickets.store.importing import Unordered
from kbgen.tickets.store.opening import connect
from tests.tickets.store.stores import config

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HEADER = (
    "Id,Requester email,Subject,Tags,Status,Via,Group,Created at,Updated at,Satisfaction Score,Total time spent (sec)"
)

clean_tags = st.lists(st.sampled_from(["dns", "mail", "lang_et", "lang_fi", "closed_by_merge", "õigus"]), max_size=4)
words = {
    "Status": st.sampled_from(["Open", "Solved", "Closed", "Deleted", "odd", ""]),
    "Via": st.sampled_from(["Mail", "Chat", "Web", "Pigeon", ""]),
    "Group": st.sampled_from(["Support ET", "Support RU", " Sales ", ""]),
    "Score": st.sampled_from(["Good", "Bad", "Offered", ""]),
}
texts = st.text(alphabet='abõ ,;"\n', max_size=6)
times = st.datetimes(datetime(2025, 10, 26, 0), datetime(2026, 4, 1)).map(lambda time: f"{time:%Y-%m-%d %H:%M}")
rows = st.tuples(
    st.integers(1, 10**12).map(str),
    texts,
    texts,
    clean_tags.map(" ".join) | st.just("DNS Mail"),
    words["Status"],
    words["Via"],
    words["Group"],
    times,
    times | st.just(""),
    words["Score"],
    st.sampled_from(["", "0", "90", "3601"]),
)
damaged_cells = st.sampled_from(
    ["", "-", "null", "1.03E+13", "007", "12,5", "soon", "2026-13-40 10:00", "2026-03-29 03:30", "a  b", "a@b.ee",
     "x,y", "dns dns", "2026-01-01", "2026-01-01T10:00:00Z", "\xa0", "DNS ", "İ", "9999-01-01 10:00", '"', 'a "b"',
     '"a b"']
)  # fmt: skip


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\n\r') else cell


def file_of(cells: list[tuple[str, ...]], end: str = "\n") -> str:
    return HEADER + end + "".join(",".join(map(quoted, row)) + end for row in cells)


def imported(path: Path, settings: Config, *, bulk: bool, wishes: Wishes | None = None) -> tuple[list[Any], Imported]:
    """What is in the store after an import, all but the keys' order."""
    exports = reading.recognise(path, wishes or Wishes(timezone="Europe/Tallinn"), settings)
    made = intake.take_in(settings, exports, NOW, large=0 if bulk else 1 << 60)
    with open_store(settings, writing=True) as store:
        found = store.connection.execute("SELECT * EXCLUDE (import) FROM current_ticket ORDER BY id").fetchall()
        if made.number:
            store.undo()
    return found, made


@pytest.fixture
def project(tmp_path: Path) -> Config:
    return config(tmp_path)


def same(path: Path, settings: Config, wishes: Wishes | None = None) -> Imported:
    """Hold both ways of reading a file against one another."""
    bulk, row_by_row = (imported(path, settings, bulk=way, wishes=wishes) for way in (True, False))
    assert bulk[0] == row_by_row[0]
    for name in ("read", "kept", "updated", "rejected", "first", "last", "unknown_language", "tracked", "tags"):
        assert getattr(bulk[1], name) == getattr(row_by_row[1], name), name
    assert [(f.reasons, f.notices) for f in bulk[1].files] == [(f.reasons, f.notices) for f in row_by_row[1].files]
    return bulk[1]


fixtures = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@fixtures
@given(st.lists(rows, min_size=1, max_size=12), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_clean_files_give_the_same(project: Config, cells: list[tuple[str, ...]], end: str, bom: bool) -> None:
    """Also where a ticket comes twice, and whatever stands in columns that are not kept."""
    path = project.root / "tickets.csv"
    path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + file_of(cells, end).encode())
    same(path, project)


@fixtures
@given(st.lists(rows, min_size=1, max_size=6), st.integers(0, 5), st.integers(0, 10), damaged_cells)
def test_a_damaged_cell_gives_the_same(
    project: Config, cells: list[tuple[str, ...]], row: int, column: int, damage: str
) -> None:
    """The file is then read row by row, unless the damage is of no matter."""
    row %= len(cells)
    cells[row] = (*cells[row][:column], damage, *cells[row][column + 1 :])
    path = project.root / "tickets.csv"
    path.write_bytes(file_of(cells).encode())
    same(path, project)


@fixtures
@given(st.lists(rows, min_size=1, max_size=4), st.integers(0, 10**6), st.binary(max_size=3), st.integers(0, 3))
def test_damaged_bytes_give_the_same(
    project: Config, cells: list[tuple[str, ...]], place: int, put: bytes, cut: int
) -> None:
    """Behind the header, anywhere."""
    whole = file_of(cells).encode()
    at = len(HEADER) + 1 + place % (len(whole) - len(HEADER))
    path = project.root / "tickets.csv"
    path.write_bytes(whole[:at] + put + whole[at + cut :])
    wishes = Wishes(timezone="Europe/Tallinn", encoding="utf-8")
    try:
        reading.recognise(path, wishes, project)
    except WrongUse:
        return  # what is left of a date may be one of another form, so that the file is asked about, not read
    same(path, project, wishes)


@pytest.mark.parametrize("zone", ["Europe/Tallinn", "America/New_York", "Africa/Casablanca", "Asia/Kolkata", "UTC"])
def test_local_times_are_the_same_instants(zone: str) -> None:
    """Every half hour around the changes of summer time, and in every year since 1990."""
    local = [datetime(1990, 1, 1) + number * timedelta(hours=2399.5) for number in range(135)]
    local += [datetime(2026, 3, day) + number * timedelta(minutes=30) for day in (8, 22, 29) for number in range(48)]
    local += [datetime(2025, month, day) + number * timedelta(minutes=30)
              for month, day in ((10, 26), (11, 2), (2, 23), (4, 6)) for number in range(48)]  # fmt: skip
    slow = Clock(ZoneInfo(zone))
    connection = duckdb.connect()
    expression = clock.utc_sql("t", ZoneInfo(zone), NOW)
    for time in local:
        text = f"{time:%Y-%m-%d %H:%M:%S}"
        (found,) = connection.execute(f"SELECT {expression} FROM (SELECT TIMESTAMP '{text}' AS t)").fetchall()[0]
        assert found.replace(tzinfo=UTC) == slow.instant(text), text


def bulk_only(path: Path, settings: Config, *, whole: bool = False, ordered: bool = True) -> Imported:
    """An import in bulk; raises Unclean where it would be read row by row."""
    (one,) = reading.recognise(path, Wishes(timezone="Europe/Tallinn"), settings)
    found = source.of_csv(one, large=0)
    if found is None:
        raise Unclean
    with Store(settings, connect(None, writing=True, reads=(path,)), None) as store, store.importing() as work:
        taking.take(work, found, intake.source_of(one), NOW, whole=whole, ordered=ordered)
        return work.finish(NOW)


ROW = ("7", "mari@example.ee", 'Tere,\n"ei"', "dns lang_et", "Open", "Mail", "S", "2026-01-01 10:00", "", "Good", "90")


def test_a_clean_file_is_read_in_bulk(project: Config) -> None:
    """So that the laws above are about something."""
    path = project.root / "tickets.csv"
    path.write_text(file_of([ROW, ("8", *ROW[1:]), ("7", *ROW[1:])]), "utf-8")
    made = bulk_only(path, project)
    assert (made.kept, made.updated, made.unknown_language, made.tags) == (3, 1, 0, {"dns": 3, "lang_et": 3})


TIED: list[tuple[str, ...]] = [ROW, ("8", *ROW[1:]), (*ROW[:3], "mail", *ROW[4:])]
LATER: list[tuple[str, ...]] = [ROW, (*ROW[:3], "mail", *ROW[4:8], "2026-01-01 12:00", *ROW[9:])]


def test_any_order_is_refused_where_order_decides(project: Config) -> None:
    """Two versions that say the same moment; the last in the file counts, as it does row by row."""
    path = project.root / "tickets.csv"
    path.write_text(file_of(TIED), "utf-8")
    with pytest.raises(Unordered):
        bulk_only(path, project, ordered=False)
    assert same(path, project).tags == {"dns": 2, "lang_et": 2, "mail": 1}
    with open_store(project, writing=True) as store:
        assert store.connection.execute("SELECT current_setting('preserve_insertion_order')").fetchall() == [(True,)]


@pytest.mark.parametrize(
    "cells", [[ROW, ROW, ROW], LATER, LATER[::-1]], ids=["the same", "a later one", "an earlier one"]
)
def test_any_order_will_do_otherwise(project: Config, cells: list[tuple[str, ...]]) -> None:
    """Where versions are the same, or the moment of their update tells which counts."""
    path = project.root / "tickets.csv"
    path.write_text(file_of(cells), "utf-8")
    assert bulk_only(path, project, ordered=False).updated == len(cells) - 1
    same(path, project)


def test_who_waits_is_told(project: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of rows that are read one by one; how many there are, nobody knows before."""
    monkeypatch.setattr(intake, "_ROWS", 2)
    path = project.root / "tickets.csv"
    path.write_text(file_of([ROW] * 5), "utf-8")
    told: list[tuple[str, int, int]] = []
    exports = reading.recognise(path, Wishes(timezone="Europe/Tallinn"), project)
    intake.take_in(project, exports, NOW, dry=True, progress=lambda *seen: told.append(seen))
    assert told == [("tickets.csv, rows read", 2, 0), ("tickets.csv, rows read", 4, 0)]


def test_words_that_come_late_are_looked_for_first(project: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new team in the last row does not make a large file be read row by row."""
    monkeypatch.setattr(taking, "SAMPLE", 1)
    path = project.root / "tickets.csv"
    path.write_text(file_of([ROW, ("8", *ROW[1:3], "mail lang_fi", *ROW[4:6], "Sales", *ROW[7:])]), "utf-8")
    with pytest.raises(Unclean) as error:
        bulk_only(path, project)
    assert not error.value.for_good
    assert bulk_only(path, project, whole=True).kept == 2
    assert same(path, project).kept == 2


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (0, "1.03E+13"),
        (0, ""),
        (0, "-7"),
        (0, "7" * 129),
        (0, "٣"),
        (3, "dns dns"),
        (3, "a@b.ee"),
        (3, "a  b"),
        (7, "2026-01-01"),
        (7, ""),
        (10, "1:30"),
    ],
)
def test_what_is_not_clean_is_left_to_the_reading(project: Config, column: int, cell: str) -> None:
    """Which says what is wrong with it, or what it means."""
    path = project.root / "tickets.csv"
    path.write_text(file_of([ROW, (*ROW[:column], cell, *ROW[column + 1 :])]), "utf-8")
    with pytest.raises(Unclean):
        bulk_only(path, project, whole=True)
