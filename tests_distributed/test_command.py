"""``kbgen tickets weekly --backend``."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from tests.sites import SiteFolder, make_site
from tests_distributed import material
from tests_distributed.conftest import Files

ALL = ("--as-of", "2026-04-09", "--weeks", str(material.WEEKS), "--raw")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return make_site(tmp_path / "site", kbgen={"timezone": material.ZONE})


@pytest.fixture
def database(tmp_path: Path, files: Files) -> Path:
    """A warehouse with a table of tickets in a schema of its own, and tables that cannot be used."""
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("CREATE SCHEMA desk")
        connection.execute(f"CREATE TABLE desk.tickets AS SELECT id, created, tags, language FROM '{files.tickets}'")
        connection.execute("CREATE TABLE nameless AS SELECT 1 AS id, 'login' AS tag")
        connection.execute("CREATE TABLE texts AS SELECT 1 AS id, now()::TIMESTAMP AS created, 'login dns' AS tags")
        connection.execute("CREATE TABLE days AS SELECT 1 AS id, '2026-11-22' AS created, ['login'] AS tags")
        connection.execute("CREATE TABLE nothing AS SELECT * FROM desk.tickets LIMIT 0")
    return path


def test_file_is_counted_elsewhere(site: SiteFolder, files: Files) -> None:
    """And what is counted can be imported."""
    called = site.kbgen(
        "tickets", "weekly", "--backend", "duckdb://", "--from", str(files.tickets), *ALL, "-o", "c.csv"
    )
    assert (called.code, called.err) == (0, "")
    rows = list(csv.DictReader(site.read("c.csv").splitlines()))
    assert {row["tag"] for row in rows} == set(material.TAGS)
    taken = site.kbgen_json("tickets", "import", "c.csv", "--timezone", material.ZONE, "--format", "json")
    assert (taken["profile"], taken["rejected"]) == ("weekly-counts", 0)


def test_spark_is_asked_by_its_address(site: SiteFolder, files: Files) -> None:
    """Settings of the session are part of it."""
    asked = ("--backend", "pyspark://?spark.sql.shuffle.partitions=2", "--from", str(files.tickets))
    called = site.kbgen("tickets", "weekly", *asked, *ALL, "-o", "spark.csv")
    assert called.code == 0, called.err
    site.kbgen("tickets", "weekly", "--backend", "duckdb://", "--from", str(files.tickets), *ALL, "-o", "duck.csv")
    assert site.read("spark.csv") == site.read("duck.csv")


def test_table_is_counted_where_it_lies(site: SiteFolder, database: Path) -> None:
    """Columns that it has not are empty; the topics file and the built-in patterns hold there as here."""
    site.write("content/topics.yml", "topics:\n  mail:\n    name: {en: Mail}\n    tags: [mail, old-mail, почта]\n")
    asked = ("--backend", f"duckdb://{database}", "--table", "desk.tickets", *ALL[:4])
    called = site.kbgen("tickets", "weekly", *asked)
    assert (called.code, called.err) == (0, "")
    rows = list(csv.DictReader(called.out.splitlines()))
    assert {row["tag"] for row in rows} == {"login", "dns", "mail", "billing", "domeen"}
    assert {row["channel"] for row in rows} == {""}
    assert {row["language"] for row in rows} == {*material.LANGUAGES, "", "sv"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("nameless", "nameless has no column created and no column tags; it has id, tag"),
        ("texts", "“tags” of texts is string"),
        ("days", "“created” of days is string"),
        ("nothing", "nothing has no tickets"),
        ("tikets", "has no table “tikets”"),
    ],
)
def test_table_that_cannot_be_used_is_explained(site: SiteFolder, database: Path, table: str, said: str) -> None:
    called = site.kbgen("tickets", "weekly", "--backend", f"duckdb://{database}", "--table", table)
    assert called.code == 2
    assert said in called.err
    assert "Traceback" not in called.err


@pytest.mark.parametrize("url", ["nowhere://me:secret@host/db", "duckdb:///no/such/folder/x.duckdb", "nonsense"])
def test_database_that_does_not_answer_is_explained(site: SiteFolder, url: str) -> None:
    called = site.kbgen("tickets", "weekly", "--backend", url, "--table", "tickets")
    assert called.code == 2
    assert "cannot be reached" in called.err
    assert "secret" not in called.err and "Traceback" not in called.err


def test_time_zone_is_asked_for(tmp_path: Path, files: Files) -> None:
    called = make_site(tmp_path).kbgen("tickets", "weekly", "--backend", "duckdb://", "--from", str(files.tickets))
    assert called.code == 2
    assert "timezone: Europe/Tallinn" in called.err
