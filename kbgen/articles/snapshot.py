"""The content folder's bytes at one moment, as digests. Reads every file once and understands none of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``digests``: of every readable file below a folder, by its path there with forward slashes.

    ``plain``: there was no symbolic link and nothing that cannot be read, so these bytes are all there is to know.
    """

    folder: Path
    digests: Mapping[str, bytes]
    plain: bool

    def get(self, path: str) -> bytes | None:
        """The digest of a file; None for one that was not there."""
        return self.digests.get(path)


def digest_of(content: bytes) -> bytes:
    """16 bytes that stand for a file's content."""
    return blake2b(content, digest_size=16).digest()


def take(folder: Path) -> Snapshot:
    """Read every file below a folder, but for names that begin with a dot, which are no content."""
    found: dict[str, bytes] = {}
    plain = True
    waiting = [("", os.fspath(folder))]
    while waiting:
        prefix, here = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError:
            plain = False
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                plain = False
            elif entry.is_dir():
                waiting.append((f"{prefix}{entry.name}/", entry.path))
            else:
                content = _content(entry)
                if content is None:
                    plain = False
                else:
                    found[f"{prefix}{entry.name}"] = digest_of(content)
    return Snapshot(folder, found, plain)


_USUAL = 1 << 16
"""Hardly an article is longer, in bytes."""


def _content(entry: os.DirEntry[str]) -> bytes | None:
    """What is in a file; None for what is none, such as a pipe, and for what may not be read."""
    if not entry.is_file():
        return None
    try:
        # Without a file object: it would look at the file three times more, and there are thousands.
        handle = os.open(entry.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        content = os.read(handle, _USUAL)
        while more := os.read(handle, _USUAL):
            content += more
    except OSError:
        return None
    finally:
        os.close(handle)
    return content
