"""Small real sites for the tests, and a runner for commands as people call them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.previews import Served
from tests.sites import SiteFolder, make_site

# A shell lets programs in its background ignore Ctrl-C, and they hand that down to the programs that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long one example takes depends on what else the machine does.
settings.register_profile("kbgen", deadline=None)
settings.load_profile("kbgen")


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


@pytest.fixture
def serve() -> Iterator[Callable[[SiteFolder], Served]]:
    """Starts a preview of a site; it is ended with the test."""
    from kbgen.preview.preview import open_preview
    from kbgen.preview.workshop import News

    begun: list[Served] = []

    def start(site: SiteFolder) -> Served:
        news: list[News] = []
        preview = open_preview(site.root / "mkdocs.yml", [0], news.append)
        begun.append(Served(site, preview, news))
        return begun[-1]

    yield start
    for served in begun:
        served.preview.stop()
