"""Watching a site's files, whatever becomes of them.

The system tells of changes in folders at once. A few times a second it is also looked whether the settings are still
the same file and the folders still the same folders: editors put a new file in the place of the old one, and folders
are deleted, come back and are exchanged by version control, of which the watch on the old one tells nothing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, watch

STEP = 10
"""Milliseconds of silence after which a save is over."""

GROUP = 400
"""Milliseconds after which changes that go on and on are told all the same."""

LOOK = 250
"""Milliseconds between two looks at the settings and the folders."""


@dataclass(frozen=True, slots=True)
class Places:
    """What is to be watched. ``unwatched`` is a folder that other programs write into."""

    settings: Path
    folders: tuple[Path, ...]
    unwatched: Path


@dataclass(frozen=True, slots=True)
class _Seen:
    """Which files the places are at the moment; 0 for what is not there."""

    places: Places
    numbers: tuple[int, ...]


class Watcher:
    """Calls ``tell`` with changed files, or with None where anything may have changed. ``places`` may change too."""

    def __init__(
        self,
        places: Callable[[], Places],
        tell: Callable[[Collection[Path] | None], None],
        complain: Callable[[str], None],
    ) -> None:
        self._places = places
        self._tell = tell
        self._complain = complain
        self._end = threading.Event()
        self._polling: bool | None = None
        self._thread = threading.Thread(target=self._run, name="kbgen watcher", daemon=True)

    def start(self) -> None:
        """Begin. Once the watch is in place, None is told, for what has changed before it was."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._end.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._end.is_set():
            try:
                self._watch()
            except FileNotFoundError:
                self._end.wait(0.1)  # a folder has just gone; the next look sees what is there
            except (OSError, RuntimeError) as error:
                if self._polling:
                    self._end.wait(1)
                else:
                    self._complain(f"The system cannot watch the folder ({error}); it is looked through instead.")
                    self._polling = True

    def _watch(self) -> None:
        """Watch until the places are others."""
        seen = _look(self._places())
        places = seen.places
        written = _written(places.settings)
        real = {os.path.realpath(folder): folder for folder in places.folders if folder.is_dir()}
        # The settings themselves, too: the watch on them is lost when an editor puts another file in their place.
        paths = [*real, *([str(places.settings)] if places.settings.is_file() else [])]
        fresh = True
        for changes in watch(
            *paths,
            watch_filter=None,
            debounce=GROUP,
            step=STEP,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            stop_event=self._end,
            raise_interrupt=False,
            force_polling=self._polling,
            recursive=True,
        ):
            found = {path for change in changes if (path := _wanted(change, real, places))}
            if (now := _written(places.settings)) != written:
                written = now
                found.add(places.settings)
            if found:
                self._tell(found)
            if fresh:
                self._tell(None)
                fresh = False
            if _look(self._places()) != seen:
                return


def _wanted(change: tuple[Change, str], real: dict[str, Path], places: Places) -> Path | None:
    """The changed file by the name that the settings have for its folder; None for one that nobody means."""
    path = Path(change[1])
    for folder, given in real.items():
        if path.is_relative_to(folder):
            below = path.relative_to(folder)
            found = given / below
            if any(map(_is_left_alone, below.parts)) or found.is_relative_to(places.unwatched):
                return None
            return found
    return None


def _is_left_alone(name: str) -> bool:
    """Hidden files, of which only folders of icons belong to a site, and what editors leave for a moment."""
    if name == ".icons":
        return False
    return (
        name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp")) or name in ("4913", "__pycache__")
    )


def _look(places: Places) -> _Seen:
    return _Seen(places, tuple(_number(path) for path in places.folders))


def _number(path: Path) -> int:
    """Which file this is on its disk."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _written(path: Path) -> tuple[int, int, int]:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0, 0
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
