"""Who read which article when, and what should have been read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kbgen.articles import reviews
from kbgen.articles.article import Article, ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.intervals import Interval
from kbgen.languages import LanguageCode

SOON = timedelta(days=30)


class Reviewed(StrEnum):
    """How the review of an article in one language stands."""

    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    """Within thirty days."""
    CURRENT = "current"
    """Somebody has read it, and need not again yet."""
    NOT_YET = "not-yet"
    """Nobody has read it since it was published, and need not yet."""
    UNKNOWN = "unknown"
    """It has neither a day of review nor one of publication."""
    NOT_ASKED = "not-asked"
    """The page of a category, which wants no review."""


@dataclass(frozen=True, slots=True)
class Review:
    """An article in one language. ``overdue``: days since it was ``due``; 0 where it is not."""

    article: ArticleId
    language: LanguageCode
    title: str
    path: str
    owner: str
    published: date | None
    updated: date | None
    reviewed: date | None
    reviewed_by: str
    due: date | None
    overdue: int
    state: Reviewed

    @property
    def is_older(self) -> bool:
        """Whether the article was changed after the last review."""
        return bool(self.reviewed and self.updated and self.updated > self.reviewed)


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who answers for articles; ``""``: nobody does. Counts are of articles in each language."""

    name: str
    articles: int
    overdue: int
    due_soon: int
    unreviewed: int
    """Without any review on record."""


def of_catalog(catalog: Catalog, usual: Interval, today: date) -> Iterator[Review]:
    """Every article in every language, what is overdue longest first, then what is due next."""
    found = [_review(one, catalog, usual, today) for one in catalog]
    return iter(sorted(found, key=lambda one: (one.due is None, one.due or today, one.article, one.language)))


def _review(article: Article, catalog: Catalog, usual: Interval, today: date) -> Review:
    shared, meta = catalog.shared[article.id], article.meta
    due = reviews.due(article, shared.review_interval, usual)
    return Review(
        article=article.id,
        language=article.language,
        title=article.title,
        path=article.path,
        owner=shared.owner,
        published=meta.published,
        updated=meta.updated,
        reviewed=meta.reviewed,
        reviewed_by=meta.reviewed_by,
        due=due,
        overdue=(today - due).days if due and due < today else 0,
        state=_state(article, due, today),
    )


def _state(article: Article, due: date | None, today: date) -> Reviewed:
    if due is None:
        return Reviewed.NOT_ASKED if article.is_index else Reviewed.UNKNOWN
    if due < today:
        return Reviewed.OVERDUE
    if due <= today + SOON:
        return Reviewed.DUE_SOON
    return Reviewed.CURRENT if article.meta.reviewed else Reviewed.NOT_YET


def owners(found: Iterable[Review]) -> tuple[Owner, ...]:
    """Who answers for how much, those with most overdue first."""
    all, late, soon, bare = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in found:
        if one.state is Reviewed.NOT_ASKED:
            continue
        all[one.owner] += 1
        late[one.owner] += one.state is Reviewed.OVERDUE
        soon[one.owner] += one.state is Reviewed.DUE_SOON
        bare[one.owner] += one.reviewed is None
    named = (Owner(name, all[name], late[name], soon[name], bare[name]) for name in all)
    return tuple(sorted(named, key=lambda one: (-one.overdue, -one.articles, one.name)))
