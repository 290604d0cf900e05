"""Articles that nobody has looked at for too long."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.articles import reviews
from kbgen.checks.subject import Subject
from kbgen.problems import Problem


def overdue(subject: Subject) -> Iterator[Problem]:
    """The last review, or else the day of publication, lies further back than the article's interval."""
    catalog, usual = subject.site.catalog, subject.site.config.review_interval
    for article in catalog:
        due = reviews.due(article, catalog.shared[article.id].review_interval, usual)
        if due and due < subject.today:
            key = "reviewed" if article.meta.reviewed else "published"
            yield Problem(
                article.path,
                article.line_of(key),
                "KB408",
                f"its review was due on {due.isoformat()}",
                f"read it again, then: kbgen review {article.id} --lang {article.language} --by NAME",
            )
