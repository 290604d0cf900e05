"""What goes for each form of the report; the golden files are of a real site (tests/reports/test_overview.py)."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kbgen import wording
from kbgen.reports.overview import as_csv, as_json, markdown, terminal
from kbgen.reports.overview.document import Cell, Column, Document, Kind, Row, Section, Table
from kbgen.reports.overview.terminal import text
from tests.reports.overview.documents import DAY, DOCUMENT, EVIL, TO_DO

WORDS = wording.words("en", domain=wording.REPORT)


def shown(width: int | None, document: Document = DOCUMENT) -> list[str]:
    """The lines of the terminal without colours."""
    return click.unstyle(terminal.render(document, WORDS, width)).split("\n")


# -- terminal --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """But for commands, which are left whole."""
    assert [line for line in shown(width) if len(line) > width and "kbgen " not in line] == []


def test_a_pipe_has_every_cell_whole() -> None:
    """So that it can be searched."""
    lines = shown(None)
    assert any(
        "Write an article about expired certificates" in line and "kbgen new ssl/expired" in line for line in lines
    )
    assert not any("…" in line for line in lines)


def test_a_narrow_terminal_has_rows_below_one_another() -> None:
    """With the heads beside the cells."""
    lines = shown(44)
    assert any("Write an article" in line for line in lines)
    assert any("effort: 2 h" in line for line in lines)


def test_weeks_are_bars() -> None:
    """A dot stands for a week of which nothing is known."""
    assert any("·▁▁▂█" in line for line in shown(160))


def test_rows_that_are_not_shown_are_counted() -> None:
    """And where to find them."""
    assert "  1 more row is in the files of the report" in shown(100)


def test_charts_are_drawn() -> None:
    """Bars of parts, intervals with their estimate and the stroke that they are compared with."""
    lines = "\n".join(shown(100))
    assert re.search(r"Nov 16, 2026  █+▓+▒+ +12  3  1", lines)
    assert re.search(r"Two-step sign-in +─+●─+ +│ +0\.70 \(0\.50–0\.90\)", lines)
    assert re.search(r"Invoices +─+┼─*●─+ +1\.10", lines)


def test_a_map_is_a_table_of_rows_and_columns() -> None:
    """With the texts of its cells."""
    lines = shown(100)
    at = lines.index("Categories by languages")
    assert lines[at + 1 : at + 5] == [
        "           et    ru",
        "  dns   100 %  25 %",
        "  mail      –   0 %",
        "  up to date",
    ]


def test_how_it_is_reckoned_stands_on_the_page_only() -> None:
    """The terminal says that it does."""
    lines = shown(100)
    assert "On the page as well: “How it is reckoned”." in lines
    assert "By pages." not in lines


def test_nothing_moves_the_cursor_of_the_terminal() -> None:
    """Or turns the direction of what follows."""
    said = terminal.render(replace(DOCUMENT, lead=EVIL, site=EVIL), WORDS, 100)
    assert "\x1b[2J" not in said
    assert "\u202e" not in said


@given(st.text(alphabet="ab `\n", max_size=80), st.integers(8, 40))
def test_wrapping_keeps_all_words(sentence: str, width: int) -> None:
    """In their order."""
    lines = text.wrapped(sentence, width, "- ")
    assert " ".join(" ".join(click.unstyle(line)[2:] for line in lines).split()) == " ".join(
        text.plain(sentence).split()
    )


def test_a_command_stays_on_one_line() -> None:
    """So that it can be copied."""
    lines = text.wrapped("Write it: `kbgen new dns/a-new-article --lang et`, then look.", 24)
    assert any("kbgen new dns/a-new-article --lang et" in click.unstyle(line) for line in lines)


# -- Markdown --------------------------------------------------------------------------------------------------------


def test_the_summary_is_short() -> None:
    """Ten things, figures, topics; no table, and nothing of other lists."""
    said = markdown.render(DOCUMENT, WORDS)
    assert said.startswith("# Editors’ report: Help \\| Abi, November 22, 2026\n")
    assert (
        "1. **Write an article about expired certificates** – write. saves a month: 9.5 h. `kbgen new ssl/expired`"
        in said
    )
    assert "- up to date: **62 %** (60 % twelve weeks ago)" in said
    assert "1. **mail** – number: 40" in said
    assert "Two-step" not in said
    assert max(map(len, said.split("\n"))) < 200
    assert "\n|" not in said


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_summary_lists_as_many_as_come_first(number: int) -> None:
    """Which the settings say, and the sentence above the list counts."""
    section = Section("week", "This week", "", (replace(TO_DO, shown=number),))
    said = markdown.render(replace(DOCUMENT, sections=(section,)), WORDS)
    assert (f"\n{number}. **" in said, f"\n{number + 1}. **" in said) == (True, False)


def test_the_summary_has_no_markup_from_elsewhere() -> None:
    """Code stays code."""
    document = replace(DOCUMENT, sections=(Section("week", EVIL, EVIL, (replace(TO_DO, rows=TO_DO.rows[2:]),)),))
    said = markdown.render(document, WORDS)
    assert "`ssl/expired.md`" in said
    assert "\\<script\\>" in said
    assert "<script>" not in said.replace("\\<", "")
    assert "[x](" not in said
    assert "\u202e" not in said
    assert "Quality record" not in markdown.render(DOCUMENT, WORDS), "what has nothing to say has no heading"


# -- JSON ------------------------------------------------------------------------------------------------------------


def test_json_is_as_the_schema_says() -> None:
    """All tables, figures and what is left out."""
    found = json.loads(as_json.render(DOCUMENT))
    schema = json.loads(as_json.SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(found)) == []
    assert found["as_of"] == DAY.isoformat()
    assert list(found["sections"]) == [section.name for section in DOCUMENT.sections]
    assert found["sections"]["coverage"]["figures"] == {"covered": 0.6213, "missing": 1234}
    assert found["sections"]["coverage"]["tables"]["map"] == [
        {"name": "dns", "number": 0.62},
        {"name": "mail", "number": 0.0},
    ]
    first, _, evil = found["sections"]["week"]["tables"]["work"]
    assert (first["weeks"], first["saves_hours_month"]) == ([None, 0, 0, 4, 31], 9.53)
    assert (evil["what"], evil["effort_hours"], evil["weeks"]) == (EVIL, None, [])
    assert found["sections"]["quality"]["tables"] == {
        "reviews": [],
        "overdue": [{"day": "2026-11-01", "done": False}, {"day": None, "done": True}],
    }
    assert found["sections"]["quality"]["absent"] == [
        "The tickets carry no satisfaction; `kbgen tickets import FILE` brings it."
    ]
    assert [source["missing"] for source in found["sources"]] == [False, True]


def test_json_of_nothing_is_json() -> None:
    """A report without sections and sources."""
    found = json.loads(as_json.render(replace(DOCUMENT, sections=(), sources=())))
    assert (found["sections"], found["sources"]) == ({}, [])


# -- CSV -------------------------------------------------------------------------------------------------------------


def test_csv_has_values_and_no_formulas() -> None:
    """By the names of the columns; numbers below 0 are numbers."""
    said = as_csv.render(TO_DO)
    assert said.startswith("\ufeff")
    head, first, _, evil = csv.reader(io.StringIO(said[1:]))
    assert head == [column.name for column in TO_DO.columns]
    assert first == ["cert", "new", "9.53", "2.0", "? 0 0 4 31", "kbgen new ssl/expired"]
    assert evil == [f"'{EVIL}", "check", "-0.5", "", "", ""]


def test_every_table_has_a_file_of_its_own() -> None:
    """Also those of charts."""
    names = [as_csv.name(section.name, table.name) for section, table in DOCUMENT.tables()]
    assert len(names) == len(set(names)) == 9
    assert {"week-work.csv", "coverage-map.csv", "quality-overdue.csv"} <= {*names}


def test_columns_for_programs_are_in_files_only() -> None:
    """Such as the ends of intervals, which another cell says in words."""
    columns = (Column("ratio", "Ratio", Kind.NUMBER), Column("low", "low", Kind.NUMBER, hidden=True))
    table = Table("one", "One", columns, (Row((Cell("2×", 2.0), Cell("1.5", 1.5))),))
    assert list(csv.reader(io.StringIO(as_csv.render(table).removeprefix("\ufeff")))) == [
        ["ratio", "low"],
        ["2.0", "1.5"],
    ]
    assert [column.name for column in table.visible.columns] == ["ratio"]
    assert [len(row.cells) for row in table.visible.rows] == [1]
