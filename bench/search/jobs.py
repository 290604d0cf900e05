"""What a process of one engine and one language is asked, and what it answers.

Each phase is a process of its own, so that a start is a cold one: ``build`` writes the index, ``update`` does so again
after one document has changed, ``search`` answers every query with a clock, ``first`` starts and answers one,
``stages`` answers each as in a new tab.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import timing
from bench.contender import FailedError


@dataclass(frozen=True)
class Job:
    """``queries`` are timed, ``more`` only answered. Paths: the packed documents, the index's folder, the built site,
    the folder that has ``node_modules``, Material's scripts, Pagefind's program."""

    phase: str
    language: str
    documents: Path
    folder: Path
    site: Path
    packages: Path = Path()
    material: Path = Path()
    pagefind: Path = Path()
    queries: Sequence[str] = ()
    more: Sequence[str] = ()


def run(command: Sequence[str], job: Job, environment: dict[str, str]) -> dict[str, Any]:
    """Run a process ``command JOB OUT`` to its end and read its answer."""
    job.folder.mkdir(parents=True, exist_ok=True)
    asked, answered = (job.folder.with_name(f"{job.folder.name}.{end}.json") for end in ("job", "answer"))
    asked.write_text(json.dumps(asdict(job), default=str, ensure_ascii=False), "utf-8")
    answered.unlink(missing_ok=True)
    done = timing.run([*command, str(asked), str(answered)], job.folder, environment)
    if done.code or not answered.exists():
        raise FailedError(f"{' '.join(command)}, {job.phase} {job.language}: failed:\n{done.said[-2000:]}")
    answer: dict[str, Any] = json.loads(answered.read_text("utf-8"))
    return answer


def read(path: Path) -> dict[str, Any]:
    """A job in its process."""
    job: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return job
