"""Tickets and people two years ahead, the quarters that were, and how well each method foresaw what is known now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kbgen.overview.absent import Absent

if TYPE_CHECKING:
    from kbgen.overview.desk import Desk
    from kbgen.tickets.forecast import Forecast
    from kbgen.tickets.forecast.backtest import Ahead, Trial
    from kbgen.tickets.forecast.people import Work

QUARTERS_BACK = 20
"""Five years are shown; the forecast itself looks back ten."""

LEAST_KNOWN = 0.75
"""Of fewer weeks of a quarter it is not shown."""


@dataclass(frozen=True, slots=True)
class Past:
    """Thirteen weeks from the ``first`` day to the day before ``end``. ``tickets``: None where too few weeks are known;
    where some are not, as many as thirteen weeks like the others have.
    """

    first: date
    end: date
    tickets: float | None


@dataclass(frozen=True, slots=True)
class Tried:
    """A method and a span ahead: how far off it was on average (0.1: by a tenth), None where nobody knows; at how many
    ``origins``, so many of which had no week in common (``apart``). ``held`` of ``ranges`` contained what came.
    """

    method: str
    used: bool
    span: Ahead
    error: float | None
    origins: int
    apart: int
    held: int
    ranges: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """``past``: quarters, the oldest first. ``tried``: the backtest, method by method, quarters and years ahead."""

    found: Forecast
    work: Work
    past: tuple[Past, ...]
    tried: tuple[Tried, ...]

    @property
    def is_short(self) -> bool:
        """Whether less than a year is known, so that nobody can say how many a year has had."""
        from kbgen.tickets.forecast.candidates import YEAR

        return self.found.known < YEAR


def forecast(desk: Desk) -> Outlook | Absent:
    """The outlook of the help desk; absent without tickets. With too few of them it says that there is no forecast."""
    if isinstance(desk.tickets, Absent):
        return desk.tickets
    from kbgen.tickets.forecast.gathered import gathered

    found, work = gathered(desk.tickets)
    tried = tuple(_tried(trial, span, found) for trial in found.trials for span in trial.errors)
    return Outlook(found, work, _past(found), tried)


def _past(found: Forecast) -> tuple[Past, ...]:
    import numpy as np

    from kbgen.tickets.forecast.backtest import QUARTER

    quarters = []
    for back in range(min(QUARTERS_BACK, len(found.past) // QUARTER), 0, -1):
        weeks = found.past[len(found.past) - back * QUARTER :][:QUARTER]
        known = weeks[~np.isnan(weeks)]
        tickets = float(known.mean()) * QUARTER if len(known) >= LEAST_KNOWN * QUARTER else None
        first = found.until - timedelta(weeks=back * QUARTER)
        quarters.append(Past(first, first + timedelta(weeks=QUARTER), tickets))
    return tuple(quarters)


def _tried(trial: Trial, span: Ahead, found: Forecast) -> Tried:
    import numpy as np

    error = trial.error(span)
    held, ranges = trial.covered(span)
    return Tried(
        method=trial.name,
        used=trial.name == found.method,
        span=span,
        error=None if error is None else float(np.expm1(error)),
        origins=len(trial.known(span)),
        apart=trial.apart(span),
        held=held,
        ranges=ranges,
    )
