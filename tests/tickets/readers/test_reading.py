"""Exports of site statistics, as their programs write them, and damaged ones."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.errors import WrongUse
from kbgen.tickets.readers.importing import FileReport, read_table
from kbgen.tickets.readers.pages import Page, Pages
from kbgen.tickets.readers.reading import whole
from kbgen.tickets.readers.rows import impersonal
from kbgen.tickets.readers.table import Wishes, tables
from kbgen.tickets.reading.results import CellError

LANGUAGES = ("et", "en", "ru", "fi")
PAGES = Pages(
    {"": Page(), "et": Page(), "et/a": Page("a", "et"), "en/a": Page("a", "en"), "ru/b": Page("b", "ru")},
    "help.example.com",
)
MARCH = (date(2026, 3, 1), date(2026, 4, 1))
WITH_PERIOD = Wishes(period=MARCH)


def read(folder: Path, content: str | bytes, wishes: Wishes = WITH_PERIOD, name: str = "export.csv") -> FileReport:
    """The one file of this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (table,) = tables(path, wishes, LANGUAGES)
    return read_table(table, wishes, PAGES, LANGUAGES)


def views(report: FileReport) -> dict[str, int | None]:
    """Views by page."""
    return {key: view.views for key, _, _, view in report.file.views}


def test_a_plain_list(tmp_path: Path) -> None:
    """Addresses with and without slashes are one page; what is no page is told with its views."""
    report = read(tmp_path, 'path,views\n/et/a/,3\net/a,"1,234"\n/,7\n/en/gone/,5\nhttps://x.example/,2\n')
    assert views(report) == {"et/a": 1237}
    assert report.unknown == {"/en/gone": 5, "(another site)": 2}
    file = report.file
    assert (file.form, file.read, file.kept, file.unknown, file.rejected) == ("plain", 5, 2, 2, 0)
    assert (file.first, file.last) == MARCH


def test_votes(tmp_path: Path) -> None:
    """Beside the views, or alone."""
    report = read(tmp_path, "path,views,helpful,unhelpful\n/et/a/,30,4,1\n/en/a/,20,,\n")
    assert [tuple(view)[3:] for *_, view in report.file.views] == [(30, 4, 1), (20, None, None)]
    assert read(tmp_path, "page;yes;no\n/et/a/;4;1\n").file.kind == "vote"


def test_days_in_a_column(tmp_path: Path) -> None:
    """Nobody need say which days the file tells of."""
    report = read(tmp_path, "date,path,views\n2026-03-02,/et/a/,3\n05.03.2026,/et/a/,4\nsoon,/et/a/,4\n", Wishes())
    assert (report.file.first, report.file.last, report.file.kept) == (date(2026, 3, 2), date(2026, 3, 6), 2)
    assert [(one.row, one.reason) for one in report.rejected] == [(4, "the day cannot be read")]


def test_matomo(tmp_path: Path) -> None:
    """UTF-16 with a mark, commas or tabs, and “index” for the address of a folder."""
    text = (
        "Label,Pageviews,Unique Pageviews,Bounce Rate,Metadata: url\r\n"
        '/et/a/index,"1,200",900,40%,https://help.example.com/et/a/\r\n'
        "/Others,5,5,0%,\r\n"
    )
    for delimiter in (",", "\t"):
        report = read(tmp_path, text.replace('"1,200"', "1200").replace(",", delimiter).encode("utf-16"))
        assert (report.file.form, report.table.encoding, views(report)) == ("matomo", "utf-16", {"et/a": 1200})
    assert views(read(tmp_path, text)) == {"et/a": 1200}


def test_matomos_searches(tmp_path: Path) -> None:
    """The report of keywords without results names its columns as that of pages does."""
    content = "label,nb_visits,nb_hits\ninvoice,3,4\nпочта,2,2\n".encode("utf-16")
    with pytest.raises(WrongUse, match="searches, or titles of pages"):
        read(tmp_path, content)
    report = read(tmp_path, content, Wishes(period=MARCH, searches=True))
    assert [(one.query, one.searches) for one in report.file.searches] == [("invoice", 4), ("почта", 2)]


def test_goatcounter(tmp_path: Path) -> None:
    """Each row is a view; robots and events are none."""
    report = read(
        tmp_path,
        "2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,"
        "FirstVisit,Date\n"
        "/et/a/,A,false,,Firefox,Linux,s1,0,,,,EE,true,2026-03-02T01:00:00Z\n"
        "/et/a/,A,false,,Firefox,Linux,s2,0,,,,EE,true,2026-03-02T09:00:00Z\n"
        "/et/a/,A,false,,Firefox,Linux,s3,150,,,,EE,true,2026-03-02T09:00:00Z\n"
        "open-form,A,true,,Firefox,Linux,s3,0,,,,EE,true,2026-03-02T09:00:00Z\n",
        Wishes(),
    )
    assert (report.file.form, views(report), report.unknown) == ("goatcounter", {"et/a": 2}, {})


def test_plausible(tmp_path: Path) -> None:
    """The whole export is a zip with files about other things; its days stand in the rows."""
    path = tmp_path / "plausible.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("imported_browsers_20260301_20260331.csv", "date,browser,visitors\n2026-03-01,Firefox,3\n")
        archive.writestr(
            "imported_pages_20260301_20260331.csv",
            "date,hostname,page,visits,visitors,pageviews\n"
            "2026-03-02,help.example.com,/et/a/,3,2,5\n2026-03-02,www.example.com,/et/a/,3,2,9\n",
        )
    (table,) = tables(path, Wishes(), LANGUAGES)
    report = read_table(table, Wishes(), PAGES, LANGUAGES)
    assert (report.file.form, views(report), report.unknown) == ("plausible", {"et/a": 5}, {"(another site)": 9})


def test_plausibles_dashboard(tmp_path: Path) -> None:
    """Its files name no days; the name of the file may."""
    text = "name,visitors,pageviews,bounce_rate\n/et/a/,2,5,50\n"
    assert views(read(tmp_path, text, Wishes(), "pages 2026-03.csv")) == {"et/a": 5}
    with pytest.raises(WrongUse, match="does not say which days"):
        read(tmp_path, text, Wishes(), "pages.csv")


def test_google_analytics(tmp_path: Path) -> None:
    """Comments tell the days; the first row below the header is a total."""
    report = read(
        tmp_path,
        "# ----------------------------------------\n# Pages and screens: Page path and screen class\n"
        "# Account: Example\n# ----------------------------------------\n#\n# All Users\n"
        "# Start date: 20260301\n# End date: 20260331\n\n"
        "Page path and screen class,Views,Active users\n,12,9,Grand total\n/et/a/,10,7\n(other),2,2\n",
        Wishes(),
    )
    assert (report.file.form, views(report), (report.file.first, report.file.last)) == ("ga4", {"et/a": 10}, MARCH)


def test_searches(tmp_path: Path) -> None:
    """With a language of the site, in whatever form it is written; without what may be personal."""
    report = read(
        tmp_path,
        "query,count,language\n Refund  me,3,en-US\nrefund me,1,EN\narve anna@example.com,2,et\n"
        "+372 5550 1234,1,et\nhola,1,es\nx,1,et\n",
    )
    assert [(one.query, one.language, one.searches) for one in report.file.searches] == [
        ("refund me", "en", 4),
        ("arve", "et", 2),
        ("hola", "", 1),
    ]


def test_reports_of_the_sites_search(tmp_path: Path) -> None:
    """One JSON object a line, as the browser sends it, or within a line of a server's log, with its time."""
    inner = json.dumps({"query": "refund", "language": "en"})
    text = "\n".join(
        [
            json.dumps({"time": "2026-03-02T10:00:00Z", "query": "refund", "language": "en"}),
            json.dumps({"time": "2026-03-02T11:00:00Z", "status": 204, "request_body": inner}),
            "not json",
            json.dumps({"time": "2026-03-03T11:00:00Z", "status": 404}),
            inner,
            "[" * 100_000,
        ]
    )
    report = read(tmp_path, text, Wishes(), "reports.jsonl")
    assert [(one.query, one.language, one.searches) for one in report.file.searches] == [("refund", "en", 2)]
    assert [(one.row, one.reason) for one in report.rejected] == [
        (3, "the line is no JSON object"),
        (4, "the line has no “query”"),
        (5, "the line has no time"),
        (6, "the line is no JSON object"),
    ]
    with pytest.raises(WrongUse, match="does not say which days"):
        read(tmp_path, inner, Wishes(), "reports.jsonl")
    assert read(tmp_path, inner, name="reports.jsonl").file.searches[0].searches == 1


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("12", 12), ("1,234", 1234), ("1.234.567", 1234567), ("1 234", 1234), ("12.0", 12), ("-", None)],
)
def test_numbers(cell: str, expected: int | None) -> None:
    """As the languages of desktops write them."""
    assert whole(cell) == expected


@pytest.mark.parametrize("cell", ["12.5", "-3", "many", "1e9", "٣", "9" * 40, "1,23"])
def test_no_numbers(cell: str) -> None:
    """Nothing is rounded or guessed."""
    with pytest.raises(CellError):
        whole(cell)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"id,tags\n1,a\n", "no columns of pages and views, nor of searches"),
        (b"pth,views\n/et/a/,1\n", "no columns"),
        (b"%PDF-1.7", "no file that kbgen reads"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """With what would be one."""
    with pytest.raises(WrongUse, match=message):
        read(tmp_path, content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(['"', "/et/a/,1", ",,,", '/et/a/,"']),
        max_size=6,
    )
)
def test_damaged_rows_cost_only_themselves(tmp_path: Path, rows: list[str]) -> None:
    """Whatever stands between, the good rows behind a line end are read."""
    bad = "\n".join(row.replace("/et/a", "/x") for row in rows)
    report = read(tmp_path, f"path,views\n/ru/b/,5\n{bad}\n/en/a/,4\n/en/a/,4\n")
    assert views(report)["ru/b"] == 5
    assert report.file.read == report.file.kept + report.file.unknown + report.file.rejected + _left(report)


def _left(report: FileReport) -> int:
    file = report.file
    return file.read - file.kept - file.unknown - file.rejected


@given(st.text(max_size=80))
def test_queries_hold_nothing_personal(text: str) -> None:
    """Whatever people type; and taking it out once is enough."""
    words = impersonal(f"{text} anna.kask@example.com {text} +372 5551 2345")
    assert "@" not in words and "5551" not in words
    assert impersonal(words) == words
