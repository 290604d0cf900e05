"""The output folder. A site is written beside it and put in its place whole, so that nobody sees a half.

What has not changed is linked from the old site to the new one, not written again. The folder carries a mark
(``.kbgen-site``). Without it, a folder that already holds something is somebody else's and is never replaced.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.errors import OutputError, WrongUse
from kbgen.publish.fingerprints import digest
from kbgen.publish.manifest import Entry

MARK = ".kbgen-site"
MARK_TEXT = "Made by kbgen. This folder is replaced by every build.\n"


@dataclass(slots=True)
class Staging:
    """A site being written. Paths are relative to the site's root, with forward slashes. ``old``: the site so far."""

    folder: Path
    old: Path
    _made: set[str] = field(default_factory=set)

    def write(self, path: str, content: str | bytes, fingerprint: str) -> Entry:
        """Write one file."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        target = self._target(path)
        with open(target, "wb", buffering=0) as file:
            file.write(data)
            stat = os.fstat(file.fileno())
        return Entry(fingerprint, digest(data).hex(), stat.st_size, stat.st_mtime_ns)

    def keep(self, path: str) -> None:
        """Take over a file of the old site as it is."""
        target, source = self._target(path), f"{self.old}/{path}"
        try:
            os.link(source, target)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP):
                raise
            shutil.copy2(source, target)

    def _target(self, path: str) -> str:
        target = f"{self.folder}/{path}"
        parent = target.rpartition("/")[0]
        if parent not in self._made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - called for every file
            self._made.add(parent)
        return target


@contextmanager
def replacing(output: Path, *, inside: Path) -> Iterator[Staging]:
    """Write a new site, the mark included; when the block ends well, it takes the place of the old one.

    ``inside`` is the project's folder, which the output must not swallow. Raises WrongUse for a folder that is not
    kbgen's to replace, OutputError where the disk is full or forbids it; the old site is then as it was.
    """
    output = output.absolute()
    refuse_foreign(output, inside)
    place = output.resolve() if output.is_symlink() else output
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        beside = Path(tempfile.mkdtemp(prefix=f".{place.name}.kbgen-", dir=place.parent))
        try:
            staging = Staging(beside / "new", place)
            staging.folder.mkdir()
            yield staging
            staging.folder.chmod(0o755)
            _exchange(staging.folder, place, beside / "old")
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise OutputError(_explain(error, output), hint="the previous site is as it was") from error


def refuse_foreign(output: Path, inside: Path) -> None:
    """Raise WrongUse where replacing the folder could destroy something that kbgen did not make."""
    project = inside.resolve()
    if project.is_relative_to(output.resolve()):
        raise WrongUse(f"the output folder {output} holds the project itself", hint="choose a folder inside it")
    if not output.exists():
        return
    if not output.is_dir():
        raise WrongUse(f"{output} is a file, not a folder")
    foreign = [entry.name for entry in output.iterdir() if not entry.name.startswith(".")]
    if foreign and not (output / MARK).exists():
        raise WrongUse(
            f"{output} holds files that kbgen did not make, such as {sorted(foreign)[0]}",
            hint="empty the folder or choose another with --output",
        )


def _sweep(place: Path) -> None:
    """Remove what builds that were killed have left behind. (The build's lock is held: none of them is at work.)"""
    for left in place.parent.glob(f".{place.name}.kbgen-*"):
        # Where the two renames below were cut apart, the old site is here and nowhere else.
        if not place.exists() and (left / "old").is_dir():
            with suppress(OSError):
                os.replace(left / "old", place)
        shutil.rmtree(left, ignore_errors=True)


def _exchange(new: Path, place: Path, old: Path) -> None:
    """Put ``new`` where ``place`` is. On Linux in one step; elsewhere there is no site for some microseconds."""
    if not place.exists():
        os.replace(new, place)
    elif not _swap(new, place):
        os.replace(place, old)
        try:
            os.replace(new, place)
        except OSError:
            os.replace(old, place)
            raise


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders (renameat2); False where the system or the file system cannot."""
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)


def _explain(error: OSError, output: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full; the site could not be written to {output}"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{error.filename or output} may not be written"
    return f"the site could not be written to {output}: {error.strerror or error}"
