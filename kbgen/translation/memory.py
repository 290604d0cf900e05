"""Old words from git for the appraisal of articles, and since when a text is no longer what was confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kbgen.languages import LanguageCode
from kbgen.translation import git
from kbgen.translation.changes import Recall, Remembered
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import PARTLY, Prints
from kbgen.translation.history import Gap, History
from kbgen.translation.recall import Digests, find_old
from kbgen.translation.row import NOT_COMMITTED
from kbgen.translation.state import Whole

EXACT = "exact"
"""The very texts were found. They are found by what they say, so no other history can know better."""

UNASKED = "unasked"
"""Nobody looked into git."""


class Memory:
    """What git knows of a content folder. It is asked, article by article, only where something has changed."""

    def __init__(self, content_dir: Path, languages: tuple[LanguageCode, ...], *, git: bool = True) -> None:
        self._content_dir = content_dir
        self._languages = languages
        self._git = git
        self._history = History(content_dir, languages) if git else None
        self._digests = Digests()
        self._head: str | None = None
        self.kept = ""

    @property
    def history(self) -> History | None:
        """The earlier texts; None where nobody looks into git."""
        return self._history

    def close(self) -> None:
        """End the processes of git."""
        if self._history:
            self._history.close()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Why nothing, or not all, is known."""
        return self.history.gaps if self.history else ()

    @property
    def head(self) -> str:
        """Stands for all that git can know now; empty where there is no git."""
        if self._head is None:
            folders = [self._content_dir, *(self._content_dir / code for code in self._languages)]
            separate = [f for f in folders[1:] if f.is_symlink() or (f / ".git").exists()]
            self._head = " ".join(filter(None, (_head(folder) for folder in (folders[0], *separate))))
        return self._head

    def still_holds(self, kept: str) -> bool:
        """Whether an appraisal would find the same words again. ``kept``: what ``kept`` was after it."""
        if kept in ("", EXACT) or not self._git:
            return True
        return kept != UNASKED and kept == f"at {self.head}"

    def recall_for(self, article: Whole) -> Callable[[LanguageCode], Recall]:
        """What finds the old words of an article; ``kept`` then says what the answers depended on."""
        self.kept = ""

        def of_language(language: LanguageCode) -> Recall:
            return lambda prints: self._find(article, language, prints)

        return of_language

    def _find(self, article: Whole, language: LanguageCode, prints: Prints) -> Remembered | None:
        if (history := self.history) is None:
            self.kept = UNASKED
            return None
        old = find_old(history, self._paths(article, language), prints, facts_of, self._digests)
        if old is None or not old.exact:
            self.kept = f"at {self.head}"
        else:
            self.kept = self.kept or EXACT
        return old.remembered(prints) if old else None

    def since(self, article: Whole, language: LanguageCode, prints: Prints) -> str:
        """Since when, by git, a language says something else than was confirmed; empty where git does not know."""
        if (history := self.history) is None or prints.digest == PARTLY:
            return ""
        after = NOT_COMMITTED
        for path in self._paths(article, language):
            for version in history.versions(path):
                if self._digests.of(history, path, version) == prints.digest:
                    if after == NOT_COMMITTED:
                        self.kept = f"at {self.head}"
                    return after
                after = version.commit.day.isoformat()
        return ""

    def _paths(self, article: Whole, language: LanguageCode) -> tuple[str, ...]:
        """The file, and the name that it had when it was confirmed."""
        names = [article.id, *(version.record.article for version in article.versions.values() if version.record)]
        return tuple(f"{language}/{name}.md" for name in dict.fromkeys(names))


def _head(folder: Path) -> str:
    try:
        return git.find(folder).head
    except git.NothingKnown:
        return ""
