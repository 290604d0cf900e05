"""What is on record about quality: what customers thought, who read what when, what is open, what was imported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kbgen.overview.absent import Absent, Need
from kbgen.overview.records import reviews, satisfaction
from kbgen.overview.records.reviews import Owner, Review, Reviewed
from kbgen.overview.records.satisfaction import Opinions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbgen.overview.desk import Desk
    from kbgen.problems import Problem
    from kbgen.tickets.counts import TopicId
    from kbgen.tickets.situation import Situation
    from kbgen.translation.row import Row


@dataclass(frozen=True, slots=True)
class Import:
    """Something that was taken in. ``at`` is UTC; ``first`` and ``last`` are the days that it tells of."""

    kind: Need
    number: int
    at: datetime
    source: str
    read: int
    kept: int
    rejected: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Quality:
    """``topics``: what those of the opinions are called. ``reviews``: every article in every language. ``problems``:
    all that ``kbgen check`` finds, sorted. ``unconfirmed``: translations of which nobody has said what they were made
    from, with those that ``confirmed`` counts beside them. ``imports``: the newest first.
    """

    today: date
    opinions: Opinions | Absent
    topics: Mapping[TopicId, str]
    reviews: tuple[Review, ...]
    owners: tuple[Owner, ...]
    problems: tuple[Problem, ...]
    unconfirmed: tuple[Row, ...]
    confirmed: int
    imports: tuple[Import, ...] | Absent

    def count(self, state: Reviewed) -> int:
        """How many reviews stand so."""
        return sum(one.state is state for one in self.reviews)

    @property
    def by_code(self) -> tuple[tuple[str, int], ...]:
        """Codes of problems with how often each was found, the most frequent first."""
        counted = Counter(one.code for one in self.problems)
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def quality(desk: Desk) -> Quality:
    """All that is on record; it is never wholly absent, since there is always content."""
    found = tuple(reviews.of_catalog(desk.catalog, desk.config.review_interval, desk.today))
    translations = [row for row in desk.survey.rows if not row.is_source]
    opinions = _opinions(desk)
    return Quality(
        today=desk.today,
        opinions=opinions,
        topics=_names(desk, opinions),
        reviews=found,
        owners=reviews.owners(found),
        problems=desk.problems,
        unconfirmed=tuple(row for row in translations if row.state == "unconfirmed"),
        confirmed=sum(row.confirmed is not None for row in translations),
        imports=desk.tickets if isinstance(desk.tickets, Absent) else tuple(_imports(desk.tickets)),
    )


def _opinions(desk: Desk) -> Opinions | Absent:
    if isinstance(desk.tickets, Absent):
        return desk.tickets
    return satisfaction.opinions(desk.tickets) or Absent((Need.SATISFACTION,))


def _names(desk: Desk, opinions: Opinions | Absent) -> Mapping[TopicId, str]:
    if isinstance(opinions, Absent) or desk.situation is None:
        return {}
    return {one.key: desk.situation.name(one.key, desk.language) for one in opinions.topics}


def _imports(situation: Situation) -> Iterator[Import]:
    """Of tickets, then of views; the newest first."""
    from kbgen.tickets.readers import keeping

    for one in reversed(situation.store.imports()):
        first, last = (None if day is None else day.astimezone(situation.zone).date() for day in (one.first, one.last))
        yield Import(Need.TICKETS, one.number, one.at, one.source, one.read, one.kept, one.rejected, first, last)
    for view in reversed(keeping.imports(situation.store.connection)):
        yield Import(
            Need.VIEWS, view.number, view.at, view.names, view.read, view.kept, view.rejected, view.first, view.last
        )
