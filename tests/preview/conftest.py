"""A preview of a small site."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.previews import Served
from tests.sites import SiteFolder


@pytest.fixture
def served(site: SiteFolder, serve: Callable[[SiteFolder], Served]) -> Served:
    """A preview of the four-language site."""
    return serve(site)
