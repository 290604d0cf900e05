"""The folder where kbgen keeps what belongs to this machine's user, beyond any project."""

from __future__ import annotations

import os
from pathlib import Path


def user_cache() -> Path:
    """The user's cache folder for kbgen, whether it exists or not."""
    base = os.environ.get("KBGEN_CACHE_HOME") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "kbgen"
