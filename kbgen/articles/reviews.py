"""When somebody has to read an article again."""

from __future__ import annotations

from datetime import date

from kbgen.articles.article import Article
from kbgen.intervals import Interval


def due(article: Article, own: Interval | None, usual: Interval) -> date | None:
    """One interval after the last review, or else after publication: ``own`` of the article in all its languages, else
    the ``usual`` one of the site. None where neither day is known, and for pages of categories that ask for none.
    """
    since = article.meta.reviewed or article.meta.published
    if since is None or (article.is_index and not article.meta.review_interval):
        return None
    return (own or usual).after(since)
