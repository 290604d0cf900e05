"""The commands as people call them: what they do, what they print, and their exit codes.

Most are called in this process, by the same function that the program calls, since starting Python takes longer than
all the rest; those in the first part are real processes.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.sites import Called, SiteFolder

GOOD = "---\ntitle: Good\ndescription: D.\n---\n\nText.\n"
BROKEN = "---\ntitle: [\n---\n"


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its content, hidden ones included."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def sources(site: SiteFolder) -> dict[str, bytes]:
    """What people wrote: settings and content, and whatever a command may have left beside them."""
    made = ("site/", ".kbgen/")
    return {path: data for path, data in everything(site.root).items() if not path.startswith(made)}


def meta(site: SiteFolder, path: str) -> list[str]:
    """The front matter's lines."""
    return site.read(path).split("---\n")[1].splitlines()


def build(site: SiteFolder, *arguments: str) -> Called:
    """``kbgen build`` without other processes."""
    return site.kbgen("build", "-j", "1", *arguments)


@pytest.fixture(autouse=True)
def _reports_of_bugs_go_away(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path_factory.getbasetemp()))


def run_code(site: SiteFolder, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python in the project's folder, with the command line in it."""
    return subprocess.run(
        [sys.executable, "-c", f"import sys\nfrom kbgen.cli import run\n{code}"],
        cwd=site.root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


# -- the command line itself -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "hint"), [("biuld", "build"), ("chek", "check"), ("remove", ""), ("Build", "build")])
def test_unknown_command_suggests_the_nearest(name: str, hint: str, site: SiteFolder) -> None:
    """And is wrong use."""
    called = site.kbgen(name)
    assert called.code == 2
    assert f"there is no command “{name}”" in called.err
    assert (f"did you mean {hint}?" in called.err) is bool(hint)
    assert "Traceback" not in called.err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["build", "--help"], ["mv", "-h"]])
def test_help_is_no_mistake(arguments: list[str], site: SiteFolder) -> None:
    """And says how to go on."""
    called = site.kbgen(*arguments)
    assert (called.code, called.err) == (0, "")
    assert called.out.startswith("Usage: kbgen")


def test_version_is_told(site: SiteFolder) -> None:
    """With the name of the program."""
    from kbgen import __version__

    assert site.kbgen_process("--version").out.startswith("kbgen")
    assert __version__ in site.kbgen_process("--version").out


@pytest.mark.parametrize(
    "arguments",
    [["build", "--colour"], ["check", "--format", "xml"], ["mv", "dns/records"], ["review", "dns/records"], []],
)
def test_wrong_use_says_how_it_is_right(arguments: list[str], site: SiteFolder) -> None:
    """Exit code 2, and nothing on standard output that a program could take for a result."""
    called = site.kbgen(*arguments)
    assert called.code == 2
    assert "kbgen" in called.err
    assert called.out == ""


def test_bug_gives_3_and_a_report(site: SiteFolder, tmp_path: Path) -> None:
    """The traceback is in a file whose name is told, not on the screen."""
    called = run_code(
        site,
        "import kbgen.config as config\n"
        "def broken(path): raise RuntimeError('something is odd')\n"
        "config.load = broken\n"
        "sys.exit(run(['check']))",
        TMPDIR=str(tmp_path),
    )
    assert called.returncode == 3
    assert "something is odd" in called.stderr
    assert "Traceback" not in called.stderr
    (report,) = tmp_path.glob("kbgen-bug-*.txt")
    assert str(report) in called.stderr
    assert "Traceback" in report.read_text("utf-8")


def test_interruption_gives_130(site: SiteFolder) -> None:
    """As shells expect of Ctrl-C."""
    called = run_code(
        site,
        "def broken(path): raise KeyboardInterrupt\n"
        "import kbgen.config as config\n"
        "config.load = broken\n"
        "sys.exit(run(['check']))",
    )
    assert called.returncode == 130
    assert "Traceback" not in called.stderr


def test_reader_that_goes_away_is_no_bug(site: SiteFolder) -> None:
    """``kbgen check | head -1``."""
    site.write("content/et/many.md", GOOD + "[x](gone.md)\n\n" * 3000)
    called = subprocess.run(
        f"{sys.executable} -m kbgen check | head -1; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        cwd=site.root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert called.stdout.splitlines()[1] == "1"
    assert "Traceback" not in called.stderr
    assert "bug" not in called.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_terminal_that_knows_few_letters_is_no_bug(encoding: str, site: SiteFolder) -> None:
    """A pipe on Windows, or an old locale: letters may be replaced, the exit code is the same."""
    site.write("content/et/kirjed.md", "---\ntitle: K\ndescription: D.\n---\n\n[x](записи.md)\n")
    called = subprocess.run(
        [sys.executable, "-m", "kbgen", "check"],
        cwd=site.root,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert called.returncode == 1, called.stderr
    assert b"KB201" in called.stdout


def test_missing_settings_say_what_to_do(tmp_path: Path) -> None:
    """Every command of a site needs them."""
    for arguments in (["build"], ["check"], ["new", "a"]):
        called = SiteFolder(tmp_path).kbgen(*arguments)
        assert called.code == 2
        assert "kbgen init" in called.err


# -- check -------------------------------------------------------------------------------------------------------


def test_check_of_a_good_site_is_0(site: SiteFolder) -> None:
    """A warning does not change that, unless it is asked for."""
    called = site.kbgen("check")
    assert called.code == 0
    assert called.out.splitlines()[0].startswith("content/ru/dns/records.md:8: KB204 ")
    assert called.err.splitlines()[-1] == "4 articles in 4 languages: 1 warning"
    assert site.kbgen("check", "--strict").code == 1


def test_strict_in_the_settings_is_as_good_as_the_option(site: SiteFolder) -> None:
    """For everybody who works on the site."""
    site.settings(strict=True)
    assert site.kbgen("check").code == 1
    site.replace("content/ru/dns/records.md", "(../mail/setup.md)", "(#records)")
    assert site.kbgen("check").code == 0


def test_check_with_an_error_is_1(site: SiteFolder) -> None:
    """All problems are told, sorted by place; nothing is written."""
    site.write("content/et/b.md", GOOD + "[x](gone.md)\n")
    site.write("content/et/a.md", BROKEN)
    before = everything(site.root)
    called = site.kbgen("check")
    assert called.code == 1
    places = [line.partition(" ")[0] for line in called.out.splitlines() if not line.startswith(" ")]
    assert places == ["content/et/a.md:3:", "content/et/b.md:7:", "content/ru/dns/records.md:8:"]
    assert everything(site.root) == before


def test_check_looks_at_drafts_when_asked(site: SiteFolder) -> None:
    """Otherwise nobody sees them."""
    site.write("content/et/a.md", GOOD.replace("title", "draft: true\ntitle") + "[x](gone.md)\n")
    assert site.kbgen("check").code == 0
    assert site.kbgen("check", "--drafts").code == 1


def test_check_as_json(site: SiteFolder) -> None:
    """Everything about a problem, and nothing else on standard output."""
    site.write("content/et/a.md", GOOD + "[x](mail/setpu.md)\n")
    found = site.kbgen_json("check", "--format", "json", code=1)["problems"]
    assert found[0] == {
        "path": "content/et/a.md",
        "line": 7,
        "code": "KB201",
        "severity": "error",
        "message": "link to a missing article “mail/setpu.md”",
        "hint": "did you mean mail/setup?",
    }
    assert [(p["code"], p["severity"]) for p in found] == [("KB201", "error"), ("KB204", "warning")]


def test_check_for_github(site: SiteFolder) -> None:
    """Workflow commands, one a line."""
    site.write("content/et/a.md", GOOD + "[x](gone.md)\n")
    called = site.kbgen("check", "--format", "github")
    assert called.code == 1
    first, second = called.out.splitlines()
    assert first.startswith("::error file=content/et/a.md,line=7,title=KB201 link to a missing article::")
    assert second.startswith("::warning file=content/ru/dns/records.md,line=8,title=KB204 ")


def test_check_for_gitlab(site: SiteFolder) -> None:
    """A Code Quality report; an empty list where there is nothing to tell."""
    (problem,) = site.kbgen_json("check", "--format", "gitlab")
    assert problem["check_name"] == "KB204"
    assert problem["location"] == {"path": "content/ru/dns/records.md", "lines": {"begin": 8}}
    site.replace("content/ru/dns/records.md", "(../mail/setup.md)", "(#records)")
    assert site.kbgen_json("check", "--format", "gitlab") == []


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
def test_mistake_in_the_settings_is_told_in_every_format(form: str, site: SiteFolder) -> None:
    """With its line, as the check's result, and with the same exit code."""
    site.write("mkdocs.yml", "site_nmae: x\n" + site.read("mkdocs.yml"))
    called = site.kbgen("check", "--format", form)
    assert called.code == 1
    assert "KB002" in called.out
    assert "mkdocs.yml" in called.out


def test_paths_are_counted_from_the_project_wherever_one_stands(site: SiteFolder, tmp_path: Path) -> None:
    """With ``-f`` from another folder, the same lines and the same files."""
    settings = str(site.root / "mkdocs.yml")
    here = SiteFolder(tmp_path)
    assert here.kbgen("check", "-f", settings).out == site.kbgen("check").out
    assert build(here, "--config-file", settings).code == 0
    assert (site.root / "site/et/index.html").is_file()
    assert here.kbgen("new", "dns/zone", "-f", settings).out == "content/et/dns/zone.md\n"
    assert {p.name for p in tmp_path.iterdir()} == {"site"}


# -- build -------------------------------------------------------------------------------------------------------


def test_build_says_what_it_did(site: SiteFolder) -> None:
    """Number of pages and place, on standard output."""
    called = build(site)
    assert (called.code, called.err) == (0, "")
    assert re.match(r"32 pages in site\b", called.out)


def test_build_elsewhere(site: SiteFolder, tmp_path: Path) -> None:
    """The folder is counted from where one stands."""
    assert build(site, "-o", "../public").code == 0
    assert (tmp_path / "public/et/index.html").is_file()
    assert not (site.root / "site").exists()


def test_build_refuses_wrong_pages_and_leaves_the_previous_site(site: SiteFolder) -> None:
    """To the last byte; every reason is told at once."""
    build(site)
    before = everything(site.root / "site")
    site.write("content/et/a.md", BROKEN)
    site.write("content/et/b.md", "---\nslug: a b\n---\n")
    site.write("content/et/c.md", GOOD + "[x](gone.md)\n")
    called = build(site)
    assert (called.code, called.out) == (1, "")
    assert "content/et/a.md:3: KB102" in called.err
    assert "content/et/b.md:2: KB103" in called.err
    assert "--keep-going" in called.err
    assert "KB201" not in called.err
    assert everything(site.root / "site") == before


def test_build_publishes_where_only_links_are_wrong(site: SiteFolder) -> None:
    """A wrong link makes no wrong page; “kbgen check” tells it."""
    site.write("content/et/c.md", GOOD + "[x](gone.md)\n")
    assert build(site).code == 0


def test_build_that_keeps_going_leaves_out_only_the_wrong_articles(site: SiteFolder) -> None:
    """And names them; the other languages of such an article stand in for it."""
    site.write("content/fi/mail/setup.md", BROKEN)
    site.write("content/et/a.md", GOOD.replace("title", "slug: x\ntitle"))
    site.write("content/et/b.md", GOOD.replace("title", "slug: x\ntitle"))
    called = build(site, "--keep-going")
    assert called.code == 0
    left_out = [line for line in called.err.splitlines() if line.startswith("left out: ")]
    assert left_out == ["left out: content/et/b.md", "left out: content/fi/mail/setup.md"]
    assert "KB102" in called.err
    assert "Set up email" in site.page("fi/mail/setup/")
    assert "et/x/index.html" in site.built()
    assert "et/b/index.html" not in site.built()


def test_strict_build_accepts_no_problem_at_all(site: SiteFolder) -> None:
    """Exactly what “kbgen check --strict” would tell."""
    called = build(site, "--strict")
    assert called.code == 1
    assert "KB204" in called.err
    assert not (site.root / "site").exists()
    site.replace("content/ru/dns/records.md", "(../mail/setup.md)", "(#records)")
    assert site.kbgen("check", "--strict").code == 0
    assert build(site, "--strict", "-j", "1").code == 0


def test_strict_build_and_strict_check_agree_on_the_settings_too(site: SiteFolder) -> None:
    """A warning about mkdocs.yml is a problem like any other."""
    site.replace("content/ru/dns/records.md", "(../mail/setup.md)", "(#records)")
    site.settings(hooks=["a.py"])
    assert site.kbgen("check", "--strict").code == 1
    assert build(site, "--strict", "-j", "1").code == 1


def test_page_that_vanished_is_told(site: SiteFolder) -> None:
    """Somebody deleted a file by hand, and readers have its address (KB307)."""
    build(site)
    for code in ("et", "en"):
        site.delete(f"content/{code}/mail/setup.md")
    called = build(site)
    assert called.code == 0
    told = [line for line in called.err.splitlines() if "KB307" in line]
    assert len(told) >= 4
    assert any(line.startswith("site/et/mail/setup/index.html: KB307 /et/mail/setup/ ") for line in told)


def test_drafts_are_published_when_asked(site: SiteFolder) -> None:
    """And go away again."""
    site.write("content/et/a.md", GOOD.replace("title", "draft: true\ntitle"))
    build(site, "--drafts")
    assert "et/a/index.html" in site.built()
    build(site)
    assert "et/a/index.html" not in site.built()


def test_build_lists_what_changed_for_other_programs(site: SiteFolder) -> None:
    """As JSON on standard output, with everything else on standard error."""
    first = site.kbgen_json("build", "-j", "1", "--changes", "json")
    assert "et/dns/records/index.html" in first["added"]
    site.replace("content/et/dns/records.md", "Vaata ka", "Vaadake")
    site.write("content/et/new.md", GOOD)
    second = site.kbgen_json("build", "-j", "1", "--changes", "json")
    assert "et/new/index.html" in second["added"]
    assert "et/dns/records/index.html" in second["changed"]
    # Only the index of the language has another name.
    assert {path.rpartition("/")[0] for path in second["removed"]} == {"assets/search/et"}
    assert site.kbgen_json("build", "-j", "1", "--changes", "json") == {"added": [], "changed": [], "removed": []}


def test_foreign_folder_is_wrong_use(site: SiteFolder) -> None:
    """Exit code 2, and the folder's files are as they were."""
    site.write("public/thesis.txt", "mine")
    called = build(site, "-o", "public")
    assert called.code == 2
    assert "thesis.txt" in called.err
    assert everything(site.root / "public") == {"thesis.txt": b"mine"}


def test_folder_that_kbgen_cannot_write_to_is_no_bug(site: SiteFolder) -> None:
    """The place for its notes may be read-only, or a file."""
    site.write(".kbgen", "a file")
    called = build(site)
    assert called.code in (0, 1, 2), called.err


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/et/a.md", "---\ntitle: T\npublished: 2026-01-01\nreview_interval: 9999 years\n---\n"),
        ("content/et/a.md", '---\ntitle: "\\ud83d\\ude00"\n---\n'),
        ("content/et/a.md", '---\ntitle: T\nslug: "a\\0b"\n---\n'),
        ("content/et/a.md", "---\ntitle: a\x08b\n---\n"),
        ("content/et/a.md", '---\ntitle: "a\\bb"\npublished: 2026-11-01\n---\n'),
        ("content/et/a.md", "---\ntitle: T\norder: !!int ''\n---\n"),
        ("content/et/a.md", "---\ntitle: T\naliases: [/k/mail/]\n---\n"),
        ("content/et/a.md", "---\ntitle: T\naliases: [x.html, x.html/y/]\n---\n"),
        ("content/et/dns.md", "---\ntitle: T\nslug: nimed\n---\n"),
        ("content/tombstones.yml", "- {article: x, id: a}\n- {article: y, id: a}\n"),
        ("content/tombstones.yml", "- {article: x, addresses: [et/mail/]}\n"),
        ("content/popular.yml", "- [a, b]\n- {c: d}\n- 2026-11-21\n"),
        ("content/popular.yml", "et: {a: b}\n"),
    ],
)
def test_whatever_an_author_writes_is_no_bug(path: str, words: str, site: SiteFolder) -> None:
    """It is published or told; a crash would be kbgen's mistake."""
    site.write(path, words)
    for arguments in (["check"], ["build", "-j", "1"]):
        called = site.kbgen(*arguments)
        assert called.code in (0, 1), (arguments, called.err)


def test_feed_and_sitemap_are_xml_whatever_the_titles(site: SiteFolder) -> None:
    """A control character would make every reader's program refuse them."""
    from lxml import etree

    site.write("content/et/a.md", '---\ntitle: "a\\bb & <c>"\ndescription: D.\npublished: 2026-11-01\n---\n')
    if build(site).code == 0:
        for path in ("site/et/feed.xml", "site/sitemap.xml"):
            etree.fromstring(site.read(path).encode())


# -- new ---------------------------------------------------------------------------------------------------------


def test_new_article_can_be_built_at_once(site: SiteFolder) -> None:
    """In the source language, with a short id and today's date; it lacks only a description."""
    called = site.kbgen("new", "dns/zone-file", "--title", "Zone: the #1 file")
    assert (called.code, called.out) == (0, "content/et/dns/zone-file.md\n")
    lines = meta(site, "content/et/dns/zone-file.md")
    assert "title: 'Zone: the #1 file'" in lines
    assert "id: zone-file" in lines
    assert f"published: {date.today().isoformat()}" in lines
    found = [p for p in site.problems() if p.path.endswith("zone-file.md")]
    assert [p.code for p in found] == ["KB403"]


def test_new_article_in_several_languages_has_one_id(site: SiteFolder) -> None:
    """All of them share it; the title is in the first of them."""
    called = site.kbgen("new", "content/en/dns/zone.md", "-l", "ru,et", "-l", "fi", "-t", "Зона", "--draft")
    assert called.out.splitlines() == [f"content/{code}/dns/zone.md" for code in ("ru", "et", "fi")]
    heads = {code: meta(site, f"content/{code}/dns/zone.md") for code in ("ru", "et", "fi")}
    assert [code for code, lines in heads.items() if "id: zone" in lines] == ["et"]
    assert "title: Зона" in heads["ru"]
    assert all("draft: true" in lines for lines in heads.values())


def test_new_translation_gets_no_id(site: SiteFolder) -> None:
    """The article has one, or does well without."""
    site.kbgen("new", "mail/setup", "-l", "ru")
    assert not [line for line in meta(site, "content/ru/mail/setup.md") if line.startswith("id:")]


def test_new_id_is_nobodys(site: SiteFolder) -> None:
    """Where the name is taken, its category stands before it."""
    site.kbgen("new", "dns/advanced/mail")
    assert "id: advanced-mail" in meta(site, "content/et/dns/advanced/mail.md")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["dns/records"], "is already there"),
        (["mail/setup", "-l", "ru,et"], "is already there"),
        (["a", "-l", "de"], "no language “de”"),
        (["../a"], "is no name of an article"),
        (["/"], "is no name of an article"),
        (["a//b"], "is no name of an article"),
        (["."], "is no name of an article"),
        ([".hidden"], ""),
        (["dns/.hidden"], ""),
        (["dns"], ""),
        (["Dns/zone"], ""),
    ],
)
def test_new_article_that_cannot_be_is_refused(arguments: list[str], reason: str, site: SiteFolder) -> None:
    """It would be written over another, be invisible, or keep the site from being built; nothing is written."""
    before = sources(site)
    called = site.kbgen("new", *arguments)
    assert called.code == 2
    assert reason in called.err
    assert sources(site) == before


# -- review ------------------------------------------------------------------------------------------------------


def test_review_changes_two_lines_and_nothing_else(site: SiteFolder) -> None:
    """In each language that was read."""
    before = sources(site)
    called = site.kbgen("review", "dns/records", "--lang", "et,ru", "--by", "Mari: #1", "--on", "2026-11-20")
    assert called.code == 0
    assert called.out.splitlines() == [
        f"content/{code}/dns/records.md: reviewed on 2026-11-20 by Mari: #1" for code in ("et", "ru")
    ]
    after = sources(site)
    assert {path for path in after if after[path] != before[path]} == {
        f"content/{c}/dns/records.md" for c in ("et", "ru")
    }
    assert "reviewed: 2026-11-20" in meta(site, "content/et/dns/records.md")
    assert "reviewed_by: 'Mari: #1'" in meta(site, "content/ru/dns/records.md")
    lines = after["content/et/dns/records.md"].splitlines()
    assert [line for line in lines if not line.startswith(b"reviewed")] == [
        line for line in before["content/et/dns/records.md"].splitlines() if not line.startswith(b"reviewed")
    ]


def test_review_keeps_line_ends_and_byte_order_mark(site: SiteFolder) -> None:
    """A file from Windows stays one."""
    site.write("content/et/a.md", "\ufeff" + GOOD.replace("\n", "\r\n"))
    site.kbgen("review", "a", "-l", "et", "--by", "M", "--on", "2026-11-20")
    text = site.read("content/et/a.md")
    assert text.startswith("\ufeff---\r\n")
    assert text.count("\n") == text.count("\r\n") == GOOD.count("\n") + 2


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["dns/recrods", "-l", "et", "--by", "M"], "did you mean dns/records?"),
        (["mail/setup", "-l", "et,ru", "--by", "M"], "there is no content/ru/mail/setup.md"),
        (["dns/records", "-l", "de", "--by", "M"], "no language “de”"),
        (["dns/records", "-l", "et", "--by", "M", "--on", "2026-02-30"], "2026-02-30"),
        (["dns/records", "-l", "et", "--by", " "], "--by names nobody"),
        (["dns/records", "-l", "et"], "--by"),
        (["broken", "-l", "et", "--by", "M"], "content/et/broken.md"),
        (["open", "-l", "et", "--by", "M"], "content/et/open.md"),
        (["latin", "-l", "et", "--by", "M"], "not UTF-8"),
    ],
)
def test_review_that_cannot_be_noted_is_refused(arguments: list[str], reason: str, site: SiteFolder) -> None:
    """An article that is not there or cannot be read; nothing is written in any language."""
    site.write("content/et/broken.md", BROKEN)
    site.write("content/et/open.md", "---\ntitle: never closes\n\nText.\n")
    site.write("content/et/latin.md", "---\ntitle: Käsi\n---\n".encode("latin-1"))
    before = sources(site)
    called = site.kbgen("review", *arguments)
    assert called.code in (1, 2)
    assert reason in called.err
    assert sources(site) == before


# -- mv ----------------------------------------------------------------------------------------------------------


def test_move_renames_rewrites_and_keeps_addresses(site: SiteFolder) -> None:
    """In all languages, in settings and lists too; the site is as good as before."""
    site.settings(nav=["dns/records.md", {"Mail": ["mail/setup.md"]}])
    site.write("content/popular.yml", "- mail/setup  # most read\n- dns/records\n")
    called = site.kbgen("mv", "mail/setup", "content/et/post/program.md")
    assert called.code == 0
    assert called.out.splitlines() == [
        "content/en/mail/setup.md → content/en/post/program.md",
        "content/et/mail/setup.md → content/et/post/program.md",
        "content/en/dns/records.md: links rewritten",
        "content/et/dns/records.md: links rewritten",
        "content/ru/dns/records.md: links rewritten",
        "mkdocs.yml: links rewritten",
        "content/popular.yml: links rewritten",
    ]
    assert site.read("content/popular.yml") == "- post/program  # most read\n- dns/records\n"
    assert "../post/program.md#ports" in site.read("content/et/dns/records.md")
    assert not (site.root / "content/et/mail").exists()
    assert site.codes() == ["KB204"]
    build(site)
    assert 'url=../../../et/post/program/"' in site.page("et/mail/setup/")


def test_moved_categories_are_followed_by_the_exceptions_of_the_glossary(site: SiteFolder) -> None:
    """With the categories in them; one of which an article stays behind keeps its name."""
    site.write("content/et/dns/zones/a.md", GOOD)
    site.write("content/glossary.yml", "et:\n- {write: a, except: [dns/, dns/zones/, mail/, dns/records]}\n")
    site.kbgen("mv", "dns/records", "names/records")
    assert "except: [dns/, dns/zones/, mail/, names/records]" in site.read("content/glossary.yml")
    assert "content/glossary.yml: links rewritten" in site.kbgen("mv", "dns", "zone").out
    assert "except: [zone/, zone/zones/, mail/, names/records]" in site.read("content/glossary.yml")
    site.kbgen("mv", "mail/setup", "post/program")
    assert "except: [zone/, zone/zones/, mail/, names/records]" in site.read("content/glossary.yml")
    assert site.problems()[0].message == "there is no article “mail/”"


def test_move_can_be_tried(site: SiteFolder) -> None:
    """It prints the same and changes nothing."""
    before = sources(site)
    tried = site.kbgen("mv", "dns", "names", "--dry-run")
    assert sources(site) == before
    assert site.kbgen("mv", "dns", "names").out == tried.out


def test_site_can_be_built_after_moving_there_and_back(site: SiteFolder) -> None:
    """A slip that is taken back leaves no trace that matters."""
    site.kbgen("mv", "dns/records", "dns/zone")
    site.kbgen("mv", "dns/zone", "dns/records")
    assert [p for p in site.problems() if p.holds_back] == []


@pytest.mark.parametrize("id", ["tables", "support", "material", "en", "toc", "Help"])
def test_move_leaves_settings_alone_that_only_sound_like_the_article(id: str, site: SiteFolder) -> None:
    """Only nav and the support article name articles."""
    site.write(f"content/et/{id}.md", GOOD)
    before = site.read("mkdocs.yml")
    assert site.kbgen("mv", id, f"moved/{id}-x").code == 0
    assert site.read("mkdocs.yml") == before


def test_move_does_not_rewrite_what_is_gone(site: SiteFolder) -> None:
    """A tombstone's own name and addresses are history; only where it leads follows."""
    site.write("content/tombstones.yml", "- article: old\n  addresses: [et/mail/setup-old/]\n  goto: mail/setup\n")
    site.kbgen("mv", "mail/setup", "post/program")
    assert site.read("content/tombstones.yml") == (
        "- article: old\n  addresses: [et/mail/setup-old/]\n  goto: post/program\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("dns/recrods", "x", "did you mean dns/records?"),
        ("dns/records", "mail/setup", "already an article"),
        ("dns/records", "dns/records", "already there"),
        ("dns", "dns/sub", "is inside"),
        ("dns/records", "../x", "no name of an article"),
        ("dns/records", "dns/.records", ""),
        ("dns/records", "et/.x/records", ""),
    ],
)
def test_move_that_cannot_be_is_refused(old: str, new: str, reason: str, site: SiteFolder) -> None:
    """With the reason; nothing is changed."""
    before = sources(site)
    called = site.kbgen("mv", old, new)
    assert called.code in (1, 2), called.err
    assert reason in called.err
    assert sources(site) == before


def test_move_with_unreadable_articles_is_refused(site: SiteFolder) -> None:
    """Their links could not be rewritten."""
    site.write("content/fi/a.md", "---\ntitle: Käsi\n---\n".encode("latin-1"))
    before = sources(site)
    called = site.kbgen("mv", "dns/records", "dns/zone")
    assert called.code == 1
    assert "content/fi/a.md:2: KB101" in called.err
    assert sources(site) == before


def test_files_of_a_category_never_replace_others(site: SiteFolder) -> None:
    """Two pictures of one name are two pictures."""
    site.write("content/et/dns/plan.svg", "<svg>dns</svg>")
    site.write("content/et/mail/plan.svg", "<svg>mail</svg>")
    before = sources(site)
    assert site.kbgen("mv", "dns", "mail").code == 2
    assert sources(site) == before


def test_move_that_fails_half_way_changes_nothing(site: SiteFolder) -> None:
    """The articles cannot be put in place, so the pictures stay where they are too."""
    site.write("content/et/dns/plan.svg", "<svg/>")
    site.write("content/ru/dns/plan.svg", "<svg/>")
    site.write("content/et/blocked", "a file where a folder should be")
    before = sources(site)
    called = site.kbgen("mv", "dns", "blocked/dns")
    assert called.code == 1, called.err
    assert sources(site) == before


def test_comment_in_a_list_of_aliases_outlives_a_move(site: SiteFolder) -> None:
    """And the article can still be read."""
    site.write("content/et/a.md", GOOD.replace("title", "aliases: [old/]  # the 2019 site\ntitle"))
    assert site.kbgen("mv", "a", "b").code == 0
    assert [p.code for p in site.problems() if p.path == "content/et/b.md"] == []
    assert "# the 2019 site" in site.read("content/et/b.md")


# -- rm ----------------------------------------------------------------------------------------------------------


def test_removed_article_leaves_its_addresses(site: SiteFolder) -> None:
    """And its short link: they lead to the article of --goto."""
    called = site.kbgen("rm", "dns/records", "--goto", "mail/setup", "--yes")
    assert called.code == 0
    assert not list((site.root / "content").rglob("records.md"))
    assert "5 addresses and its short link now lead to mail/setup" in called.out
    assert [p.code for p in site.problems() if p.holds_back] == []
    build(site)
    assert 'url=../../../et/mail/setup/"' in site.page("et/dns/records/")
    assert 'url=../../../ru/mail/setup/"' in site.page("ru/dns/zapisi/")
    assert "mail/setup/" in site.page("k/records/")
    assert 'url=../../../en/mail/setup/"' in site.page("en/old/records/")


def test_removal_is_asked_about(site: SiteFolder) -> None:
    """“No” changes nothing."""
    before = sources(site)
    called = site.kbgen("rm", "dns/records", stdin="n\n")
    assert called.code == 130
    assert "content/et/dns/records.md" in called.out + called.err
    assert called.err.endswith("Nothing was deleted.\n")
    assert sources(site) == before
    assert site.kbgen("rm", "dns/records", stdin="y\n").code == 0


def test_second_stone_stands_below_the_first(site: SiteFolder) -> None:
    """The file may end without a line end, and its comments stay."""
    site.write("content/tombstones.yml", "# ours\n- article: x")
    site.kbgen("rm", "dns/records", "--yes")
    text = site.read("content/tombstones.yml")
    assert text.startswith("# ours\n- article: x\n- article: dns/records\n")
    assert [p for p in site.problems() if p.path == "content/tombstones.yml"] == []


@pytest.mark.parametrize(
    "text", ["[]\n", "- {article: x}\r\n", "---\n- article: x\n", "# nothing\n", "- article: x\n...\n"]
)
def test_stones_in_any_form_get_another(text: str, site: SiteFolder) -> None:
    """And can still be read; or the removal is refused and nothing is changed."""
    site.write("content/tombstones.yml", text)
    before = sources(site)
    if site.kbgen("rm", "dns/records", "--yes").code != 0:
        assert sources(site) == before
    else:
        assert [p for p in site.problems() if p.path == "content/tombstones.yml"] == []


@pytest.mark.parametrize("id", ["dns/index", "index"])
def test_removed_page_of_a_category_makes_way_for_the_made_one(id: str, site: SiteFolder) -> None:
    """The category has a page as long as it has articles, and so has every language."""
    assert site.kbgen("rm", id, "--yes").code == 0
    called = build(site)
    assert called.code == 0, called.err
    assert "md-main" in site.page(f"et/{id.removesuffix('index')}")


def test_made_page_of_a_category_is_nobodys_old_address(site: SiteFolder) -> None:
    """Otherwise the tombstone of its written page would hide it."""
    site.kbgen("rm", "dns/index", "--yes")
    assert "et/dns/" not in site.read("content/tombstones.yml")
    site.kbgen("rm", "dns/records", "--yes")
    assert "et/dns/\n" in site.read("content/tombstones.yml")
    assert [p for p in site.problems() if p.path == "content/tombstones.yml"] == []


def test_name_that_is_free_again_can_be_used(site: SiteFolder) -> None:
    """A new article of the old id elsewhere can be built at once."""
    site.kbgen("rm", "dns/records", "--yes")
    site.kbgen("new", "mail/records")
    assert [p for p in site.problems() if p.holds_back] == []


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["dns/recrods"], "did you mean dns/records?"),
        (["dns"], ""),
        (["dns/records", "--goto", "dns/records"], "no other article"),
        (["dns/records", "--goto", "mail/setpu"], "did you mean mail/setup?"),
    ],
)
def test_removal_that_cannot_be_is_refused(arguments: list[str], reason: str, site: SiteFolder) -> None:
    """Nothing is changed."""
    before = sources(site)
    called = site.kbgen("rm", *arguments, "--yes")
    assert called.code == 2
    assert reason in called.err
    assert sources(site) == before


def test_removal_of_an_article_that_cannot_be_read_whole_is_refused(site: SiteFolder) -> None:
    """A version that cannot be read would stay behind; so would a stone in a file that cannot be read."""
    site.write("content/fi/dns/records.md", "---\ntitle: Käsi\n---\n".encode("latin-1"))
    before = sources(site)
    called = site.kbgen("rm", "dns/records", "--yes")
    assert called.code in (1, 2)
    assert sources(site) == before


def test_stones_that_are_not_utf_8_are_told(site: SiteFolder) -> None:
    """Not a crash."""
    site.write("content/tombstones.yml", b"# k\xe4si\n")
    before = sources(site)
    assert site.kbgen("rm", "dns/records", "--yes").code in (1, 2)
    assert sources(site) == before


# -- init --------------------------------------------------------------------------------------------------------


def test_empty_site_can_be_built_at_once(tmp_path: Path) -> None:
    """With the name that was given, in four languages."""
    here = SiteFolder(tmp_path)
    called = here.kbgen("init", "my help", "--empty", "--name", "Abi: “kõik”")
    assert called.code == 0
    site = SiteFolder(tmp_path / "my help")
    assert site.config.site_name == "Abi: “kõik”"
    assert sorted(p.name for p in (site.root / "content").iterdir()) == ["en", "et", "fi", "ru"]
    assert build(site).code == 0
    assert "et/index.html" in site.built()
    assert not [p for p in site.problems() if p.severity == "error"]


def test_next_step_that_init_prints_can_be_copied(tmp_path: Path) -> None:
    """Also where the folder's name has a space in it."""
    out = SiteFolder(tmp_path).kbgen("init", "my help", "--empty").out
    command = out.partition("Next: ")[2].replace("kbgen build", "test -f mkdocs.yml")
    assert subprocess.run(["sh", "-c", command], cwd=tmp_path, check=False).returncode == 0


def test_starter_site_has_no_error(tmp_path: Path) -> None:
    """It shows what a finished site looks like."""
    SiteFolder(tmp_path).kbgen("init", ".")
    called = SiteFolder(tmp_path).kbgen("check", "--format", "json")
    assert [p for p in json.loads(called.out)["problems"] if p["severity"] == "error"] == []
    assert called.code == 0


@pytest.mark.parametrize("there", ["mkdocs.yml", "content/et/a.md", "content"])
def test_init_never_writes_over_anything(there: str, tmp_path: Path) -> None:
    """Settings or articles that are there already stay, and nothing is added to them."""
    site = SiteFolder(tmp_path / "mine")
    site.write(there, "mine")
    before = everything(site.root)
    assert site.kbgen("init").code == 2
    assert everything(site.root) == before


def test_init_into_a_folder_with_other_files(tmp_path: Path) -> None:
    """They stay as they are, .gitignore too; a file in the folder's place is refused."""
    site = SiteFolder(tmp_path / "mine")
    site.write(".gitignore", "mine\n")
    site.write("README.md", "mine\n")
    assert site.kbgen("init", "--empty").code == 0
    assert (site.read(".gitignore"), site.read("README.md")) == ("mine\n", "mine\n")
    assert site.kbgen("init", "README.md").code == 2


def test_site_with_a_name_of_its_own_names_nobody_else(tmp_path: Path) -> None:
    """Neither the address nor the telephone of the host whose articles it begins with."""
    SiteFolder(tmp_path).kbgen("init", "mine", "--name", "Mine")
    site = SiteFolder(tmp_path / "mine")
    assert site.config.site_url == "https://help.example.com/"
    assert (site.config.support.email, site.config.support.phone, site.config.copyright) == ("", "", "")
    assert "virmaline" not in site.read("mkdocs.yml").partition("languages:")[0]
    assert [p for p in site.problems() if p.severity == "error"] == []


@pytest.mark.parametrize("id", ["post/index", "dns/advanced/index"])
def test_new_page_of_a_category_has_no_steps(id: str, site: SiteFolder) -> None:
    """Its articles are listed by themselves; the source also has what all languages share."""
    called = site.kbgen("new", id, "-l", "et,en", "--draft")
    assert called.code == 0, called.err
    title = id.split("/")[-2].capitalize()
    shared = ["icon:", "order:"]
    assert meta(site, f"content/et/{id}.md") == [f"title: {title}", "description:", *shared, "draft: true"]
    assert meta(site, f"content/en/{id}.md") == [f"title: {title}", "description:", "draft: true"]
    assert site.read(f"content/et/{id}.md").endswith("---\n")


def test_new_article_where_one_was_deleted_is_refused(site: SiteFolder) -> None:
    """Its tombstone still sends readers elsewhere; the message says so."""
    site.kbgen("rm", "dns/records", "--yes")
    called = site.kbgen("new", "dns/records")
    assert called.code == 2
    assert "/et/dns/records/ is the address of" in called.err


def test_one_is_one(new_site: Callable[..., SiteFolder]) -> None:
    """The summary counts as people do."""
    site = new_site({"content/et/index.md": GOOD}, kbgen={"languages": ["et"], "x_default": "et"})
    assert site.kbgen("check").err == "1 article in 1 language: no problems\n"
