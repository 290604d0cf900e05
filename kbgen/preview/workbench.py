"""The workbench: one site, looked at again after every change, its files made one at a time.

It is used by one thread only. Whatever makes a save quick is in here and in ``state``; nobody else knows of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kbgen.articles.addresses import Address
from kbgen.articles.files import CONTROL_FILES
from kbgen.config import clock, load
from kbgen.errors import KbgenError
from kbgen.preview import explain, state
from kbgen.preview.inspection import inspect
from kbgen.preview.names import Names
from kbgen.preview.shelf import Shelf
from kbgen.preview.store import Store
from kbgen.problems import Problem
from kbgen.publish.cache import Cache
from kbgen.publish.fingerprints import digest
from kbgen.publish.intake import Key, Progress
from kbgen.publish.page import Page
from kbgen.publish.press import root_path
from kbgen.publish.unchanged import WORKSHOP

SLICE = 4
"""So many articles are checked at a time, so that nobody waits long for the next page."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site. ``tag`` stands for its content.

    Of a page also ``source``, the article's file, and whether that is a draft. ``failed``: it stands in for a page that
    cannot be made.
    """

    path: str
    content: bytes
    tag: str
    source: str = ""
    draft: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """How the site is. ``error``: why it, or a page of it, cannot be made as it is written."""

    problems: tuple[Problem, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """What a look has found. ``anything`` is False after files were saved without a change.

    ``files``: paths of pictures and other files beside the pages that are new or changed.
    """

    status: Status
    anything: bool = True
    files: tuple[str, ...] = ()


def _nobody(what: str, done: int, total: int) -> None:
    """Nobody watches."""


class Workbench:
    """A site being worked on."""

    def __init__(self, config_file: Path, *, jobs: int = 1, progress: Progress = _nobody) -> None:
        """Take everything in. Raises KbgenError where there is no site yet to speak of."""
        root = load(config_file)[0].root
        self._cache = Cache(root / WORKSHOP / "articles.db")
        self._state = state.begin(config_file, self._cache, jobs, progress)
        self._store = Store()
        self._names = Names()
        self._checked: dict[str, tuple[Problem, ...]] = {}
        self._missing = ""
        self._failed: dict[str, str] = {}
        # In the order in which they are looked at: what nobody has looked at yet, and what others may have broken.
        self._unchecked = dict.fromkeys(self._state.shelf.records)
        self._rest = self._remaining(())
        self.status = self._look()

    @property
    def settings(self) -> Path:
        """The file of the settings."""
        return self._state.settings.config.path

    @property
    def folders(self) -> tuple[Path, ...]:
        """Everything else that is to be watched."""
        return state.folders(self._state.settings.config)

    @property
    def root(self) -> str:
        """The path of the site on its host: ``/`` or ``/help/``."""
        return root_path(self._state.settings.config)

    @property
    def homes(self) -> tuple[Address, ...]:
        """The home page of every language."""
        return tuple(f"{code}/" for code in self._state.settings.config.language_codes)

    @property
    def unwatched(self) -> Path:
        """Where builds write."""
        return self._state.settings.config.site_dir

    def _look(self) -> Status:
        """What is wrong at the moment, as far as it is known."""
        found = self._state.problems
        for problems in self._checked.values():
            found.update(problems)
        settings, failed = self._state.settings, next(iter(self._failed.items()), None)
        error = settings.error and f"{settings.error}; the site is shown with the settings from before"
        error = error or (self._missing and f"{self._missing}; what was there before is shown")
        error = error or (f"{failed[0]} cannot be made: {failed[1]}" if failed else "")
        return Status(tuple(sorted(found)), error)

    # -- looking again -------------------------------------------------------------------------------------------

    def refresh(self, changed: Collection[Path] | None) -> Update:
        """Look at what has changed; None means that anything may have.

        Where the site cannot be put together, it stays as it was, and the status says why.
        """
        before, status = self._state, self.status
        changes = state.sort_out(changed, before.settings.config)
        try:
            self._state = state.after(before, changes, self._cache, _nobody)
            self._missing = ""
        except KbgenError as error:
            self._missing = error.message
            self.status = self._look()
            return Update(self.status, self.status != status)
        now = self._state
        self._names.follow(before.shelf, now.shelf)
        files = tuple(path for path, state in now.shelf.assets.items() if before.shelf.assets.get(path) != state)
        same = before.site is now.site and before.targets.environment == now.targets.environment
        everything = not same or _other_anchors(before.shelf, now.shelf) or self._is_list(changed)
        if everything:
            self._unchecked |= dict.fromkeys(now.shelf.records)
        self._rest = self._remaining(now.shelf.touched)
        for key in before.shelf.records.keys() - now.shelf.records.keys():
            self._checked.pop(_path_of(before.shelf, key), None)
        self.status = self._look()
        anything = not same or bool(now.shelf.touched or files) or self.status != status
        return Update(self.status, anything, files)

    def _is_list(self, changed: Collection[Path] | None) -> bool:
        """Whether a list beside the articles may have changed. Some checks read it anew, perhaps as it was for a moment
        between two looks of ours, which then seem alike.
        """
        folder = self._state.settings.config.content_dir
        return changed is None or any(path.parent == folder and path.name in CONTROL_FILES for path in changed)

    # -- files ---------------------------------------------------------------------------------------------------

    def get(self, path: str) -> File | None:
        """The file at a path of the site, made if it has changed; None if there is no such file."""
        targets, config = self._state.targets, self._state.settings.config
        try:
            page = targets.page(path)
            file = self._page(path, page) if page else self._other(path)
        except FileNotFoundError:
            file = None
        except Exception as error:  # a template of the site's own may raise anything at all
            why = explain.reason(error, config.root)
            self._note(path, why)
            content = explain.page("This page cannot be made", why)
            return File(path, content, digest(content).hex(), failed=True)
        self._note(path, "")
        return file

    def _note(self, path: str, why: str) -> None:
        """Remember why a page could not be made, or forget it."""
        if self._failed.get(path, "") != why:
            self._failed = {other: reason for other, reason in self._failed.items() if other != path}
            if why:
                self._failed[path] = why
            self.status = self._look()

    def _other(self, path: str) -> File | None:
        """A file that is no page of an article, a category or a list."""
        target = self._state.targets.file(path)
        if target is None:
            return None
        planned = target.plan()
        content = self._store.get(path, planned.fingerprint, planned.make)
        return File(path, content, digest(content).hex())

    def _page(self, path: str, page: Page) -> File:
        targets = self._state.targets
        planned = targets.planned(page)
        content = self._store.get(path, planned.fingerprint, planned.make)
        article = self._state.site.catalog.get(page.article, page.content_language) if page.article else None
        if page.article:
            self._names.shown(path, page.article, page.language)
        tag = digest(content).hex()
        return File(path, content, tag, article.path, article.meta.draft) if article else File(path, content, tag)

    def moved(self, path: str) -> Address | None:
        """Where the page went that was at a path."""
        return self._names.where(path, self._state.site)

    # -- what can wait -------------------------------------------------------------------------------------------

    def make_more(self) -> bool:
        """Do a little of what is left: check some texts, make some page. False when everything is done."""
        return next(self._rest, None) is not None

    def _remaining(self, first: Collection[Key]) -> Iterator[bool]:
        """Check the articles that have changed, then those that others may have broken, then make pages."""
        now = self._state
        if first:
            self._check(first)
            self.status = self._look()
            yield True
        while self._unchecked:
            self._check(list(self._unchecked)[:SLICE])
            if not self._unchecked:
                self.status = self._look()
            yield True
        paths: set[str] = set()
        for code in now.settings.config.language_codes:
            for path in now.targets.outline(code):
                paths.add(path)
                if not self._store.is_full:
                    self.get(path)
                yield True
        self._store.keep_only(paths)

    def _check(self, keys: Collection[Key]) -> None:
        """Look at texts and links of these articles."""
        self._checked |= inspect(self._state.site, self._state.shelf, keys, clock.today(self._state.settings.config))
        for key in keys:
            self._unchecked.pop(key, None)


def _other_anchors(before: Shelf, now: Shelf) -> bool:
    """Whether links from other articles may have come to lead nowhere, or somewhere again."""
    return any(before.texts[key].anchors != now.texts[key].anchors for key in now.touched)


def _path_of(shelf: Shelf, key: Key) -> str:
    article = shelf.records[key].article
    return article.path if article else ""
