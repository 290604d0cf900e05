"""Reviews that are overdue → what asks to read an article again, in all the languages that wait for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kbgen.articles import reviews
from kbgen.articles.article import Article, ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.intervals import Interval
from kbgen.overview.candidates.keys import of_article
from kbgen.overview.candidates.pages import Pages
from kbgen.overview.work import Ask, Late, Source, Work


@dataclass(frozen=True, slots=True)
class Review:
    """``due`` one interval after the last review, or else the publication, on the day ``since``."""

    article: Article
    since: date
    due: date

    @property
    def place(self) -> str:
        """The line that tells of it, as ``path:line``."""
        return f"{self.article.path}:{self.article.line_of('reviewed' if self.article.meta.reviewed else 'published')}"


def overdue(catalog: Catalog, usual: Interval, today: date) -> Iterator[Review]:
    """Those whose day has passed, as ``kbgen check`` has it. ``usual``: the site's interval."""
    for article in catalog:
        since = article.meta.reviewed or article.meta.published
        due = reviews.due(article, catalog.shared[article.id].review_interval, usual)
        if since and due and due < today:
            yield Review(article, since, due)


def asks(
    late: Iterable[Review], pages: Pages, homes: Mapping[ArticleId, ArticleId], hours: float, today: date
) -> Iterator[Ask]:
    """One for each article. ``hours``: that reading it takes in one language. ``homes``: as for gaps."""
    by_article: dict[ArticleId, list[Review]] = {}
    for review in late:
        by_article.setdefault(review.article.id, []).append(review)
    for id, of_one in by_article.items():
        yield _ask(id, tuple(of_one), pages, homes, hours, today)


def intervals(review: Review, today: date) -> float:
    """How many times its interval has passed since: 1 on the day on which it is due."""
    return (today - review.since).days / max((review.due - review.since).days, 1)


def _ask(
    id: ArticleId,
    late: tuple[Review, ...],
    pages: Pages,
    homes: Mapping[ArticleId, ArticleId],
    hours: float,
    today: date,
) -> Ask:
    codes = tuple(review.article.language for review in late)
    known = pages.by_article.get(id, {})
    gaps = [known[code] for code in codes if code in known]
    weights = pages.weights
    # What nobody has looked at may be wrong; it is never worse than what is known to be.
    most = weights.critical / weights.review if weights.review else 0.0
    terms = tuple(
        pages.term(known.get(review.article.language), ("review",), weights.review, min(intervals(review, today), most))
        for review in late
    )
    return Ask(
        key=of_article(homes.get(id, id)),
        work=Work.REVIEW,
        source=Source.REVIEWS,
        subject=pages.subject(id),
        evidence=tuple(_late(review) for review in late),
        effort=hours * len(late),
        terms=terms,
        article=id,
        languages=codes,
        tickets=pages.tickets(gaps),
        views=pages.views(gaps),
        places=tuple(review.place for review in late),
        command=f"kbgen review {id} --lang {','.join(codes)} --by NAME",
    )


def _late(review: Review) -> Late:
    return Late(review.article.language, review.since, review.due, review.article.meta.reviewed is not None)
