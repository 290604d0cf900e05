"""Whoever takes part: its commands, where they run, and what a cold build must not find."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import memory, timing


class FailedError(Exception):
    """The benchmark cannot go on; the message says why."""


@dataclass(frozen=True)
class Contender:
    """A program with a project made of the corpus. Several commands run one after another and count as one build."""

    name: str
    version: str
    folder: Path
    commands: tuple[tuple[str, ...], ...]
    leftovers: tuple[Path, ...]
    variables: Mapping[str, str]

    def forget(self) -> None:
        """Make the next build a cold one."""
        for folder in self.leftovers:
            shutil.rmtree(folder, ignore_errors=True)

    def time(self) -> timing.Timing:
        """Build, with a clock."""
        runs = [timing.run(command, self.folder, self._environment()) for command in self.commands]
        for run in runs:
            self._accept(run.code, run.said)
        return timing.Timing(sum(run.wall for run in runs), sum(run.cpu for run in runs))

    def weigh(self) -> float | None:
        """Build, and look at the memory meanwhile: the peak in MB, None where the system does not tell."""
        peaks = []
        for command in self.commands:
            run = memory.run(command, self.folder, self._environment())
            self._accept(run.code, run.said)
            peaks.append(run.peak)
        known = [peak for peak in peaks if peak is not None]
        return max(known) if known else None

    def _environment(self) -> dict[str, str]:
        return os.environ | dict(self.variables)

    def _accept(self, code: int, said: str) -> None:
        if code:
            raise FailedError(f"{self.name} failed with code {code}:\n{said[-2000:]}")


def program(name: str) -> str | None:
    """The path of a program that was installed beside this Python, or elsewhere on the PATH."""
    return shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")


def needed(name: str) -> str:
    """The path of a program without which the benchmark cannot run."""
    found = program(name)
    if found is None:
        raise FailedError(f"{name} is not installed: pip install 'kbgen[bench]'")
    return found
