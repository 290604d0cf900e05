"""Asks from all sources → pieces of work in one order. Pure.

What a piece is worth = hours a month × urgency ÷ hours of work. Hours a month are those that agents save, as far as
topics tell; harm that is done to readers counts with so many hours a point. Where several sources ask for the same
piece, the same readers stand behind them: the greatest counts, and does not add up. Only savings of several topics do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kbgen.config.settings import Ranking
from kbgen.overview.work import Ask, Key, Piece, Work
from kbgen.tickets.flagging.saving import NOTHING, Range


def ranked(asks: Iterable[Ask], constants: Ranking) -> tuple[Piece, ...]:
    """All pieces that are worth anything, the best first, whatever the order of the asks. Equals go by their keys."""
    by_key: dict[Key, list[Ask]] = {}
    for ask in asks:
        by_key.setdefault(ask.key, []).append(ask)
    pieces = [piece for of_one in by_key.values() if (piece := merged(of_one, constants)).worth > 0]
    pieces.sort(key=lambda piece: (-piece.worth, -piece.hours_month, piece.key))
    return tuple(replace(piece, rank=rank) for rank, piece in enumerate(pieces, 1))


def merged(asks: Iterable[Ask], constants: Ranking) -> Piece:
    """One piece of work of at least one ask."""
    ordered = tuple(sorted(asks, key=_order))
    saving = _saved(ordered)
    harms = [ask.harm for ask in ordered if ask.terms]
    harm = max(harms, default=None)
    hours = max(saving.estimate if saving else 0.0, (harm or 0.0) * constants.hours_per_harm)
    effort = max(ask.effort for ask in ordered)
    counted = max(effort, constants.least_hours)
    urgency = constants.urgent if any(ask.urgent for ask in ordered) else 1.0
    return Piece(ordered, saving, harm, hours, effort, counted, urgency, hours * urgency / counted)


def _order(ask: Ask) -> tuple[object, ...]:
    """What says best what the piece is comes first; total, so that the order of the sources does not matter."""
    saved = ask.saving or NOTHING
    return (
        ask.work,
        not ask.urgent,
        (-saved.estimate, -saved.low, -saved.high),
        (-ask.harm, -ask.effort),
        (ask.source, ask.topic, ask.article, ask.languages, ask.places, ask.command),
    )


def _saved(asks: Sequence[Ask]) -> Range | None:
    """What several topics save adds up; of one topic that asks twice, the greater."""
    best: dict[str, Range] = {}
    for ask in asks:
        if ask.saving and (ask.topic not in best or best[ask.topic].estimate < ask.saving.estimate):
            best[ask.topic] = ask.saving
    if not best:
        return None
    found = NOTHING
    for topic in sorted(best):
        one = best[topic]
        found = Range(found.estimate + one.estimate, found.low + one.low, found.high + one.high)
    return found


def varied(pieces: Sequence[Piece], constants: Ranking) -> tuple[Piece, ...]:
    """The same pieces with the ``constants.pieces`` to name first at their head, both parts in their order by rank.

    Of one sort no more than ``alike`` are named first, unless nothing else is worth ``nearly`` as much: savings are
    known within a factor of two at best, so what lies close together is as good, and a team does not want to write ten
    articles in a week.
    """
    left, taken = list(pieces), dict.fromkeys(Work, 0)
    first: list[Piece] = []
    while left and len(first) < constants.pieces:
        best = left[0]
        if taken[best.work] >= constants.alike:
            near = (
                one for one in left if taken[one.work] < constants.alike and one.worth >= constants.nearly * best.worth
            )
            best = next(near, best)
        left.remove(best)
        taken[best.work] += 1
        first.append(best)
    first.sort(key=lambda piece: piece.rank)
    worst = max((piece.rank for piece in first), default=0)
    return (*first, *(replace(piece, gave_way=piece.rank < worst) for piece in left))
