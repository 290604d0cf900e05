"""Wall and CPU time of a command. Nothing else runs meanwhile: memory is looked at in runs of its own.

CPU time is that of the process and of all processes that it has started and waited for.
"""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds on the clock, and seconds of all processors."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class TimedRun:
    """A finished command: its seconds, its exit code and what it said on standard error and output."""

    wall: float
    cpu: float
    code: int
    said: str


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> TimedRun:
    """Run a command to its end, from the start of its process."""
    # What the previous run wrote goes to the disk now, at nobody's expense.
    if hasattr(os, "sync"):
        os.sync()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return TimedRun(wall, cpu, done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))
