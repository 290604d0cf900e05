"""Exports → store: what is recognised is read, and all of it comes in together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbgen.tickets.store import Imported, ImportSource, open_store

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.tickets.reading import Recognised, Wishes
    from kbgen.tickets.store.importing import Importing

Progress = Callable[[str, int, int], None]
"""Told of what, how many are through, and of how many; 0 where nobody knows, and twice 0 where a long stage begins of
which nothing more is heard."""

_ROWS = 10_000
"""Rows from one telling to the next."""


def recognise(path: Path, wishes: Wishes, config: Config) -> tuple[Recognised, ...]:
    """What a file holds: one export, or one a member of a zip. Raises WrongUse, saying what to give."""
    from kbgen.tickets import reading
    from kbgen.tickets.bulk import parquet

    if parquet.is_parquet(path) and _has_own_names(path, wishes, config):
        return (parquet.recognised(path, wishes, config),)
    return reading.recognise(path, wishes, config)


def _has_own_names(path: Path, wishes: Wishes, config: Config) -> bool:
    """Whether the columns of a Parquet file are called as kbgen calls them, and not as a help desk does."""
    from kbgen.tickets.bulk import parquet
    from kbgen.tickets.reading.known import KNOWN
    from kbgen.tickets.reading.own import own_profiles
    from kbgen.tickets.reading.parquet import columns

    if wishes.profile:
        return wishes.profile == parquet.NAME
    names = tuple(columns(path))
    desks = (profile for profile in (*own_profiles(config).values(), *KNOWN.values()) if not profile.json)
    return parquet.PROFILE.is_of(names) or not any(profile.is_of(names) for profile in desks)


def _nobody(stage: str, done: int, total: int) -> None:
    pass


class _Way(IntEnum):
    """How a file is read; where one way fails, the next is tried."""

    BULK = 0
    BULK_LOOKING_AT_ALL = 1
    ROW_BY_ROW = 2


def take_in(
    config: Config,
    exports: Sequence[Recognised],
    at: datetime,
    *,
    dry: bool = False,
    large: int | None = None,
    progress: Progress = _nobody,
) -> Imported:
    """Import these exports in one transaction. ``at``: this moment. ``dry``: keep nothing, only tell. ``large``: bytes
    from which on a file is read in bulk. ``progress`` is told of rows that are read one by one, else of files. Where no
    row could be kept, there is no import, and its number is 0. Raises KbgenError; then the store is as it was.
    """
    from kbgen.tickets.bulk import Unclean
    from kbgen.tickets.store.importing import Unordered

    ordered = False
    ways = [_Way.BULK for _ in exports]
    files = tuple({one.part.path.absolute() for one in exports})
    with open_store(config, writing=True, dry=dry, reads=files) as store:
        while True:
            place = 0
            try:
                with store.importing() as work:
                    for place, one in enumerate(exports):
                        _add(work, one, ways[place], at, large, progress, ordered=ordered)
                    return work.finish(at)
            except Unordered:
                ordered = True
            except Unclean as unclean:
                # DuckDB gives a transaction up with the first error in it, so all files start again.
                ways[place] = _Way.ROW_BY_ROW if unclean.for_good else _Way(ways[place] + 1)


def _add(
    work: Importing, one: Recognised, way: _Way, at: datetime, large: int | None, progress: Progress, *, ordered: bool
) -> None:
    from kbgen.tickets import reading
    from kbgen.tickets.bulk import parquet, source, taking

    is_parquet = one.profile.name == parquet.NAME
    if way < _Way.ROW_BY_ROW:
        found = parquet.source(one) if is_parquet else source.of_csv(one, source.LARGE if large is None else large)
        if found is not None:
            whole = way is _Way.BULK_LOOKING_AT_ALL
            # Parquet is read as fast in its order.
            progress(f"{one.source}, read as a whole", 0, 0)
            taking.take(work, found, source_of(one), at, whole=whole, ordered=ordered or is_parquet)
            progress(f"{one.source}, read; put in order", 0, 0)
            return
    rows = parquet.read(one) if is_parquet else reading.read(one)
    work.add(source_of(one), _counted(rows, f"{one.source}, rows read", progress))


def _counted(rows: Iterable[Any], stage: str, progress: Progress) -> Iterator[Any]:
    for number, row in enumerate(rows, 1):
        if number % _ROWS == 0:
            progress(stage, number, 0)
        yield row


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
