"""The manifest of a built site: what each of its files was made of, and what it was when it was written.

It lies in ``.kbgen`` and carries the mark of this user's key. A manifest that is damaged, foreign, of another version
or of another output folder is no manifest, and the build is a clean one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kbgen import signing
from kbgen.problems import Problem

VERSION = 2


class Entry(NamedTuple):
    """One file: the fingerprint of what it was made of, its content's digest, and what the disk said of it then."""

    fingerprint: str
    content: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build looked at, and what it made; ``files`` by their path in the output.

    ``plan`` stands for everything that a plan looks at: the settings, the theme, the code, and all that pages show of
    other articles. ``texts`` are the digests of the converted texts, by language and id. Together they are all inputs.
    """

    plan: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Entry] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    left_out: Sequence[str] = ()
    pages: int = 0

    @property
    def identity(self) -> str:
        """Stands for the site's content, wherever and whenever it was built."""
        from kbgen.publish.fingerprints import digest

        return digest(*(f"{path} {entry.content}" for path, entry in sorted(self.files.items()))).hex()


def save(path: Path, manifest: Manifest, output: Path) -> None:
    """Write the manifest whole, or not at all: without one the next build is a clean one."""
    data = {
        "version": VERSION,
        "output": str(output),
        "plan": manifest.plan,
        "texts": manifest.texts,
        "pages": manifest.pages,
        "left_out": list(manifest.left_out),
        "problems": [(p.path, p.line, p.code, p.message, p.hint) for p in manifest.problems],
        "files": manifest.files,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(signing.mark(text).hex().encode() + b"\n" + text)
        os.replace(temporary, path)
    except OSError:
        for left in (temporary, path):
            with suppress(OSError):
                left.unlink()


def load(path: Path, output: Path) -> Manifest:
    """The manifest of what is in this output folder; an empty one where there is none to be believed."""
    try:
        mark, _, text = path.read_bytes().partition(b"\n")
        if mark != signing.mark(text).hex().encode():
            return Manifest()
        data = json.loads(text)
        if data["version"] != VERSION or data["output"] != str(output):
            return Manifest()
        return Manifest(
            plan=data["plan"],
            texts=data["texts"],
            files={name: Entry._make(entry) for name, entry in data["files"].items()},
            problems=tuple(Problem(*p) for p in data["problems"]),
            left_out=tuple(data["left_out"]),
            pages=data["pages"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


class Intact(NamedTuple):
    """``good``: the entries whose files are still as they were written; ``inodes``: of all files in the folder.

    ``alone``: there is nothing else in the folder.
    """

    good: Mapping[str, Entry]
    inodes: Mapping[str, int]
    alone: bool


def intact(manifest: Manifest, output: Path) -> Intact:
    """Look whether the files in the folder are as they were written."""
    good: dict[str, Entry] = {}
    inodes: dict[str, int] = {}
    for path, size, modified, inode in _files(output):
        inodes[path] = inode
        entry = manifest.files.get(path)
        if entry and entry.size == size and entry.modified == modified:
            good[path] = entry
    return Intact(good, inodes, alone=len(inodes) == len(good) == len(manifest.files))


def _files(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """Every file below a folder: its path with forward slashes, its size, time and inode."""
    waiting = [("", os.fspath(folder))]
    while waiting:
        prefix, here = waiting.pop()
        with suppress(OSError), os.scandir(here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    stat = entry.stat(follow_symlinks=False)
                    # On Windows, what a folder tells of a file lacks the inode.
                    yield f"{prefix}{entry.name}", stat.st_size, stat.st_mtime_ns, stat.st_ino or entry.inode()
