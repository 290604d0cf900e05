"""Titles and descriptions that are missing, or longer than search engines and cards show."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.articles.article import first_heading
from kbgen.checks.subject import Subject
from kbgen.problems import Problem

LONGEST_TITLE = 70
LONGEST_DESCRIPTION = 170


def missing_or_long(subject: Subject) -> Iterator[Problem]:
    """A title may also be the first heading; a description is expected of every article."""
    for article in subject.site.catalog:
        meta, path = article.meta, article.path
        if not meta.title and not first_heading(article.body):
            yield Problem(path, 1, "KB401", "the article has no title", "write “title: …” in its front matter")
        elif len(article.title) > LONGEST_TITLE:
            yield Problem(
                path,
                article.line_of("title"),
                "KB402",
                f"the title has {len(article.title)} characters",
                f"{LONGEST_TITLE} or fewer fit into search results",
            )
        if not meta.description:
            yield Problem(
                path,
                1,
                "KB403",
                "the article has no description",
                "say in one sentence what the reader will learn",
            )
        elif len(meta.description) > LONGEST_DESCRIPTION:
            yield Problem(
                path,
                article.line_of("description"),
                "KB404",
                f"the description has {len(meta.description)} characters",
                f"{LONGEST_DESCRIPTION} or fewer fit into search results",
            )
