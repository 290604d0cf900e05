"""The machine of a run, and whether anybody else was using it."""

from __future__ import annotations

import os
import platform
import re
import resource
import time
from dataclasses import dataclass
from pathlib import Path

# More work by others than this part of one core, and the figures are not to be trusted.
QUIET = 0.25


@dataclass(frozen=True, slots=True)
class Machine:
    """What a reader must know of the machine to read the seconds."""

    cores: int
    processor: str
    memory_gb: float
    system: str
    python: str
    load: float

    def __str__(self) -> str:
        return (
            f"{self.cores} cores ({self.processor}), {self.memory_gb:.1f} GB, {self.system}, Python {self.python}; "
            f"load at the start {self.load:.2f}"
        )

    def warning(self) -> str | None:
        """Why the figures are not to be trusted, as far as it shows before the first run."""
        if self.load <= QUIET * self.cores:
            return None
        return (
            f"The machine was busy at the start (load {self.load:.2f} on {self.cores} cores): run again when it rests."
        )


def this() -> Machine:
    """The machine that this runs on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = f"{platform.system()} {platform.release()}"
    return Machine(cores, _processor(), memory, system, platform.python_version(), os.getloadavg()[0])


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    named = re.search(r"^model name\s*:\s*(.+)$", info.read_text("utf-8"), re.MULTILINE) if info.exists() else None
    return named[1] if named else platform.processor() or platform.machine()


@dataclass(frozen=True, slots=True)
class Moment:
    """How long all processors have worked so far, and for whom. Where there is no /proc, nobody works."""

    clock: float
    everybody: float
    ourselves: float


def now() -> Moment:
    """This moment."""
    stat = Path("/proc/stat")
    everybody = 0.0
    if stat.exists():
        # user nice system idle iowait irq softirq steal …
        ticks = [int(word) for word in stat.read_text("ascii").split("\n", 1)[0].split()[1:9]]
        everybody = (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Moment(time.monotonic(), everybody, sum(u.ru_utime + u.ru_stime for u in used))


def others(since: Moment, until: Moment) -> float:
    """How many cores other processes used between two moments."""
    work = until.everybody - since.everybody - (until.ourselves - since.ourselves)
    return max(0.0, work / (until.clock - since.clock)) if until.clock > since.clock else 0.0
