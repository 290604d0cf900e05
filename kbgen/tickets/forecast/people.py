"""People that tickets need: tickets × minutes of work ÷ hours that somebody has for tickets in a year."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """``minutes`` of work a ticket takes, from so many ``tracked`` tickets (0: from the settings, which ``configured``
    says in words of the configuration); ``hours``: that somebody has for tickets in a year.
    """

    minutes: float
    hours: float
    tracked: int = 0

    def people(self, tickets: float) -> float:
        """How many people so many tickets a year need."""
        return tickets * self.minutes / 60 / self.hours
