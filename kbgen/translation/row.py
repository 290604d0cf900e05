"""One line of the survey: an article in a language, as little of it as lists and orders need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from kbgen.articles.article import ArticleId, folder_of
from kbgen.languages import LanguageCode
from kbgen.translation.standing import Grade, State


class Note(NamedTuple):
    """Something that an editor should know. ``kind``: the name of a finding (``kbgen.translation.state``).

    ``place``: ``path:line`` in the translation, ``source_place`` in its source; empty where there is none.
    """

    kind: str
    message: str
    place: str = ""
    source_place: str = ""


class Row(NamedTuple):
    """An article in one language.

    ``source``: the language that it is held against; ``changed`` of its ``blocks`` have changed. ``path``: of the file
    that is or should be. ``title``: in this language, else in the source. ``confirmed``: when somebody last said that
    it is up to date. ``since``: since when it no longer is, or, of what is missing, since when readers could want it;
    None where nobody knows. ``words``: how many there are to translate, to revise or to read. ``popular``: its authors
    say that many readers want it.
    """

    article: ArticleId
    language: LanguageCode
    state: State
    grade: Grade
    source: LanguageCode
    changed: int
    blocks: int
    findings: tuple[Note, ...]
    title: str
    owner: str
    path: str
    confirmed: date | None
    since: date | None
    words: int
    popular: bool

    @property
    def category(self) -> str:
        """The folder that the article is in; empty at the top."""
        return folder_of(self.article)

    @property
    def is_source(self) -> bool:
        """Whether the article is first written in this language."""
        return self.language == self.source


class Line(NamedTuple):
    """What of a row does not go for its article in all languages. ``since`` may be ``NOT_COMMITTED``."""

    language: LanguageCode
    state: str
    grade: int
    source: LanguageCode
    changed: int
    blocks: int
    findings: Sequence[Sequence[str]]
    title: str
    confirmed: str
    since: str
    words: int


NOT_COMMITTED = "now"
"""Changed since the last commit: today, on whichever day somebody asks."""

_STATES = {state.value: state for state in State}
_GRADES = {int(grade): grade for grade in Grade}


def rows_of(
    article: ArticleId, lines: Iterable[Sequence[Any]], owner: str, popular: bool, folder: str, today: date
) -> tuple[Row, ...]:
    """The rows of an article. ``folder``: how messages name that of the content."""
    return tuple(
        Row(
            article,
            language,
            _STATES[state],
            _GRADES[grade],
            source,
            changed,
            blocks,
            tuple(Note(*note) for note in findings),
            title,
            owner,
            f"{folder}/{language}/{article}.md",
            date.fromisoformat(confirmed) if confirmed else None,
            (today if since == NOT_COMMITTED else date.fromisoformat(since)) if since else None,
            words,
            popular,
        )
        for language, state, grade, source, changed, blocks, findings, title, confirmed, since, words in lines
    )
