"""The benchmark of what is called stale, on a repository of three articles."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from bench.translation import adoption, sample
from bench.translation.replay import Pair, Replay
from kbgen.translation.adopt import Sureness
from kbgen.translation.grading import Grade
from tests.repositories import Repo, make_repo

PAGE = (
    "---\ntitle: Page\n---\n\nIt takes 15 minutes.\n\nOpen the panel with your own password, then wait for a while.\n"
)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """“facts” changes a number, “typo” a letter, “layout” only its lines; each after it was translated."""
    repo = make_repo(tmp_path / "repo")
    for name in ("facts", "typo", "layout"):
        repo.write(f"content/en/{name}.md", PAGE)
        repo.write(f"content/ru/{name}.md", PAGE.replace("Open the panel", "Откройте панель"))
    repo.write("content/ru/alone.md", PAGE)
    repo.commit()
    repo.write("content/en/facts.md", PAGE.replace("15 minutes", "24 hours"))
    repo.write("content/en/typo.md", PAGE.replace("password", "pasword"))
    repo.write("content/en/layout.md", PAGE.replace("panel with", "panel\nwith"))
    repo.commit()
    return repo


def pairs(repo: Repo) -> dict[str, Pair]:
    replay = Replay(repo.root, "content/en", ["content/ru/"])
    found = {pair.translation.rpartition("/")[2]: pair for pair in replay.pairs()}
    assert replay.unpaired == 1
    return found


def test_dates_call_all_of_them_stale_and_kbgen_those_that_changed(repo: Repo) -> None:
    """A new layout is a newer commit, and no other text."""
    found = pairs(repo)
    assert [pair.stale_by_date for pair in found.values()] == [True, True, True]
    assert {name: pair.grade for name, pair in found.items()} == {
        "facts.md": Grade.CRITICAL,
        "typo.md": Grade.SMALL,
        "layout.md": Grade.NONE,
    }
    assert (len(found["facts.md"].changed), found["facts.md"].blocks) == (1, 3)


def test_a_translation_that_was_touched_later_is_fresh(repo: Repo) -> None:
    """For both rules alike."""
    repo.write("content/ru/facts.md", PAGE.replace("15 minutes", "24 часа"))
    repo.commit()
    found = pairs(repo)["facts.md"]
    assert (found.stale_by_date, found.stale) == (False, False)


def test_a_sample_is_written_and_its_labels_are_counted(repo: Repo, tmp_path: Path) -> None:
    """The words that differ stand in it."""
    drawn = sample.draw(pairs(repo).values(), 4, 1)
    file = tmp_path / "sample.csv"
    sample.write(drawn, file)
    with file.open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    assert [row["kbgen"] for row in rows] == ["stale", "stale", "quiet"]
    assert any("15 minutes" in row["changes"] and "24 hours" in row["changes"] for row in rows)
    for row in rows:
        row["label"] = "yes" if row["grade"] == "critical" else "no"
    with file.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, sample.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    assert sample.labelled(file) == {"critical": (1, 1), "small": (0, 1), "none": (0, 1)}


def test_adoption_is_judged_by_the_commit_that_a_translation_names(repo: Repo) -> None:
    """The one that was only dated is wrong where somebody mended a word later."""
    named = repo.git("rev-parse", "HEAD~1")
    text = PAGE.replace("Open the panel", "Откройте панель").replace("title: Page\n", f"title: Page\nof: {named}\n")
    repo.write("content/ru/facts.md", text)
    repo.commit()
    (judged,) = adoption.judged(Replay(repo.root, "content/en", ["content/ru"]), "of")
    assert (judged.verdict, judged.by_date, judged.sureness) == ("right", "newer", Sureness.LIKELY)
    assert "| adopt, all | 1 | 100.0% | 0.0% | 0.0% |" in adoption.table([judged])


def test_the_command_prints_a_table(repo: Repo) -> None:
    """And says why where there is no repository."""
    root = Path(__file__).resolve().parents[1]
    asked = [sys.executable, "-m", "bench.translation", "--translation", "content/ru", "--repository"]
    done = subprocess.run([*asked, str(repo.root)], cwd=root, capture_output=True, text=True, check=True)
    assert "| stale by commit dates | 3 (100.0%) |" in done.stdout
    assert "| stale for kbgen (small and above) | 2 (66.7%) |" in done.stdout
    failed = subprocess.run([*asked, str(repo.root.parent)], cwd=root, capture_output=True, text=True, check=False)
    assert (failed.returncode, "no git repository" in failed.stderr) == (2, True)
