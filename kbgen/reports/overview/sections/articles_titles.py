"""Articles as tables name them."""

from __future__ import annotations

from kbgen.articles.article import ArticleId
from kbgen.overview.articles import Articles
from kbgen.reports.overview.document import Cell


def title(article: ArticleId, part: Articles) -> Cell:
    """The title in the language of the report, else in another one; the id for programs, and in small letters."""
    shown = part.languages.get(article, "")
    language = "" if shown == part.language else shown
    return Cell(part.titles.get(article, article), article, language=language, note=f"`{article}`")
