"""What the terminal is told: a line for every change, and problems when they are new or mended."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kbgen.preview.workbench import Status
from kbgen.preview.workshop import News
from kbgen.problems import Problem
from kbgen.reports import problem_list

FEW = 3
"""Changed files that are named one by one."""

MOST = 10
"""Problems that are printed at once."""


@dataclass(slots=True)
class Teller:
    """Remembers what was said, so that nothing is said twice."""

    root: Path
    say: Callable[[str], None]
    clock: Callable[[], datetime] = datetime.now
    _status: Status = field(default_factory=Status)

    def begin(self, status: Status) -> None:
        """Say what is known before anything changes."""
        self._problems(set(), status.problems)
        self._status = status

    def tell(self, news: News) -> None:
        """Say what is new."""
        update = news.update
        # A look at everything (None) is the program's own business as long as nothing comes of it.
        if update.anything and (news.paths or news.paths is None):
            milliseconds = round(news.seconds * 1000)
            self.say(f"{self.clock():%H:%M:%S}  {_changed(news.paths, self.root)} · {milliseconds} ms")
        before, self._status = self._status, update.status
        if update.status.error and update.status.error != before.error:
            self.say(f"Error: {update.status.error}")
        elif before.error and not update.status.error:
            self.say("The site is whole again.")
        self._problems(set(before.problems), update.status.problems)

    def _problems(self, before: set[Problem], now: Collection[Problem]) -> None:
        new = [p for p in now if p not in before and not _only_moved(p, before)]
        if new:
            self.say(problem_list.text(new[:MOST]))
        if len(new) > MOST:
            self.say(f"and {len(new) - MOST} more: “kbgen check” lists all")
        if before and before - set(now) and not now:
            self.say("All problems are mended.")


def _only_moved(problem: Problem, before: Collection[Problem]) -> bool:
    """Whether the same was said of another line: somebody has written something above it."""
    same = (problem.path, problem.code, problem.message)
    return any((p.path, p.code, p.message) == same for p in before)


def _changed(paths: Collection[Path] | None, root: Path) -> str:
    if paths is None:
        return "looked at everything again"
    if len(paths) > FEW:
        return f"{len(paths)} files changed"
    gone = [path for path in paths if not path.exists()]
    parts = [(", ".join(_shown(p, root) for p in sorted(set(paths) - set(gone))), "changed")]
    parts.append((", ".join(_shown(p, root) for p in sorted(gone)), "gone"))
    return "; ".join(f"{names} {what}" for names, what in parts if names)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
