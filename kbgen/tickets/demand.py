"""How much readers want each article in each language, by tickets and views: what ``kbgen gaps`` ranks by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.translation.demand import Demand, Demands

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.tickets.situation import Situation

STORE = ".kbgen/tickets.duckdb"
"""``kbgen.tickets.store.place``, which takes long to import for those who have no tickets."""

WEEKS = 78
"""Levels are those of the last half year; what the tags were before it, a year tells."""


def of_project(config: Config) -> Demands:
    """The demand of a project; none where nothing was imported or the extra is not installed, for then nobody asked
    for it. Raises KbgenError where the store cannot be read."""
    if not (config.root / STORE).is_file():
        return {}
    from kbgen.tickets import needs

    if not needs.installed():
        return {}
    from kbgen.tickets.situation import Situation
    from kbgen.tickets.store import open_store

    with open_store(config) as store:
        return demands(Situation(config, store, weeks=WEEKS))


def demands(situation: Situation) -> Demands:
    """Tickets a week about the topics of an article, in each language, whether the article is there in it or not; and
    views of its pages."""
    tickets = _tickets(situation)
    views = _views(situation)
    return {
        key: Demand(
            round(tickets[key], 2) if key in tickets else None,
            round(views[key], 1) if key in views else None,
        )
        for key in tickets.keys() | views.keys()
    }


def _tickets(situation: Situation) -> dict[tuple[ArticleId, LanguageCode], float]:
    """What several topics ask of an article adds up. A topic whose tag was given up is asked about no more, whatever
    was asked before; of one that has come into use instead, the newest weeks tell."""
    from kbgen.tickets.flagging.levels import Levels
    from kbgen.tickets.statistics import of_tags

    found: dict[tuple[ArticleId, LanguageCode], float] = {}
    levels = Levels(situation.counts, of_tags(situation.counts))
    for topic, articles in situation.answers.items():
        for code, rate in levels.rates(topic).items():
            for article in articles:
                found[article, code] = found.get((article, code), 0.0) + rate
    return found


def _views(situation: Situation) -> dict[tuple[ArticleId, LanguageCode], float]:
    """Of every page that anybody saw; the others are not named, since a page that is missing has no views to count."""
    return {key: one.views_week for key, one in situation.readership.items() if one.views_week is not None}
