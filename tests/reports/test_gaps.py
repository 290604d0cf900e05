"""Reports of gaps in every form."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kbgen.reports.gaps import FORMATS, as_csv, as_html, as_json, as_markdown, renderer, report, terminal
from kbgen.reports.gaps.report import Report
from kbgen.translation import workload
from kbgen.translation.demand import Demand
from kbgen.translation.grading import Grade
from kbgen.translation.row import Note, Row
from kbgen.translation.state import State

TODAY = date(2026, 11, 22)
EVIL = '=cmd|"/c calc"!A1<script>alert(1)</script>{{ rows }}|\x1b[2J'


def row(
    state: State,
    grade: Grade = Grade.NONE,
    language: str = "ru",
    article: str = "account/password",
    title: str = "Пароль",
    changed: int = 0,
    owner: str = "Mari",
    findings: Sequence[Note] = (),
) -> Row:
    path = f"content/{language}/{article}.md"
    since = date(2026, 11, 19) if changed else None
    day = date(2026, 11, 1)
    return Row(
        article, language, state, grade, "et", changed, 41, tuple(findings), title, owner, path, day, since, 30, False
    )


ROWS = [
    row(State.STALE, Grade.CRITICAL, changed=3),
    row(State.MISSING, language="fi"),
    row(
        State.UNCONFIRMED, Grade.CRITICAL, "en", findings=[Note("facts", "port: 993 here", "content/en/a.md:9", "x:7")]
    ),
    row(State.FRESH, language="et"),
]


def made(
    rows: Sequence[Row] = ROWS,
    demands: Mapping[tuple[str, str], Demand] | None = None,
    width: int | None = None,
    hidden: int = 0,
) -> Report:
    gaps = workload.weighed(rows, demands or {})
    return Report(
        site="Abi",
        day=TODAY,
        shown=[gap for gap in gaps if gap.row.state is not State.FRESH],
        hidden=hidden,
        undated=0,
        total=workload.total(gaps),
        languages=workload.totals_by(gaps, lambda row: row.language),
        categories=workload.totals_by(gaps, lambda row: row.category),
        names={"et": "Eesti", "ru": "Русский"},
        width=width,
    )


def plain(one: Report) -> list[str]:
    return click.unstyle(terminal.render(one)).split("\n")


# -- terminal --------------------------------------------------------------------------------------------------------


def test_table_says_what_is_wrong_in_words() -> None:
    """Worst first; findings below their row, totals by language at the end."""
    assert plain(made(hidden=1)) == [
        "article           lang  state        grade     changed             age     owner",
        "account/password  ru    stale        critical  3 of 41 paragraphs  3 days  Mari",
        "account/password  fi    missing                                            Mari",
        "account/password  en    unconfirmed  critical                              Mari",
        "    content/en/a.md:9: port: 993 here",
        "",
        "1 more is a source or up to date; --all shows it.",
        "",
        "ru  ░░░░░░░░░░░░    0 % of 1  1 critical, 1 stale",
        "fi  ░░░░░░░░░░░░    0 % of 1  1 missing",
        "en  ░░░░░░░░░░░░    0 % of 1  1 critical, 1 unconfirmed",
        "et  ████████████  100 % of 1",
        "    ███░░░░░░░░░   25 % of 4  2 critical, 1 missing, 1 unconfirmed, 1 stale",
    ]


@pytest.mark.parametrize("width", [30, 50, 80, 120])
def test_no_line_of_the_table_is_wider_than_the_terminal(width: int) -> None:
    """A narrow one has the article on a line of its own."""
    rows = [
        one._replace(article="hosting/a-very-long-name-of-an-article-that-goes-on-and-on", owner="") for one in ROWS
    ]
    lines = plain(made(rows, width=width))
    table = lines[: lines.index("")]
    assert max(map(len, table)) <= width
    assert any(line.rstrip().endswith("on-and-on") or "on-and-on  " in line for line in table)


def test_demand_is_shown_where_it_is_known() -> None:
    """And totals are weighted by it."""
    text = "\n".join(plain(made(demands={("account/password", "ru"): Demand(4, 120)})))
    assert "4 tickets, 120 views" in text
    assert "by demand" in text


def test_nothing_of_a_text_reaches_the_terminal_as_a_command() -> None:
    """Neither a title nor a finding may clear the screen."""
    evil = [one._replace(owner=EVIL, findings=(Note("facts", EVIL),)) for one in ROWS]
    assert "\x1b[2J" not in terminal.render(made(evil))


def test_a_site_without_gaps_says_so() -> None:
    """In two words."""
    assert plain(made([row(State.FRESH)]))[0] == "No gaps."


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "1 day"), (13, "13 days"), (14, "2 weeks"), (61, "2 months"), (800, "2 years")],
)
def test_ages_are_said_as_people_say_them(days: int, words: str) -> None:
    """Whole units, the greatest that makes sense."""
    assert report.age(date.fromordinal(TODAY.toordinal() - days), TODAY) == words


# -- other forms -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_tells_every_row(form: str) -> None:
    """And none of them breaks without any."""
    text = renderer(form)(made())
    for one in ROWS[:3]:
        assert one.article in text
        assert one.state.value in text
    assert renderer(form)(made([])) is not None


TEXTS = st.text(max_size=30) | st.just(EVIL)
NOTES = st.builds(Note, st.just("facts"), TEXTS, TEXTS, TEXTS)
ANY_ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(State),
        st.sampled_from(Grade),
        st.sampled_from(["et", "ru"]),
        st.just("a"),
        TEXTS,
        st.integers(0, 9),
        TEXTS,
        st.lists(NOTES, max_size=2),
    ),
    max_size=4,
)
VALIDATOR = Draft202012Validator(json.loads(as_json.SCHEMA.read_text("utf-8")))


@settings(max_examples=30)
@given(ANY_ROWS)
def test_json_is_what_its_schema_says(rows: list[Row]) -> None:
    """Whatever stands in the articles."""
    data = json.loads(as_json.render(made(rows, {("a", "ru"): Demand(1, None)})))
    assert list(VALIDATOR.iter_errors(data)) == []


def test_the_schema_is_one_and_refuses_what_is_not_so() -> None:
    """A test that accepts everything tests nothing."""
    Draft202012Validator.check_schema(VALIDATOR.schema)
    data = json.loads(as_json.render(made()))
    data["articles"][0]["state"] = "good"
    del data["articles"][1]["blocks"]
    data["totals"]["more"] = {}
    data["articles"][2]["changed"] = 0.5
    assert {error.validator for error in VALIDATOR.iter_errors(data)} >= {"enum", "required", "type"}


def test_json_has_the_keys_that_other_programs_were_promised() -> None:
    """In words of lower case, with whole numbers."""
    first = json.loads(as_json.render(made()))["articles"][0]
    wanted = {"article": "account/password", "language": "ru", "state": "stale", "grade": "critical", "source": "et"}
    assert first.items() >= (wanted | {"changed": 3, "blocks": 41}).items()
    assert first["findings"] == []


@given(ANY_ROWS)
def test_no_cell_of_a_spreadsheet_is_a_formula(rows: list[Row]) -> None:
    """Excel would run what begins with one of these signs."""
    text = as_csv.render(made(rows))
    assert text.startswith("\ufeff")
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert table[0] == list(as_csv.HEAD)
    for line in table[1:]:
        assert len(line) == len(as_csv.HEAD)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in line)


@given(ANY_ROWS)
def test_nothing_of_an_article_is_taken_for_html(rows: list[Row]) -> None:
    """Neither a tag, nor an attribute, nor a place of the template."""
    page = as_html.render(made(rows))
    assert page.count("<script>") == 1
    assert "alert(1)</script>" not in page
    assert page.count("<tr>") == 1 + sum(one.state is not State.FRESH for one in rows)


def test_the_page_needs_nothing_besides_itself() -> None:
    """No address at all stands in it; it may not even ask for one."""
    page = as_html.render(made())
    assert "://" not in page
    assert "default-src 'none'" in page
    for word in (" src=", " href=", "@import", "url("):
        assert word not in page
    assert "prefers-color-scheme: dark" in page
    assert 'name="viewport"' in page


def test_markdown_shows_words_as_they_are() -> None:
    """A title with a bar or a tag breaks no table."""
    evil = [one._replace(title=EVIL) for one in ROWS]
    line = next(line for line in as_markdown.render(made(evil)).split("\n") if "stale" in line and "cmd" in line)
    assert line.count("|") - line.count("\\|") == 9
    assert "<script" not in line.replace("\\<script", "")
