"""What to do this week: one ranking of everything that asks for work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kbgen.config.settings import Ranking
from kbgen.overview.absent import Absent, Need
from kbgen.overview.candidates import gaps, places, problems, reviews, topics
from kbgen.overview.candidates.pages import Pages
from kbgen.overview.ranking import ranked, varied
from kbgen.overview.sources import last_day
from kbgen.overview.work import Ask, Piece
from kbgen.tickets.flagging.saving import NOTHING, Range

if TYPE_CHECKING:
    from kbgen.overview.desk import Desk

MOST = 50
"""So many pieces are in the report; nobody reads further, and other commands have them all."""


@dataclass(frozen=True, slots=True)
class Week:
    """``pieces``: those to name first, then the rest by rank, ``MOST`` at most; ``found``: how many there are in all.
    ``constants``: what they were ranked by. ``day``: of the content. ``tickets``: the last day of which they count, or
    what would bring them; ``views``: what would bring them, None where views of any page are known. ``languages``: of
    the site.
    """

    pieces: tuple[Piece, ...]
    found: int
    constants: Ranking
    day: date
    tickets: date | Absent
    views: Absent | None
    languages: tuple[str, ...]

    @property
    def first(self) -> tuple[Piece, ...]:
        """The pieces to name first."""
        return self.pieces[: self.constants.pieces]

    @property
    def effort(self) -> float:
        """Hours that the first take."""
        return sum(piece.effort for piece in self.first)

    @property
    def saving(self) -> Range | None:
        """Hours a month that agents save by the first; None where no topic asks for any of them. The ends add up as if
        all were wrong in the same direction, since the shares that they rest on may be."""
        known = [piece.saving for piece in self.first if piece.saving]
        found = NOTHING
        for one in known:
            found = Range(found.estimate + one.estimate, found.low + one.low, found.high + one.high)
        return found if known else None


def week(desk: Desk) -> Week:
    """All that asks for work, ranked. Never absent: the content alone has gaps, reviews and links."""
    constants = desk.config.report.ranking
    pieces = varied(ranked(asks(desk), constants), constants)
    first, rest = pieces[: constants.pieces], pieces[constants.pieces : max(MOST, constants.pieces)]
    return Week(
        pieces=(*places.with_lines(desk.config, first), *rest),
        found=len(pieces),
        constants=constants,
        day=desk.today,
        tickets=desk.tickets if isinstance(desk.tickets, Absent) else last_day(desk),
        views=None if any(one.views is not None for one in desk.demands.values()) else Absent((Need.VIEWS,)),
        languages=desk.config.language_codes,
    )


def asks(desk: Desk) -> Iterator[Ask]:
    """What every source asks for."""
    config, constants = desk.config, desk.config.report.ranking
    pages = Pages(desk.gaps, constants.weights, desk.language)
    flags = desk.flagged.flags if desk.flagged else ()
    homes = topics.homes(flags)
    yield from topics.asks(flags, pages, _topic_lines(desk), config.source_language)
    yield from gaps.asks(pages, homes)
    late = reviews.overdue(desk.catalog, config.review_interval, desk.today)
    yield from reviews.asks(late, pages, homes, constants.review_hours, desk.today)
    yield from problems.asks(desk.problems, pages, constants.link_hours)


def _topic_lines(desk: Desk) -> Mapping[str, str]:
    if desk.situation is None:
        return {}
    file = desk.situation.file
    return {id: f"{file.path}:{topic.line}" for id, topic in file.topics.items() if topic.line}
