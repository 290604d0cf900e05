"""What the survey knows of the pages that work is about. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from kbgen.articles.article import ArticleId
from kbgen.config.settings import Weights
from kbgen.languages import LanguageCode
from kbgen.overview.work import Subject, Term
from kbgen.translation.standing import State
from kbgen.translation.workload import Gap

_ABSENT = frozenset({State.MISSING, State.STUB})


class Pages:
    """The gaps and fresh rows of a site, by article and by path. ``language``: that of titles, where there is one."""

    def __init__(self, gaps: Sequence[Gap], weights: Weights, language: LanguageCode) -> None:
        self.gaps, self.weights, self.language = gaps, weights, language

    @cached_property
    def by_article(self) -> Mapping[ArticleId, Mapping[LanguageCode, Gap]]:
        """The languages of each article."""
        found: dict[ArticleId, dict[LanguageCode, Gap]] = {}
        for gap in self.gaps:
            found.setdefault(gap.row.article, {})[gap.row.language] = gap
        return found

    @cached_property
    def by_path(self) -> Mapping[str, Gap]:
        """Each page by the file that it is, as messages name it."""
        return {gap.row.path: gap for gap in self.gaps}

    def subject(self, article: ArticleId) -> Subject:
        """The title in the language of the report, else in the source."""
        versions = self.by_article.get(article)
        if not versions:
            return Subject(article, article)
        source = next(iter(versions.values())).row.source
        for code in (self.language, source):
            if code in versions and versions[code].row.state not in _ABSENT:
                return Subject(versions[code].row.title, article, "" if code == self.language else code)
        row = next(iter(versions.values())).row
        return Subject(row.title, article, "" if source == self.language else source)

    def source_path(self, article: ArticleId) -> str:
        """The file that an article is first written in; empty where nobody knows the article."""
        versions = self.by_article.get(article, {})
        return next((gap.row.path for gap in versions.values() if gap.row.is_source), "")

    def term(self, gap: Gap | None, settings: tuple[str, ...], weight: float, times: float = 1.0) -> Term:
        """Harm to the readers of a page; of what is no page, only once."""
        if gap is None:
            return Term(settings, weight, times)
        tickets, views = gap.demand.tickets or 0.0, gap.demand.views or 0.0
        return Term(settings, weight, times, gap.reach, tickets, views, gap.row.popular, gap.row.language)

    def tickets(self, gaps: Iterable[Gap]) -> float | None:
        """A week, of some pages; None where none was counted."""
        known = [gap.demand.tickets for gap in gaps if gap.demand.tickets is not None]
        return sum(known) if known else None

    def views(self, gaps: Iterable[Gap]) -> float | None:
        """A week, of some pages; None where none was counted."""
        known = [gap.demand.views for gap in gaps if gap.demand.views is not None]
        return sum(known) if known else None
