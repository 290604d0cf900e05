"""People that tickets need: tickets × minutes of work ÷ hours that somebody has for tickets in a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from kbgen.config.settings import TicketSettings

LEAST_TRACKED = 30
"""With fewer tracked tickets, the settings are nearer to the truth."""


@dataclass(frozen=True, slots=True)
class Work:
    """``minutes`` of work a ticket takes, on average of so many ``tracked`` tickets (0: by the settings); ``hours``:
    that somebody has for tickets in a year.
    """

    minutes: float
    hours: float
    tracked: int = 0

    def people(self, tickets: float) -> float:
        """How many people so many tickets a year need."""
        return tickets * self.minutes / 60 / self.hours


def work_of(connection: duckdb.DuckDBPyConnection, settings: TicketSettings, since: datetime, until: datetime) -> Work:
    """By the tickets created between two instants whose time was tracked, if there are enough; else by the settings.

    The mean and not the median: what is long takes people too.
    """
    begin, end = (one.astimezone(UTC).replace(tzinfo=None) for one in (since, until))
    row = connection.execute(
        "SELECT count(minutes), avg(minutes) FROM counted_ticket WHERE created >= ? AND created < ?", [begin, end]
    ).fetchone()
    tracked, minutes = row if row else (0, None)
    if tracked < LEAST_TRACKED or not minutes:
        return Work(settings.handling_minutes, settings.hours_per_person)
    return Work(float(minutes), settings.hours_per_person, tracked)
