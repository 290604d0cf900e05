"""The adapter for ``mkdocs build`` and ``mkdocs serve``: MkDocs reads the file and serves, kbgen makes the site."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import LegacyConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from kbgen.config import Config, load
from kbgen.errors import KbgenError, ProblemsError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.plugins.kbgen")


class KbgenPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]  # MkDocs is untyped
    """Takes MkDocs' own pages away and puts the finished site into its output folder."""

    def load_config(self, options: Any, config_file_path: str | None = None) -> tuple[list[Any], list[Any]]:
        """Accept any settings: kbgen checks them itself, with the lines on which they stand."""
        self.config = LegacyConfig(schema=())
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview."""
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the same file as ``kbgen build`` does, and leave MkDocs nothing to build."""
        assert config.config_file_path is not None
        try:
            own, warnings = load(Path(config.config_file_path))
        except KbgenError as error:
            raise _stop(error) from error
        for warning in warnings:
            log.warning(str(warning))
        self._own: Config = own
        # Paths in nav have no language, so MkDocs would not find them; its own pages and search are not wanted.
        config.nav = None
        config.theme.static_templates.clear()
        for name in ("search", "material/search"):
            config.plugins.pop(name, None)
        config.plugins.events = {
            event: [m for m in methods if getattr(m, "__self__", self) is self]
            for event, methods in config.plugins.events.items()
        }
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """No file is MkDocs' to convert or to copy."""
        return Files([])

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the site where MkDocs would have put its own."""
        from kbgen.publish.build import Options, build

        site_dir = Path(config.site_dir).absolute()
        own = replace(self._own, site_dir=site_dir)
        if self._preview:
            own = replace(own, site_url=str(config.site_url or ""))
        _make_way(site_dir)
        try:
            result = build(own, Options(drafts=self._preview))
        except KbgenError as error:
            raise _stop(error) from error
        for problem in result.problems:
            log.warning(str(problem))
        log.info("kbgen: %d pages", result.pages)


def _make_way(site_dir: Path) -> None:
    """MkDocs has just emptied and refilled its output folder with the theme's files; the site replaces them all."""
    from kbgen.publish.output import MARK, MARK_TEXT

    site_dir.mkdir(parents=True, exist_ok=True)
    (site_dir / MARK).write_text(MARK_TEXT, "utf-8")


def _stop(error: KbgenError) -> PluginError:
    problems = [str(p) for p in error.problems] if isinstance(error, ProblemsError) else []
    return PluginError("\n".join([*problems, error.message]))
