"""Parquet as a warehouse writes it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from kbgen.errors import WrongUse
from kbgen.tickets import intake
from kbgen.tickets.reading import Wishes
from kbgen.tickets.store import Imported, open_store
from tests.tickets.bulk.test_bulk_law import NOW
from tests.tickets.store.stores import config, content

ROWS = """SELECT * FROM (VALUES
    (1, TIMESTAMP '2026-01-01 10:00:00.5', TIMESTAMP '2026-01-02', ['dns', 'lang_et'],
     'Solved', 'Mail', 'S', 5.5, true),
    (2, TIMESTAMP '2026-07-01 10:00', NULL, NULL, 'Deleted', 'Chat', NULL, 0, false),
    (1, TIMESTAMP '2026-01-01 10:00:00.5', TIMESTAMP '2026-01-03', [], NULL, NULL, 'S', NULL, NULL)
    ) t(id, created, updated, tags, status, channel, "group", minutes, satisfied)"""


def written(folder: Path, query: str = ROWS) -> Path:
    path = folder / "tickets.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def imported(path: Path, zone: str = "Europe/Tallinn", *, row_by_row: bool = False) -> tuple[list[object], Imported]:
    settings = config(path.parent)
    (one,) = intake.recognise(path, Wishes(timezone=zone), settings)
    if row_by_row:
        with open_store(settings, writing=True) as store:
            from kbgen.tickets.bulk import parquet

            made = store.add(intake.source_of(one), parquet.read(one))
    else:
        made = intake.take_in(settings, [one], NOW)
    with open_store(settings, writing=True) as store:
        found = content(store)
        if made.number:
            store.undo()
    return list(found), made


def test_all_columns_come_in(tmp_path: Path) -> None:
    """In bulk as row by row; the later update of a ticket that is there twice holds."""
    bulk, made = imported(written(tmp_path))
    slow, same = imported(written(tmp_path), row_by_row=True)
    assert bulk == slow
    assert (
        (made.read, made.updated, made.tags) == (same.read, same.updated, same.tags) == (3, 1, {"dns": 1, "lang_et": 1})
    )
    told = sorted((row[1].isoformat(), row[4:9]) for row in bulk)  # type: ignore[index]
    assert told == [
        ("2026-01-01T08:00:00.500000", ("", "", "S", None, None)),
        ("2026-07-01T07:00:00", ("chat", "deleted", "", None, False)),
    ]


def test_a_timestamp_that_names_its_zone_needs_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, "SELECT 'A-1' AS id, TIMESTAMPTZ '2026-01-01 10:00:00+02' AS created, 'dns  Mail' AS tags")
    bulk, _ = imported(path, "")
    assert [(row[1].isoformat(), row[9]) for row in bulk] == [("2026-01-01T08:00:00", ["dns", "mail"])]  # type: ignore[index]


def test_rows_that_are_no_tickets_are_named(tmp_path: Path) -> None:
    """By their number."""
    query = (
        "SELECT * FROM (VALUES (1, TIMESTAMP '2026-01-01'), (NULL, TIMESTAMP '2026-01-01'), (3, NULL)) t(id, created)"
    )
    _, made = imported(written(tmp_path, query))
    assert (made.kept, made.rejected) == (1, 2)
    assert [note.row for note in made.files[0].rejections] == [2, 3]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT 1 AS id, 'dns' AS tags", "has no column “created”"),
        ("SELECT 1 AS id, TIMESTAMP '2026-01-01' AS created", "its times name no time zone"),
    ],
)
def test_what_is_missing_is_asked_for(tmp_path: Path, query: str, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        imported(written(tmp_path, query), "")


def test_a_damaged_file(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(WrongUse, match=r"tickets\.parquet is damaged"):
        imported(path)


@pytest.mark.parametrize(
    "time",
    ["TIMESTAMP '1989-12-31 23:59:59'", "TIMESTAMP '1990-01-01'", "TIMESTAMP '2027-12-26 23:59:59'",
     "TIMESTAMP '2027-12-28'", "TIMESTAMP '2100-12-31'", "TIMESTAMP '9999-01-01'", "TIMESTAMP '12026-01-01'",
     "TIMESTAMP 'infinity'", "NULL::TIMESTAMP"],
)  # fmt: skip
@pytest.mark.parametrize("column", ["created", "updated"])
def test_times_that_no_help_desk_has_are_looked_at_one_by_one(tmp_path: Path, time: str, column: str) -> None:
    """Where times are UTC, too: what comes of each is what reading row by row makes of it."""
    other = "updated" if column == "created" else "created"
    query = f"""SELECT * FROM (VALUES (1, TIMESTAMP '2026-01-01 10:00', TIMESTAMP '2026-01-01 11:00'),
        (2, {time}, TIMESTAMP '2026-01-01 10:00')) t(id, {column}, {other})"""
    (bulk, made), (slow, same) = (imported(written(tmp_path, query), "UTC", row_by_row=way) for way in (False, True))
    assert bulk == slow
    assert (made.kept, made.rejected, made.first, made.last) == (same.kept, same.rejected, same.first, same.last)
