"""Where staff's index is, whether it can be believed, and how it is brought up to date.

Whoosh reads files with pickle, so an index from elsewhere would be code from elsewhere. Every project's index is in
the user's own cache folder, and beside it a note with the digests of all its files, marked with the user's key: what
is not as this user's kbgen wrote it is never opened, but made anew.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen import signing
from kbgen.articles import files, snapshot
from kbgen.articles.snapshot import Snapshot
from kbgen.config import Config
from kbgen.errors import OutputError
from kbgen.publish import draft, fingerprints, garbage, intake, lock, parallel, site, unchanged
from kbgen.publish.cache import Cache
from kbgen.publish.fingerprints import digest
from kbgen.publish.searched import Searched, searches
from kbgen.publish.unchanged import WORKSHOP
from kbgen.search.collection import Collection, Contents, InMemory
from kbgen.user_cache import user_cache

if TYPE_CHECKING:
    from kbgen.search.whoosh_reader import StaffIndex

VERSION = 1
NOTE = "note"
PROJECT = "project"
"""Holds the path of the settings whose articles are in the index."""
RETRIES = 40
"""So often an index that another process is just replacing is looked at again, 50 ms apart."""


def folder_of(config: Config) -> Path:
    """The folder of a project's index."""
    return user_cache() / "search" / digest(str(config.path.absolute())).hex()[:16]


def _nothing() -> None:
    """Nobody is told that something waits."""


# -- reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of an index.

    ``software``: what it was written by; ``stamp``: stands for the content as it was then, empty if nothing does;
    ``inputs``: what each language was made of; ``files``: the digest of each file.
    """

    software: str
    stamp: str
    inputs: Mapping[str, str]
    contents: Contents
    files: Mapping[str, str]


def up_to_date(config: Config, waiting: Callable[[], None] = _nothing) -> tuple[Collection, bool]:
    """The articles as they are now, ready to be searched; whether that is so, or a build at work kept us from it.

    Articles with mistakes are searched as far as they can be read. ``waiting`` is called where there is no index yet
    and a build is at work. Raises WrongUse where there is no content folder.
    """
    draft.refuse_missing(config)
    seen = snapshot.take(config.content_dir)
    stamp = unchanged.stamp(config.path, seen, ())
    folder = folder_of(config)
    index = opened(folder, stamp)
    if index:
        return index, True
    index = opened(folder)
    try:
        tell, patience = (_nothing, 0.0) if index else (waiting, lock.PATIENCE)
        with lock.alone(config.root / WORKSHOP / "lock", waiting=tell, patience=patience), garbage.left_lying():
            searched = take_in(config, seen)
            written = update(config, searched, "" if searched.intake.torn else stamp)
            return (written and opened(folder)) or _in_memory(searched), True
    except OutputError:
        if index is None:
            raise
        return index, False


def with_hidden(config: Config, waiting: Callable[[], None] = _nothing) -> Collection:
    """The articles with drafts and those that are hidden from search, which customers do not find: in memory only."""
    draft.refuse_missing(config)
    seen = snapshot.take(config.content_dir)
    with lock.alone(config.root / WORKSHOP / "lock", waiting=waiting), garbage.left_lying():
        return _in_memory(take_in(config, seen, hidden=True))


def opened(folder: Path, stamp: str | None = None) -> StaffIndex | None:
    """The index in a folder, if it is there as it was written. ``stamp``: only an index of this very content."""
    for _ in range(RETRIES):
        text = _read(folder / NOTE)
        note = _understood(folder, text)
        if note is None or note.software != _software() or (stamp is not None and (not stamp or note.stamp != stamp)):
            return None
        if _intact(folder, note):
            from kbgen.search.whoosh_reader import StaffIndex

            with suppress(Exception):
                index = StaffIndex(folder, note.contents)
                if _read(folder / NOTE) == text:
                    return index
                index.close()
        if not _being_written(folder):
            return None
        time.sleep(0.05)
    return None


def _in_memory(searched: Searched) -> Collection:
    return InMemory({code: searched.part(code) for code in searched.site.config.language_codes})


def take_in(config: Config, seen: Snapshot, hidden: bool = False) -> Searched:
    """Take in the content, whatever is wrong with it."""
    listing = files.find(config.content_dir, config.language_codes, shown_as=site.shown_content(config))
    cache = Cache(config.root / WORKSHOP / "articles.db")
    taken = intake.take_in(config, listing.articles, seen, cache, parallel.cores(), lambda *_: None)
    articles = [record.article for record in taken.records.values() if record.article]
    one = site.assemble(config, listing, articles, drafts=hidden)
    return Searched(one, taken, searches(one, taken, hidden=hidden))


# -- writing ---------------------------------------------------------------------------------------------------------


def keep_up(config: Config, searched: Searched, stamp: str) -> None:
    """Bring an index that somebody searches up to date after a build; where there is none, none is made.

    What cannot be done now, because another process writes or the disk is full, is done by the next search.
    """
    note = _understood(folder_of(config), _read(folder_of(config) / NOTE))
    if note and note.software == _software():
        update(config, searched, stamp)


def update(config: Config, searched: Searched, stamp: str) -> bool:
    """Bring the index up to date, and say whether that could be done. ``stamp``: see ``Note``."""
    folder = folder_of(config)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with lock.alone(folder / "lock", waiting=_nothing, patience=1):
            _update(config, folder, searched, stamp)
    except (OSError, OutputError):
        return False
    return True


def _update(config: Config, folder: Path, searched: Searched, stamp: str) -> None:
    """Write what has changed; all of it where what is there cannot be gone on with."""
    inputs = {code: searched.inputs(code) for code in config.language_codes}
    before = _understood(folder, _read(folder / NOTE))
    if before and not _can_go_on(folder, before, inputs):
        before = None
    changed = [code for code in inputs if before is None or before.inputs.get(code) != inputs[code]]
    if before and not changed:
        if before.stamp != stamp:
            _save(folder, replace(before, stamp=stamp))
        return
    from kbgen.search import whoosh_index

    if before is None:
        _begin(config, folder)
    parts = {code: searched.part(code) for code in changed}
    try:
        contents = whoosh_index.update(folder, before.contents if before else None, parts)
    except whoosh_index.Busy as busy:
        raise OutputError("another process writes the index") from busy
    # The files of an index are written once and never changed.
    known = before.files if before else {}
    digests = {name: known.get(name) or _digest_of(folder / name) for name in whoosh_index.files_of(folder, contents)}
    _save(folder, Note(_software(), stamp, inputs, contents, digests))
    _remove_all_but(folder, digests)


def _can_go_on(folder: Path, note: Note, inputs: Mapping[str, str]) -> bool:
    """Whether an index is whole, by the same software, of no language that is gone, and not full of old versions."""
    mostly_old = note.contents.dead > len(note.contents.documents) / 2 + 20
    gone = note.inputs.keys() - inputs.keys()
    return note.software == _software() and not gone and not mostly_old and _intact(folder, note)


def _software() -> str:
    """What an index depends on besides the content: kbgen's search and the libraries that it is made by."""
    return fingerprints.of_search().hex()


def _digest_of(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _intact(folder: Path, note: Note) -> bool:
    """Whether all files are as they were written."""
    try:
        return all(_digest_of(folder / name) == expected for name, expected in note.files.items())
    except OSError:
        return False


def _being_written(folder: Path) -> bool:
    try:
        with lock.alone(folder / "lock", waiting=_nothing, patience=0):
            return False
    except OutputError:
        return True


def _remove_all_but(folder: Path, names: Iterable[str]) -> None:
    """Remove what earlier versions of the index have left."""
    kept = {*names, NOTE, PROJECT, "lock"}
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in kept:
                _remove(path)


def _begin(config: Config, folder: Path) -> None:
    """Empty the folder, and remove those of projects that are gone."""
    for path in folder.iterdir():
        if path.name != "lock":
            _remove(path)
    (folder / PROJECT).write_bytes(os.fsencode(config.path.absolute()))
    for other in folder.parent.iterdir():
        project = os.fsdecode(_read(other / PROJECT))
        if project and not Path(project).exists():
            _remove(other)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


# -- the note --------------------------------------------------------------------------------------------------------


def _save(folder: Path, note: Note) -> None:
    data = {
        "version": VERSION,
        "software": note.software,
        "stamp": note.stamp,
        "inputs": note.inputs,
        "generation": note.contents.generation,
        "documents": note.contents.documents,
        "tables": note.contents.tables,
        "dead": note.contents.dead,
        "files": note.files,
    }
    text = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    temporary = folder / f"{NOTE}.new"
    temporary.write_bytes(_mark(folder, text) + b"\n" + text)
    os.replace(temporary, folder / NOTE)


def _understood(folder: Path, content: bytes) -> Note | None:
    """A note; None for what is none of ours."""

    mark, _, text = content.partition(b"\n")
    if not text or mark != _mark(folder, text):
        return None
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            return None
        contents = Contents(data["generation"], data["documents"], data["tables"], data["dead"])
        return Note(data["software"], data["stamp"], data["inputs"], contents, data["files"])
    except (ValueError, KeyError, TypeError):
        return None


def _mark(folder: Path, text: bytes) -> bytes:
    return signing.mark(folder.name.encode(), text).hex().encode()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
