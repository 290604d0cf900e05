"""Translations that tell their readers something wrong, and records that cannot be believed.

The survey's cache answers for all that has not changed, so that a strict build or a preview need not read all texts
again. git is not asked: what is critical shows without old words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kbgen.articles.article import Article, ArticleId
from kbgen.checks.subject import Subject
from kbgen.problems import Problem
from kbgen.translation import survey
from kbgen.translation.row import Row
from kbgen.translation.standing import Grade, State
from kbgen.translation.survey import Survey

_OURS = "KB6"


def out_of_step(subject: Subject) -> Iterator[Problem]:
    """Damaged and foreign records, stubs, and what is out of date in a number, a price, an address or the like."""
    site = subject.site
    listed = {article.path: article for article in site.catalog}
    found = subject.survey or _surveyed(subject, {article.id for article in listed.values()})
    yield from (problem for problem in found.problems if problem.code.startswith(_OURS) and problem.path in listed)
    for row in found.rows:
        if row.path in listed and (problem := _problem(row, listed[row.path])):
            yield problem


def _surveyed(subject: Subject, ids: Collection[ArticleId]) -> Survey:
    site = subject.site
    if len(ids) == len(site.catalog.versions):
        return survey.of_project(site.config, subject.today, git=False)
    return survey.of_articles(site.config, ids, subject.today)


def _problem(row: Row, article: Article) -> Problem | None:
    if row.state is State.STUB:
        reason = row.findings[-1].message
        hint = f"translate it, or delete the file: readers then see “{row.source}”, and are told so"
        return Problem(row.path, 0, "KB605", f"it is no translation: it {reason}", hint)
    if row.grade is Grade.CRITICAL and row.state in (State.STALE, State.DIVERGED):
        line = article.line_of("translation")
        message = f"“{row.source}” has changed in something critical since this was confirmed"
        hint = f"see “kbgen diff {row.article} --to {row.language}”"
        return Problem(row.path, line, "KB604", message, hint)
    return None
