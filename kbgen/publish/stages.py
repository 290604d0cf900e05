"""The stages of a build: how long each took, and how far the one at hand is. Whoever watches sets the callbacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter, process_time


def _no_progress(what: str, done: int, total: int) -> None:
    """Nobody watches."""


def _no_wait() -> None:
    """Nobody is told."""


@dataclass(slots=True)
class Stages:
    """``times``: wall seconds of each stage, and CPU seconds of this process, in their order."""

    progress: Callable[[str, int, int], None] = _no_progress
    wait: Callable[[], None] = _no_wait
    times: list[tuple[str, float, float]] = field(default_factory=list)
    _now: tuple[str, float, float] | None = None

    def begin(self, name: str) -> None:
        """A stage begins, and the one before ends."""
        self.end()
        self._now = (name, perf_counter(), process_time())

    def end(self) -> None:
        """The stage at hand ends."""
        if self._now:
            name, wall, cpu = self._now
            self.times.append((name, perf_counter() - wall, process_time() - cpu))
            self._now = None

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A stage as long as the block."""
        self.begin(name)
        try:
            yield
        finally:
            self.end()
