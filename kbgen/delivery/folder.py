"""Delivery to a folder of this computer, file by file, so that what is not kbgen's stays as it is."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kbgen.delivery import record
from kbgen.delivery.carrier import Arrived, Found, refuse_foreign
from kbgen.delivery.decide import UNKNOWN, folders_of
from kbgen.delivery.files import RECORD, File, of_file
from kbgen.errors import DeliveryError, WrongUse

HALF = ".kbgen-publishing"
"""A file on its way. One is enough, since files are written one after another; the next publication removes it."""


@dataclass(frozen=True, slots=True)
class FolderCarrier:
    """Copies from ``source`` to ``place``."""

    source: Path
    place: Path

    def wanted(self, files: Sequence[File]) -> Mapping[str, str]:
        """All files, by their content."""
        return {file.path: file.digest for file in files}

    def look(self, wanted: Mapping[str, str]) -> Found:
        """Read what is there: a file that somebody has changed by hand is found out."""
        with self._explained():
            if not self.place.exists():
                return Found()
            refuse_foreign([entry.name for entry in self.place.iterdir() if entry.name != HALF], str(self.place))
            kept = self.place / RECORD
            data = kept.read_bytes() if kept.is_file() else None
            known = record.parse(data, str(self.place)) if data is not None else None
            there = {p: digest for p in {*wanted, *(known or ())} if (digest := self._digest(p)) is not None}
        return Found(known, there, damaged=data is not None and known is None)

    def promise(self, path: str) -> str:
        """A disk gives no tags."""
        return ""

    def put(self, paths: Sequence[str], arrived: Arrived) -> None:
        """Copy beside the goal, then rename."""
        with self._explained():
            for path in paths:
                target = self._inside(path)
                _make_folders(target.parent)
                self._replace(target, self.source / path)
                arrived(path, "")

    def remove(self, paths: Sequence[str], arrived: Arrived) -> None:
        """Delete files, and folders that are empty then."""
        with self._explained():
            for path in paths:
                self._inside(path).unlink(missing_ok=True)
                with suppress(OSError):
                    for folder in folders_of(path):
                        (self.place / folder).rmdir()
                arrived(path, "")

    def note(self, data: bytes) -> None:
        """Write the record, and clear away what a publication that was cut off has left."""
        with self._explained():
            _make_folders(self.place)
            self._replace(self.place / RECORD, data)

    def _digest(self, path: str) -> str | None:
        """What a file holds; None where there is none, ``UNKNOWN`` where something else is in its place."""
        place = self.place / path
        if place.is_symlink():
            return UNKNOWN
        return of_file(place) if place.is_file() else None

    def _inside(self, path: str) -> Path:
        """Where a file goes. A link in the folder may lead elsewhere, where nothing is kbgen's."""
        target = self.place / path
        if not target.parent.resolve().is_relative_to(self.place.resolve()):
            raise WrongUse(
                f"{target.parent} is a link that leads out of {self.place}", hint="replace the link by a folder"
            )
        return target

    def _replace(self, target: Path, content: Path | bytes) -> None:
        half = self.place / HALF
        try:
            if isinstance(content, bytes):
                half.write_bytes(content)
            else:
                shutil.copyfile(content, half)
            half.chmod(0o644)
            os.replace(half, target)
        finally:
            half.unlink(missing_ok=True)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise DeliveryError(
                _reason(error, self.place), hint="what is there serves; publish again to complete it"
            ) from error


def _make_folders(folder: Path) -> None:
    """Make a folder that web servers may read, whatever this user's mask is."""
    missing = [folder, *folder.parents]
    for each in reversed([f for f in missing if not f.exists()]):
        each.mkdir(exist_ok=True)
        each.chmod(0o755)


def _reason(error: OSError, place: Path) -> str:
    name = error.filename2 or error.filename or place
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"the disk of {place} is full"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"{name} may not be written"
        case errno.EISDIR | errno.ENOTDIR | errno.ENOTEMPTY:
            return f"at {name} there is a file in the place of a folder, or the other way round"
        case errno.EXDEV:
            return f"{name} is on another disk than {place}"
    return f"{name}: {error.strerror or error}"
