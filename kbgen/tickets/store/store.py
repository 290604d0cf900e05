"""The tickets that were imported, below ``.kbgen``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kbgen.errors import WrongUse
from kbgen.tickets import needs
from kbgen.tickets.store import opening, place
from kbgen.tickets.store.importing import Importing, in_utc, told_zone
from kbgen.tickets.store.keys import key_sql, salt
from kbgen.tickets.store.records import Imported, ImportRecord, ImportSource, Span, TagUse, TopicWork, Undone
from kbgen.tickets.ticket import Tag

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    import duckdb

    from kbgen.config import Config
    from kbgen.tickets.store.records import Standing
    from kbgen.tickets.store.satisfaction import Satisfaction


def open_store(
    config: Config,
    *,
    writing: bool = False,
    must_exist: bool = False,
    dry: bool = False,
    reads: tuple[Path, ...] = (),
) -> Store:
    """The project's tickets; a context manager.

    ``writing`` makes the store where there is none, unless it ``must_exist``, and lets nobody else in meanwhile.
    ``dry``: to see what an import would do; nothing is kept. ``reads``: files that queries may read. Raises WrongUse
    where there are no tickets, where another import is at work, or where the extra is not installed; KbgenError where
    the store is damaged.
    """
    needs.require()
    path = place.path_of(config)
    there = path.is_file()
    if not there and (must_exist or not writing):
        raise WrongUse(
            "no tickets were imported yet", hint="kbgen tickets import FILE, with an export of the help desk"
        )
    at = None if dry and not there else path
    return Store(config, opening.connect(at, writing=writing, reads=reads), at, dry=dry)


class Store:
    """``connection`` has the tables of ``schema`` and the views ``current_ticket``, ``counted_ticket`` (without spam,
    merged and deleted ones) and ``current_count``; all times in it are UTC.
    """

    def __init__(
        self, config: Config, connection: duckdb.DuckDBPyConnection, path: Path | None, *, dry: bool = False
    ) -> None:
        self.config = config
        self.connection = connection
        self.path = path
        self.dry = dry

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, RuntimeError) and "interrupted" in str(error).lower():
            raise KeyboardInterrupt from None
        if error is not None and _is_of_the_database(error):
            assert isinstance(error, Exception)
            raise opening.explained(error, self.path) from error

    def close(self) -> None:
        """Let others in."""
        self.connection.close()

    # -- writing -------------------------------------------------------------------------------------------------

    def add(self, source: ImportSource, rows: Iterable[Any]) -> Imported:
        """Import the rows of one file: Ticket, TagCount, Rejected and FileNotice, in any order."""
        with self.importing() as work:
            work.add(source, rows)
            return work.finish(datetime.now(UTC))

    @contextmanager
    def importing(self) -> Iterator[Importing]:
        """An import of several files, in one transaction: if anything is raised, the store is as it was."""
        with self._transaction():
            yield Importing(self.connection, self._salt(), self.config.timezone)

    def undo(self, *numbers: int) -> tuple[Undone, ...]:
        """Take imports out, as if they had never been: what they had replaced counts again. Without a number, the last
        one; all or none. Raises WrongUse for a number that is none of an import.
        """
        found = {one.number: one for one in self.imports()}
        if not found:
            raise WrongUse("there is no import to take out")
        wanted = numbers or (max(found),)
        for number in wanted:
            if number not in found:
                raise WrongUse(f"there is no import {number}", hint=f"the imports are {_few(found)}")
        with self._transaction():
            return tuple(self._undo(found[number]) for number in wanted)

    def _undo(self, one: ImportRecord) -> Undone:
        from kbgen.tickets.store import electing

        removed, restored = electing.remove_tickets(self.connection, one.number)
        counts, more = electing.remove_counts(self.connection, one.number)
        self.connection.execute("DELETE FROM cover WHERE import = ?", [one.number])
        self.connection.execute("DELETE FROM import WHERE number = ?", [one.number])
        return Undone(one.number, one.source, removed + counts, restored + more)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.begin()
        try:
            yield
            if self.dry:
                self.connection.rollback()
            else:
                self.connection.commit()
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        import duckdb

        # After a failed write the whole connection is void; the next one finds the store as it was.
        with suppress(duckdb.Error, RuntimeError):
            self.connection.rollback()

    def _salt(self) -> str:
        """The salt of the keys; raises WrongUse where it is not the one that the store was made with."""
        if self.path is None:
            return "0" * 32
        (kept,) = self.connection.execute("SELECT salt FROM about").fetchall()[0]
        found = salt(self.path.with_name(place.SALT), make=kept is None and not self.dry)
        if found is None and kept is None:
            return "0" * 32
        mark = None if found is None else self._fetch(f"SELECT {key_sql(found, 'kbgen', repr('salt'))}")[0][0]
        if kept is None:
            self.connection.execute("UPDATE about SET salt = ?", [mark])
        elif kept != mark:
            raise WrongUse(
                f".kbgen/{place.SALT} is not the one that the tickets were imported with",
                hint=f"put it back, or delete .kbgen/{place.NAME} and import the exports again",
            )
        assert found is not None
        return found

    # -- reading -------------------------------------------------------------------------------------------------

    def imports(self) -> tuple[ImportRecord, ...]:
        """All imports, the oldest first."""
        rows = self._fetch(
            'SELECT number, "at", source, profile, encoding, delimiter, zone, read, kept, updated, rejected,'
            " first, last FROM import ORDER BY number"
        )
        return tuple(ImportRecord(*(_told(one) for one in row)) for row in rows)

    def horizon(self) -> datetime | None:
        """How far the tickets reach, in UTC: the default moment of asking. None without any.

        That is the last update, as a rule the moment of the export. Where no ticket was created for much longer than
        usual before it (ten times the usual distance, and a day), the export was chosen by creation and ends there.
        """
        first, last, updated = self._fetch("SELECT min(created), max(created), max(updated) FROM counted_ticket")[0]
        (counts,) = self._fetch("SELECT max(last) FROM current_count")[0]
        if last is None:
            return in_utc(counts)
        begin = max(first, last - timedelta(weeks=8))
        (lately,) = self._fetch("SELECT count(*) FROM counted_ticket WHERE created >= ?", begin)[0]
        usual = max(10 * (last - begin) / lately, timedelta(days=1)) if lately > 20 else timedelta.max
        reach = updated if updated and last < updated and updated - last < usual else last
        return in_utc(max(reach + timedelta(microseconds=1), counts or reach))

    def zone(self) -> str:
        """The name of the zone in which days begin: that of the settings, else the one that an import was told last,
        else UTC.
        """
        return self.config.timezone or told_zone(self.connection)

    def tags(self) -> Mapping[Tag, TagUse]:
        """Every tag of the tickets that count, the most frequent first."""
        rows = self._fetch(
            """SELECT tag, sum(tickets)::BIGINT, min(first), max(last) FROM (
            SELECT tag, count(*) AS tickets, min(created) AS first, max(created) AS last
            FROM (SELECT unnest(tags) AS tag, created FROM counted_ticket) GROUP BY tag
            UNION ALL SELECT tag, sum(tickets), min(first), max(last) - INTERVAL 1 MICROSECOND
            FROM current_count GROUP BY tag) GROUP BY tag ORDER BY 2 DESC, 1"""
        )
        return {
            tag: TagUse(tickets, first.replace(tzinfo=UTC), last.replace(tzinfo=UTC))
            for tag, tickets, first, last in rows
        }

    def covered(self) -> tuple[Span, ...]:
        """The stretches of time that imports tell about, sorted; none touches the next."""
        found: list[Span] = []
        for first, end in self._fetch("SELECT first, last FROM cover ORDER BY first, last"):
            span = Span(first.replace(tzinfo=UTC), end.replace(tzinfo=UTC))
            if found and span.first <= found[-1].end:
                found[-1] = Span(found[-1].first, max(found[-1].end, span.end))
            else:
                found.append(span)
        return tuple(found)

    def standing(self, zone: ZoneInfo) -> Standing:
        """What is here, with days as they begin in a zone."""
        from kbgen.tickets.store import standing

        return standing.of(self.connection, zone)

    def work(self, rules: Iterable[Any], since: datetime, until: datetime) -> Mapping[str, TopicWork]:
        """What the tickets of each topic that were created between two instants were like; a ticket is one of each
        topic that one of its tags means. ``rules``: what the topics file makes of tags; see ``topics.rules``.
        """
        from zoneinfo import ZoneInfo

        from kbgen.tickets.store import work

        return work.of_topics(self.connection, rules, since, until, ZoneInfo(self.zone()))

    def satisfaction(self, rules: Iterable[Any], bounds: Sequence[datetime]) -> Satisfaction:
        """What customers thought of the answers to the tickets created from each bound to before the next one; topics
        as for ``work``.
        """
        from zoneinfo import ZoneInfo

        from kbgen.tickets.store import satisfaction

        return satisfaction.of_tickets(self.connection, rules, bounds, ZoneInfo(self.zone()))

    def _fetch(self, query: str, *values: object) -> list[Any]:
        return self.connection.execute(query, values or None).fetchall()


def _is_of_the_database(error: BaseException) -> bool:
    import duckdb

    return isinstance(error, duckdb.Error)


def _few(numbers: Iterable[int]) -> str:
    shown = [str(number) for number in numbers]
    return ", ".join(shown) if len(shown) <= 10 else f"{shown[0]} to {shown[-1]}"


def _told(value: Any) -> Any:
    return in_utc(value) if isinstance(value, datetime) else value
