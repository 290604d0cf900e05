"""The earlier texts of articles, as far as git knows them: by file, through renames, newest first.

Nothing here decides anything, and nothing fails: where git cannot tell, the history is empty and ``gaps`` says why.
The log of the whole content folder is read once, when somebody first asks; texts are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

from kbgen.articles.article import Article
from kbgen.articles.front_matter import parse
from kbgen.languages import LanguageCode
from kbgen.translation import commits, git, kept_log
from kbgen.translation.commits import EXACT_RENAMES, LOG, RENAMES, Version
from kbgen.translation.git import Blobs, NothingKnown, Repository
from kbgen.translation.kept_log import Past

ENDINGS = (".md",)
_ROUNDS = 4
"""So many times a content folder may have moved as a whole."""

_HANDFUL = 4

_SPECIAL = re.compile(r"[*?\[\]\\]")
_ESCAPED = r"\\\g<0>"


@dataclass(frozen=True, slots=True)
class Gap:
    """Why nothing, or not all, is known of a folder."""

    folder: Path
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One repository with files of the content folder. ``below``: where they are in the content folder."""

    repository: Repository
    blobs: Blobs
    below: str
    past: Past


class History:
    """The earlier texts of the files below a content folder. Close it, or use it in a ``with``."""

    def __init__(
        self,
        content_dir: Path,
        languages: Sequence[LanguageCode] = (),
        *,
        endings: tuple[str, ...] = ENDINGS,
        main_line: bool = False,
        cache: Path | None = None,
    ) -> None:
        """``main_line``: only what the branch itself had, commit by commit; not what others had before merging.

        ``cache``: a folder in which logs are kept.
        """
        self._cache = cache
        self._content_dir = content_dir
        self._languages = tuple(languages)
        self._endings = endings
        self._main_line = main_line
        self._gaps: list[Gap] = []

    @classmethod
    def known(cls, content_dir: Path, sources: Sequence[Source]) -> History:
        """One that was put together elsewhere."""
        made = cls(content_dir)
        made._sources = list(sources)
        return made

    def __enter__(self) -> History:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes of git."""
        if "_sources" in self.__dict__:
            for source in self._sources:
                source.blobs.close()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Why nothing, or not all, is known; empty where the whole history is there."""
        _ = self._sources
        return tuple(self._gaps)

    def versions(self, path: str) -> tuple[Version, ...]:
        """What git knows of a file (``ru/dns/records.md``), newest first; nothing where it knows nothing.

        The first is that of the checked-out commit; the file on disk may be newer.
        """
        source = self._of(path)
        if source is None:
            return ()
        return source.past(source.repository.prefix + path.removeprefix(source.below))

    def text(self, path: str, version: Version) -> str | None:
        """What the file held; None where the clone lacks it, or it was no UTF-8 text."""
        source = self._of(path)
        content = source.blobs.read(version.blob) if source else None
        try:
            return content.decode("utf-8-sig") if content is not None else None
        except UnicodeDecodeError:
            return None

    def article(self, path: str, version: Version) -> Article | None:
        """The article that a file (``ru/dns/records.md``) was; None where it could not be read as one."""
        text = self.text(path, version)
        if text is None:
            return None
        language, _, below = path.partition("/")
        name = below.rpartition(".")[0]
        return parse(text, id=name, language=language, path=path)[0]

    def _of(self, path: str) -> Source | None:
        """The repository that a file is in: that of its language's folder, if it has one of its own."""
        fitting = [source for source in self._sources if path.startswith(source.below)]
        return max(fitting, key=lambda source: len(source.below), default=None)

    @cached_property
    def _sources(self) -> list[Source]:
        found = [self._source(self._content_dir, "")]
        for code in self._languages:
            folder = self._content_dir / code
            if folder.is_symlink() or (folder / ".git").exists():
                found.append(self._source(folder, f"{code}/"))
        return [source for source in found if source]

    def _source(self, folder: Path, below: str) -> Source | None:
        try:
            repository = git.find(folder)
            past = self._past(repository, folder)
        except NothingKnown as unknown:
            self._gaps.append(Gap(folder, unknown.reason, unknown.hint))
            return None
        return Source(repository, repository.blobs(), below, past)

    def _past(self, repository: Repository, folder: Path) -> Past:
        """The log, read or kept. One of a shallow clone is not kept: it may grow though the commit stays the same."""
        key = (repository.head, repository.prefix, *self._endings, self._main_line)
        file = (
            self._cache and self._cache / f"log-{blake2b(repr((folder, key[1:])).encode(), digest_size=8).hexdigest()}"
        )
        if file and not repository.shallow and (kept := kept_log.load(file, key)):
            return kept
        versions = read_log(repository, [repository.prefix], self._endings, main_line=self._main_line)
        if repository.shallow:
            reason = f"the clone is shallow: nothing is known from before {_oldest(versions)}"
            self._gaps.append(Gap(folder, reason, "get the rest with: git fetch --unshallow"))
        elif file:
            kept_log.keep(file, key, versions)
        return lambda path: versions.get(path, ())


def read_log(
    repository: Repository, folders: Sequence[str], endings: tuple[str, ...], *, main_line: bool = False
) -> dict[str, tuple[Version, ...]]:
    """The versions of all files of some folders, followed to other folders where they came from these.

    ``folders`` end with a slash; an empty one is the whole repository. Raises NothingKnown.
    """
    return commits.chains(read_entries(repository, folders, endings, main_line=main_line))


def read_entries(
    repository: Repository, folders: Sequence[str], endings: tuple[str, ...] = ENDINGS, *, main_line: bool = False
) -> list[commits.Entry]:
    """The same, commit by commit, the oldest first."""
    log = _entries(repository, folders, endings, main_line)
    for _ in range(_ROUNDS):
        more = _origins(repository, log, folders, endings)
        if not more:
            break
        folders = sorted(_outermost({*folders, *more}))
        log = _entries(repository, folders, endings, main_line)
    return log


def _entries(
    repository: Repository, folders: Sequence[str], endings: tuple[str, ...], main_line: bool
) -> list[commits.Entry]:
    merges = ("--first-parent", "-m") if main_line else ("-c",)
    paths = [f":(top,glob){_SPECIAL.sub(_ESCAPED, folder)}**/*{ending}" for folder in folders for ending in endings]
    return commits.entries(_log(repository, [*merges, repository.head, "--", *paths]), endings)


def _log(repository: Repository, arguments: Sequence[str], given: bytes = b"") -> bytes:
    """What git prints, with renames; only those of equal contents where the clone lacks what it takes to compare."""
    try:
        return repository.run([*LOG, *RENAMES, *arguments], given)
    except NothingKnown:
        return repository.run([*LOG, *EXACT_RENAMES, *arguments], given)


def _origins(
    repository: Repository, log: Sequence[commits.Entry], folders: Sequence[str], endings: tuple[str, ...]
) -> list[str]:
    """The folders, outside of those that were looked at, that files of these were moved from."""
    if not all(folders):
        return []
    adding = [
        entry.commit.id
        for entry in log
        if not entry.commit.first and any(change.status == "A" for change in entry.changes)
    ]
    if not adding:
        return []
    asked = "\n".join([*adding, "--", *(f":(top,glob)**/*{ending}" for ending in endings), ""]).encode()
    try:
        said = _log(repository, ["-m", "--first-parent", "--no-walk", "--stdin"], asked)
    except NothingKnown:
        return []
    return _few(commits.outside(said, folders, endings))


def _few(folders: set[str]) -> list[str]:
    """A handful of folders that hold them all: git looks through each of them in every commit."""
    while len(folders := _outermost(folders)) > _HANDFUL:
        folders = {folder.rstrip("/").rpartition("/")[0] for folder in folders}
        folders = {f"{folder}/" if folder else "" for folder in folders}
    return sorted(folders)


def _outermost(folders: set[str]) -> set[str]:
    return {one for one in folders if not any(one != other and one.startswith(other) for other in folders)}


def _oldest(versions: dict[str, tuple[Version, ...]]) -> date | str:
    days = [past[-1].commit.day for past in versions.values() if past]
    return min(days, default="today")
