"""``mkdocs.yml`` → a frozen ``Config``."""

from __future__ import annotations

from kbgen.config.load import load, load_text
from kbgen.config.settings import Config, NavItem, Place, Support, Theme

__all__ = ["Config", "NavItem", "Place", "Support", "Theme", "load", "load_text"]
