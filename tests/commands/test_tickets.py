"""``kbgen tickets import``, ``status`` and ``undo``, as people call them."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import SiteFolder

HEADER = ("Id", "Requester", "Requester email", "Subject", "Tags", "Status", "Via", "Created at", "Updated at")
# Things that must not be anywhere below .kbgen, whatever becomes of their rows.
PRIVATE = ("Mari Maasikas", "mari.maasikas@eesti.example", "Minu parool on kassipoeg", "sissekanne", "4711000")


def export(rows: int, *, damaged: bool = True) -> str:
    """A Zendesk CSV full of personal data; two of its rows are no tickets, if ``damaged``."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(HEADER)
    for number in range(rows):
        day = f"2026-{1 + number % 9:02}-{1 + number % 28:02}"
        person = ("Mari Maasikas", "mari.maasikas@eesti.example", "Minu parool on kassipoeg,\nsissekanne")
        tags = ("dns lang_et", "mail lang_ru", "mail mari.maasikas@eesti.example")[number % (3 if damaged else 2)]
        row = (4711000 + number, *person, tags, "Solved", "Mail", f"{day} 10:00", f"{day} 12:30")
        writer.writerow(row)
    if damaged:
        writer.writerow(("4.711E+12", "Mari Maasikas", "", "", "dns", "Open", "Mail", "2026-01-01 10:00", ""))
        writer.writerow((7, "", "", "", "dns", "Open", "Mail", "Mari Maasikas", ""))
    return made.getvalue()


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    """A site beside which an export lies."""
    site.write("tickets.csv", export(300))
    return site


def test_the_summary_says_what_came_of_the_file(desk: SiteFolder) -> None:
    """With the rows that are no tickets, and nothing of what stands in them."""
    done = desk.kbgen("tickets", "import", "tickets.csv", "--timezone", "Europe/Tallinn")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "tickets.csv: taken for “zendesk”, utf-8, commas, times of Europe/Tallinn"
    assert lines[1] == "  302 rows read, 300 kept, 2 rejected"
    assert [line.partition(":")[0] for line in lines if " rejected: " in line] == [
        "  row 302 rejected",
        "  row 303 rejected",
    ]
    assert "300 rows kept; 2 rejected." in lines
    assert "Created from 2026-01-01 to 2026-09-28 (days in Europe/Tallinn)." in lines
    assert lines[-1] == "This is import 1; “kbgen tickets undo 1” takes it out again."
    assert [word for word in PRIVATE if word in done.out] == []


def test_json_has_the_numbers(desk: SiteFolder) -> None:
    """Read is kept and rejected; the second time, all are there already."""
    for updated in (0, 300):
        told = desk.kbgen_json("tickets", "import", "tickets.csv", "--timezone", "Europe/Tallinn", "--format", "json")
        wanted = {"read": 302, "kept": 300, "updated": updated, "rejected": 2, "from": "2026-01-01", "to": "2026-09-28"}
        assert told | wanted == told
        assert (told["profile"], told["encoding"], told["delimiter"]) == ("zendesk", "utf-8", ",")
        assert [row["row"] for row in told["rejected_rows"]] == [302, 303]
        assert told["unknown_language"] == 100


@pytest.mark.parametrize("rows", [300, 70_000])
def test_nothing_personal_is_kept(site: SiteFolder, rows: int) -> None:
    """In no file below .kbgen, whether the export was read row by row or in bulk."""
    for damaged in (True, False):
        site.write("tickets.csv", export(rows, damaged=damaged))
        assert site.kbgen("tickets", "import", "tickets.csv", "--timezone", "Europe/Tallinn").code == 0
        site.write("tickets.csv", export(rows + 1, damaged=damaged).replace("Solved", "Closed"))
        assert site.kbgen("tickets", "import", "tickets.csv", "--timezone", "Europe/Tallinn").code == 0
    kept = [path for path in (site.root / ".kbgen").rglob("*") if path.is_file()]
    assert {path.name for path in kept} >= {"tickets.duckdb", "tickets.salt"}
    found = [(path.name, word) for path in kept for word in PRIVATE if word.encode() in path.read_bytes()]
    assert found == []
    assert b"lang_et" in (site.root / ".kbgen/tickets.duckdb").read_bytes()


def test_a_time_zone_is_asked_for(desk: SiteFolder) -> None:
    """Then nothing has come in."""
    done = desk.kbgen("tickets", "import", "tickets.csv")
    assert done.code == 2
    assert "--timezone" in done.err
    assert desk.kbgen("tickets", "status").code == 2
    assert not (desk.root / ".kbgen/tickets.duckdb").exists()


def test_all_files_or_none(desk: SiteFolder) -> None:
    """A file that is none keeps the others out; several are one import."""
    desk.write("notes.txt", "Dear all")
    done = desk.kbgen("tickets", "import", "tickets.csv", "notes.txt", "--timezone", "Europe/Tallinn")
    assert done.code == 2
    assert not (desk.root / ".kbgen/tickets.duckdb").exists()
    desk.write("counts.csv", "week,tag,count\n2026-01-05,dns,3\n2026-01-12,dns,4\n")
    told = desk.kbgen_json(
        "tickets", "import", "tickets.csv", "counts.csv", "--timezone", "Europe/Tallinn", "--format", "json"
    )
    assert (told["import"], told["kept"], told["profile"]) == (1, 302, "zendesk, weekly-counts")


def test_a_trial_changes_nothing(desk: SiteFolder) -> None:
    done = desk.kbgen("tickets", "import", "tickets.csv", "--timezone", "Europe/Tallinn", "--dry-run")
    assert done.out.splitlines()[-1] == "This was a trial: nothing was kept."
    assert not (desk.root / ".kbgen").exists()


def test_a_file_without_tickets_is_no_import(desk: SiteFolder) -> None:
    desk.write("tickets.csv", "Id,Tags,Created at\nx y,dns,2026-01-01T10:00:00Z\n")
    done = desk.kbgen("tickets", "import", "tickets.csv")
    assert done.code == 1
    assert done.out.splitlines()[-1] == "Nothing was imported: no row could be kept."


def test_status_and_undo(desk: SiteFolder) -> None:
    """What is there, by days, weeks, channels and languages; and what is left when an import is taken out."""
    for name in ("one.csv", "two.csv"):
        desk.write(name, export(300 if name == "one.csv" else 310))
        desk.kbgen("tickets", "import", name, "--timezone", "Europe/Tallinn")
    told = desk.kbgen_json("tickets", "status", "--format", "json")
    assert (told["tickets"], told["from"], told["to"]) == (310, "2026-01-01", "2026-09-28")
    assert sum(week["tickets"] for week in told["weeks"]) == 310
    assert told["channels"] == {"email": 310}
    assert [(one["import"], one["source"], one["updated"]) for one in told["imports"]] == [
        (1, "one.csv", 0),
        (2, "two.csv", 300),
    ]
    text = desk.kbgen("tickets", "status").out
    assert text.startswith("310 tickets, created from 2026-01-01 to 2026-09-28 (days in Europe/Tallinn).")
    assert "Channels:   email 100 %" in text
    assert (
        "4 tags; 2 of them tell of the system or of the language; there is no topics file, so each of the others"
        in text
    )
    assert (told["tags"], told["system_tags"]) == (4, 2)
    done = desk.kbgen("tickets", "undo")
    assert done.out == "Import 2 (two.csv) is out: 10 rows removed.\n"
    assert desk.kbgen_json("tickets", "status", "--format", "json")["tickets"] == 300
    assert desk.kbgen_json("tickets", "undo", "1", "--format", "json") == {
        "undone": [{"import": 1, "removed": 300, "restored": 0}]
    }
    assert desk.kbgen("tickets", "status").out.startswith("There are no tickets")
    again = desk.kbgen("tickets", "undo", "1")
    assert (again.code, "there is no import" in again.err) == (2, True)


@pytest.mark.parametrize(
    "wrong",
    [
        ("nowhere.csv",),
        ("tickets.csv", "--timezone", "Europe/Talinn"),
        ("tickets.csv", "--profile", "zendesc"),
        ("tickets.csv", "--language", "lv"),
        ("tickets.csv", "--from", "2026-01-01"),
        ("tickets.csv", "--from", "2026-02-01", "--to", "2026-01-01"),
        ("tickets.csv", "--from", "2026-02-01", "--to", "2999-12-31"),
        ("tickets.csv", "--from", "1.2.2026", "--to", "28.2.2026"),
        ("tickets.csv", "--delimiter", "and"),
    ],
)
def test_wrong_use_is_said(desk: SiteFolder, wrong: tuple[str, ...]) -> None:
    """Without a traceback, and without a store."""
    done = desk.kbgen("tickets", "import", *wrong)
    assert (done.code, "Traceback" in done.err, "bug" in done.err) == (2, False, False)
    assert done.err.count("Error: ") == 1
    assert "%" not in done.err, "a pattern of a date says nothing to an editor"
    assert not (desk.root / ".kbgen/tickets.duckdb").exists()


def test_help_loads_no_database(site: SiteFolder, tmp_path: Path) -> None:
    """The help of the commands, and all commands that are not about tickets, are as quick as without the extra."""
    for name in ("duckdb", "numpy", "scipy"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('loaded')\n")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH", "")])])
    for arguments in (
        ("tickets", "--help"),
        ("tickets", "import", "--help"),
        ("tickets", "status", "--help"),
        ("check",),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "kbgen", *arguments],
            cwd=site.root,
            env=dict(os.environ) | {"PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "loaded" not in done.stdout + done.stderr, arguments


def test_counts_name_the_same_days_in_every_zone(desk: SiteFolder) -> None:
    """A week of counts ends on its Sunday, also where tickets have told another time zone since."""
    desk.write("counts.csv", "week;tag;count\n16.11.2026;dns;7\n09.11.2026;dns;5\n")
    first = desk.kbgen("tickets", "import", "counts.csv")
    assert "semicolons, days of UTC" in first.out
    assert "Created from 2026-11-09 to 2026-11-22 (days in UTC)." in first.out
    desk.kbgen("tickets", "import", "tickets.csv", "--timezone", "Europe/Tallinn")
    again = desk.kbgen("tickets", "import", "counts.csv")
    assert "Created from 2026-11-09 to 2026-11-22 (days in Europe/Tallinn)." in again.out
    status = desk.kbgen("tickets", "status").out
    assert "created from 2026-01-01 to 2026-11-22 (days in Europe/Tallinn)" in status
    assert "both count" not in status


def test_weeks_that_come_as_tickets_and_as_counts_are_told(desk: SiteFolder) -> None:
    """With the command that takes the counts out; other weeks may be counts."""
    desk.write("old.csv", "week;tag;count\n17.11.2025;dns;7\n")
    desk.write("counts.csv", "week;tag;count\n14.09.2026;dns;7\n21.09.2026;dns;5\n")
    desk.kbgen("tickets", "import", "old.csv", "--timezone", "Europe/Tallinn")
    desk.kbgen("tickets", "import", "tickets.csv", "--timezone", "Europe/Tallinn")
    said = (
        "The counts of import 3, from 2026-09-14 to 2026-09-27, are of days of which there are tickets, and both "
        "count; “kbgen tickets undo 3” takes the counts out."
    )
    assert "takes the counts out" not in desk.kbgen("tickets", "status").out
    assert said in desk.kbgen("tickets", "import", "counts.csv").out.splitlines()
    assert said in desk.kbgen("tickets", "status").out.splitlines()
    assert desk.kbgen_json("tickets", "status", "--format", "json")["counted_twice"] == [3]
    desk.kbgen("tickets", "undo", "3")
    assert "takes the counts out" not in desk.kbgen("tickets", "status").out


def test_many_rows_with_the_same_damage_are_one_line(desk: SiteFolder) -> None:
    """Excel rounds the numbers of all tickets, not of one."""
    rows = "".join(f"1.03006E+13,dns,2026-01-{1 + n:02} 10:00\n" for n in range(28))
    desk.write("rounded.csv", f"Id,Tags,Created at\n{rows}1,dns,2026-01-01 10:00\n")
    done = desk.kbgen("tickets", "import", "rounded.csv", "--timezone", "Europe/Tallinn")
    (line,) = [line for line in done.out.splitlines() if " rejected: " in line]
    assert line.startswith("  28 rows rejected: Excel has rounded")
    assert line.endswith(" (rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …)")


def test_a_long_import_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal, after a second; nobody knows how many rows a file has before it is read."""
    from kbgen.commands.options import Progress

    progress = Progress()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(progress, "_begun", progress._begun - 5)
    monkeypatch.setattr(progress, "_last", progress._last - 5)
    progress("tickets.csv, rows read", 12000, 0)
    assert capsys.readouterr().err == "\r\x1b[2Ktickets.csv, rows read: 12,000 "
    progress = Progress()
    progress("tickets.csv, rows read", 10000, 0)
    assert capsys.readouterr().err == ""
    progress("large.csv, read as a whole", 0, 0)
    assert capsys.readouterr().err == "\r\x1b[2Klarge.csv, read as a whole …"


HIDDEN = """
import importlib.machinery as machinery
found = machinery.PathFinder.find_spec
def find(name, path=None, target=None):
    return None if name.partition(".")[0] in ("duckdb", "numpy", "scipy") else found(name, path, target)
machinery.PathFinder.find_spec = find
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("tickets", "import", "tickets.csv"),
        ("tickets", "status"),
        ("tickets", "weekly"),
        ("tickets", "sample", "invented"),
        ("tickets", "fetch"),
        ("topics",),
        ("topics", "propose"),
        ("topics", "--watch", "."),
        ("effect",),
        ("forecast",),
        ("backtest",),
        ("views", "status"),
    ],
)
def test_a_missing_extra_is_named(desk: SiteFolder, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Whatever the command: what is missing, and how to get it."""
    (tmp_path / "sitecustomize.py").write_text(HIDDEN)
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH", "")])])
    done = subprocess.run(
        [sys.executable, "-m", "kbgen", *arguments],
        cwd=desk.root,
        env=dict(os.environ) | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert "pip install 'kbgen[tickets]'" in done.stderr
