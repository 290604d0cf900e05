"""What git's log says of a folder → for each file its texts through time, under all the names that it had.

Pure: bytes in, values out. The log is that of ``git log`` with the arguments ``LOG`` and, of merges, only files that
are as none of the parents had them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

LOG = (
    "log",
    "--date-order",
    "--root",
    "--raw",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--encoding=UTF-8",
    "-z",
    "--date=short",
    "--format=%x01%H %cd %ad %P",
)
RENAMES = ("-M", "-l1000")
EXACT_RENAMES = ("-M100%",)
"""For clones that lack the contents which a comparison needs."""


@dataclass(frozen=True, slots=True)
class Commit:
    """``day``: when it was committed, which a rebase renews; ``written``: when its author first made it.

    ``place`` counts from the oldest commit of the log. ``first``: it has no parents, so what it has is not new by it;
    in a shallow clone that is the end of what is known.
    """

    id: str
    day: date
    written: date
    place: int
    first: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """What a file held from a commit on. ``path`` is its name then, in the repository; ``blob`` git's name of it."""

    commit: Commit
    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class Change:
    """One file in one commit. ``status``: A, M, D or R. ``blob`` is empty for a file that is gone."""

    status: str
    path: str
    blob: str
    old_path: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit with what it did, as far as it is about articles."""

    commit: Commit
    changes: tuple[Change, ...]


def entries(log: bytes, endings: tuple[str, ...]) -> list[Entry]:
    """What git printed → commits, oldest first, with their changes to files of these endings."""
    commits: list[tuple[str, list[Change]]] = []
    words = iter(log.split(b"\0"))
    for word in words:
        word = word.lstrip(b"\n")
        if word.startswith(b"\x01"):
            commits.append((_text(word[1:]), []))
        elif word.startswith(b":") and commits:
            change = _change(word, words)
            if change and change.path.endswith(endings):
                commits[-1][1].append(change)
    commits.reverse()
    return [Entry(_commit(said, place), tuple(changes)) for place, (said, changes) in enumerate(commits)]


def _text(word: bytes) -> str:
    return word.decode("utf-8", "surrogateescape")


def _commit(said: str, place: int) -> Commit:
    id, day, written, *parents = said.split()
    return Commit(id, date.fromisoformat(day), date.fromisoformat(written), place, not parents)


def _change(word: bytes, words: Iterator[bytes]) -> Change | None:
    """One raw line; of a merge it has as many colons as the commit has parents, and one path."""
    colons = len(word) - len(word.lstrip(b":"))
    parts = _text(word).lstrip(":").split(" ")
    mode, blob, status = parts[colons], parts[-2], parts[-1][:1]
    path = _text(next(words, b""))
    old_path = ""
    if status in "RC" and colons == 1:
        old_path, path = path, _text(next(words, b""))
    if colons > 1:
        status = "D" if mode == "000000" else "M"
    if mode == "000000":
        return Change("D", path, "")
    if not mode.startswith("100"):
        # A symbolic link or a submodule holds no text.
        return Change("D", path, "")
    return Change("A" if status == "C" else status, path, blob, old_path if status == "R" else "")


@dataclass(slots=True)
class _Names:
    """The files while the commits go by: which texts each had, under the name that it has now."""

    files: dict[str, list[Version]] = field(default_factory=dict)
    gone: dict[str, list[Version]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    def now(self, path: str) -> str:
        """The present name; commits of another branch may still use an old one."""
        seen = {path}
        while path not in self.files and self.moved.get(path, path) not in seen:
            path = self.moved[path]
            seen.add(path)
        return path

    def rename(self, change: Change, commit: Commit) -> None:
        """A file under its new name."""
        now = self.now(change.old_path)
        past = self.files.pop(now, None) or self.gone.pop(now, [])
        self.moved.pop(change.path, None)
        self.moved[change.old_path] = change.path
        self.files[change.path] = [*past, Version(commit, change.path, change.blob)]

    def take(self, change: Change, commit: Commit) -> None:
        """A file that was added, changed or deleted. What was deleted and is there again goes on."""
        if change.status == "D":
            if change.path in self.files:
                self.gone[change.path] = self.files.pop(change.path)
            return
        path = change.path if change.status == "A" else self.now(change.path)
        if path not in self.files:
            self.moved.pop(path, None)
            self.files[path] = self.gone.pop(path, [])
        self.files[path].append(Version(commit, change.path, change.blob))


def chains(log: Iterable[Entry]) -> dict[str, tuple[Version, ...]]:
    """For every path that was ever in use, the versions of its file, newest first, from all names that it had."""
    names = _Names()
    for entry in log:
        for change in with_bulk_renames(entry.changes):
            if change.status == "R":
                names.rename(change, entry.commit)
            else:
                names.take(change, entry.commit)
    found = {path: tuple(reversed(past)) for path, past in {**names.gone, **names.files}.items()}
    for path in names.moved:
        found.setdefault(path, found.get(names.now(path), ()))
    return found


_BULK = 20


def with_bulk_renames(changes: Sequence[Change]) -> Sequence[Change]:
    """Pair what was added and deleted in one commit, where git gave up because there are too many files.

    Only for many files of the same names; a pair has the same file name and the most folders in common.
    """
    added = [change for change in changes if change.status == "A"]
    deleted = [change for change in changes if change.status == "D"]
    if min(len(added), len(deleted)) < _BULK:
        return changes
    by_name: dict[str, list[str]] = defaultdict(list)
    for change in deleted:
        by_name[change.path.rpartition("/")[2]].append(change.path)
    renamed: dict[str, str] = {}
    for change in added:
        old = _nearest(change.path, by_name[change.path.rpartition("/")[2]])
        if old and old not in renamed.values():
            renamed[change.path] = old
    taken = set(renamed.values())
    return [
        Change("R", change.path, change.blob, renamed[change.path]) if change.path in renamed else change
        for change in changes
        if change.status != "D" or change.path not in taken
    ]


def _nearest(path: str, candidates: Sequence[str]) -> str:
    """The one candidate that has more folders in common with a path than all others; empty if none has."""
    folders = set(path.split("/")[:-1])
    ranked = sorted(((len(folders & set(old.split("/")[:-1])), old) for old in candidates), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]) or not ranked[0][0]:
        return ""
    return ranked[0][1]


def outside(log: bytes, prefixes: Sequence[str], endings: tuple[str, ...]) -> set[str]:
    """The folders, outside of the prefixes, that files came from: of a log without any limit to a folder."""
    found = set()
    for entry in entries(log, endings):
        for change in with_bulk_renames(entry.changes):
            inside = change.path.startswith(tuple(prefixes))
            if change.status == "R" and inside and not change.old_path.startswith(tuple(prefixes)):
                folder = change.old_path.rpartition("/")[0]
                found.add(f"{folder}/" if folder else "")
    return found
