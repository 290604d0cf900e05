"""Stores for the tests, and rows to put into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kbgen.config import Config, load_text
from kbgen.tickets.store import Imported, ImportSource, Store, open_store
from kbgen.tickets.store.opening import connect
from kbgen.tickets.ticket import Channel, Status, Ticket

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = ImportSource("tickets.csv", "zendesk", "utf-8", ",", "Europe/Tallinn", zone_was_given=True)


def config(root: Path, **changes: Any) -> Config:
    """The settings of a site in this folder."""
    text = "site_name: Help\nplugins:\n  - kbgen:\n      languages: {et: {}, en: {}, ru: {}, fi: {}}\n"
    return replace(load_text(text, root / "mkdocs.yml")[0], **changes)


@contextmanager
def in_memory(root: Path = Path("/nowhere")) -> Iterator[Store]:
    """A store that is gone with the test."""
    with Store(config(root), connect(None, writing=True), None) as store:
        yield store


def ticket(id: int | str = 1, hours: float = 0, updated: float | None = None, *tags: str, **more: Any) -> Ticket:
    """A ticket created so many hours after ``BEGIN``, and updated so many hours after that."""
    created = BEGIN + hours * HOUR
    changed = None if updated is None else created + updated * HOUR
    return Ticket(str(id), created, changed, tags=tags, **more)


def take_in(root: Path, rows: Iterable[Any], source: ImportSource = SOURCE) -> Imported:
    """Import into the store of a folder."""
    with open_store(config(root), writing=True) as store:
        return store.add(source, rows)


def content(store: Store) -> list[tuple[Any, ...]]:
    """The tickets that count, whatever import they come from; sorted."""
    query = "SELECT * EXCLUDE (import) FROM current_ticket ORDER BY id"
    return store.connection.execute(query).fetchall()


FULL = Ticket(
    "77",
    BEGIN,
    BEGIN + HOUR,
    "et",
    Channel.EMAIL,
    Status.SOLVED,
    "Support ET",
    12.5,
    True,
    ("dns", "mail setup"),
    ("dns/records",),
)
"""Everything that can be known of a ticket."""
