"""Headings that skip a level, and articles with several top headings."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.articles import article as articles
from kbgen.checks.subject import Subject, problem
from kbgen.problems import Problem


def skipped(subject: Subject) -> Iterator[Problem]:
    """The title is the top heading; what follows must go down one level at a time."""
    for article in subject.site.catalog:
        above = 1
        tops = 0
        for heading in articles.headings(article.body):
            if heading.level == 1:
                tops += 1
                if tops > 1 or (article.meta.title and articles.plain(heading.text) != article.meta.title):
                    yield problem(
                        article,
                        heading.line,
                        "KB409",
                        "a top heading besides the title",
                        "the title is the top heading; begin with “## …”",
                    )
            elif heading.level > above + 1:
                marks = "#" * (above + 1)
                yield problem(
                    article,
                    heading.line,
                    "KB405",
                    f"the heading “{articles.plain(heading.text)}” skips from level {above} to {heading.level}",
                    f"write “{marks} …”",
                )
            above = heading.level
