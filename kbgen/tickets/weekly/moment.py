"""The moment of asking, from which weeks are counted back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from kbgen.tickets.weeks import midnight

if TYPE_CHECKING:
    import duckdb

    from kbgen.config import Config


class Known(Protocol):
    """What this needs of the store."""

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """With the views ``current_ticket`` and ``current_count``."""

    def zone(self) -> str:
        """The name of the time zone in which weeks are counted."""

    def horizon(self) -> datetime | None:
        """The latest moment of which the imports tell; None where nothing was imported."""


def moment(store: Known, config: Config, as_of: date | None = None, *, now: datetime | None = None) -> datetime:
    """In UTC. Without a day it is the moment that the imports reach, since hours of which nothing is known would look
    like a fall; never later than now, whatever a wrong clock wrote into a ticket. With a day: its beginning in the
    site's zone, so that only tickets created before that midnight count.
    """
    if as_of is not None:
        return midnight(as_of, ZoneInfo(config.timezone or store.zone()))
    now = now or datetime.now(UTC)
    horizon = store.horizon()
    if horizon is None:
        return now
    return min(now, horizon.replace(tzinfo=UTC) if horizon.tzinfo is None else horizon.astimezone(UTC))


def aligned_until(store: Known, until: datetime) -> datetime:
    """``until``; but where only counts were imported and no tickets, the end of the last period before it, since a
    count of a week cannot be divided by days.
    """
    limit = until.astimezone(UTC).replace(tzinfo=None)
    cursor = store.connection.cursor()
    try:
        if cursor.execute("SELECT 1 FROM current_ticket LIMIT 1").fetchone():
            return until
        (last,) = cursor.execute("SELECT max(last) FROM current_count WHERE last <= ?", [limit]).fetchone() or (None,)
    finally:
        cursor.close()
    return until if last is None else last.replace(tzinfo=UTC)
