"""The files that are delivered: those of a built site, with what they hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kbgen.errors import DeliveryError, WrongUse
from kbgen.publish.output import MARK, MARK_OF_PREVIEW

RECORD = ".kbgen-published.json"
"""The record of what was published, beside the site (``record.py``)."""

OURS = frozenset({MARK, RECORD})
"""Names at the top by which kbgen knows its folders. The mark says that builds replace the folder, so it stays here."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site. ``path`` has forward slashes; ``digest`` stands for its content."""

    path: str
    size: int
    digest: str


def fit(path: str) -> bool:
    """Whether a path stays below its folder, and every kind of destination can have a file of this name."""
    return not _UNFIT.search(path) and not any(part in ("", ".", "..") for part in path.split("/"))


def read(folder: Path, shown: str) -> tuple[File, ...]:
    """All files of a built site, sorted by path; raises WrongUse for a folder that is none to publish."""
    try:
        mark = (folder / MARK).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise WrongUse(f"{shown} holds no site that kbgen built", hint="build it first: kbgen build") from None
    if mark == MARK_OF_PREVIEW:
        raise WrongUse(f"the site in {shown} was built with drafts", hint="leave out --no-build, or run: kbgen build")
    try:
        found = [File(path, size, of_file(folder / path)) for path, size in _walk(folder) if path not in OURS]
    except OSError as error:
        raise DeliveryError(f"{error.filename or shown} could not be read: {error.strerror}") from error
    if unfit := sorted(ascii(file.path) for file in found if not fit(file.path)):
        raise WrongUse(f"{shown}: the name {unfit[0]} cannot be published everywhere", hint="rename the file")
    return tuple(sorted(found, key=lambda file: file.path))


def of_file(path: Path) -> str:
    """Stands for a file's content."""
    made = blake2b(digest_size=16)
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            made.update(part)
    return made.hexdigest()


def _walk(folder: Path) -> Iterator[tuple[str, int]]:
    waiting = [("", os.fspath(folder))]
    while waiting:
        prefix, here = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{prefix}{entry.name}/", entry.path))
                elif entry.is_file(follow_symlinks=False):
                    yield f"{prefix}{entry.name}", entry.stat(follow_symlinks=False).st_size
