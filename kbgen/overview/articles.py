"""What becomes of the articles: which are needed most, which have gone stale, which do not help, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from kbgen.articles import reviews
from kbgen.articles.article import Article, ArticleId
from kbgen.languages import LanguageCode
from kbgen.overview.absent import Absent, Need
from kbgen.tickets.flagging.kinds import HELPFUL, SELDOM
from kbgen.tickets.flagging.shares import Share, share
from kbgen.translation import workload
from kbgen.translation.standing import Grade, State
from kbgen.translation.workload import Gap

if TYPE_CHECKING:
    from kbgen.articles.catalog import Catalog
    from kbgen.config import Config
    from kbgen.overview.desk import Desk
    from kbgen.tickets.counts import TopicId
    from kbgen.tickets.situation import Situation

LEAST_TOLD = 20
"""Of an article whose topic has had fewer tickets, nobody can say that it is seldom linked."""


@dataclass(frozen=True, slots=True)
class Needed:
    """An article that many want. ``tickets`` a week about the topics that it answers, ``views`` a week, in all
    languages; None where nobody counted. ``reach``: what it is ranked by (``kbgen.translation.workload``), added up
    over the languages. ``gaps``: how it stands in each language of the site.
    """

    article: ArticleId
    tickets: float | None
    views: float | None
    reach: float
    gaps: tuple[Gap, ...]

    @property
    def faulty(self) -> tuple[Gap, ...]:
        """The languages in which readers cannot trust it."""
        return tuple(gap for gap in self.gaps if not workload.is_covered(gap.row))


@dataclass(frozen=True, slots=True)
class Stale:
    """A page that says something else than the text that it was made from. ``minutes`` that mending it takes."""

    gap: Gap
    minutes: float


@dataclass(frozen=True, slots=True)
class Judged:
    """An article in a language with the votes of its readers. ``helpful``: the share whom it helped."""

    article: ArticleId
    language: LanguageCode
    helpful: Share
    views: float | None

    @property
    def is_unhelpful(self) -> bool:
        """Whether clearly fewer than half say that it helped."""
        return self.helpful.high < HELPFUL


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An article that agents seldom link. ``linked``: the share of its topics' tickets in which they do; in ``other``
    of them they link another article. ``topics``: their names, by their ids."""

    article: ArticleId
    topics: Mapping[TopicId, str]
    linked: Share
    other: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """An article that should have been read again on the day ``due``, so many ``days`` ago. ``since``: the last review,
    else the publication, if nobody has ``reviewed`` it."""

    article: ArticleId
    language: LanguageCode
    owner: str
    since: date
    reviewed: bool
    due: date
    days: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who answers for articles; ``""``: nobody does. ``articles`` of theirs; ``pages``: of these, in each
    language. How many of the pages are ``stale`` or ``missing``, ``unhelpful`` or ``overdue`` for review, and how many
    of the articles ``unlinked``; ``harm``: of all gaps of theirs.
    """

    name: str
    articles: int
    pages: int
    stale: int
    missing: int
    unhelpful: int
    unlinked: int
    overdue: int
    harm: float


@dataclass(frozen=True, slots=True)
class Articles:
    """``needed``: what is asked about, or read, most. ``judged``: the least helpful first; ``helpful``: the share of
    all votes. ``titles`` of all articles, and the ``languages`` that they are in; ``language``: of the report.
    ``found``: how many articles there are; ``linkable``: of how many agents could be seen to link them. ``tickets`` and
    ``views``: what would tell how much is asked and read. ``day``: of the content; ``last``: the last day of which
    tickets count; ``viewed``: the days of which views or votes are known.
    """

    day: date
    language: LanguageCode
    last: date | None
    viewed: tuple[date, date] | None
    titles: Mapping[ArticleId, str]
    languages: Mapping[ArticleId, LanguageCode]
    found: int
    needed: tuple[Needed, ...] | Absent
    tickets: Absent | None
    views: Absent | None
    stale: tuple[Stale, ...]
    judged: tuple[Judged, ...] | Absent
    helpful: Share | None
    unlinked: tuple[Unlinked, ...] | Absent
    linkable: int
    overdue: tuple[Overdue, ...] | Absent
    owners: tuple[Owner, ...]


def articles(desk: Desk) -> Articles | Absent:
    """All about the articles at one moment."""
    situation = desk.situation
    stale = tuple(_stale(desk.gaps))
    judged = _judged(situation) if situation else Absent(_needs(desk, Need.VOTES))
    asked = _links(situation, desk.language) if situation else Absent(_needs(desk, Need.LINKS))
    unlinked = asked if isinstance(asked, Absent) else tuple(one for one in asked if one.linked.high < SELDOM)
    overdue = _overdue(desk.catalog, desk.config, desk.today)
    return Articles(
        day=desk.today,
        language=desk.language,
        last=situation.last_day if situation else None,
        viewed=_viewed(situation),
        titles=desk.titles,
        languages={id: _shown(versions, desk) for id, versions in desk.catalog.versions.items()},
        found=len(desk.survey.articles),
        needed=_needed(desk),
        tickets=_no_tickets(desk),
        views=_no_views(desk),
        stale=stale,
        judged=judged,
        helpful=_helpful(judged),
        unlinked=unlinked,
        linkable=0 if isinstance(asked, Absent) else len(asked),
        overdue=overdue,
        owners=tuple(_owners(desk, stale, judged, unlinked, overdue)),
    )


def _needs(desk: Desk, need: Need) -> tuple[Need, ...]:
    """Votes and links come with the tickets' store; without it, that is what is needed first."""
    return (*desk.tickets.needs, need) if isinstance(desk.tickets, Absent) else (need,)


def _shown(versions: Mapping[LanguageCode, Article], desk: Desk) -> LanguageCode:
    """The language of the title that is shown."""
    for code in (desk.language, desk.config.source_language):
        if code in versions:
            return code
    return next(iter(versions))


# -- needed ----------------------------------------------------------------------------------------------------------


def _needed(desk: Desk) -> tuple[Needed, ...] | Absent:
    by_article: dict[ArticleId, list[Gap]] = {}
    for gap in desk.gaps:
        by_article.setdefault(gap.row.article, []).append(gap)
    order = {code: place for place, code in enumerate(desk.config.language_codes)}
    found = []
    for article, gaps in by_article.items():
        tickets = [gap.demand.tickets for gap in gaps if gap.demand.tickets is not None]
        views = [gap.demand.views for gap in gaps if gap.demand.views is not None]
        if sum(tickets) or sum(views):
            in_order = sorted(gaps, key=lambda gap: order.get(gap.row.language, len(order)))
            found.append(
                Needed(
                    article,
                    sum(tickets) if tickets else None,
                    sum(views) if views else None,
                    sum(gap.reach for gap in gaps),
                    tuple(in_order),
                )
            )
    if found:
        return tuple(sorted(found, key=lambda one: (-one.reach, one.article)))
    needs = [need for absent in (_no_tickets(desk), _no_views(desk)) if absent for need in absent.needs]
    return Absent(tuple(dict.fromkeys(needs))) if needs else ()


def _no_tickets(desk: Desk) -> Absent | None:
    """What would tell how much is asked about articles."""
    if isinstance(desk.tickets, Absent):
        return desk.tickets
    return None if desk.situation and desk.situation.answers else Absent((Need.ANSWERS,))


def _no_views(desk: Desk) -> Absent | None:
    """What would tell how much they are read."""
    if desk.situation is None:
        return Absent((Need.VIEWS,))
    from kbgen.tickets.readers.rows import Kind

    return None if desk.situation.told(Kind.VIEW) else Absent((Need.VIEWS,))


def _viewed(situation: Situation | None) -> tuple[date, date] | None:
    if situation is None:
        return None
    from kbgen.tickets.readers.rows import Kind

    spans = [span for span in (situation.told(Kind.VIEW), situation.told(Kind.VOTE)) if span]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


# -- faults ----------------------------------------------------------------------------------------------------------


def _stale(gaps: Iterable[Gap]) -> Iterator[Stale]:
    """What readers are told wrongly, or what may be wrong, the greatest harm first."""
    for gap in gaps:
        moved = gap.row.state in (State.STALE, State.AHEAD, State.DIVERGED) and gap.row.grade > Grade.NONE
        if moved or (gap.row.state is State.UNCONFIRMED and gap.row.grade is Grade.CRITICAL):
            yield Stale(gap, workload.minutes(gap.row))


def _judged(situation: Situation) -> tuple[Judged, ...] | Absent:
    found = []
    for (article, language), read in situation.readership.items():
        if votes := share(read.up, read.up + read.down):
            found.append(Judged(article, language, votes, read.views_week))
    if not found:
        return Absent((Need.VOTES,))
    return tuple(sorted(found, key=lambda one: (one.helpful.high, -one.helpful.whole, one.article, one.language)))


def _helpful(judged: tuple[Judged, ...] | Absent) -> Share | None:
    if isinstance(judged, Absent):
        return None
    return share(sum(one.helpful.part for one in judged), sum(one.helpful.whole for one in judged))


def _links(situation: Situation, language: LanguageCode) -> tuple[Unlinked, ...] | Absent:
    """Every article whose topics are asked, and how often agents link it, the least first."""
    if not any(work.told for work in situation.work.values()):
        return Absent((Need.LINKS,))
    told: dict[ArticleId, int] = {}
    own: dict[ArticleId, int] = {}
    other: dict[ArticleId, int] = {}
    names: dict[ArticleId, dict[TopicId, str]] = {}
    for topic, answering in situation.answers.items():
        work = situation.work.get(topic)
        if work is None or not work.told:
            continue
        for article in answering:
            linked = work.articles.get(article, 0)
            told[article] = told.get(article, 0) + work.told
            own[article] = own.get(article, 0) + linked
            other[article] = other.get(article, 0) + max(work.linked - linked, 0)
            names.setdefault(article, {})[topic] = situation.name(topic, language)
    found = []
    for article, tickets in told.items():
        linked_in = share(min(own[article], tickets), tickets)
        if linked_in and tickets >= LEAST_TOLD:
            found.append(Unlinked(article, names[article], linked_in, other[article]))
    # What the most tickets went without comes first.
    return tuple(sorted(found, key=lambda one: (one.linked.part - one.linked.whole, one.article)))


def _overdue(catalog: Catalog, config: Config, today: date) -> tuple[Overdue, ...] | Absent:
    """Reckoned as ``kbgen.checks.reviews`` does; the longest first."""
    found: list[Overdue] = []
    known = False
    for article in catalog:
        shared = catalog.shared[article.id]
        due = reviews.due(article, shared.review_interval, config.review_interval)
        since = article.meta.reviewed or article.meta.published
        known |= due is not None
        if due and since and due < today:
            reviewed = article.meta.reviewed is not None
            late = (today - due).days
            found.append(Overdue(article.id, article.language, shared.owner, since, reviewed, due, late))
    if not known:
        return Absent((Need.REVIEWS,))
    return tuple(sorted(found, key=lambda one: (one.due, one.article, one.language)))


# -- owners ----------------------------------------------------------------------------------------------------------


def _owners(
    desk: Desk,
    stale: Sequence[Stale],
    judged: Sequence[Judged] | Absent,
    unlinked: Sequence[Unlinked] | Absent,
    overdue: Sequence[Overdue] | Absent,
) -> Iterator[Owner]:
    """Those with the most harm first; nobody comes last."""
    shared = desk.catalog.shared
    owner = {gap.row.article: gap.row.owner for gap in desk.gaps} | {id: one.owner for id, one in shared.items()}

    def many(named: Iterable[ArticleId]) -> dict[str, int]:
        found: dict[str, int] = {}
        for article in named:
            name = owner.get(article, "")
            found[name] = found.get(name, 0) + 1
        return found

    absent = (State.MISSING, State.STUB)
    count = {
        "articles": many(desk.survey.articles),
        "pages": many(gap.row.article for gap in desk.gaps if gap.row.state is not State.MISSING),
        "stale": many(one.gap.row.article for one in stale),
        "missing": many(gap.row.article for gap in desk.gaps if gap.row.state in absent),
        "unhelpful": many(one.article for one in _known(judged) if one.is_unhelpful),
        "unlinked": many(one.article for one in _known(unlinked)),
        "overdue": many(one.article for one in _known(overdue)),
    }
    harm: dict[str, float] = {}
    for gap in desk.gaps:
        name = owner.get(gap.row.article, "")
        harm[name] = harm.get(name, 0.0) + gap.harm
    for name in sorted(count["articles"], key=lambda name: (not name, -harm.get(name, 0.0), name)):
        yield Owner(name=name, harm=harm.get(name, 0.0), **{key: of.get(name, 0) for key, of in count.items()})


_T = TypeVar("_T")


def _known(found: Sequence[_T] | Absent) -> Sequence[_T]:
    return () if isinstance(found, Absent) else found
