"""What is planted in the starter, and nothing else, is what the commands tell of it.

``python -m tests.starter.test_story`` writes the golden files anew.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kbgen import cli
from kbgen.errors import DONE, PROBLEMS_FOUND
from kbgen.tickets.sample.write import SEARCHES, VIEWS, ZENDESK
from tests.projects import Project, made
from tests.repositories import Repo

STORY: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("story.yml").read_text("utf-8"))
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


def edits(*kinds: str) -> Iterator[tuple[str, str, str]]:
    """The planted changes of these kinds: file, old words, new words."""
    for kind in kinds:
        for one in STORY[kind]:
            for language, words in one["edits"].items():
                before, after = (text.replace("␣", "\u00a0") for text in words)
                yield f"content/{language}/{one['article']}.md", before, after


def changed(root: Path, found: Iterator[tuple[str, str, str]]) -> None:
    """Put the second words in the place of the first, which stand there once."""
    for path, old, new in found:
        text = (root / path).read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        (root / path).write_text(text.replace(old, new), "utf-8")


def in_step(root: Path) -> Project:
    """The starter as it was when its translations were confirmed."""
    project = made(root)
    changed(project.root, ((path, new, old) for path, old, new in edits(*STORY)))
    return project


def planted(root: Path) -> Project:
    """The starter with its history, and with two years of tickets, views and searches."""
    project = in_step(root)
    repo = Repo(project.root)
    repo.git("init", "-q", "-b", "main")
    repo.commit()
    changed(project.root, edits(*STORY))
    repo.commit()
    exports = root / "synthetic"
    end = ("--end", TODAY.isoformat(), "--tickets-a-year", "42000")
    project.done("tickets", "sample", str(exports), *end)
    project.done("tickets", "import", str(exports / ZENDESK), "--timezone", "Europe/Tallinn")
    for name in (VIEWS, SEARCHES):
        project.done("views", "import", str(exports / name), "--from", "2026-08-23", "--to", "2026-11-21")
    return project


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Its tests only ask."""
    return planted(tmp_path_factory.mktemp("planted"))


def told(project: Project, *arguments: str) -> str:
    """What a command prints, without what is of this machine or this minute."""
    code, out, err = project.kbgen(*arguments)
    assert code in (DONE, PROBLEMS_FOUND), err
    text = re.sub(r"(last import )[\d: -]+\d", r"\1…", out + err)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip() + "\n"
