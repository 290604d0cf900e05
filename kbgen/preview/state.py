"""A site at one moment: settings, articles, and what is to be made of them. A change makes a new one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kbgen import wording
from kbgen.articles.snapshot import Snapshot
from kbgen.config import Config, load
from kbgen.errors import ConfigError
from kbgen.preview import shelf
from kbgen.preview.shelf import Shelf
from kbgen.problems import Problem
from kbgen.publish import site
from kbgen.publish.cache import Cache
from kbgen.publish.draft import refuse_missing
from kbgen.publish.fingerprints import theme_folders
from kbgen.publish.intake import Progress
from kbgen.publish.site import Site
from kbgen.publish.targets import Targets, environment_of

# Other files of the content are read when somebody asks for them.
_NOT_LOOKED_AT = Snapshot(Path(), {}, plain=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """``mkdocs.yml`` as it was last read. ``wrong``: what is the matter with it now; the settings are older then."""

    config: Config
    warnings: tuple[Problem, ...]
    text: bytes
    wrong: tuple[Problem, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Everything that was read. ``targets`` know how to make each file."""

    settings: Settings
    shelf: Shelf
    site: Site
    targets: Targets

    @property
    def problems(self) -> set[Problem]:
        """What was met while reading; the checks of texts come later."""
        return {*self.settings.warnings, *self.settings.wrong, *self.site.problems}


@dataclass(frozen=True, slots=True)
class Changes:
    """Changed files, by what they mean. ``content``: places below the content folder; None if any may have changed."""

    settings: bool
    theme: bool
    content: frozenset[str] | None


def begin(config_file: Path, cache: Cache, jobs: int, progress: Progress) -> State:
    """Read everything. Raises KbgenError where there is nothing to show."""
    text = _content(config_file)
    config, warnings = load(config_file)
    refuse_missing(config)
    articles = shelf.fill(config, cache, jobs, progress)
    one = _assembled(config, articles)
    return State(
        Settings(config, warnings, text),
        articles,
        one,
        Targets(one, articles.intake, _NOT_LOOKED_AT, environment_of(config)),
    )


def sort_out(changed: Collection[Path] | None, config: Config) -> Changes:
    """What these files are to the site."""
    if changed is None:
        return Changes(settings=True, theme=True, content=None)
    settings, theme, content = False, False, set()
    for path in changed:
        if path == config.path:
            settings = True
        elif path.is_relative_to(config.content_dir):
            content.add(path.relative_to(config.content_dir).as_posix())
        else:
            theme = True
            content.add(str(path))  # an article may take something from it
    return Changes(settings, theme, frozenset(content))


def after(state: State, changes: Changes, cache: Cache, progress: Progress) -> State:
    """The site after changes. Raises WrongUse where there is no content any more; what was may be kept then."""
    settings = _read_again(state.settings) if changes.settings else state.settings
    config, old = settings.config, state.settings.config
    refuse_missing(config)
    content = changes.content
    if config is not old and (config.content_dir, config.language_codes) != (old.content_dir, old.language_codes):
        content = None
    articles = shelf.again(state.shelf, config, content, cache, progress)
    if changes.theme:
        wording.translations.cache_clear()
    same = config is old and not changes.theme
    one = state.site if config is old and _alike(state.shelf, articles) else _assembled(config, articles)
    environment = state.targets.environment if same else environment_of(config)
    targets = Targets(one, articles.intake, _NOT_LOOKED_AT, environment).after(state.targets)
    return State(settings, articles, one, targets)


def folders(config: Config) -> tuple[Path, ...]:
    """What is to be watched besides the settings: the content, the themes, and where extensions take texts from."""
    bases = [config.root / base for _, options in config.markdown_extensions for base in _texts(options)]
    # Material's theme is a library: it does not change while somebody writes.
    return tuple(dict.fromkeys([config.content_dir, *theme_folders(config), *bases]))


def _texts(options: Any) -> list[str]:
    """The option of pymdownx.snippets that names folders."""
    given = options.get("base_path") or ()
    return [given] if isinstance(given, str) else [base for base in given if isinstance(base, str)]


def _read_again(settings: Settings) -> Settings:
    """The settings as they are now; with a mistake in them, as they were."""
    config = settings.config
    text = _content(config.path)
    if text == settings.text and not settings.error:
        return settings
    try:
        now, warnings = load(config.path)
    except ConfigError as error:
        return replace(settings, wrong=error.problems, error=error.message, text=text)
    return Settings(now, warnings, text)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _assembled(config: Config, articles: Shelf) -> Site:
    """Everything is taken in, whatever is wrong with it: somebody wants to see it."""
    taken = articles.intake
    listing = replace(articles.listing, problems=(*articles.listing.problems, *taken.problems))
    read = [record.article for record in taken.records.values() if record.article]
    return site.assemble(config, listing, read, drafts=True)


def _alike(before: Shelf, now: Shelf) -> bool:
    """Whether nothing but texts has changed: no file more or less, no title, no date, no problem."""
    if before.listing != now.listing or before.records.keys() != now.records.keys():
        return False
    return all(before.records[key].facts == now.records[key].facts for key in now.touched)
