"""The commits that a branch was at, one after another, and the files of each; what others committed is seen when it
was merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kbgen.languages import LanguageCode
from kbgen.translation import git
from kbgen.translation.git import NothingKnown, Repository


@dataclass(frozen=True, slots=True)
class Point:
    """A commit. ``day``: when it was committed, where that was."""

    id: str
    day: date


def of_repository(repository: Repository) -> tuple[Point, ...]:
    """The checked-out commit and its first parents, newest first. Raises NothingKnown."""
    asked = ("log", "--first-parent", "--no-color", "--date=short", "--format=%H %cd", repository.head)
    return tuple(_points(repository.run(asked).decode("ascii", "replace").splitlines()))


def _points(lines: Iterable[str]) -> Iterator[Point]:
    for line in lines:
        id, _, day = line.partition(" ")
        yield Point(id, date.fromisoformat(day))


def at(line: Sequence[Point], day: date) -> Point | None:
    """Where the branch was at the end of a day; None before its first commit."""
    return next((point for point in line if point.day <= day), None)


def branch(repository: Repository) -> str:
    """The branch that is checked out; empty where only a commit is."""
    try:
        return repository.run(("symbolic-ref", "--quiet", "--short", "HEAD")).decode("utf-8", "replace").strip()
    except NothingKnown:
        return ""


def files(repository: Repository, commit: str, prefix: str) -> dict[str, str]:
    """The files of a folder at a commit, by their paths in it → git's names of their contents. Symbolic links and
    submodules hold no text, and are left out. ``prefix`` ends with a slash, or is empty. Raises NothingKnown."""
    below = (prefix,) if prefix else ()
    said = repository.run(("ls-tree", "-r", "-z", "--full-tree", commit, "--", *below))
    found = {}
    for word in said.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = word.partition("\t")
        mode, _, rest = about.partition(" ")
        if mode.startswith("100"):
            found[path.removeprefix(prefix)] = rest.partition(" ")[2]
    return found


def former_prefix(paths: Iterable[str], names: Collection[str]) -> str | None:
    """Where the folder was that holds files of these names now: the one with most of them, if these are at least half
    of what is in it by the same folders. ``paths``: all files of the repository then; ``names``: with the folders below
    the one that is looked for. None where there is no such folder."""
    tops = {name.partition("/")[0] for name in names}
    there: Counter[str] = Counter()
    common: Counter[str] = Counter()
    for path in paths:
        folders = path.split("/")
        for place, folder in enumerate(folders[:-1]):
            if folder in tops:
                prefix = "".join(f"{above}/" for above in folders[:place])
                there[prefix] += 1
                common[prefix] += "/".join(folders[place:]) in names
    best = max(common, key=lambda prefix: (common[prefix], prefix), default=None)
    return best if best is not None and 0 < there[best] <= 2 * common[best] else None


def ancestors(repository: Repository, commit: str) -> frozenset[str]:
    """A commit and all that led to it, by whichever parent. Raises NothingKnown."""
    return frozenset(repository.run(("rev-list", commit)).decode("ascii", "replace").split())


@dataclass(frozen=True, slots=True)
class Line:
    """A repository with its points. ``below``: where its files are in the content folder."""

    repository: Repository
    points: tuple[Point, ...]
    below: str


def lines_of(content_dir: Path, languages: Sequence[LanguageCode]) -> tuple[Line, ...]:
    """The repository of a content folder, and those of languages that have one of their own. Raises NothingKnown."""
    repository = git.find(content_dir)
    found = [Line(repository, of_repository(repository), "")]
    for code in languages:
        folder = content_dir / code
        if folder.is_symlink() or (folder / ".git").exists():
            own = git.find(folder)
            found.append(Line(own, of_repository(own), f"{code}/"))
    return tuple(found)
