"""The editors' report by its command, on a small web host and on what is left of it without tickets, git or extras.

``python -m tests.reports.test_overview`` writes the golden files anew.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from kbgen.errors import DONE, WRONG_USE
from kbgen.reports.overview import as_json, charts
from kbgen.reports.overview.folder import REMEMBERED
from kbgen.tickets import needs
from tests.reports.overview import host
from tests.sites import Called, SiteFolder, make_site

GOLDEN = Path(__file__).with_name("golden") / "overview"
LANGUAGES = ("en", "et")
FILES = ("index.html", "report.json", "report.md")
DAY = ("--as-of", host.DAY.isoformat())

Json = dict[str, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The host with all there is. Its tests only ask."""
    return host.with_views(host.with_tickets(host.content(tmp_path_factory.mktemp("whole") / "help")))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """Its articles alone, with their history."""
    return host.content(tmp_path_factory.mktemp("bare") / "help")


@pytest.fixture(scope="module")
def english(whole: SiteFolder) -> Json:
    """All figures of the host, with English words."""
    return told(whole, "--lang", "en")


def report(site: SiteFolder, *arguments: str) -> Called:
    """The command on this site."""
    return site.kbgen("report", *arguments)


def done(site: SiteFolder, *arguments: str) -> str:
    """What it printed, where it ended well."""
    code, out, err = report(site, *arguments)
    assert (code, err) == (DONE, "")
    return out


def told(site: SiteFolder, *arguments: str) -> Json:
    """Its JSON, which is as the schema says."""
    found: Json = json.loads(done(site, "--format", "json", *DAY, *arguments))
    Draft202012Validator(json.loads(as_json.SCHEMA.read_text("utf-8"))).validate(found)
    return found


def missing(found: Json) -> set[str]:
    """The sources that there are not."""
    return {source["name"] for source in found["sources"] if source["missing"]}


@contextlib.contextmanager
def without_charts() -> Iterator[None]:
    """As if kbgen[report] were not installed: another version of what draws them would draw otherwise."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(charts, "find_spec", lambda name: None)
        yield


# -- golden files ----------------------------------------------------------------------------------------------------


def made(site: SiteFolder, language: str, folder: Path) -> dict[str, str]:
    """Each form of the report in a language, without pictures."""
    with without_charts():
        shown = done(site, "--lang", language, *DAY, "--terminal", "--output", str(folder))
    written = {name: (folder / name).read_text("utf-8") for name in FILES}
    return {"terminal.txt": shown, "page.txt": "\n".join(read(written.pop("index.html"))) + "\n", **written}


def read(page: str) -> Iterator[str]:
    """What somebody reads on the page, details opened; a diff of its half a megabyte of HTML nobody would."""
    yield from _lines(html.fromstring(page.split("\n", 1)[1]).find("body"))


_LINES = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "summary": "+ ", "li": "- ", "tr": ""}


def _words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _lines(element: Any) -> Iterator[str]:
    if element.tag in ("script", "style", "svg") or element.get("class") == "tools":
        return
    if element.tag == "tr" and not element.xpath(".//p | .//table | .//ul"):
        yield " | ".join(_words(cell) for cell in element)
    elif element.tag in _LINES or not element.xpath(".//p | .//h1 | .//h2 | .//table | .//tr | .//li | .//div | .//dt"):
        if words := _words(element):
            yield _LINES.get(element.tag, "") + words
    else:
        for child in element:
            yield from _lines(child)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_are_as_reviewed(whole: SiteFolder, language: str, tmp_path: Path) -> None:
    """In every form."""
    for name, text in made(whole, language, tmp_path / "report").items():
        assert text == (GOLDEN / language / name).read_text("utf-8"), name


@pytest.mark.parametrize("language", ["et", "ru", "fi"])
def test_every_language_says_the_same(whole: SiteFolder, english: Json, language: str) -> None:
    """Words and names differ; figures, tables, ids and the order of rows do not."""
    assert bones(told(whole, "--lang", language)) == bones(english)


def bones(found: Json) -> Json:
    """What a report says without the texts in it."""
    return {name: (section["figures"], without_texts(section["tables"])) for name, section in found["sections"].items()}


def without_texts(tables: Json) -> Json:
    """Tables without their columns of sentences and names."""
    return {
        name: [{key: value for key, value in row.items() if key not in TEXTS} for row in rows]
        for name, rows in tables.items()
    }


TEXTS = {"why", "category", "change", "asks", "here"}


# -- the folder ------------------------------------------------------------------------------------------------------


def test_the_same_report_is_the_same_bytes(whole: SiteFolder, english: Json, tmp_path: Path) -> None:
    """With its charts, and as a folder that holds what the manual says."""
    for name in ("one", "two"):
        done(whole, "--output", str(tmp_path / name), *DAY)
    one, two = (
        {
            p.relative_to(tmp_path / n): p.read_bytes()
            for p in (tmp_path / n).rglob("*")
            if p.is_file() and p.name != "history.csv"
        }
        for n in ("one", "two")
    )
    assert one == two
    names = {path.as_posix() for path in one}
    assert {*FILES, REMEMBERED} <= names
    tables = sum(len(section["tables"]) for section in english["sections"].values())
    assert sum(name.endswith(".csv") for name in names) == tables
    assert len(one[Path("index.html")]) < 3_000_000


def test_the_page_asks_for_nothing(whole: SiteFolder, tmp_path: Path) -> None:
    """No address in it is loaded: neither of a script, a style, a picture nor a font."""
    done(whole, "--output", str(tmp_path), *DAY)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert not re.search(
        r"""<(?:script|img|iframe|source)[^>]* src=|<link\b|@import|url\((?!["']?(?:data:|\#))""", page
    )


def test_it_says_where_the_report_is(whole: SiteFolder, tmp_path: Path) -> None:
    """Unless something else is printed."""
    assert str(tmp_path / "a" / "index.html") in done(whole, "--output", str(tmp_path / "a"), *DAY)
    assert done(whole, "--output", str(tmp_path / "b"), "--format", "markdown", *DAY).startswith("# ")


# -- what is not there -----------------------------------------------------------------------------------------------


def test_all_parts_are_told_where_all_is_there(english: Json) -> None:
    """In their order; no source is missing."""
    assert list(english["sections"]) == ["week", "coverage", "topics", "articles", "effect", "forecast", "quality"]
    assert missing(english) == set()
    assert english["lead"].startswith("Begin with “Set up email”: ")


def test_without_tickets_the_content_is_told(bare: SiteFolder) -> None:
    """And what would bring the rest, with the command."""
    found = told(bare, "--lang", "en")
    assert missing(found) == {"tickets", "views", "votes"}
    assert any("kbgen tickets import FILE" in text for text in found["sections"]["topics"]["absent"])
    assert any("kbgen tickets import FILE" in text for text in found["sections"]["forecast"]["absent"])
    assert any(found["sections"]["week"]["tables"].values())
    assert any(found["sections"]["coverage"]["tables"].values())


def test_without_views_the_rest_is_told(tmp_path: Path) -> None:
    """Views are missed, tickets are not."""
    found = told(host.with_tickets(host.content(tmp_path / "help")), "--lang", "en")
    assert missing(found) == {"views", "votes"}
    assert found["sections"]["topics"]["tables"]


def test_without_git_nothing_is_said_of_earlier_weeks(tmp_path: Path) -> None:
    """Until reports of some weeks have noted how it was."""
    site = host.content(tmp_path / "help")
    shutil.rmtree(site.root / ".git")
    found = told(site, "--lang", "en")
    assert "git" in missing(found)
    assert found["sections"]["coverage"]["absent"]


def test_without_the_packages_of_tickets_it_says_what_brings_them(
    whole: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though tickets were imported."""
    monkeypatch.setattr(needs, "find_spec", lambda name: None)
    found = told(whole, "--lang", "en")
    assert {"tickets", "views", "votes"} <= missing(found)
    assert any("kbgen[tickets]" in text for text in found["sections"]["topics"]["absent"])


def test_without_the_packages_of_charts_there_are_their_tables(whole: SiteFolder, tmp_path: Path) -> None:
    """And the page says what brings the charts."""
    with without_charts():
        assert "charts" in missing(told(whole))
        done(whole, "--output", str(tmp_path), *DAY)
    assert not (tmp_path / "charts").exists()
    assert "kbgen[report]" in (tmp_path / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "form", [("--terminal",), ("--format", "json"), ("--format", "markdown"), ("--output", "report")]
)
def test_an_empty_site_has_a_report(form: tuple[str, ...], tmp_path: Path) -> None:
    """Which says that there is nothing."""
    site = make_site(tmp_path / "help", {"content/assets/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    done(site, *form, *DAY)


def test_tickets_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    """With the reason."""
    site = host.content(tmp_path / "help")
    site.write(".kbgen/tickets.duckdb", b"no database" * 1000)
    found = told(site, "--lang", "en")
    assert "tickets" in missing(found)
    (state,) = (source["state"] for source in found["sources"] if source["name"] == "tickets")
    assert "could not be read" in state


def test_a_day_in_the_past_knows_no_later_ticket(whole: SiteFolder) -> None:
    """The report is of that day; nothing that came since is in it."""
    found: Json = json.loads(done(whole, "--format", "json", "--as-of", "2026-06-01", "--lang", "en"))
    assert found["as_of"] == "2026-06-01"
    (state,) = (source["state"] for source in found["sources"] if source["name"] == "tickets")
    assert "May 31, 2026" in state
    assert "cert-expired" not in json.dumps(found["sections"]["week"])


def test_a_report_is_of_the_day_that_it_is_where_the_site_is(tmp_path: Path) -> None:
    """Not of the machine's: these two places never have the same."""
    days = []
    for zone in ("Etc/GMT+12", "Pacific/Kiritimati"):
        site = make_site(tmp_path / zone, kbgen={"timezone": zone})
        days.append(json.loads(done(site, "--format", "json"))["as_of"])
    assert days[0] < days[1]


def test_before_the_first_ticket_there_are_none(whole: SiteFolder) -> None:
    """And no mistake is made of that."""
    done(whole, "--terminal", "--as-of", "2020-01-01")


# -- how it was in earlier weeks, without git ------------------------------------------------------------------------


def test_reports_note_how_translations_stand(tmp_path: Path) -> None:
    """Each day once, beside the report or in a file of one's own; a line that is damaged stays."""
    site = host.content(tmp_path / "help")
    done(site, "--output", "report")
    first = site.read("report/history.csv")
    assert first.count("\n") == 5
    site.write("report/history.csv", f"{first}<<<<<<<\n")
    done(site, "--output", "report")
    assert sorted(site.read("report/history.csv").split("\n")) == sorted(f"{first}<<<<<<<\n".split("\n"))
    done(site, "--terminal", "--history", "notes.csv")
    assert site.read("notes.csv") == first


def test_a_report_of_another_day_notes_nothing(bare: SiteFolder, tmp_path: Path) -> None:
    """The articles are those of today."""
    done(bare, "--output", str(tmp_path), "--as-of", "2026-06-01")
    assert not (tmp_path / "history.csv").exists()


# -- what users get wrong --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--terminal"),
        (("--terminal", "--format", "json"), "one of them"),
        (("--terminal", "--lang", "xx"), "the site has no language “xx”"),
        (("--terminal", "--lang", "et,ru"), "in one language"),
        (("--output", "mkdocs.yml"), "is a file"),
        (("--output", "mkdocs.yml/report"), "mkdocs.yml is a file"),
        (("--output", "content/report"), "published"),
        (("--output", "site"), "published"),
        (("--terminal", "--as-of", "yesterday"), "is no day"),
        (("--terminal", "-f", "nothing.yml"), "nothing.yml"),
    ],
)
def test_mistakes_are_said_with_what_to_do(arguments: tuple[str, ...], said: str, bare: SiteFolder) -> None:
    """And nothing is written."""
    before = sorted(bare.root.rglob("*"))
    code, out, err = report(bare, *arguments)
    assert (code, out) == (WRONG_USE, "")
    assert said in err
    assert "Traceback" not in err
    assert sorted(bare.root.rglob("*")) == before


def test_a_site_without_content_is_told_so(tmp_path: Path) -> None:
    """A mistyped docs_dir is no empty site."""
    code, _, err = report(make_site(tmp_path / "help", {}), "--terminal")
    assert (code, "there is no folder content" in err) == (WRONG_USE, True)


def test_the_schema_is_printed_without_a_site(tmp_path: Path) -> None:
    """For those who only want to know."""
    assert json.loads(done(SiteFolder(tmp_path), "--schema"))["title"] == "kbgen report --format json"


def test_help_and_wrong_use_are_quick(tmp_path: Path) -> None:
    """Neither a site, a database nor what draws charts is read for them."""
    said = (
        "import sys; from kbgen import cli; cli.run(['report', '--help']); cli.run(['report']); "
        "heavy = {'duckdb', 'numpy', 'altair', 'babel', 'markdown', 'jinja2', 'yaml'} & sys.modules.keys(); "
        "sys.exit(', '.join(heavy) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", said], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        site = host.with_views(host.with_tickets(host.content(Path(place) / "help")))
        for language in LANGUAGES:
            (GOLDEN / language).mkdir(parents=True, exist_ok=True)
            for name, text in made(site, language, Path(place) / "report").items():
                (GOLDEN / language / name).write_text(text, "utf-8", newline="")
