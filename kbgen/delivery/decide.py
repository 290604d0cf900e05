"""What has to happen at a destination, and in which order. Nothing here touches a disk or a network.

The order keeps a promise to readers who are reading meanwhile, and to those who find a publication that was cut off:
nothing that they can see leads to something that is not there.

1. Assets come first. A search index that is not there yet comes with them, since pages ask for it.
2. New pages come next: nothing leads to them yet.
3. Then pages that have changed. They may lead to the new ones, and menus mostly do.
4. Then what names pages: search indexes, feeds, the sitemap, redirects of web servers.
5. Deletions are last, in the opposite order: what names pages, pages, assets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from kbgen.delivery.kinds import Kind, kind_of, plural

UNKNOWN = ""
"""The digest of a file of which only the name is known."""


@dataclass(frozen=True, slots=True)
class Put:
    """Bring these files. ``title`` is what people call them."""

    title: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete these files at the destination."""

    title: str
    paths: tuple[str, ...]


Step = Put | Remove


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths at the destination, sorted; the same shape as that of a build."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(wanted: Mapping[str, str], there: Mapping[str, str]) -> Changes:
    """How the destination differs from the site. Both are digests by path; ``there`` are files that may be deleted."""
    return Changes(
        added=tuple(sorted(wanted.keys() - there.keys())),
        changed=tuple(sorted(p for p in wanted.keys() & there.keys() if there[p] != wanted[p] or not there[p])),
        removed=tuple(sorted(there.keys() - wanted.keys())),
    )


def decide(changes: Changes) -> tuple[Step, ...]:
    """The steps in their order, none of them empty."""
    added, changed = _by_kind(changes.added), _by_kind(changes.changed)
    blocking = _in_the_way(changes)
    removed = _by_kind(p for p in changes.removed if p not in blocking)
    steps: tuple[Step, ...] = (
        # Where a file was, there is to be a folder, or the other way round: both cannot be there at once.
        Remove("in the way", tuple(sorted(blocking))),
        Put("assets", (*added[Kind.ASSET], *changed[Kind.ASSET], *added[Kind.INDEX])),
        Put("new pages", added[Kind.PAGE]),
        Put("changed pages", changed[Kind.PAGE]),
        Put("search indexes", changed[Kind.INDEX]),
        Put(plural(Kind.SIGNPOST), (*added[Kind.SIGNPOST], *changed[Kind.SIGNPOST])),
        *(Remove(plural(k), removed[k]) for k in (Kind.SIGNPOST, Kind.PAGE, Kind.INDEX, Kind.ASSET)),
    )
    return tuple(step for step in steps if step.paths)


def _by_kind(paths: Iterable[str]) -> Mapping[Kind, tuple[str, ...]]:
    found: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for path in paths:
        found[kind_of(path)].append(path)
    return {kind: tuple(members) for kind, members in found.items()}


def _in_the_way(changes: Changes) -> Set[str]:
    """Files to be deleted that have the name of a new folder, or lie in a folder that has the name of a new file."""
    gone, new = set(changes.removed), set(changes.added)
    names_of_folders = {folder for path in new for folder in folders_of(path)}
    return {path for path in gone if path in names_of_folders or not new.isdisjoint(folders_of(path))}


def folders_of(path: str) -> Iterator[str]:
    """The folders in which a file lies, the innermost first."""
    while path := path.rpartition("/")[0]:
        yield path
