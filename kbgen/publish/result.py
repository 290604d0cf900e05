"""What a build did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kbgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths in the output, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did. ``made``: so many files were made anew; ``left_out``: files that ``keep_going`` passed over."""

    output: Path
    pages: int
    files: int
    made: int
    changes: Changes
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...] = ()
