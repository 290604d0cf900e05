"""``kbgen views``: exports of the site's statistics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sites import SiteFolder, make_site

PAGES = (
    "path,views,helpful,unhelpful\n/et/dns/records/,310,8,2\n/fi/dns/records/,31,,\n/en/,62,,\n/et/search/,5,,\n"
    "/et/gone/,9,,\nhttps://www.example.com/,3,,\n/et/mail/setup/,many,,\n"
)
SEARCHES = "query,count,language\narve,12,et\nanna@example.com,3,et\ninvoice,9,en\n"
MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """The small site with two exports beside it."""
    made = make_site(tmp_path)
    made.write("pages.csv", PAGES)
    made.write("searches.csv", SEARCHES)
    return made


def test_an_import_tells_what_it_read(site: SiteFolder) -> None:
    """By file, with the rows and addresses that nothing could be made of, and without their content."""
    called = site.kbgen("views", "import", "pages.csv", "searches.csv", *MARCH)
    assert (called.code, called.err) == (0, "")
    assert called.out.splitlines() == [
        "pages.csv: a plain list (utf-8, commas), 2026-03-01 to 2026-03-31",
        "  7 rows: 3 kept, 2 of no page of the site, 1 of no article, 1 rejected",
        "  row 8: a number cannot be read",
        "searches.csv: a plain list (utf-8, commas), 2026-03-01 to 2026-03-31",
        "  3 rows: 2 kept, 1 left out",
        "Addresses that are no page of the site, with their views:",
        "          9  /et/gone",
        "          3  (another site)",
        "Import 1: 403 views of 2 articles, 10 votes, 21 searches in vain.",
    ]


def test_status_tells_what_is_there(site: SiteFolder) -> None:
    """Before and after; as JSON all of it."""
    assert "No views were imported yet" in site.kbgen("views", "status").out
    assert not (site.root / ".kbgen" / "tickets.duckdb").exists()
    site.kbgen("views", "import", "pages.csv", "searches.csv", *MARCH)
    shown = site.kbgen("views", "status", "-n", "1").out
    assert "70.0  et  dns/records" in shown and "31" not in shown.split("Seen most")[1].split("Helpful")[0]
    assert " 80 % (49 to 94 %)" in shown and "12  arve" in shown
    data: Any = site.kbgen_json("views", "status", "--format", "json")
    assert {(one["article"], one["language"]): one["views_week"] for one in data["readers"]} == {
        ("dns/records", "et"): 70,
        ("dns/records", "fi"): 7,
        ("index", "en"): 14,
    }
    assert [(one["query"], one["language"]) for one in data["empty_searches"]] == [("invoice", "en"), ("arve", "et")]


def test_json_of_an_import(site: SiteFolder) -> None:
    """Numbers add up over all files."""
    data = site.kbgen_json("views", "import", "pages.csv", "searches.csv", *MARCH, "--format", "json")
    assert {key: data[key] for key in ("import", "read", "kept", "rejected", "unknown", "from", "to")} == {
        "import": 1,
        "read": 10,
        "kept": 5,
        "rejected": 1,
        "unknown": 2,
        "from": "2026-03-01",
        "to": "2026-03-31",
    }
    assert data["files"][0]["rejected_rows"] == [{"row": 8, "line": 8, "reason": "a number cannot be read"}]


def test_a_dry_run_keeps_nothing(site: SiteFolder) -> None:
    """Not even the store."""
    called = site.kbgen("views", "import", "pages.csv", *MARCH, "--dry-run")
    assert called.code == 0 and "Nothing was changed" in called.out
    assert not (site.root / ".kbgen" / "tickets.duckdb").exists()


def test_an_import_can_be_undone(site: SiteFolder) -> None:
    """Once; as many rows go as the import had kept, also where one holds views and votes."""
    kept = site.kbgen_json("views", "import", "pages.csv", *MARCH, "--format", "json")["kept"]
    assert site.kbgen("views", "undo", "1").out == f"Import 1 is undone: {kept} rows went.\n"
    again = site.kbgen("views", "undo", "1")
    assert (again.code, "there is no import 1" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("pages.csv",), "pages.csv does not say which days"),
        (("pages.csv", "--from", "2026-03-01"), "--from and --to belong together"),
        (("pages.csv", "--from", "2026-03-02", "--to", "2026-03-01"), "is later than"),
        (("pages.csv", "--from", "2026-03-01", "--to", "2999-12-31"), "2999-12-31 has not begun"),
        (("gone.csv", *MARCH), "there is no such file"),
        (("mkdocs.yml", *MARCH), "has no columns of pages"),
        (("pages.csv", *MARCH, "--language", "sv"), "no language “sv”"),
        (("pages.csv", *MARCH, "--encoding", "utf-9"), "there is no encoding “utf-9”"),
        (("pages.csv", *MARCH, "--delimiter", "::"), "is no delimiter"),
    ],
)
def test_wrong_use_is_told(site: SiteFolder, arguments: tuple[str, ...], told: str) -> None:
    """With what to do; nothing is kept."""
    called = site.kbgen("views", "import", *arguments)
    assert (called.code, told in called.err) == (2, True), called.err
    assert "Traceback" not in called.err and not (site.root / ".kbgen" / "tickets.duckdb").exists()


def test_one_file_that_cannot_be_read_keeps_all_from_being_imported(site: SiteFolder) -> None:
    """Otherwise nobody would know which were."""
    assert site.kbgen("views", "import", "searches.csv", "mkdocs.yml", *MARCH).code == 2
    assert "No views were imported yet" in site.kbgen("views", "status").out


def test_signs_that_would_steer_a_terminal_are_not_printed(site: SiteFolder) -> None:
    """Addresses come from anybody who calls them."""
    site.write("evil.csv", "path,views\n/et/%1b[2Jgone/,3\n")
    assert "\x1b" not in site.kbgen("views", "import", "evil.csv", *MARCH).out
