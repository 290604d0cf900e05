"""Fenced blocks that never close, so that the rest of the article would be shown as code or with stray marks."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.articles.article import unclosed_fences
from kbgen.checks.subject import Subject, problem
from kbgen.problems import Problem


def unclosed(subject: Subject) -> Iterator[Problem]:
    """Each opening fence without an end."""
    for article in subject.site.catalog:
        if "```" in article.body or "~~~" in article.body:
            for line in unclosed_fences(article.body):
                yield problem(article, line, "KB407", "a fenced block opens here and never closes", "end it with ```")
