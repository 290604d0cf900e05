"""Everything that the report says, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from kbgen.errors import KbgenError
from kbgen.languages import LanguageCode
from kbgen.overview.absent import Absent
from kbgen.overview.articles import Articles, articles
from kbgen.overview.coverage import Coverage, coverage
from kbgen.overview.effect import Effects, effect
from kbgen.overview.forecast import Outlook, forecast
from kbgen.overview.quality import Quality, quality
from kbgen.overview.sources import Sources, sources
from kbgen.overview.topics import Topics, topics
from kbgen.overview.week import Week, week

if TYPE_CHECKING:
    from kbgen.overview.desk import Desk

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Overview:
    """The parts in the order of the report, each what its module says, or why it cannot be told."""

    site: str
    language: LanguageCode
    day: date
    week: Week | Absent
    coverage: Coverage | Absent
    topics: Topics | Absent
    articles: Articles | Absent
    effect: Effects | Absent
    forecast: Outlook | Absent
    quality: Quality | Absent
    sources: Sources


def overview(desk: Desk) -> Overview:
    """All parts. Where one fails for a reason that users can mend, the others are told none the less."""
    return Overview(
        site=desk.config.name_in(desk.language),
        language=desk.language,
        day=desk.today,
        week=_part(desk, week),
        coverage=_part(desk, coverage),
        topics=_part(desk, topics),
        articles=_part(desk, articles),
        effect=_part(desk, effect),
        forecast=_part(desk, forecast),
        quality=_part(desk, quality),
        sources=sources(desk),
    )


def _part(desk: Desk, function: Callable[[Desk], Part | Absent]) -> Part | Absent:
    """What a part says."""
    try:
        return function(desk)
    except KbgenError as error:
        return Absent((), error.message)
