"""How much readers want an article in a language: tickets and views a week, where they are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode


@dataclass(frozen=True, slots=True)
class Demand:
    """``tickets``: about the article's subject in this language; ``views``: of its page, or of the page that readers
    of this language see in its place. Both a week; None where nothing was counted.
    """

    tickets: float | None = None
    views: float | None = None


Demands = Mapping[tuple[ArticleId, LanguageCode], Demand]

NO_DEMAND: Demands = {}
"""Nothing has been imported."""

UNKNOWN = Demand()
