"""The program “rsync” of this computer: whether it is there and new enough, and how it is run."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from kbgen.errors import WrongUse

OLDEST = (3, 1, 0)
"""The first rsync that deletes by name."""

ESCAPES = (3, 2, 4)
"""The first rsync that keeps the remote shell from reading names by itself."""

GET_IT = "install it: apt install rsync, dnf install rsync, or brew install rsync"


class Failed(Exception):
    """rsync ended with this exit code, and said this."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(code, said)
        self.code = code
        self.said = said


@dataclass(frozen=True, slots=True)
class Program:
    """``options`` come before all others."""

    path: str
    options: tuple[str, ...] = ()

    @classmethod
    def find(cls) -> Program:
        """The rsync that is in the path; raises WrongUse where there is none, or one that is too old."""
        path = shutil.which("rsync")
        if path is None:
            raise WrongUse("there is no program “rsync” on this computer", hint=GET_IT)
        try:
            shown = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=30).stdout
        except (OSError, subprocess.TimeoutExpired) as error:
            raise WrongUse(f"{path} does not run: {error}", hint=GET_IT) from None
        first = shown.decode("utf-8", "replace").partition("\n")[0]
        version = version_of(first)
        if version is None or version < OLDEST:
            wanted = ".".join(map(str, OLDEST))
            raise WrongUse(f"{path} is not rsync {wanted} or newer: {first.strip() or 'it says nothing'}", hint=GET_IT)
        return cls(path, () if version >= ESCAPES else ("--protect-args",))

    def run(
        self,
        arguments: Sequence[str],
        listed: bytes = b"",
        *,
        each: Callable[[bytes], None] | None = None,
        fine: Sequence[int] = (0,),
    ) -> Sequence[bytes]:
        """The lines that rsync prints, of which ``each`` is told as they come; raises Failed."""
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(
                [self.path, *self.options, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
            )
            assert process.stdin is not None
            assert process.stdout is not None
            # A thread of its own writes the list: rsync may begin to answer before it has read all of it.
            writer = threading.Thread(target=_write, args=(process, listed), daemon=True)
            writer.start()
            lines = []
            try:
                for line in process.stdout:
                    lines.append(line.rstrip(b"\n"))
                    if each:
                        each(lines[-1])
                code = process.wait()
            finally:
                # After Ctrl-C too: rsync then takes away the file that it was writing.
                if process.poll() is None:
                    process.terminate()
                    process.wait()
                writer.join()
                process.stdout.close()
            if code not in fine:
                said.seek(0)
                raise Failed(code, said.read().decode("utf-8", "replace"))
        return lines


def _write(process: subprocess.Popen[bytes], listed: bytes) -> None:
    assert process.stdin is not None
    with suppress(OSError):
        process.stdin.write(listed)
    with suppress(OSError):
        process.stdin.close()


def version_of(line: str) -> tuple[int, ...] | None:
    """The version in the first line of “rsync --version”; None for programs that only take the name."""
    found = re.match(r"rsync\s+version v?(\d+)\.(\d+)(?:\.(\d+))?", line)
    return tuple(int(part or 0) for part in found.groups()) if found else None
