"""git, only ever asked, and asked so that nothing else runs: no hook, pager, filter, signature check or network.

A repository may come from strangers, and its own settings can name programs. So every call is given the settings that
matter, commands are used that neither look at the work tree nor convert files, and GIT_… variables, which a hook that
called kbgen has, are left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

# Where git's own settings are, and how far up it looks, is the user's business; who is trusted is said there.
_KEPT = frozenset(
    {
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_SYSTEM",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CEILING_DIRECTORIES",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
        "GIT_EXEC_PATH",
    }
)
_SET = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone would fetch what it lacks, by any program that its settings name.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
_SETTINGS = (
    "core.fsmonitor=",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "log.showSignature=false",
    "log.follow=false",
    "log.diffMerges=separate",
    "log.mailmap=false",
)


class NothingKnown(Exception):
    """git has no answer, for a reason that can be told; ``hint`` says what to do, where something can be done."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class NoHistory(NothingKnown):
    """There is none: the folder is in no repository, or nothing was ever committed."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a folder is in. ``prefix``: of the folder in it, with a slash behind, or empty.

    ``head``: the commit that is checked out. ``shallow``: the clone has only the newest part of the history.
    """

    program: str
    top: Path
    prefix: str
    head: str
    shallow: bool

    def run(self, arguments: Sequence[str], given: bytes = b"") -> bytes:
        """What a command prints; raises NothingKnown where it fails."""
        return _run(self.program, self.top, arguments, given)

    def blobs(self) -> Blobs:
        """The contents of files, one by one as they are asked for."""
        return Blobs(self)


def find(folder: Path) -> Repository:
    """The repository of a folder with at least one commit; raises NothingKnown."""
    program = _program()
    if not folder.is_dir():
        raise NoHistory(f"there is no folder {folder}")
    asked = ("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-toplevel", "--show-prefix")
    said = _text(_run(program, folder, asked)).split("\n")
    if len(said) < 4 or said[0] != "true":
        raise NoHistory(f"{folder} is in no work tree of git")
    head = _text(_run(program, folder, ("rev-parse", "--verify", "HEAD^{commit}"))).strip()
    return Repository(program, Path(said[2]), said[3], head, said[1] == "true")


def at(folder: Path) -> Repository:
    """The repository that begins in a folder, which may be one without a work tree; raises NothingKnown."""
    program = _program()
    head = _text(_run(program, folder, ("rev-parse", "--verify", "HEAD^{commit}"))).strip()
    return Repository(program, folder, "", head, False)


def _program() -> str:
    program = shutil.which("git")
    if program is None:
        raise NothingKnown("there is no program “git” on this computer")
    return program


def _run(program: str, folder: Path, arguments: Sequence[str], given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            _command(program, arguments), cwd=folder, env=_environment(), input=given, capture_output=True, check=False
        )
    except OSError as error:
        raise NothingKnown(f"git does not run: {error.strerror or error}") from None
    if done.returncode:
        raise _refused(_text(done.stderr), folder)
    return done.stdout


def _command(program: str, arguments: Sequence[str]) -> list[str]:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    return [program, "--no-pager", *settings, *arguments]


def _environment() -> Mapping[str, str]:
    left = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return left | _SET


def _refused(said: str, folder: Path) -> NothingKnown:
    """Why git gave no answer, in words."""
    if "dubious ownership" in said or "unsafe repository" in said:
        hint = f"if you trust it: git config --global --add safe.directory {folder}"
        return NothingKnown("git does not trust the repository, because its folder belongs to somebody else", hint)
    if "not a git repository" in said:
        return NoHistory("the articles are in no git repository")
    if "Needed a single revision" in said or "ambiguous argument 'HEAD'" in said:
        return NoHistory("nothing has been committed yet")
    first = next((line for line in said.splitlines() if line.strip()), "it ended without a word")
    return NothingKnown(f"git gave no answer: {first.removeprefix('fatal: ')}")


def _text(said: bytes) -> str:
    return said.decode("utf-8", "surrogateescape")


class Blobs:
    """Contents of files by their ids, out of one process that answers as long as somebody asks."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Blobs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, blob: str) -> bytes | None:
        """The content; None where the repository does not have it, as a partial clone may not."""
        process = self._running()
        if process is None or process.stdin is None or process.stdout is None:
            return None
        try:
            process.stdin.write(f"{blob}\n".encode())
            process.stdin.flush()
            words = process.stdout.readline().split()
            if not words:
                # It gave up: of a partial clone it wants to fetch what is not there.
                self.close()
            if len(words) != 3:
                return None
            content = process.stdout.read(int(words[2]))
            process.stdout.read(1)
        except (OSError, ValueError):
            return None
        return content if words[1] == b"blob" else None

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        process.wait()

    def _running(self) -> subprocess.Popen[bytes] | None:
        if self._process is None or self._process.poll() is not None:
            self.close()
            try:
                self._process = subprocess.Popen(
                    _command(self._repository.program, ("cat-file", "--batch")),
                    cwd=self._repository.top,
                    env=_environment(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                return None
        return self._process
