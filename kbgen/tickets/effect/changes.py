"""When an article came, and when it changed enough to matter: by git, else by its front matter.

Only changes that a reader notices count, those of at least grade “material” (``translation.grading``). What was
committed on one day is one change; changes within four weeks of one another are one, since nobody could tell their
effects apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from kbgen.articles.article import Article, ArticleId
from kbgen.languages import LanguageCode
from kbgen.tickets.effect.windows import LEAST_AFTER
from kbgen.translation.changes import changes_since, grade_of
from kbgen.translation.commits import Version
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import text_of
from kbgen.translation.grading import Grade
from kbgen.translation.history import History


class Kind(StrEnum):
    """What happened on the day. ``ASKED``: somebody named it."""

    WRITTEN = "written"
    CHANGED = "changed"
    ASKED = "asked"


class Known(StrEnum):
    """What tells the day."""

    GIT = "git"
    FRONT_MATTER = "front matter"
    HAND = "by hand"


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """A change of an article in one language. ``grade`` is None where only a day is known. ``more``: further changes
    in the four weeks after it, which are measured together with it.
    """

    article: ArticleId
    language: LanguageCode
    day: date
    kind: Kind
    known: Known
    grade: Grade | None = None
    more: int = 0


MANY_WORDS = 4
"""So many words may differ without a reader's noticing, where changes are only looked over."""


def changes_of(article: Article, history: History, *, exactly: bool = True) -> list[ArticleChange]:
    """The changes of one language of an article, the oldest first; none of a draft.

    ``exactly``: graded as translations are; else looked over, which is quicker by far and enough to know which topics
    were left alone.
    """
    path = f"{article.language}/{article.id}.md"
    versions = history.versions(path)
    if not versions:
        return _by_front_matter(article)
    return list(_by_git(article, path, _by_day(versions), history, exactly))


def together(changes: Iterable[ArticleChange]) -> list[ArticleChange]:
    """Changes of one article and language that lie within four weeks, as one with the first one's day."""
    found: list[ArticleChange] = []
    for change in sorted(changes, key=lambda one: (one.article, one.language, one.day)):
        last = found[-1] if found else None
        near = timedelta(weeks=LEAST_AFTER)
        if last and (last.article, last.language) == (change.article, change.language) and change.day - last.day < near:
            found[-1] = replace(last, more=last.more + 1, grade=_worse(last.grade, change.grade))
        else:
            found.append(change)
    return sorted(found, key=lambda one: (one.article, one.day, one.language))


def _worse(one: Grade | None, other: Grade | None) -> Grade | None:
    return max((grade for grade in (one, other) if grade is not None), default=None)


def _by_day(versions: Sequence[Version]) -> list[Version]:
    """The last version of each day, the oldest first."""
    return list({version.commit.day: version for version in reversed(versions)}.values())


def _by_git(
    article: Article, path: str, versions: Sequence[Version], history: History, exactly: bool
) -> Iterator[ArticleChange]:
    texts = [(version, history.article(path, version)) for version in versions]
    readable = [(version, text) for version, text in texts if text is not None]
    published = next((place for place, (_, text) in enumerate(readable) if not text.meta.draft), None)
    if published is None:
        return
    first, text = readable[published]
    yield _born(article, first, text)
    for (_, before), (version, after) in pairwise(readable[published:]):
        grade = _grade(before, after) if exactly else _looked_over(before, after)
        if grade >= Grade.MATERIAL:
            yield ArticleChange(article.id, article.language, version.commit.day, Kind.CHANGED, Known.GIT, grade)


def _born(article: Article, first: Version, text: Article) -> ArticleChange:
    """What a repository began with was there before; its front matter knows since when."""
    published = text.meta.published
    if first.commit.first and published and published < first.commit.day:
        return ArticleChange(article.id, article.language, published, Kind.WRITTEN, Known.FRONT_MATTER)
    return ArticleChange(article.id, article.language, first.commit.day, Kind.WRITTEN, Known.GIT)


def _grade(before: Article, after: Article) -> Grade:
    old, new = text_of(before, facts_of), text_of(after, facts_of)
    return grade_of(changes_since(old.prints, new, old))


def _looked_over(before: Article, after: Article) -> Grade:
    old, new = Counter(before.body.lower().split()), Counter(after.body.lower().split())
    differing = max((old - new).total(), (new - old).total())
    return Grade.MATERIAL if differing > MANY_WORDS else Grade.SMALL


def _by_front_matter(article: Article) -> list[ArticleChange]:
    published, updated = article.meta.published, article.meta.updated
    found = []
    if published:
        found.append(ArticleChange(article.id, article.language, published, Kind.WRITTEN, Known.FRONT_MATTER))
    if updated and (published is None or updated > published):
        found.append(ArticleChange(article.id, article.language, updated, Kind.CHANGED, Known.FRONT_MATTER))
    return found


def days_by_topic(
    changes: Mapping[ArticleId, Sequence[date]], articles: Mapping[str, Sequence[ArticleId]]
) -> dict[str, tuple[date, ...]]:
    """For each topic the days on which an article that answers it changed. ``articles``: topic → its articles."""
    return {
        topic: tuple(sorted({day for article in ids for day in changes.get(article, ())}))
        for topic, ids in articles.items()
    }
