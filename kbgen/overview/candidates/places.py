"""The very lines of a translation that have to follow its source: for the few pieces that are named first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from kbgen.overview.work import Ask, Piece, Source
from kbgen.translation import pieces as cutting
from kbgen.translation.standing import State

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.translation.workload import Gap

MOST = 5
"""So many lines are named; `kbgen diff` shows them all."""

_MOVED = frozenset({State.STALE, State.AHEAD, State.DIVERGED})


def with_lines(config: Config, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same pieces; where paragraphs have changed, with their lines, what matters most first. Reads the articles."""
    ordered = tuple(pieces)
    wanted = list(dict.fromkeys(ask.article for piece in ordered for ask in piece.asks if _has_moved(ask)))
    if not wanted:
        return ordered

    from kbgen.translation import survey

    known = dict(zip(wanted, survey.appraisals(config, wanted), strict=True))

    def told(ask: Ask) -> Ask:
        appraisal = known.get(ask.article) if _has_moved(ask) else None
        if appraisal is None:
            return ask
        gap = cast("Gap", ask.evidence)
        found = cutting.piece_of(cutting.Candidate(gap, gap.row.source, 0.0), appraisal, float("inf"))
        lines = tuple(dict.fromkeys(part.place for part in found.parts))[:MOST] if found else ()
        return replace(ask, places=lines or ask.places)

    return tuple(replace(piece, asks=tuple(map(told, piece.asks))) for piece in ordered)


def _has_moved(ask: Ask) -> bool:
    return ask.source is Source.GAPS and cast("Gap", ask.evidence).row.state in _MOVED
