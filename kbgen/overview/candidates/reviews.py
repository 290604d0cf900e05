"""Reviews that are overdue → what asks to read an article again, in all the languages that wait for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kbgen.articles.article import ArticleId
from kbgen.checks.reviews import Review
from kbgen.overview.candidates.keys import of_article
from kbgen.overview.candidates.pages import Pages
from kbgen.overview.work import Ask, Late, Source, Work


def asks(
    reviews: Iterable[Review], pages: Pages, homes: Mapping[ArticleId, ArticleId], hours: float, today: date
) -> Iterator[Ask]:
    """One for each article. ``hours``: that reading it takes in one language. ``homes``: as for gaps."""
    late: dict[ArticleId, list[Review]] = {}
    for review in reviews:
        if review.is_overdue(today):
            late.setdefault(review.article.id, []).append(review)
    for id, of_one in late.items():
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
        places=tuple(f"{review.article.path}:{review.article.line_of(review.key)}" for review in late),
        command=f"kbgen review {id} --lang {','.join(codes)} --by NAME",
    )


def _late(review: Review) -> Late:
    return Late(review.article.language, review.since, review.due, review.key == "reviewed")
