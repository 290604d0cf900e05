"""From the account into the store, a batch of pages at a time: whatever happens, little has to be fetched again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kbgen.errors import KbgenError
from kbgen.tickets.zendesk import position
from kbgen.tickets.zendesk.connection import Connection
from kbgen.tickets.zendesk.export import Page, Position, pages

if TYPE_CHECKING:
    from kbgen.tickets.store import Imported, ImportSource, Store

BATCH = 25
"""Pages that are kept together: at ten questions a minute, two and a half minutes' worth."""

Read = Callable[[Iterable[Mapping[str, Any]]], Iterable[Any]]
"""Zendesk's objects → Ticket, Rejected and FileNotice."""


@dataclass(slots=True)
class _Batch:
    """Passes on the tickets of some pages. What ends it early is kept until they are safe."""

    stream: Iterator[Page]
    told: Callable[[int], None]
    position: Position | None = None
    error: BaseException | None = None
    over: bool = False

    def tickets(self) -> Iterator[Mapping[str, Any]]:
        """The tickets of whole pages."""
        for _ in range(BATCH):
            try:
                page = next(self.stream, None)
            except (KbgenError, KeyboardInterrupt) as error:
                self.error = error
                return
            if page is None:
                self.over = True
                return
            yield from page.tickets
            self.position = page.position
            self.told(len(page.tickets))


@dataclass(frozen=True, slots=True)
class Fetching:
    """``since``: where to begin if nothing of the account is there yet. ``told``: called with the number of tickets of
    each page that has come.
    """

    store: Store
    connection: Connection
    source: ImportSource
    read: Read
    since: datetime
    told: Callable[[int], None] = field(default=lambda _: None)

    def run(self, now: datetime, *, again: bool = False) -> Iterator[Imported]:
        """Fetch what has changed since the last time, or all since ``since``; gives each import that was made.

        Raises KbgenError where Zendesk does not answer, and KeyboardInterrupt; the pages until then are kept.
        """
        account = self.connection.account.name
        known = None if again else position.last(self.store.connection, account)
        after, begin = known or (None, Position(self.since))
        stream = pages(self.connection, begin, now)
        while True:
            batch = _Batch(stream, self.told)
            made = None
            with self.store.importing() as work:
                found = work.add(self.source, self.read(batch.tickets()))
                if batch.position and found.read:
                    made = work.finish(datetime.now(UTC))
                    # Where no ticket could be kept there is no import.
                    number = made.number or after
                    if number:
                        position.remember(self.store.connection, account, batch.position, number=number, after=after)
                    after = number
            if made:
                yield made
            if batch.error:
                raise batch.error
            if batch.over:
                return
