"""Marks that a merge left behind."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.articles.article import lines
from kbgen.articles.front_matter import CONFLICT, CONFLICT_HINT
from kbgen.checks.subject import Subject, problem
from kbgen.problems import Problem


def left(subject: Subject) -> Iterator[Problem]:
    """Lines that begin with seven angle brackets, outside of code."""
    for article in subject.site.catalog:
        if "<<<<<<<" not in article.body and ">>>>>>>" not in article.body:
            continue
        for line in lines(article.body):
            if not line.code and CONFLICT.fullmatch(line.text):
                yield problem(
                    article,
                    line.number,
                    "KB110",
                    "a merge conflict is left here",
                    CONFLICT_HINT,
                )
