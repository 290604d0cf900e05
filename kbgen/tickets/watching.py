"""A folder that receives exports: each is given once, when it is complete, also after kbgen was started anew.

Files arrive in many ways: copied, downloaded under another name and renamed, written bit by bit. A file is complete
when its size and its time have stayed the same for a while. It is known again by its content, so that neither a new
name nor a second copy gives it twice, and one that was cut short is given again when it is whole.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

from kbgen.errors import WrongUse

SETTLED = 1.0
"""Seconds for which a file stays the same before it counts as complete."""

LOOK = 0.3
"""Seconds between two looks at the folder; changes are looked at as soon as the system tells of them."""

REMEMBERED = 10_000
"""Files that are remembered; the oldest are forgotten first."""

MEMORY = "tickets-watched.json"

_UNFINISHED = (
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".filepart",
    ".opdownload",
    ".swp",
    "~",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A complete file. ``digest``: of its content."""

    path: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What tells whether somebody still writes to a file: its size in bytes, its time in nanoseconds, and which file it
    is on its disk.
    """

    size: int
    written: int
    number: int


@dataclass(slots=True)
class Settling:
    """Which files have stayed the same, and since when. Knows nothing of disks and clocks."""

    since: dict[str, tuple[Shape, float]] = field(default_factory=dict)

    def look(self, found: Mapping[str, Shape], now: float) -> list[str]:
        """The names of the files that are complete, those that have been so for longest first; ``now`` in seconds."""
        self.since = {name: self._since(name, shape, now) for name, shape in found.items()}
        complete = [
            (start, name) for name, (shape, start) in self.since.items() if shape.size and start + SETTLED <= now
        ]
        return [name for _, name in sorted(complete)]

    def _since(self, name: str, shape: Shape, now: float) -> tuple[Shape, float]:
        known = self.since.get(name)
        return known if known and known[0] == shape else (shape, now)


class Inbox:
    """Watches ``folder``, but not the folders in it. ``memory`` is the file in which it is written down what was dealt
    with; it can be deleted without harm. Raises WrongUse where there is no such folder.
    """

    def __init__(self, folder: Path, memory: Path) -> None:
        if not folder.is_dir():
            raise WrongUse(f"there is no folder {folder}", hint="name the one into which the help desk’s exports come")
        self.folder = folder
        self._memory = memory
        self._dealt_with = _remembered(memory)
        self._settling = Settling()
        self._given: dict[str, tuple[Shape, str]] = {}

    def arrivals(self, end: threading.Event) -> Iterator[Arrival]:
        """Every complete file that was not dealt with yet: those that are there, then those that come, until ``end`` is
        set. Call ``dealt_with`` for each; one for which that is not called comes again when kbgen is started anew.
        """
        while not end.is_set():
            for _ in self._changes(end):
                yield from self.complete(time.monotonic())
                if end.is_set():
                    return

    def complete(self, now: float) -> Iterator[Arrival]:
        """The files that are complete at the moment ``now`` (in seconds) and were not given before."""
        shapes = _shapes(self.folder)
        for name in self._settling.look(shapes, now):
            path = self.folder / name
            known = self._given.get(name)
            if known and known[0] == shapes[name]:
                continue
            if (digest := _digest(path)) is None or _shape(path) != shapes[name]:
                continue  # somebody writes to it again
            given = {before for _, before in self._given.values()}
            self._given[name] = shapes[name], digest
            if digest not in given and digest not in self._dealt_with:
                yield Arrival(path, digest)

    def dealt_with(self, arrival: Arrival) -> None:
        """Remember that a file need not be given again."""
        self._dealt_with[arrival.digest] = None
        kept = list(self._dealt_with)[-REMEMBERED:]
        temporary = self._memory.with_name(f".{self._memory.name}.{os.getpid()}.new")
        # Whoever cannot write it down is told of the file again: better than an error for a file that was imported.
        with suppress(OSError):
            self._memory.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps({"dealt_with": kept}), "utf-8")
            os.replace(temporary, self._memory)

    def _changes(self, end: threading.Event) -> Iterator[None]:
        """Something may have changed: because the system says so, or because it is time to look."""
        from watchfiles import watch

        yield None
        try:
            for _ in watch(
                self.folder,
                watch_filter=None,
                debounce=100,
                step=20,
                rust_timeout=int(LOOK * 1000),
                yield_on_timeout=True,
                stop_event=end,
                raise_interrupt=True,
                recursive=False,
            ):
                yield None
                if not self.folder.is_dir():
                    break
        except (OSError, RuntimeError):
            pass  # the folder has gone, or cannot be watched: then it is looked at from time to time
        end.wait(LOOK)


def _shapes(folder: Path) -> dict[str, Shape]:
    """The files of a folder by their names, without those that programs leave there for a moment."""
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError:
        return {}
    found = {name: _shape(folder / name) for name in names if not _is_unfinished(name)}
    return {name: shape for name, shape in found.items() if shape}


def _is_unfinished(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED)


def _shape(path: Path) -> Shape | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return Shape(stat.st_size, stat.st_mtime_ns, stat.st_ino)


def _digest(path: Path) -> str | None:
    """Of the content; None where it cannot be read just now, as while somebody else has it locked."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _remembered(memory: Path) -> dict[str, None]:
    """The digests of files that were dealt with, the oldest first; a damaged memory is none."""
    try:
        data = json.loads(memory.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    kept = data.get("dealt_with") if isinstance(data, dict) else None
    return dict.fromkeys(one for one in kept if isinstance(one, str)) if isinstance(kept, list) else {}
