"""The output folder. A site is written beside it and put in its place whole, so that nobody sees a half.

The folder carries a mark (``.kbgen-site``). Without it, a folder that already holds something is somebody else's and
is never replaced.
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
from pathlib import Path

from kbgen.errors import OutputError, WrongUse
from kbgen.publish.fingerprints import digest
from kbgen.publish.staging import Staging, inodes

MARK = ".kbgen-site"
MARK_TEXT = "Made by kbgen. This folder is replaced by every build.\n"
MARK_OF_PREVIEW = "Made by kbgen, with drafts: a preview, not to be published.\n"


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
            is_first = spare is not None and not place.exists()
            staging = Staging(folder, place, inodes(folder) if spare else {}, beside if is_first else None)
            yield staging
            folder.chmod(0o755)
            _exchange(folder, place, beside if spare else beside / "old")
            if is_first and beside.exists():
                os.replace(beside, folder)
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
