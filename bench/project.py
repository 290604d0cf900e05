"""kbgen's project made of the corpus, and what is done to it before a build.

No build of the benchmark meets a cache of another: the user's cache folder is one of the benchmark's own.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import kbgen
from bench.contender import Contender
from kbgen.commands import init

CHECKOUT = Path(kbgen.__file__).resolve().parents[1]


@dataclass(frozen=True)
class Project:
    """A folder with mkdocs.yml and content/, and the article in it that is edited."""

    folder: Path
    article: Path

    @property
    def cache(self) -> Path:
        """What stands in for the user's cache folder."""
        return self.folder.with_name(f"{self.folder.name}-cache")

    @property
    def variables(self) -> dict[str, str]:
        """The environment of every command: this kbgen and no other, and no cache of anybody's."""
        path = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH", "")]))
        # An installed kbgen has its bytecode, wherever the benchmark is run.
        bytecode = {"PYTHONDONTWRITEBYTECODE": ""}
        return bytecode | {"PYTHONPATH": path, "KBGEN_CACHE_HOME": str(self.cache), "XDG_CACHE_HOME": str(self.cache)}

    def contender(self) -> Contender:
        """kbgen with this project; its builds use whatever it remembers."""
        leftovers = (self.folder / ".kbgen", self.folder / "site", self.cache)
        command = (sys.executable, "-m", "kbgen", "build")
        return Contender("kbgen", version(), self.folder, (command,), leftovers, self.variables)

    # -- what is done before a build -----------------------------------------------------------------------------

    def nothing(self) -> None:
        """Nothing has changed."""

    def edit_text(self) -> None:
        """A sentence more in one article."""
        text = self.article.read_text("utf-8").rstrip("\n")
        self.article.write_text(f"{text}\n\nUus lause {time.time_ns()}.\n", "utf-8")

    def edit_title(self) -> None:
        """Another title, which the menu of its category shows."""
        lines = self.article.read_text("utf-8").split("\n")
        lines[1] = f'title: "Pealkiri {time.time_ns()}"'
        self.article.write_text("\n".join(lines), "utf-8")

    def add(self) -> None:
        """One article more, in the category of the edited one."""
        path = self.article.with_name(f"new-{time.time_ns()}.md")
        path.write_text("---\ntitle: Uus artikkel\ndescription: Lühike.\n---\n\nTekst.\n", "utf-8")

    def touch_settings(self) -> None:
        """mkdocs.yml saved again with a comment more."""
        path = self.folder / "mkdocs.yml"
        path.write_text(path.read_text("utf-8") + "# touched\n", "utf-8")


def write(corpus: Path, out: Path) -> Project:
    """Make the project ``out`` of the corpus below ``corpus/content``."""
    with contextlib.redirect_stdout(io.StringIO()):
        init.command.main([str(out), "--empty"], standalone_mode=False)
    shutil.rmtree(out / "content")
    shutil.copytree(corpus / "content", out / "content")
    articles = [p for p in sorted((out / "content" / "et").glob("*/*.md")) if p.name != "index.md"]
    # Any will do; one in the middle has neighbours on both sides.
    return Project(out, articles[len(articles) // 2])


def version() -> str:
    """kbgen's version, with the commit where it is a checkout."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    return f"{kbgen.__version__} ({done.stdout.strip()})" if done.returncode == 0 else kbgen.__version__
