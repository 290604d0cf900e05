"""Whether a build would find everything as the last one left it, told from bytes alone.

Most builds that people start change little or nothing, and most of the time of such a build goes into understanding
settings and articles which are the same as before. So a build leaves a note of the bytes that it was made of; while
they are the same, and the site is as it was written, there is nothing to understand. This module is imported before
everything else and imports little itself.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kbgen import signing
from kbgen.articles import snapshot
from kbgen.articles.snapshot import Snapshot
from kbgen.problems import Problem
from kbgen.publish import fingerprints, lock, manifest
from kbgen.publish.fingerprints import digest
from kbgen.publish.result import Changes, Result

WORKSHOP = ".kbgen"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: the settings' file, where the site is to be, and the options that change what is made."""

    settings: Path
    output: Path | None
    drafts: bool
    keep_going: bool

    @property
    def workshop(self) -> Path:
        """Where kbgen keeps what it knows between builds."""
        return self.settings.absolute().parent / WORKSHOP

    @property
    def note(self) -> Path:
        """The file of the note that the last build of the same request has left."""
        asked = (str(self.settings.absolute()), str(self.output and self.output.absolute()))
        name = digest(*asked, repr((self.drafts, self.keep_going))).hex()[:12]
        return self.workshop / f"unchanged-{name}.json"


@dataclass(frozen=True, slots=True)
class Note:
    """``stamp`` stands for all bytes that were read, in ``content`` and the folders of ``themes`` among them."""

    stamp: str
    place: Path
    kept: Path
    content: Path
    themes: tuple[Path, ...]
    problems: tuple[Problem, ...]


def look(request: Request, waiting: Callable[[], None]) -> tuple[Result | None, Snapshot | None]:
    """The result of the last build if nothing has changed since; and the content as it is now, if it was looked at."""
    note = _load(request.note)
    if note is None:
        return None, None
    with lock.alone(request.workshop / "lock", waiting=waiting):
        seen = snapshot.take(note.content)
        if stamp(request.settings, seen, note.themes) != note.stamp:
            return None, seen
        previous = manifest.load(note.kept, note.place)
        good, _, alone = manifest.intact(previous, note.place)
    if not alone or not good:
        return None, seen
    left_out = tuple(previous.left_out)
    return Result(note.place, previous.pages, len(good), 0, Changes(), note.problems, left_out), seen


def stamp(settings: Path, seen: Snapshot, themes: Iterable[Path]) -> str:
    """Stands for everything that a build reads; empty where bytes do not tell everything."""
    try:
        text = settings.read_bytes()
        theme = fingerprints.of_theme(themes)
    except OSError:
        return ""
    if not seen.plain or b"!ENV" in text:
        return ""
    names = "\n".join(f"{path}\t{content.hex()}" for path, content in sorted(seen.digests.items()))
    return digest(fingerprints.of_code(), text, theme, names).hex()


def remember(request: Request, note: Note) -> None:
    """Leave a note for the next build; an older one is of no use then, even if this one cannot be written."""
    data = {
        "version": VERSION,
        "stamp": note.stamp,
        "paths": [str(path) for path in (note.place, note.kept, note.content)],
        "themes": [str(path) for path in note.themes],
        "problems": [(p.path, p.line, p.code, p.message, p.hint) for p in note.problems],
    }
    text = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    temporary = request.note.with_name(f"{request.note.name}.{os.getpid()}.new")
    forget(request)
    with suppress(OSError):
        temporary.write_bytes(signing.mark(request.note.name.encode(), text).hex().encode() + b"\n" + text)
        os.replace(temporary, request.note)


def forget(request: Request) -> None:
    """Remove the note: something is about to change, or nothing certain is known."""
    with suppress(OSError):
        request.note.unlink()


def _load(path: Path) -> Note | None:
    """The note in a file; None where there is none to be believed."""
    try:
        mark, _, text = path.read_bytes().partition(b"\n")
        if mark != signing.mark(path.name.encode(), text).hex().encode():
            return None
        data = json.loads(text)
        if data["version"] != VERSION or not data["stamp"]:
            return None
        place, kept, content = map(Path, data["paths"])
        return Note(data["stamp"], place, kept, content, _paths(data["themes"]), _problems(data["problems"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _paths(texts: Sequence[str]) -> tuple[Path, ...]:
    return tuple(map(Path, texts))


def _problems(rows: Sequence[Sequence[object]]) -> tuple[Problem, ...]:
    return tuple(Problem(*row) for row in rows)  # type: ignore[arg-type]  # our own, by the mark
