"""A log that was read, kept in a file until another commit is checked out: git takes seconds for thousands of commits.

What is in the file is believed only as far as it goes: names of commits and blobs, which git is asked for by name.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from kbgen import __version__
from kbgen.translation.commits import Commit, Version

Past = Callable[[str], tuple[Version, ...]]
"""The versions of a file, newest first, by its path in the repository; nothing for a file that is not known."""

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def keep(file: Path, key: Sequence[object], versions: Mapping[str, tuple[Version, ...]]) -> None:
    """Write the versions of all files; a file that cannot be written is not there the next time."""
    commits: dict[str, tuple[int, Commit]] = {}
    paths: dict[str, int] = {}
    files: dict[str, list[tuple[int, int, str]]] = {}
    for path, past in versions.items():
        rows = files[path] = []
        for version in past:
            place, _ = commits.setdefault(version.commit.id, (len(commits), version.commit))
            rows.append((place, paths.setdefault(version.path, len(paths)), version.blob))
    listed = [(c.id, c.day.isoformat(), c.written.isoformat(), c.place, c.first) for _, c in commits.values()]
    kept = {"key": [__version__, *key], "commits": listed, "paths": list(paths), "files": files}
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    # Names that are no text have no place in JSON; then nothing is kept.
    with suppress(OSError, UnicodeEncodeError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), "utf-8")
        beside.replace(file)


def load(file: Path, key: Sequence[object]) -> Past | None:
    """What was kept for this key; None where there is nothing, or nothing that can be used."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        if kept["key"] != [__version__, *key]:
            return None
        commits, paths, files = kept["commits"], kept["paths"], kept["files"]
        if not isinstance(files, dict):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None

    def past(path: str) -> tuple[Version, ...]:
        try:
            return tuple(
                Version(_commit(commits[place]), str(paths[name]), _id(blob))
                for place, name, blob in files.get(path, ())
            )
        except (ValueError, TypeError, IndexError, KeyError):
            return ()

    return past


def _commit(row: Sequence[Any]) -> Commit:
    id, day, written, place, first = row
    return Commit(_id(id), date.fromisoformat(day), date.fromisoformat(written), int(place), bool(first))


def _id(word: str) -> str:
    if not _ID.fullmatch(word):
        raise ValueError(word)
    return word
