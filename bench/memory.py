"""Peak memory of a command, summed over the processes of the run.

Every 25 ms the memory of the command's process and of all its descendants is added up; the greatest sum is the peak.
Each process counts with its PSS (``/proc/<pid>/smaps_rollup``): pages of its own in full, pages shared by n processes
as an nth part each. So what workers inherit by a fork counts once, and the sum is what the run really takes. Where PSS
may not be read, RSS stands in, which counts shared pages once for each process. What lasts less than 25 ms can be
missed. MB are 1,000,000 bytes.

Reading PSS costs the kernel some time, so runs that are weighed are never timed.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.025
_PSS = re.compile(rb"^(?:Swap)?Pss:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WeighedRun:
    """A finished command: the greatest sum of its processes' memory in MB, its exit code and what it said."""

    peak: float | None
    code: int
    said: str


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> WeighedRun:
    """Run a command to its end and look at its processes meanwhile."""
    peak = 0.0
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        while process.poll() is None:
            peak = max(peak, of_tree(process.pid))
            time.sleep(PAUSE)
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    return WeighedRun(peak or None, process.returncode, said)


def of_tree(root: int) -> float:
    """MB of a process and all its descendants at this moment; 0 where there is no /proc."""
    return sum(_bytes(pid) for pid in tree(root, parents())) / 1e6


def parents() -> dict[int, int]:
    """The parent of every process of the machine."""
    # A process's own list of children (/proc/<pid>/task/<tid>/children) is missing from many kernels.
    found = {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            stat = path.read_bytes()
        except OSError:
            continue  # it has just ended
        # The name of the program, in parentheses, may hold spaces and parentheses itself.
        found[int(path.parent.name)] = int(stat.rpartition(b")")[2].split()[1])
    return found


def tree(root: int, parents: Mapping[int, int]) -> set[int]:
    """A process and all its descendants."""
    family = {root}
    size = 0
    while size < len(family):
        size = len(family)
        family |= {child for child, parent in parents.items() if parent in family}
    return family


def _bytes(pid: int) -> int:
    try:
        kilobytes = _PSS.findall((PROC / str(pid) / "smaps_rollup").read_bytes())
        return sum(map(int, kilobytes)) * 1024
    except OSError:
        # Not ours to read, or this kernel has no such file. Or the process has just ended: then it has no RSS either.
        return _resident(pid)


def _resident(pid: int) -> int:
    try:
        pages = int((PROC / str(pid) / "statm").read_bytes().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
