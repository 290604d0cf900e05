"""What an editor should do about a topic, by what is known of it. Pure, and total: every case has an answer.

The first line that fits decides.

| articles | demand | what is known | kind |
| --- | --- | --- | --- |
| none | none | | nothing |
| none | any | | new |
| some | none | nobody reads them, or nobody has asked for a year who did before; none is needed elsewhere | retire |
| some | none | anything else | nothing |
| some | rises | none of them was changed since it began to rise | update |
| some | rose and stays so | each of them was last changed before that, as far as they say | update |
| some | any | each of them is unhelpful, overdue for review, or behind a translation | update |
| some | any | agents seldom link them | promote |
| some | any | agents mostly link them | fix-at-source |
| some | rises | one of them was changed since | promote |
| some | stays | whether agents link them is not known, or not clear | nothing |

Besides, each language with demand in which no article of the topic can be trusted is one more piece of work: translate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.tickets.flagging.shares import Share


class Kind(StrEnum):
    """The piece of work."""

    NEW = "new"
    UPDATE = "update"
    TRANSLATE = "translate"
    PROMOTE = "promote"
    FIX = "fix-at-source"
    RETIRE = "retire"


class Reason(StrEnum):
    """Why it is this piece of work."""

    NO_ARTICLE = "no-article"
    OLDER = "older-than-the-surge"
    UNHELPFUL = "unhelpful"
    OVERDUE = "review-overdue"
    BEHIND = "behind-a-translation"
    SELDOM_LINKED = "seldom-linked"
    MOSTLY_LINKED = "mostly-linked"
    CHANGED_SINCE = "changed-since"
    MISSING = "missing"
    STALE = "stale"
    UNREAD = "unread"
    UNASKED = "unasked"


class Standing(StrEnum):
    """Whether readers of a language can trust an article."""

    GOOD = "good"
    STALE = "stale"
    MISSING = "missing"


HELPFUL = 0.5
"""An article is unhelpful if clearly fewer than this share of its votes say that it helped."""

SELDOM = 0.25
MOSTLY = 0.5
"""Agents link an article seldom if clearly fewer tickets than the first share have it, mostly if clearly more than the
second do."""

QUIET_WEEKS = 26
"""So many weeks without a ticket make an article that nobody reads one that nobody needs."""

LONG_QUIET_WEEKS = 52
"""The same where nobody counts readers: only after a whole year, so that no season is missed."""

FEW_VIEWS = 1.0
"""Fewer views a week are nobody's."""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What is known of an article that answers a topic.

    ``languages``: how it stands in each language of the site. ``changed``: the day of its last update, else of its
    publication; None where it does not say. ``helpful``: share of votes that say so; ``views`` a week, of all its
    languages; both None where nobody counts. ``overdue``: nobody has reviewed it for longer than its interval.
    ``behind``: a translation has changed in something that matters, and it has not followed.
    """

    id: ArticleId
    languages: Mapping[LanguageCode, Standing]
    changed: date | None = None
    overdue: bool = False
    behind: bool = False
    helpful: Share | None = None
    views: float | None = None


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """What is known of a topic.

    ``articles``: those that answer it. ``risen``: the first day of the weeks in which its tickets rose; None where they
    did not. ``rose``: the same of a rise within the last year that has become usual; None where there was none.
    ``asked``: whether anybody has asked lately; ``ever``: at all. ``quiet_weeks``: how many weeks of which
    everything is known nobody has asked. ``linked``: share of its tickets in which agents linked one of the articles;
    None where the help desk does not tell. ``elsewhere``: one of the articles answers another topic that is asked
    about, or is needed as it is, such as the page of a category.
    """

    articles: tuple[ArticleFacts, ...]
    risen: date | None
    asked: bool
    quiet_weeks: int
    linked: Share | None
    ever: bool = True
    rose: date | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A piece of work, why, and on which articles; ``language`` where it is about one only."""

    kind: Kind
    reasons: tuple[Reason, ...]
    articles: tuple[ArticleId, ...] = ()
    language: LanguageCode | None = None


def decide(topic: TopicFacts) -> Decision | None:
    """The piece of work that is about all languages; None where there is nothing to do."""
    named = tuple(article.id for article in topic.articles)
    wanted = topic.asked or topic.risen is not None
    if not topic.articles:
        return Decision(Kind.NEW, (Reason.NO_ARTICLE,)) if wanted else None
    if not wanted:
        why = _unneeded(topic)
        return Decision(Kind.RETIRE, why, named) if why else None
    faults = [list(_faults(article)) for article in topic.articles]
    untouched = _is_older(topic)
    if untouched or all(faults):
        older = (Reason.OLDER,) if untouched else ()
        return Decision(Kind.UPDATE, (*older, *dict.fromkeys(one for of_one in faults for one in of_one)), named)
    if topic.linked and topic.linked.high < SELDOM:
        return Decision(Kind.PROMOTE, (Reason.SELDOM_LINKED,), named)
    if topic.linked and topic.linked.low > MOSTLY:
        return Decision(Kind.FIX, (Reason.MOSTLY_LINKED,), named)
    return Decision(Kind.PROMOTE, (Reason.CHANGED_SINCE,), named) if topic.risen else None


def translations(topic: TopicFacts, languages: Mapping[LanguageCode, float]) -> Iterator[Decision]:
    """A piece of work for each language that is asked in and in which none of the articles can be trusted.

    ``languages``: tickets a week in each.
    """
    if not topic.articles:
        return
    for code, tickets in languages.items():
        standings = [(article.id, article.languages.get(code, Standing.MISSING)) for article in topic.articles]
        if tickets <= 0 or any(standing is Standing.GOOD for _, standing in standings):
            continue
        # What is there already is sooner mended than the rest is written.
        there = [id for id, standing in standings if standing is Standing.STALE]
        reason = Reason.STALE if there else Reason.MISSING
        yield Decision(Kind.TRANSLATE, (reason,), tuple(there or [id for id, _ in standings])[:1], code)


def is_answered_in(topic: TopicFacts, language: LanguageCode) -> bool:
    """Whether readers of a language find an article that they can trust."""
    return any(article.languages.get(language) is Standing.GOOD for article in topic.articles)


def _faults(article: ArticleFacts) -> Iterator[Reason]:
    if article.helpful and article.helpful.high < HELPFUL:
        yield Reason.UNHELPFUL
    if article.overdue:
        yield Reason.OVERDUE
    if article.behind:
        yield Reason.BEHIND


def _is_older(topic: TopicFacts) -> bool:
    """Whether the articles are older than a rise. One without a date is not told of for a whole year as older."""
    if topic.risen is not None:
        return not any(_since(article, topic.risen) for article in topic.articles)
    return topic.rose is not None and all(one.changed and one.changed < topic.rose for one in topic.articles)


def _since(article: ArticleFacts, day: date) -> bool:
    return article.changed is not None and article.changed >= day


def _unneeded(topic: TopicFacts) -> tuple[Reason, ...]:
    if topic.elsewhere:
        return ()
    views = [article.views for article in topic.articles if article.views is not None]
    if len(views) == len(topic.articles) and topic.quiet_weeks >= QUIET_WEEKS:
        return (Reason.UNREAD,) if sum(views) < FEW_VIEWS else ()
    # Of a topic that no ticket ever had, nobody knows whether its name is a tag at all.
    silent = topic.ever and topic.quiet_weeks >= LONG_QUIET_WEEKS
    return (Reason.UNASKED,) if silent and not views else ()
