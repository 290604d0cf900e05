"""Articles that nobody has looked at for too long."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.checks.subject import Subject
from kbgen.problems import Problem


def overdue(subject: Subject) -> Iterator[Problem]:
    """The last review, or else the day of publication, lies further back than the article's interval."""
    for article in subject.site.catalog:
        since = article.meta.reviewed or article.meta.published
        if since is None or (article.is_index and not article.meta.review_interval):
            continue
        due = (subject.site.catalog.shared[article.id].review_interval or subject.site.config.review_interval).after(
            since
        )
        if due < subject.today:
            key = "reviewed" if article.meta.reviewed else "published"
            yield Problem(
                article.path,
                article.line_of(key),
                "KB408",
                f"its review was due on {due.isoformat()}",
                f"read it again, then: kbgen review {article.id} --lang {article.language} --by NAME",
            )
