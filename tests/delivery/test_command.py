"""“kbgen publish” as people call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kbgen.cli import run
from kbgen.config import load
from kbgen.delivery.files import RECORD
from kbgen.errors import ConfigError
from tests.sites import OWN, SiteFolder


def settings(site: SiteFolder, publish: Any) -> None:
    """Let mkdocs.yml say where to publish."""
    site.settings(plugins=[{"kbgen": OWN | {"publish": publish}}])


def built(site: SiteFolder) -> dict[str, str]:
    """The built site, without its mark."""
    return {path: text for path, text in texts(site.root / "site").items() if path != ".kbgen-site"}


def texts(folder: Path) -> dict[str, str]:
    """Every file as text, those of fonts and pictures too."""
    return {
        path: file.read_bytes().decode("latin-1")
        for file in folder.rglob("*")
        if file.is_file() and (path := file.relative_to(folder).as_posix()) != RECORD
    }


def test_it_builds_and_publishes_what_mkdocs_yml_names(site: SiteFolder, tmp_path: Path) -> None:
    """Then nothing; then only what an edit changed. Folders of the settings are beside mkdocs.yml."""
    settings(site, "../out")
    out = tmp_path / "out"
    first = site.kbgen("publish")
    assert (first.code, first.err) == (0, "")
    assert "files made" in first.out
    assert f"sent to {out}" in first.out
    assert texts(out) == built(site)
    assert "is up to date, nothing to send" in site.kbgen("publish").out
    site.replace("content/en/mail/setup.md", "| 993 |", "| 995 |")
    third = site.kbgen("publish", "--changes", "json")
    assert "en/mail/setup/index.html" in json.loads(third.out)["changed"]
    assert "files made" in third.err
    assert texts(out) == built(site)


def test_moved_articles_are_sent_and_old_pages_deleted(site: SiteFolder, tmp_path: Path) -> None:
    out = tmp_path / "out"
    site.kbgen("publish", str(out))
    site.delete("content/ru/dns/records.md")
    changed = site.kbgen("publish", str(out), "--changes", "text")
    assert "~ ru/index.html" in changed.out
    assert "- ru/dns/zapisi/index.html" in changed.out
    assert not (out / "ru/dns/zapisi").exists()


def test_a_dry_run_says_the_steps_in_their_order(site: SiteFolder, tmp_path: Path) -> None:
    """And sends nothing."""
    out = tmp_path / "out"
    called = site.kbgen("publish", str(out), "--dry-run")
    headings = [line for line in called.out.splitlines() if line.endswith(":")]
    assert headings == ["send assets:", "send new pages:", "send sitemap, feeds and rules for servers:"]
    assert "would be sent to" in called.out
    assert not out.exists()
    as_json = site.kbgen_json("publish", str(out), "--dry-run", "--changes", "json")
    assert set(as_json) == {"added", "changed", "removed"}
    assert "en/dns/records/index.html" in as_json["added"]
    assert not out.exists()


def test_named_destinations(site: SiteFolder, tmp_path: Path) -> None:
    settings(site, {"live": str(tmp_path / "live"), "trial": {"to": str(tmp_path / "trial")}})
    assert site.kbgen("publish", "trial").code == 0
    assert (tmp_path / "trial/index.html").exists()
    assert not (tmp_path / "live").exists()
    unsaid, mistyped = site.kbgen("publish"), site.kbgen("publish", "tral")
    assert unsaid.code == mistyped.code == 2
    assert "several destinations: live, trial" in unsaid.err
    assert "did you mean trial?" in mistyped.err


def test_without_a_build_the_folder_is_published_as_it_is(site: SiteFolder, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert "holds no site" in site.kbgen("publish", out, "--no-build").err
    site.build()
    site.replace("content/en/mail/setup.md", "| 993 |", "| 995 |")
    called = site.kbgen("publish", out, "--no-build")
    assert called.code == 0
    assert "pages in" not in called.out
    assert "993" in (tmp_path / "out/en/mail/setup/index.html").read_text("utf-8")
    site.build(drafts=True)
    assert "was built with drafts" in site.kbgen("publish", out, "--no-build").err


def test_drafts_are_never_published(site: SiteFolder, tmp_path: Path) -> None:
    site.write("content/en/secret.md", "---\ntitle: Secret\ndraft: true\n---\n\nSecret.\n")
    site.build(drafts=True)
    assert site.kbgen("publish", str(tmp_path / "out")).code == 0
    assert "secret" not in "".join(texts(tmp_path / "out")).lower()


def test_problems_stop_it_before_anything_is_sent(site: SiteFolder, tmp_path: Path) -> None:
    """As in a build; with --keep-going the rest is published."""
    out = tmp_path / "out"
    site.write("content/en/bad.md", "---\ntitle: [\n---\n")
    stopped = site.kbgen("publish", str(out))
    assert stopped.code == 1
    assert "content/en/bad.md" in stopped.err
    assert not out.exists()
    assert site.kbgen("publish", str(out), "--strict").code == 1
    assert "left out: content/en/bad.md" in site.kbgen("publish", str(out), "--keep-going").err
    assert (out / "index.html").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "it is not known where to publish"),
        ([""], "the destination is empty"),
        (["live"], "names no destination “live”"),
        (["ftp://host/x"], "cannot publish to ftp://"),
        (["."], "holds the project itself"),
        (["site"], "names no destination “site”"),
        (["./site"], "is where kbgen builds the site"),
        (["./site/inner"], "is where kbgen builds the site"),
        (["./content/x"], "is inside the content"),
        (["./mkdocs.yml"], "is a file, not a folder"),
        (["./out", "--no-build", "--strict"], "which --no-build leaves out"),
    ],
)
def test_wrong_use(
    site: SiteFolder,
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Is said before anything is built."""
    monkeypatch.chdir(site.root)
    code = run(["publish", *arguments])
    assert code == 2
    assert said in capsys.readouterr().err
    assert not (site.root / "site").exists()


def test_a_wrong_destination_of_the_settings_is_named_by_its_line(site: SiteFolder) -> None:
    settings(site, {"live": "ftp://host/x"})
    called = site.kbgen("publish", "live")
    assert called.code == 2
    assert "mkdocs.yml:" in called.err
    assert "cannot publish to ftp://" in called.err


@pytest.mark.parametrize(
    "wrong",
    [
        5,
        [],
        "",
        {"live": None},
        {"live": {"endpoint": "https://s3.example.com"}},
        {"a/b": "s3://acme"},
        {"live": {"to": "s3://acme", "secret_key": "x"}},
        {"live": {"to": "s3://acme", "endpoint": "s3.example.com"}},
    ],
)
def test_wrong_settings(site: SiteFolder, wrong: object) -> None:
    """Keys for credentials are unknown settings, like any other."""
    settings(site, wrong)
    with pytest.raises(ConfigError):
        load(site.root / "mkdocs.yml")


def test_where_a_site_is_published_changes_no_page(site: SiteFolder) -> None:
    """Nothing is made again."""
    settings(site, "s3://acme-help")
    site.build()
    settings(site, {"live": {"to": "s3://acme", "endpoint": "https://s3.example.com", "region": "auto"}})
    assert "nothing changed" in site.kbgen("build").out
