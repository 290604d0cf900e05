"""The files and the old words of a project as they were at its commits; a survey of them, as it would have been then.

Thin: git and the disk are read here, and ``kbgen.translation.survey`` judges.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kbgen.articles.article import ArticleId
from kbgen.articles.files import ArticleFile
from kbgen.articles.snapshot import digest_of
from kbgen.translation import commits, main_line
from kbgen.translation.git import NothingKnown
from kbgen.translation.history import History, Source, read_entries
from kbgen.translation.kept_log import Past
from kbgen.translation.main_line import Line
from kbgen.translation.memory import EXACT, Memory
from kbgen.translation.recall import Digests
from kbgen.translation.survey import EXCEPTIONS, FILE, Surveyor
from kbgen.translation.survey_cache import Entry, SurveyCache

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.languages import LanguageCode
    from kbgen.translation.appraisal import Appraisal

Name = tuple[str, ...]
"""A commit of each repository; empty where it had none yet."""

_NO_ARTICLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]|(?:^|/)\\.")
"""Names that the content folder's reader passes over, too."""


class Archive:
    """What several moments share. Close it, or use it in a ``with``."""

    def __init__(self, config: Config, lines: Sequence[Line]) -> None:
        self.config = config
        self.lines = lines
        self.blobs = [line.repository.blobs() for line in lines]
        self.head: Name = tuple(line.repository.head for line in lines)
        self.entries: dict[bytes, Entry] = {}
        self.digests = Digests()
        self._contents: dict[str, bytes] = {}
        self._logs: list[list[commits.Entry]] | None = None
        self._histories: dict[Name, History] = {}
        self._prefixes: dict[tuple[str, str], str] = {}
        self._names: dict[str, Name] = {_at(self.head): self.head}

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for blobs in self.blobs:
            blobs.close()

    def files(self, name: Name) -> dict[str, tuple[int, str]]:
        """The files of the content folder by their paths there → which repository has them, and git's name of their
        contents. Raises NothingKnown."""
        found: dict[str, tuple[int, str]] = {}
        for place, (line, commit) in enumerate(zip(self.lines, name, strict=True)):
            there = main_line.files(line.repository, commit, self._prefix(line, commit)) if commit else {}
            found |= {f"{line.below}{path}": (place, blob) for path, blob in there.items()}
        return found

    def _prefix(self, line: Line, commit: str) -> str:
        """Where the content was at a commit: the whole folder may have been moved since."""
        now = line.repository.prefix
        if (known := self._prefixes.get((line.below, commit))) is not None:
            return known
        self._prefixes[line.below, commit] = now
        if not line.below and not any(self._is_article(path) for path in main_line.files(line.repository, commit, now)):
            names = main_line.files(line.repository, line.repository.head, now)
            everything = main_line.files(line.repository, commit, "")
            former = main_line.former_prefix(everything, set(filter(self._is_article, names)))
            self._prefixes[line.below, commit] = now if former is None else former
        return self._prefixes[line.below, commit]

    def _is_article(self, path: str) -> bool:
        return path.endswith(".md") and path.partition("/")[0] in self.config.language_codes

    def read(self, place: int, blob: str) -> bytes:
        """A content. Raises NothingKnown where the clone lacks it."""
        content = self.blobs[place].read(blob)
        if content is None:
            raise NothingKnown(
                "the clone lacks contents of earlier commits", "get them with: git fetch --refetch --no-filter"
            )
        return content

    def digest(self, path: str, place: int, blob: str) -> bytes:
        """The digest of a content, as surveys know it. Most files are still what they were: the disk is asked first,
        which takes less than to ask git."""
        known = self._contents.get(blob)
        if known is None:
            now = _on_disk(self.config.content_dir / path)
            same = now is not None and _git_name(now, blob) == blob
            known = digest_of(now if same and now is not None else self.read(place, blob))
            self._contents[blob] = known
        return known

    def known(self, keys: Collection[bytes]) -> Mapping[bytes, Entry]:
        """What surveys of today, and of other moments, have found."""
        if missing := [key for key in keys if key not in self.entries]:
            for key, entry in SurveyCache(self.config.root / FILE).load(missing).items():
                self.keep(key, entry, self.head if entry.past in (EXACT, f"at {' '.join(self.head)}") else None)
        return {key: self.entries[key] for key in keys if key in self.entries}

    def keep(self, key: bytes, entry: Entry, name: Name | None) -> None:
        """Remember what was found at a moment; None where nobody knows at which."""
        past = "" if not entry.past else _at(name) if name else "unknown"
        if name:
            self._names[past] = name
        self.entries[key] = entry._replace(past=past)

    def history(self, name: Name) -> History:
        """What git knew at a moment."""
        if name not in self._histories:
            if self._logs is None:
                self._logs = [read_entries(line.repository, [line.repository.prefix]) for line in self.lines]
            sources = [
                Source(
                    replace(line.repository, prefix=self._prefix(line, commit)),
                    blobs,
                    line.below,
                    _past(line, log, commit),
                )
                for line, blobs, log, commit in zip(self.lines, self.blobs, self._logs, name, strict=True)
                if commit
            ]
            self._histories[name] = History.known(self.config.content_dir, sources)
        return self._histories[name]

    def same_past(self, one: str, other: Name, names: Collection[ArticleId]) -> bool:
        """Whether git knew the same texts of articles at two moments."""
        before = self._names.get(one)
        if before is None:
            return False
        paths = [f"{code}/{name}.md" for code in self.config.language_codes for name in names]
        first, second = self.history(before), self.history(other)
        return all(_blobs(first, path) == _blobs(second, path) for path in paths)


def _at(name: Name) -> str:
    return f"at {' '.join(name)}"


def _past(line: Line, log: Sequence[commits.Entry], commit: str) -> Past:
    """The versions of all files up to a commit."""
    there = main_line.ancestors(line.repository, commit)
    versions = commits.chains(entry for entry in log if entry.commit.id in there)
    return lambda path: versions.get(path, ())


def _blobs(history: History, path: str) -> list[str]:
    return [version.blob for version in history.versions(path)]


def _on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def _git_name(content: bytes, like: str) -> str:
    """What git calls a content, in a repository of SHA-1 or SHA-256, whichever ``like`` is from."""
    made = hashlib.new("sha1" if len(like) == 40 else "sha256", usedforsecurity=False)
    made.update(b"blob %d\0" % len(content))
    made.update(content)
    return made.hexdigest()


class SurveyorThen(Surveyor):
    """Goes through the articles that there were at a moment. Raises NothingKnown where git does not tell them."""

    def __init__(self, archive: Archive, name: Name) -> None:
        self.archive = archive
        self.name = name
        self.then = archive.files(name)
        config = archive.config
        shown = config.relative(config.content_dir)
        super().__init__(config, _articles(self.then, config.language_codes, shown), git=True)
        for of_one in self.files.values():
            for file in of_one:
                path = f"{file.language}/{file.id}.md"
                self.digests[path] = archive.digest(path, *self.then[path])
        self._memory = _Memory(archive, name)

    def close(self) -> None:
        """The archive stays open for other moments."""

    def content(self, file: ArticleFile) -> bytes | None:
        """What was in a file."""
        return self.archive.read(*self.then[f"{file.language}/{file.id}.md"])

    def exceptions(self) -> bytes:
        """The file of exceptions, as it was."""
        return self.archive.read(*self.then[EXCEPTIONS]) if EXCEPTIONS in self.then else b""

    def known(self, keys: Collection[bytes]) -> Mapping[bytes, Entry]:
        """What was found before."""
        return self.archive.known(keys)

    def keep(self, made: Mapping[bytes, Entry], current: Collection[bytes]) -> None:
        """Remember what was found now, for other moments."""
        for key, entry in made.items():
            self.archive.keep(key, entry, self.name)

    def remembers(self, id: ArticleId, entry: Entry) -> bool:
        """Whether git knew the same of an article when this was found."""
        return self.archive.same_past(entry.past, self.name, {id, *(name for name, _, _ in entry.asked)})

    def lines(self, known: Appraisal) -> list[list[object]]:
        """Only what is counted."""
        return [[one.language, one.state.value, int(one.grade)] for one in known.assessments.values()]


def _articles(paths: Mapping[str, object], codes: Sequence[LanguageCode], shown: str) -> Iterator[ArticleFile]:
    for path in sorted(paths):
        top, _, below = path.partition("/")
        if top in codes and below.endswith(".md") and not _NO_ARTICLE.search(path):
            yield ArticleFile(below.removesuffix(".md"), top, f"{shown}/{path}", "")


class _Memory(Memory):
    """What git knew at a moment."""

    def __init__(self, archive: Archive, name: Name) -> None:
        super().__init__(archive.config.content_dir, archive.config.language_codes, git=False)
        self._archive, self._name = archive, name
        self._digests = archive.digests
        self._head = " ".join(name)

    @property
    def history(self) -> History:
        """Read when somebody first asks."""
        return self._archive.history(self._name)
