"""The history of a repository → for each translation what its source was when it was last touched, and what it is now.

Every commit of a translation is taken as a confirmation that it says what its source said at that moment. That is
kind to both rules alike: a commit that only mends a comma counts as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from kbgen.articles.front_matter import parse
from kbgen.translation import git
from kbgen.translation.changes import Change, changes_since, grade_of
from kbgen.translation.commits import Version
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.grading import Grade
from kbgen.translation.history import read_log

ENDINGS = (".md", ".mdx")


@dataclass(frozen=True)
class Pair:
    """A translation and its source. ``then``: the source when the translation was last touched; ``commits``: since."""

    translation: str
    source: str
    then: Version
    now: Version
    commits: int
    changed: tuple[Change, ...]
    blocks: int

    @property
    def grade(self) -> Grade:
        """The worst of all changes."""
        return grade_of(self.changed)

    @property
    def stale_by_date(self) -> bool:
        """The rule of commit dates: the source has a newer commit."""
        return self.commits > 0

    @property
    def stale(self) -> bool:
        """What kbgen calls stale."""
        return self.grade >= Grade.SMALL


class Replay:
    """A repository with its languages' folders."""

    def __init__(self, repository: Path, source: str, translations: Sequence[str]) -> None:
        self.repository = git.at(repository)
        self._blobs = self.repository.blobs()
        self._source = f"{source.strip('/')}/"
        self._translations = [f"{folder.strip('/')}/" for folder in translations]
        folders = [self._source, *self._translations]
        self._versions = read_log(self.repository, folders, ENDINGS, main_line=True)
        self.text = lru_cache(maxsize=2000)(self._read)
        self._changes = lru_cache(maxsize=None)(self._compare)
        self.unpaired = 0

    @property
    def head(self) -> str:
        """The commit that was looked at."""
        return self.repository.head

    def translations(self) -> Iterator[tuple[str, str]]:
        """Every translation that there is now, with its source; an empty path where it has none."""
        files = self.repository.run(["ls-tree", "-r", "-z", "--name-only", "HEAD"]).decode("utf-8", "replace")
        there = {path for path in files.split("\0") if path.endswith(ENDINGS)}
        for folder in self._translations:
            for path in sorted(there):
                if path.startswith(folder):
                    yield path, self._source_of(path.removeprefix(folder), there)

    def versions(self, path: str) -> tuple[Version, ...]:
        """The versions of a file on the main line, newest first."""
        return self._versions.get(path, ())

    def pairs(self) -> Iterator[Pair]:
        """Every translation that has a source now, and had one when it was last touched."""
        for path, source in self.translations():
            pair = self._pair(path, source)
            if pair:
                yield pair
            else:
                self.unpaired += 1

    def _source_of(self, below: str, there: set[str]) -> str:
        stem = str(PurePosixPath(below).with_suffix(""))
        return next((path for ending in ENDINGS if (path := f"{self._source}{stem}{ending}") in there), "")

    def _pair(self, path: str, source: str) -> Pair | None:
        own, theirs = self.versions(path), self.versions(source)
        if not own or not theirs:
            return None
        touched = own[0].commit.place
        then = next((version for version in theirs if version.commit.place <= touched), None)
        if then is None:
            return None
        commits = sum(version.commit.place > touched for version in theirs)
        compared = self._changes(then.blob, theirs[0].blob)
        return Pair(path, source, then, theirs[0], commits, *compared) if compared else None

    def _compare(self, then: str, now: str) -> tuple[tuple[Change, ...], int] | None:
        old, new = self.text(then), self.text(now)
        if old is None or new is None:
            return None
        return changes_since(old.prints, new, old), len(new.blocks)

    def read(self, blob: str) -> bytes | None:
        """What a file held."""
        return self._blobs.read(blob)

    def _read(self, blob: str) -> Text | None:
        content = self.read(blob)
        if content is None:
            return None
        article, _ = parse(content.decode("utf-8", "replace"), id="a", language="en", path="a.md")
        return text_of(article, facts_of) if article else None
