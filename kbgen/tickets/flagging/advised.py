"""What an advice is made of, before it is said in any language. Pure.

Articles and languages are those that the advice names, the most important first, and no more of them than a sentence
holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.tickets.flagging.kinds import ArticleFacts, Decision, Kind, Reason, Standing, TopicFacts
from kbgen.tickets.flagging.shares import Share

MOST_NAMED = 3
"""So many languages, or articles, are named in an advice."""

PART = 0.1
"""A language with less of the tickets than this is not named."""

LEAST_VIEWS = 0.05
"""Fewer views a week are none once they are rounded."""

# -- faults of an article ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Older:
    """Than the rise, which began on the day ``risen``. ``changed``: when an article was last changed; None where
    nobody knows. ``stayed``: the rise is months ago, and has become usual."""

    risen: date | None
    changed: date | None
    stayed: bool = False


@dataclass(frozen=True, slots=True)
class Unhelpful:
    """So say the votes; ``helpful``: the share of those who were helped."""

    helpful: Share


@dataclass(frozen=True, slots=True)
class Overdue:
    """Nobody has reviewed it for longer than its interval."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A translation has changed in something that matters, and it has not."""


Fault = Older | Unhelpful | Overdue | Behind

# -- pieces of work ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Incident:
    """Tell of a failure, and take the notice away when it is over. ``articles``: where there may be a place for it."""

    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class Unheard:
    """Nobody has asked before: it may be a failure, or need an article, first in ``languages``."""

    languages: tuple[LanguageCode, ...]


@dataclass(frozen=True, slots=True)
class Write:
    """No article is known to answer it. ``languages``: in which it is asked most; empty where all ask in one.
    ``namesake``: an article that is called like the topic, though nobody has said that it answers it."""

    languages: tuple[LanguageCode, ...]
    namesake: ArticleId = ""


@dataclass(frozen=True, slots=True)
class Update:
    """Bring articles up to date."""

    articles: tuple[ArticleId, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Translate:
    """``missing``: else it is out of date. ``tickets`` a week ask for it; it is there in the languages ``there``."""

    article: ArticleId
    language: LanguageCode
    missing: bool
    tickets: float
    there: tuple[LanguageCode, ...]


@dataclass(frozen=True, slots=True)
class Promote:
    """Good articles that agents seldom link: in so many of the tickets."""

    articles: tuple[ArticleId, ...]
    linked: Share


@dataclass(frozen=True, slots=True)
class Watch:
    """Articles that were changed since the questions rose: link them, and see whether it has helped."""

    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True)
class FixAtSource:
    """Good articles that agents mostly link, and the questions go on."""

    articles: tuple[ArticleId, ...]
    linked: Share


@dataclass(frozen=True, slots=True)
class Retire:
    """Nobody has asked for so many weeks. ``views`` a week, 0 where they are next to none; None where nobody counts."""

    articles: tuple[ArticleId, ...]
    quiet_weeks: int
    views: float | None


Advised = Incident | Unheard | Write | Update | Translate | Promote | Watch | FixAtSource | Retire


def advised(
    decision: Decision,
    topic: TopicFacts,
    languages: Mapping[LanguageCode, float],
    *,
    incident: bool = False,
    unheard_of: bool = False,
    namesake: ArticleId = "",
) -> Advised:
    """What to do. ``languages``: tickets a week in each. ``unheard_of``: nobody has asked before. ``namesake``: as of
    ``Write``."""
    named = decision.articles[:MOST_NAMED]
    if incident:
        return Incident(named)
    if unheard_of and decision.kind is Kind.NEW:
        return Unheard(_first(languages))
    articles = {article.id: article for article in topic.articles}
    match decision.kind:
        case Kind.NEW:
            return Write(_first(languages), namesake)
        case Kind.UPDATE:
            return Update(named, tuple(_faults(decision, [articles[id] for id in decision.articles], topic)))
        case Kind.TRANSLATE:
            assert decision.language is not None
            return Translate(
                decision.articles[0],
                decision.language,
                decision.reasons == (Reason.MISSING,),
                languages.get(decision.language, 0.0),
                _others(articles[decision.articles[0]], decision.language, languages),
            )
        case Kind.PROMOTE if Reason.CHANGED_SINCE in decision.reasons:
            return Watch(named)
        case Kind.PROMOTE:
            assert topic.linked is not None
            return Promote(named, topic.linked)
        case Kind.FIX:
            assert topic.linked is not None
            return FixAtSource(named, topic.linked)
        case Kind.RETIRE:
            return Retire(named, topic.quiet_weeks, _views(topic) if Reason.UNREAD in decision.reasons else None)


def _first(languages: Mapping[LanguageCode, float]) -> tuple[LanguageCode, ...]:
    total = sum(languages.values())
    if not total or len(languages) == 1:
        return ()
    most = sorted((code for code in languages if languages[code] >= PART * total), key=lambda c: -languages[c])
    return tuple(most[:MOST_NAMED])


def _faults(decision: Decision, articles: Sequence[ArticleFacts], topic: TopicFacts) -> Iterator[Fault]:
    for reason in decision.reasons:
        match reason:
            case Reason.OLDER:
                changed = max((article.changed for article in articles if article.changed), default=None)
                yield Older(topic.risen or topic.rose, changed, stayed=topic.risen is None)
            case Reason.UNHELPFUL:
                yield Unhelpful(next(article.helpful for article in articles if article.helpful))
            case Reason.OVERDUE:
                yield Overdue()
            case Reason.BEHIND:
                yield Behind()


def _others(
    article: ArticleFacts, own: LanguageCode, languages: Mapping[LanguageCode, float]
) -> tuple[LanguageCode, ...]:
    """The languages from which to translate."""
    there = [code for code, standing in article.languages.items() if standing is Standing.GOOD and code != own]
    return tuple(sorted(there, key=lambda code: -languages.get(code, 0.0))[:MOST_NAMED])


def _views(topic: TopicFacts) -> float:
    views = sum(article.views or 0 for article in topic.articles)
    return views if views >= LEAST_VIEWS else 0.0
