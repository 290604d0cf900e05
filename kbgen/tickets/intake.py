"""Exports → store: what is recognised is read, and all of it comes in together or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from kbgen.tickets.store import Imported, ImportSource, open_store

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.tickets.reading import Recognised


def take_in(config: Config, exports: Iterable[Recognised], at: datetime, *, dry: bool = False) -> Imported:
    """Import these exports in one transaction. ``at``: this moment. ``dry``: keep nothing, only tell. Where no row
    could be kept, there is no import, and its number is 0. Raises KbgenError; then the store is as it was.
    """
    from kbgen.tickets import reading

    with open_store(config, writing=True, dry=dry) as store, store.importing() as work:
        for one in exports:
            work.add(source_of(one), reading.read(one))
        return work.finish(at)


def source_of(one: Recognised) -> ImportSource:
    """What the store remembers of a file."""
    return ImportSource(
        name=one.source,
        profile=one.profile.name,
        encoding=one.encoding,
        delimiter=one.delimiter,
        zone=one.zone,
        zone_was_given=bool(one.wishes.timezone),
        desk=(one.profile.like or one.profile.name).removesuffix("-json"),
    )
