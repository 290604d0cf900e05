"""Small real sites for the tests, and a runner for commands as people call them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import SiteFolder, make_site


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A four-language site with two categories, small enough to read at a glance (tests/sites.py)."""
    return make_site(tmp_path / "site")


@pytest.fixture
def new_site(tmp_path: Path) -> Callable[..., SiteFolder]:
    """Makes a site of the files that a test names: ``new_site({"content/et/a.md": "…"})``."""

    def make(files: dict[str, str | bytes], **settings: object) -> SiteFolder:
        return make_site(tmp_path / "own", files, **settings)

    return make
