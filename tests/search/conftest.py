"""A cache folder of the test's own, in which the dictionaries are there already."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen import signing
from kbgen.user_cache import user_cache


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that kbgen keeps its caches in."""
    signing.key()
    real = user_cache()
    own = tmp_path / "cache" / "kbgen"
    own.mkdir(parents=True)
    (real / "words").mkdir(parents=True, exist_ok=True)
    (own / "words").symlink_to(real / "words")
    (own / "key").write_bytes(signing.key())
    monkeypatch.setenv("KBGEN_CACHE_HOME", str(tmp_path / "cache"))
    return own
