"""Articles that nobody has looked at for too long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kbgen.articles.article import Article
from kbgen.articles.catalog import Catalog
from kbgen.checks.subject import Subject
from kbgen.intervals import Interval
from kbgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Review:
    """The last review of an article in a language, or else its publication, and when the next one is due. ``key``:
    the front matter key that says so."""

    article: Article
    key: str
    since: date
    due: date

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.due < today


def review_of(article: Article, catalog: Catalog, otherwise: Interval) -> Review | None:
    """None for an article without a day to reckon from, and for the pages of categories, unless they ask for reviews.
    ``otherwise``: the interval of articles that do not say another."""
    since = article.meta.reviewed or article.meta.published
    if since is None or (article.is_index and not article.meta.review_interval):
        return None
    key = "reviewed" if article.meta.reviewed else "published"
    return Review(article, key, since, (catalog.shared[article.id].review_interval or otherwise).after(since))


def overdue(subject: Subject) -> Iterator[Problem]:
    """The last review, or else the day of publication, lies further back than the article's interval."""
    for article in subject.site.catalog:
        review = review_of(article, subject.site.catalog, subject.site.config.review_interval)
        if review and review.is_overdue(subject.today):
            yield Problem(
                article.path,
                article.line_of(review.key),
                "KB408",
                f"its review was due on {review.due.isoformat()}",
                f"read it again, then: kbgen review {article.id} --lang {article.language} --by NAME",
            )
