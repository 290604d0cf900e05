"""The account's stream of tickets, by the time of their last change, from page to page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from kbgen.errors import KbgenError
from kbgen.tickets.zendesk.connection import Connection, CursorRefused

PATH = "/api/v2/incremental/tickets/cursor.json"
PAGE = 1000
"""Tickets a page: as many as Zendesk gives."""

RECENT = timedelta(minutes=2)
"""Zendesk takes no beginning within the last minute."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far the stream has been read: to Zendesk's ``cursor``. ``reached``: a time in UTC such that everything that
    changed before it has been read; the stream can be taken up from there if the cursor is refused.
    """

    reached: datetime
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Tickets as Zendesk has them, and how far the stream has been read with them."""

    tickets: tuple[Mapping[str, Any], ...]
    position: Position
    last: bool


def pages(connection: Connection, begin: Position, now: datetime) -> Iterator[Page]:
    """All pages from a position on. A ticket may come more than once: the later time has the newer version.

    If the cursor is refused, the stream is taken up by time. Raises KbgenError where Zendesk turns in circles.
    """
    at = begin
    while True:
        try:
            page = _page(connection.get(_question(at, now)), at)
        except CursorRefused:
            if not at.cursor:
                raise
            since = f"{at.reached:%Y-%m-%d %H:%M} UTC"
            connection.waiting.tell(f"{connection.account.name} has forgotten where we were; reading on from {since}.")
            at = Position(at.reached)
            continue
        yield page
        if page.last:
            return
        if page.position.cursor == at.cursor:
            raise KbgenError(f"{connection.account.name} gives the same tickets again and again")
        at = page.position


def _question(at: Position, now: datetime) -> str:
    if at.cursor:
        return f"{PATH}?{urlencode({'cursor': at.cursor, 'per_page': PAGE})}"
    start = min(at.reached, now - RECENT)
    return f"{PATH}?{urlencode({'start_time': max(0, int(start.timestamp())), 'per_page': PAGE})}"


def _page(data: Mapping[str, Any], before: Position) -> Page:
    tickets = data.get("tickets")
    if not isinstance(tickets, list) or not all(isinstance(one, dict) for one in tickets):
        raise KbgenError("Zendesk gave a page without tickets", hint="nothing of it was taken")
    cursor, last = data.get("after_cursor"), data.get("end_of_stream") is True
    if not (isinstance(cursor, str) and cursor) and not last:
        raise KbgenError("Zendesk gave a page without a way to the next one", hint="nothing of it was taken")
    # The stream is in the order of changes, so that everything before the last ticket's has come.
    known = [moment for one in tickets[-1:] if (moment := _changed(one))]
    reached = max([before.reached, *known])
    return Page(tuple(tickets), Position(reached, cursor if isinstance(cursor, str) else before.cursor), last)


def _changed(ticket: Mapping[str, Any]) -> datetime | None:
    """The time by which the stream is ordered."""
    stamp = ticket.get("generated_timestamp")
    if isinstance(stamp, int) and not isinstance(stamp, bool) and 0 <= stamp < 1 << 33:
        return datetime.fromtimestamp(stamp, UTC)
    try:
        return datetime.fromisoformat(str(ticket.get("updated_at"))).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
