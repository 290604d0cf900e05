"""What is planted in the starter, and nothing else, is what the commands tell of it.

``python -m tests.starter.test_story`` writes the golden files anew.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kbgen.errors import DONE, PROBLEMS_FOUND
from kbgen.tickets.sample.write import SEARCHES, VIEWS, ZENDESK
from tests.repositories import Repo
from tests.sites import SiteFolder, initialised
from tests.starter.story import STORY, edits

GOLDEN = Path(__file__).with_name("golden")

TODAY = date(2026, 11, 22)
DAY = ("--as-of", TODAY.isoformat())
TOLD: dict[str, tuple[str, ...]] = {
    "check.txt": ("check", "--strict"),
    "gaps.txt": ("gaps",),
    "facts.txt": ("facts",),
    "topics.txt": ("topics", "--lang", "en", *DAY),
    "report.md": ("report", "--lang", "en", "--format", "markdown", *DAY),
}


def changed(root: Path, found: Iterator[tuple[str, str, str]]) -> None:
    """Put the second words in the place of the first, which stand there once."""
    for path, old, new in found:
        text = (root / path).read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        (root / path).write_text(text.replace(old, new), "utf-8")


def in_step(root: Path) -> SiteFolder:
    """The starter as it was when its translations were confirmed, each then and there."""
    project = initialised(root)
    changed(project.root, ((path, new, old) for path, old, new in edits(*STORY)))
    for one in STORY["stale"]:
        others = {"en", "ru", "fi"} - {one["language"]}
        project.done("confirm", one["article"], "--lang", ",".join(sorted(others)))
    return project


def planted(root: Path) -> SiteFolder:
    """The starter with its history, and with two years of tickets, views and searches."""
    project = in_step(root)
    repo = Repo(project.root)
    repo.git("init", "-q", "-b", "main")
    repo.commit(day="2026-11-02")
    shutil.copytree(initialised(root / "now").root / "content", project.root / "content", dirs_exist_ok=True)
    repo.commit(day="2026-11-16")
    exports = root / "synthetic"
    end = ("--end", TODAY.isoformat(), "--tickets-a-year", "42000")
    project.done("tickets", "sample", str(exports), *end)
    project.done("tickets", "import", str(exports / ZENDESK), "--timezone", "Europe/Tallinn")
    for name in (VIEWS, SEARCHES):
        project.done("views", "import", str(exports / name), "--from", "2026-08-23", "--to", "2026-11-21")
    return project


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """Its tests only ask."""
    return planted(tmp_path_factory.mktemp("planted"))


def told(project: SiteFolder, *arguments: str) -> str:
    """What a command prints, without what is of this machine or this minute."""
    code, out, err = project.kbgen(*arguments)
    assert code in (DONE, PROBLEMS_FOUND), err
    text = re.sub(r"(last import )[\d: -]+\d", r"\1…", out + err)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip() + "\n"


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which the golden files were written: reviews fall due, and changes grow old."""
    monkeypatch.setattr("kbgen.config.clock.today", lambda config: TODAY)


@pytest.mark.parametrize("name", TOLD)
def test_commands_tell_the_planted_story(starter: SiteFolder, name: str) -> None:
    """To the letter."""
    assert told(starter, *TOLD[name]) == (GOLDEN / name).read_text("utf-8")


@pytest.mark.parametrize("kind", ["stale", "ahead", "different"])
def test_each_planted_gap_is_found_and_no_other(starter: SiteFolder, kind: str) -> None:
    """In its language and its grade; missing articles are not planted by words."""
    state = {"different": "unconfirmed"}.get(kind, kind)
    gaps = [gap for gap in starter.kbgen_json("gaps", "--format", "json")["articles"] if gap["state"] == state]
    expected = {(one["article"], one["language"], one.get("grade", "critical")) for one in STORY[kind]}
    assert {(gap["article"], gap["language"], gap["grade"]) for gap in gaps} == expected


def test_records_are_honest(tmp_path: Path) -> None:
    """With the old words everything is in step; what nobody has confirmed is still not confirmed."""
    project = in_step(tmp_path)
    gaps = project.kbgen_json("gaps", "--format", "json")["articles"]
    unconfirmed = [(one["article"], one["language"]) for one in STORY["different"]]
    assert [(gap["article"], gap["language"]) for gap in gaps if gap["state"] == "unconfirmed"] == unconfirmed
    assert {gap["state"] for gap in gaps} == {"fresh", "missing", "unconfirmed"}
    assert "no differences" in told(project, "facts")
    assert project.kbgen("check", "--strict")[0] == DONE


def write() -> None:
    """Write the golden files anew."""
    from kbgen.config import clock

    clock.today = lambda config: TODAY
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        project = planted(Path(folder))
        for name, arguments in TOLD.items():
            (GOLDEN / name).write_text(told(project, *arguments), "utf-8")


if __name__ == "__main__":
    write()
