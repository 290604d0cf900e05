"""A forecast of a project's tickets, and what the work of a ticket takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from kbgen.tickets.forecast.forecast import Forecast, forecast
from kbgen.tickets.forecast.people import Work, work_of

if TYPE_CHECKING:
    from kbgen.tickets.situation import Situation

WEEKS = 520
"""Ten years."""

GROWTH = (-0.1, 0.1)
"""Of the scenarios, where nobody asks for others."""


class Gathered(NamedTuple):
    """Tickets to come, and what makes people of them."""

    forecast: Forecast
    work: Work


def gathered(situation: Situation, years: int = 2, growth: Sequence[float] = GROWTH) -> Gathered:
    """Tickets of the years ahead by those of the last ten years; minutes of work by those of the last one."""
    found = forecast(situation.counts_of(WEEKS), years=years, growth=growth)
    since = situation.until - timedelta(days=364)
    return Gathered(found, work_of(situation.store.connection, situation.config.tickets, since, situation.until))
