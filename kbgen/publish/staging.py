"""A site that is being written, beside the one that readers see.

What has not changed is linked from the old site to the new one, not written again. After the exchange the old site is
kept as a spare, in which the next build has only the differences to mend: linking and removing thousands of files
would cost more than making a page. Nothing is ever written into a file that is there, so the two never disturb each
other.

The first site leaves no old one behind. So each of its files gets a link in a twin of it as soon as it is written,
while the system has its folder at hand, and the twin becomes the spare.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Container, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.publish.fingerprints import digest
from kbgen.publish.manifest import Entry


@dataclass(slots=True)
class Staging:
    """A site being written. Paths are relative to the site's root, with forward slashes. ``old``: the site so far.

    ``spare`` tells which files already lie in the folder, by their inode: it is the site of the build before the last,
    most of which is the last one's too. ``twin``: where to link each new file to as well, if anywhere.
    """

    folder: Path
    old: Path
    spare: Mapping[str, int] = field(default_factory=dict)
    twin: Path | None = None
    _made: set[str] = field(default_factory=set)

    def write(self, path: str, content: str | bytes, fingerprint: str) -> Entry:
        """Write one file. Never into one that is there: it may be the old site's as well."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        target = self._target(self.folder, path)
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
        if self.twin:
            self._link_twin(self.twin, target, path)
        return Entry(fingerprint, digest(data).hex(), stat.st_size, stat.st_mtime_ns)

    def keep(self, path: str, inode: int) -> None:
        """Take over a file of the old site as it is. ``inode``: that of the file there."""
        source = f"{self.old}/{path}"
        if path in self.spare:
            if self.spare[path] == inode:
                return
            os.unlink(f"{self.folder}/{path}")  # noqa: PTH108 - as above
        target = self._target(self.folder, path)
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

    def _link_twin(self, twin: Path, source: str, path: str) -> None:
        """Link a new file into the twin. Where that cannot be done, the next build does what is missing."""
        try:
            os.link(source, self._target(twin, path))
        except OSError:
            self.twin = None

    def _target(self, folder: Path, path: str) -> str:
        target = f"{folder}/{path}"
        parent = target.rpartition("/")[0]
        if parent not in self._made:
            try:
                os.mkdir(parent)  # noqa: PTH102 - as above
            except OSError:
                os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            self._made.add(parent)
        return target


def inodes(folder: Path) -> dict[str, int]:
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
