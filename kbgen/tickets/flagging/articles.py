"""What is known of the articles that answer topics: how they stand in each language, how old they are, and what
readers think of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kbgen.articles.article import ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.tickets.flagging.kinds import ArticleFacts, Standing
from kbgen.tickets.flagging.shares import share
from kbgen.tickets.readers.readership import Readership
from kbgen.translation import workload
from kbgen.translation.row import Row
from kbgen.translation.standing import Grade, State

_MISSING = frozenset({State.MISSING, State.STUB})
_MOVED = frozenset({State.STALE, State.DIVERGED})


def standing(row: Row) -> Standing:
    """Whether readers can trust an article in a language. A translation that nobody has confirmed counts as good as
    long as nothing is known against it; else a site that has just begun to record would seem to have none."""
    if row.state in _MISSING:
        return Standing.MISSING
    doubtful = (row.state in _MOVED and row.grade >= Grade.MATERIAL) or (
        row.state is State.UNCONFIRMED and row.grade is Grade.CRITICAL
    )
    return Standing.STALE if doubtful else Standing.GOOD


def facts_of(
    article: ArticleId,
    rows: Iterable[Row],
    catalog: Catalog,
    config: Config,
    today: date,
    readership: Iterable[Readership | None] = (),
) -> ArticleFacts:
    """``rows``: of the survey, one for each language; ``readership``: the same, None where no list of views names it:
    it may have been cut off."""
    versions = catalog.versions.get(article, {})
    changes = [version.changed_on for version in versions.values() if version.changed_on]
    overdue = False
    if versions and (since := (meta := catalog.source(article).meta).reviewed or meta.published):
        overdue = (catalog.shared[article].review_interval or config.review_interval).after(since) < today
    rows = list(rows)
    read = [one for one in readership if one]
    views = [one.views_week for one in read if one.views_week is not None]
    up, down = sum(one.up for one in read), sum(one.down for one in read)
    return ArticleFacts(
        id=article,
        languages={row.language: standing(row) for row in rows},
        # What was changed later was not known on the day that is asked about.
        changed=max((day for day in changes if day <= today), default=None),
        overdue=overdue,
        behind=any(row.state in (State.AHEAD, State.DIVERGED) and row.grade >= Grade.MATERIAL for row in rows),
        helpful=share(up, up + down),
        views=sum(views) if views else None,
    )


def translating(rows: Iterable[Row]) -> Mapping[tuple[ArticleId, LanguageCode], float]:
    """Minutes that it takes to close each gap."""
    return {(row.article, row.language): workload.minutes(row) for row in rows if standing(row) is not Standing.GOOD}
