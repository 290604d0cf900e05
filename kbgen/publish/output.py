"""The output folder. A site is written beside it and put in its place whole, so that nobody sees a half.

What has not changed is linked from the old site to the new one, not written again. After the exchange the old site is
kept as a spare, in which the next build has only the differences to mend: linking and removing thousands of files
would cost more than making a page. Nothing is ever written into a file that is there, so the two never disturb each
other.

The folder carries a mark
(``.kbgen-site``). Without it, a folder that already holds something is somebody else's and is never replaced.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.errors import OutputError, WrongUse
from kbgen.publish.fingerprints import digest
from kbgen.publish.manifest import Entry

MARK = ".kbgen-site"
MARK_TEXT = "Made by kbgen. This folder is replaced by every build.\n"
MARK_OF_PREVIEW = "Made by kbgen, with drafts: a preview, not to be published.\n"


@dataclass(slots=True)
class Staging:
    """A site being written. Paths are relative to the site's root, with forward slashes. ``old``: the site so far.

    ``spare`` tells which files already lie in the folder, by their inode: it is the site of the build before the last,
    most of which is the last one's too.
    """

    folder: Path
    old: Path
    spare: dict[str, int] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)

    def write(self, path: str, content: str | bytes, fingerprint: str) -> Entry:
        """Write one file. Never into one that is there: it may be the old site's as well."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        target = self._target(path)
        if path in self.spare:
            os.unlink(target)  # noqa: PTH108 - called for every file
        # Without a file object: it would look at the file twice more.
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
            stat = os.fstat(handle)
        finally:
            os.close(handle)
        return Entry(fingerprint, digest(data).hex(), stat.st_size, stat.st_mtime_ns)

    def keep(self, path: str) -> None:
        """Take over a file of the old site as it is."""
        source = f"{self.old}/{path}"
        if path in self.spare:
            if self.spare[path] == os.stat(source, follow_symlinks=False).st_ino:  # noqa: PTH116 - as above
                return
            os.unlink(f"{self.folder}/{path}")  # noqa: PTH108
        target = self._target(path)
        try:
            os.link(source, target)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP):
                raise
            shutil.copy2(source, target)

    def drop_all_but(self, paths: Container[str]) -> None:
        """Remove what is left of the spare site."""
        for path in self.spare:
            if path not in paths:
                gone = self.folder / path
                gone.unlink()
                with suppress(OSError):
                    for folder in gone.parents:
                        folder.rmdir()

    def _target(self, path: str) -> str:
        target = f"{self.folder}/{path}"
        parent = target.rpartition("/")[0]
        if parent not in self._made:
            try:
                os.mkdir(parent)  # noqa: PTH102 - as above
            except OSError:
                os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            self._made.add(parent)
        return target


@contextmanager
def replacing(
    output: Path, *, inside: Path, content: Path | None = None, workshop: Path | None = None
) -> Iterator[Staging]:
    """Write a new site, the mark included; when the block ends well, it takes the place of the old one.

    ``inside`` is the project's folder, which the output must not swallow, ``content`` that of the articles, in which
    it must not be. In ``workshop`` the old site is kept as a spare for the next build, where both are on one disk.
    Raises WrongUse for a folder that is not kbgen's to replace, OutputError where the disk is full or forbids it; the
    old site is then as it was.
    """
    output = output.absolute()
    refuse_foreign(output, inside, content)
    place = output.resolve() if output.is_symlink() else output
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        spare = _spare_of(place, workshop)
        if spare is None:
            beside = Path(tempfile.mkdtemp(prefix=f".{place.name}.kbgen-", dir=place.parent))
            folder = beside / "new"
        else:
            beside, folder = spare.with_suffix(".old"), spare
            shutil.rmtree(beside, ignore_errors=True)
        try:
            folder.mkdir(exist_ok=True)
            staging = Staging(folder, place, _inodes(folder) if spare else {})
            yield staging
            folder.chmod(0o755)
            _exchange(folder, place, beside if spare else beside / "old")
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise OutputError(_explain(error, output), hint="the previous site is as it was") from error


def _spare_of(place: Path, workshop: Path | None) -> Path | None:
    """Where the spare site lies; None where it would be on another disk than the site."""
    if workshop is None:
        return None
    workshop.mkdir(parents=True, exist_ok=True)
    if workshop.stat().st_dev != place.parent.stat().st_dev or (
        place.exists() and place.stat().st_dev != workshop.stat().st_dev
    ):
        return None
    return workshop / f"spare-{digest(str(place)).hex()[:12]}"


def _inodes(folder: Path) -> dict[str, int]:
    """Every file below a folder by its path, with its inode."""
    found: dict[str, int] = {}
    waiting = [("", os.fspath(folder))]
    while waiting:
        prefix, here = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    found[f"{prefix}{entry.name}"] = entry.inode()
    return found


def refuse_foreign(output: Path, inside: Path, content: Path | None = None) -> None:
    """Raise WrongUse where replacing the folder could destroy something that kbgen did not make."""
    refuse_misplaced(output, inside, content)
    if not output.exists():
        return
    names = {entry.name for entry in output.iterdir()}
    if names and MARK not in names:
        raise WrongUse(
            f"{output} holds files that kbgen did not make, such as {min(names)}",
            hint="empty the folder or choose another with --output",
        )
    if ".git" in names:
        raise WrongUse(
            f"{output} is a work tree of git, which a build would replace",
            hint="build into another folder and copy the site from there: kbgen publish",
        )


def refuse_misplaced(folder: Path, inside: Path, content: Path | None = None) -> None:
    """Raise WrongUse where a site in this folder would get into the project's own files."""
    try:
        place = folder.resolve()
    except (OSError, RuntimeError):
        raise WrongUse(f"{folder} is a link that leads in a circle") from None
    if inside.resolve().is_relative_to(place):
        raise WrongUse(f"the output folder {folder} holds the project itself", hint="choose a folder inside it")
    if content is not None and place.is_relative_to(content.resolve()):
        raise WrongUse(f"the output folder {folder} is inside the content", hint="choose a folder beside it")
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is a file, not a folder")


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
