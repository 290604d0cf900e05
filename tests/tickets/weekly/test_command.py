"""``kbgen tickets weekly``, from an import to its CSV, and the CSV back into another store."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from pathlib import Path

import pytest

from kbgen import cli
from kbgen.errors import WrongUse
from kbgen.tickets.weekly import backend
from tests.sites import Called, SiteFolder, make_site

EXPORT = """Id,Created at,Tags,Status,Via,Language
1,2026-11-02 10:00,login dns,Solved,Mail,et
2,2026-11-03 23:30,login,Solved,Chat,en
3,2026-11-09 09:00,old-dns dns,Solved,Mail,
4,2026-11-10 09:00,dns closed_by_merge,Solved,Mail,ru
5,2026-11-14 23:59,login,Solved,Mail,sv
"""
TOPICS = "topics:\n  names:\n    name: {en: Name servers}\n    tags: [dns, old-dns]\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = make_site(tmp_path / "site", kbgen={"timezone": "Europe/Tallinn"})
    site.write("tickets.csv", EXPORT)
    site.write("content/topics.yml", TOPICS)
    return site


def weekly(site: SiteFolder, *arguments: str) -> Called:
    return site.kbgen("tickets", "weekly", *arguments)


def imported(site: SiteFolder, file: str = "tickets.csv") -> SiteFolder:
    called = site.kbgen("tickets", "import", file, "--timezone", "Europe/Tallinn")
    assert called.code == 0, called.err
    return site


def test_lines_of_a_spreadsheet(site: SiteFolder) -> None:
    """By topic, a ticket with two tags of one topic once; merged ones not at all."""
    result = weekly(imported(site), "--as-of", "2026-11-15", "--weeks", "2")
    assert result.out.splitlines() == [
        "week,tag,count,language,channel",
        "2026-11-01,login,1,en,chat",
        "2026-11-01,login,1,et,email",
        "2026-11-01,names,1,et,email",
        "2026-11-08,login,1,,email",
        "2026-11-08,names,1,,email",
    ]


def test_lines_go_into_a_stream_without_bytes(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a program calls the command and collects what it prints."""
    imported(site)
    monkeypatch.chdir(site.root)
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert cli.run(["tickets", "weekly", "--as-of", "2026-11-15", "--weeks", "2"]) == 0
    assert out.getvalue().splitlines()[:2] == ["week,tag,count,language,channel", "2026-11-01,login,1,en,chat"]


def test_raw_tags_leave_the_topics_file_aside(site: SiteFolder) -> None:
    result = weekly(imported(site), "--as-of", "2026-11-15", "--weeks", "1", "--raw")
    assert {row["tag"] for row in csv.DictReader(result.out.splitlines())} == {"login", "old-dns", "dns"}


def test_lists_end_with_a_whole_day(site: SiteFolder) -> None:
    """Without --as-of, the day of the last ticket is not over."""
    told = json.loads(weekly(imported(site), "--weeks", "1", "--format", "json").out)
    assert told["until"] == "2026-11-14T00:00:00+02:00"
    assert told["weeks"] == ["2026-11-07"]
    assert sum(line["tickets"] for line in told["counts"]) == 1
    assert told["exposure"] == told["all"]


def test_counts_come_back_in(site: SiteFolder, tmp_path: Path) -> None:
    """What a warehouse counts is imported as counts, and gives the same lines again."""
    target = tmp_path / "counts.csv"
    first = weekly(imported(site), "--as-of", "2026-11-15", "--weeks", "2", "--output", str(target))
    assert first.code == 0, first.err
    other = make_site(tmp_path / "other", kbgen={"timezone": "Europe/Tallinn"})
    imported(other, str(target))
    again = weekly(other, "--as-of", "2026-11-15", "--weeks", "2")
    assert again.out.splitlines() == target.read_text("utf-8").splitlines()


def test_parquet_has_the_same_lines(site: SiteFolder, tmp_path: Path) -> None:
    import duckdb

    target = tmp_path / "it's.parquet"
    result = weekly(imported(site), "--weeks", "2", "--as-of", "2026-11-15", "--format", "parquet", "-o", str(target))
    assert result.code == 0, result.err
    rows = duckdb.read_parquet(str(target)).fetchall()
    assert len(rows) == 5
    assert rows[0][1:] == ("login", 1, "en", "chat")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "parquet"), "--output"),
        (("--table", "tickets"), "--backend"),
        (("--backend", "duckdb://"), "either --table NAME or --from"),
        (("--backend", "duckdb://", "--table", "x", "--from", "y.parquet"), "either --table NAME or --from"),
    ],
)
def test_use_that_makes_no_sense_is_explained(site: SiteFolder, arguments: tuple[str, ...], said: str) -> None:
    called = weekly(site, *arguments)
    assert called.code == 2
    assert said in called.err


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import PackageNotFoundError

    def nothing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(backend, "version", nothing)
    with pytest.raises(WrongUse, match="ibis-framework") as raised:
        backend.connect("duckdb://", table="tickets")
    assert "kbgen[distributed]" in raised.value.hint


def test_newer_duckdb_than_ibis_bears_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "version", lambda name: "2.0.0" if name == "duckdb" else "12.0.0")
    with pytest.raises(WrongUse, match="below 2"):
        backend.connect("duckdb://", table="tickets")


def test_passwords_are_not_shown() -> None:
    assert backend.without_password("clickhouse://me:secret@host:8123/db?x=1") == "clickhouse://…@host:8123/db"
