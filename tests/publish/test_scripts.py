"""Scripts as they are published: smaller, and the same programs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kbgen import resources
from kbgen.publish.scripts import lean
from kbgen.publish.theme_files import TOGETHER, collect

SCRIPTS = sorted((resources.theme() / TOGETHER).glob("*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_search_scripts_lose_their_comments(script: Path) -> None:
    """All of them: none is written in a way that ``lean`` leaves alone."""
    before = script.read_text("utf-8")
    after = lean(before)
    assert not re.search(r"^\s|^/\*|\n\n", after, re.MULTILINE)
    assert len(after) < 0.85 * len(before)


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed, so scripts are not parsed")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_lean_scripts_are_scripts(script: Path, tmp_path: Path) -> None:
    """Nothing was cut out of the middle."""
    (tmp_path / "lean.mjs").write_text(lean(script.read_text("utf-8")), "utf-8")
    done = subprocess.run(["node", "--check", "lean.mjs"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_texts_keep_what_looks_like_a_comment() -> None:
    """Only whole lines and ends of lines are comments, and a text over several lines is not looked into."""
    kept = 'const a = "/* not one */ x";\nconst b = /a\\/*b/;\n'
    assert lean(f"/* One\n   comment. */\n\n{kept}  const c = 1;   /* another */\n") == f"{kept}const c = 1;\n"
    several = "const text = `one\n  /* two */\n`;\n"
    assert lean(several) == several


def test_a_site_that_has_other_scripts_gets_them_as_they_are(tmp_path: Path) -> None:
    """Only kbgen's own are known well enough."""
    own = tmp_path / TOGETHER / "text.js"
    own.parent.mkdir(parents=True)
    own.write_text("/* Mine. */\nexport {};\n")
    files = collect([tmp_path, resources.theme()])
    assert files.content(files.published(f"{TOGETHER}text.js")) == own.read_bytes()
    assert files.content(files.published(f"{TOGETHER}engine.js")).startswith(b"const")
