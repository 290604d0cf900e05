"""Small real git repositories, with words for what people do in them."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

WHO = {
    "GIT_AUTHOR_NAME": "Mari",
    "GIT_AUTHOR_EMAIL": "mari@example.com",
    "GIT_COMMITTER_NAME": "Mari",
    "GIT_COMMITTER_EMAIL": "mari@example.com",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


@dataclass
class Repo:
    """A work tree. Each commit is made a day after the one before, from 1 March 2026 on."""

    root: Path
    days: int = 0

    def git(self, *arguments: str, **variables: str) -> str:
        """What a command of git prints."""
        known = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.root,
            env=known | WHO | variables,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        """Write a file, with its folders."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())

    def commit(self, *, day: str = "", **texts: str) -> str:
        """Commit everything that changed, after writing ``et="…"`` into content/et/a.md and so on; the commit's id.

        ``day``: on which it is made, if not on the day after the last.
        """
        for code, text in texts.items():
            self.write(f"content/{code}/a.md", text)
        self.git("add", "-A")
        self.days += 1
        when = f"{day or f'2026-03-{self.days:02}'}T12:00:00+0000"
        self.git("commit", "-q", "--allow-empty", "-m", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
        return self.git("rev-parse", "HEAD")

    def move(self, old: str, new: str) -> None:
        """Rename a file or a folder."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", old, new)


def make_repo(root: Path) -> Repo:
    """An empty repository with a branch “main”."""
    root.mkdir(parents=True, exist_ok=True)
    repo = Repo(root)
    repo.git("init", "-q", "-b", "main")
    return repo
