"""The project's own profiles: ``tickets: profiles:`` of ``mkdocs.yml`` → profiles."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.config import Config
from kbgen.tickets.reading.profile import Profile


def own_profiles(config: Config) -> Mapping[str, Profile]:
    """By name, in the order of the file."""
    return {}
