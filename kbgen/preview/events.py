"""What open pages are told, and when: a page that has changed, that has moved, or that is gone; problems; pictures."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from kbgen.preview.workbench import Status
from kbgen.problems import Problem, Severity

HEARTBEAT = 10.0
"""Seconds of silence after which a sign of life is sent: so a browser that has gone is noticed."""

MOST = 60
"""Problems of other files that a page lists. “kbgen check” has them all."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page in a browser: its path, the tag of what it shows (empty where there was nothing), and its article."""

    path: str
    tag: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Now:
    """What is at the page's path now. ``tag`` is empty where there is nothing; ``moved`` is where it went."""

    tag: str
    moved: str = ""


class Site(Protocol):
    """Knows what is at a path."""

    def now(self, path: str) -> Now:
        """Look."""


@dataclass(slots=True)
class Hub:
    """Passes news on to everybody who listens."""

    status: Status
    version: int = 0
    closed: bool = False
    _files: deque[tuple[int, tuple[str, ...]]] = field(default_factory=lambda: deque(maxlen=100))
    _news: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, status: Status, files: Iterable[str] = ()) -> None:
        """Something has changed."""
        with self._news:
            self.version += 1
            self.status = status
            self._files.append((self.version, tuple(files)))
            self._news.notify_all()

    def close(self) -> None:
        """Nobody need listen any longer."""
        with self._news:
            self.closed = True
            self._news.notify_all()

    def wait(self, version: int, seconds: float) -> bool:
        """Whether there is news since this version, before so much time has gone by."""
        with self._news:
            return self._news.wait_for(lambda: self.version != version or self.closed, seconds) and not self.closed

    def files_since(self, version: int) -> tuple[str, ...]:
        """Pictures and the like that have changed since."""
        with self._news:
            return tuple(dict.fromkeys(path for at, paths in self._files if at > version for path in paths))


def listen(hub: Hub, site: Site, opened: Opened, *, heartbeat: float = HEARTBEAT) -> Iterator[bytes]:
    """Everything that one page is told, until it hangs up. Every piece is ready to be sent."""
    yield b"retry: 700\n\n"
    heard, shown, told = hub.version, "", Now(opened.tag)
    yield from _page(told, told := site.now(opened.path))
    while True:
        problems = as_json(hub.status, opened.source)
        if problems != shown:
            shown = problems
            yield message("problems", problems)
        while not hub.wait(heard, heartbeat):
            if hub.closed:
                return
            yield b": still here\n\n"
        since, heard = heard, hub.version
        yield from _page(told, told := site.now(opened.path))
        if files := hub.files_since(since):
            yield message("files", json.dumps(files, ensure_ascii=False))


def _page(before: Now, now: Now) -> Iterator[bytes]:
    if now == before:
        return
    if now.tag:
        if now.tag != before.tag:
            yield message("reload", "{}")
    elif now.moved:
        yield message("moved", json.dumps({"address": now.moved}))
    elif before.tag or before.moved:
        yield message("gone", "{}")


def message(name: str, data: str) -> bytes:
    """One event, as browsers read it from a stream."""
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    return f"event: {name}\n{lines}\n".encode()


def as_json(status: Status, source: str) -> str:
    """The problems as the page shows them: its own article's first, and of the others the worst."""
    own = [p for p in status.problems if p.path == source]
    others = sorted(
        (p for p in status.problems if p.path != source), key=lambda p: (p.severity is not Severity.ERROR, p)
    )
    errors = sum(p.severity is Severity.ERROR for p in status.problems)
    return json.dumps(
        {
            "error": status.error,
            "own": [_problem(p) for p in own],
            "others": [_problem(p) for p in others[:MOST]],
            "errors": errors,
            "warnings": len(status.problems) - errors,
        },
        ensure_ascii=False,
    )


def _problem(p: Problem) -> dict[str, str | int]:
    return {
        "path": p.path,
        "line": p.line,
        "code": p.code,
        "severity": p.severity.value,
        "message": p.message,
        "hint": p.hint,
    }
