"""Which rows somebody wants to see. Pure.

Some filters choose a part of the site (languages, categories, owners, articles), over which totals are reckoned;
others what is to be seen of it (states, grades, what is new).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.translation.row import Row
from kbgen.translation.standing import Grade, State


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site; what is empty lets everything through. A category holds those below it."""

    languages: Collection[LanguageCode] = ()
    categories: Collection[str] = ()
    owners: Collection[str] = ()
    articles: Collection[ArticleId] = ()

    def has(self, row: Row) -> bool:
        """Whether a row belongs to it."""
        return (
            (not self.languages or row.language in self.languages)
            and (not self.articles or row.article in self.articles)
            and (not self.owners or row.owner.casefold() in {owner.casefold() for owner in self.owners})
            and (not self.categories or any(is_in(row.category, category) for category in self.categories))
        )


def is_in(category: str, above: str) -> bool:
    """Whether a category is another one or lies below it."""
    return f"{category}/".startswith(f"{above}/")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be seen. ``grade``: this and above; ``since``: only what is known to have become so since that day.

    ``fresh``: up-to-date rows too. Nothing hides a state that is asked for by name.
    """

    states: Collection[State] = ()
    grade: Grade = Grade.NONE
    since: date | None = None
    fresh: bool = False

    def has(self, row: Row) -> bool:
        """Whether a row is to be seen."""
        if self.states:
            if row.state not in self.states:
                return False
        elif row.state is State.FRESH and not self.fresh and not row.findings:
            return False
        if row.grade < self.grade:
            return False
        return self.since is None or (row.since is not None and row.since >= self.since)


def fails(rows: Iterable[Row], states: Collection[State], grade: Grade | None) -> bool:
    """Whether one of the rows is in one of the states, or of a grade or above."""
    return any(row.state in states or (grade is not None and row.grade >= grade) for row in rows)
