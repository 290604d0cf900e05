"""A copy of the starter to build, so that tests neither read nor leave anything in the checkout's own ``.kbgen``."""

from __future__ import annotations

import shutil
from pathlib import Path

from kbgen.config import Config, load

ROOT = Path(__file__).resolve().parents[2]


def copied(folder: Path) -> Config:
    """The settings of a copy with all articles; its theme is the checkout's."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "theme").symlink_to(ROOT / "theme", target_is_directory=True)
    return load(folder / "mkdocs.yml")[0]
