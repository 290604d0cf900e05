"""An import: files that come into the store together, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from kbgen.tickets.store import electing, spans, twice
from kbgen.tickets.store.keys import keys_in
from kbgen.tickets.store.records import FileRead, Imported, ImportSource, RowNote
from kbgen.tickets.store.schema import COLUMNS, COUNT_COLUMNS, columns, names
from kbgen.tickets.ticket import TagCount, Ticket

if TYPE_CHECKING:
    import duckdb

    from kbgen.tickets.store.batches import Columns

SHOWN = 1000
"""Rejected rows whose numbers are remembered, of each file; the rest is counted by reason."""


class Unordered(Exception):
    """Rows came out of order, and the order matters; the transaction has to begin again."""


class Importing:
    """Files are added one by one; ``finish`` settles which versions count and writes down the import. The transaction
    is the caller's.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, salt: str, zone: str = "") -> None:
        """``zone``: in which days begin, where the settings say so."""
        self.connection = connection
        self.salt = salt
        self.zone = zone
        self.number = electing.one_row(connection, "SELECT imports + 1 FROM about")[0]
        self.files: list[FileRead] = []
        self.tags: Counter[str] = Counter()
        self.is_ordered = True
        self._run("SET preserve_insertion_order = true")
        # A store without tickets takes them in as they come; another one has to compare first.
        self.is_first = not connection.execute("SELECT 1 FROM ticket LIMIT 1").fetchall()
        self._run("CREATE OR REPLACE TEMP TABLE incoming_count (file INTEGER, " + columns(COUNT_COLUMNS) + ")")
        if not self.is_first:
            self._run(f"CREATE OR REPLACE TEMP TABLE incoming ({columns(COLUMNS)})")

    def _run(self, query: str, values: object = None) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(query, values)

    def add(self, source: ImportSource, rows: Iterable[Any]) -> FileRead:
        """Take in the rows of a file: Ticket, TagCount, Rejected and FileNotice, in any order."""
        from kbgen.tickets.store import batches

        keys = keys_in(self.salt, source.system)
        tally = _Tally(source)
        for chunk in _chunks(rows, batches.SIZE):
            tickets, counts = tally.sorted(chunk)
            if tickets:
                self.tags.update(tag for one in tickets for tag in dict.fromkeys(one.tags))
                with self._batch(batches.of_tickets(tickets, keys(t.id for t in tickets))):
                    self.take_in(batches.TICKETS_FROM_BATCH)
            if counts:
                for one in counts:
                    self.tags[one.tag] += one.tickets
                with self._batch(batches.of_counts(counts)):
                    self._run(f"INSERT INTO incoming_count SELECT {len(self.files)}, * FROM batch")
        self.files.append(tally.result())
        return self.files[-1]

    @contextmanager
    def _batch(self, columns: Columns) -> Iterator[None]:
        """Rows under the name ``batch``."""
        self.connection.register("batch", columns)
        try:
            yield
        finally:
            self.connection.unregister("batch")

    def take_in(self, query: str, *, ordered: bool = True) -> int:
        """Insert what a query gives, with the columns of ``schema.COLUMNS``; returns how many rows that were.

        ``ordered``: in its order. Without, an eighth of the work on a large CSV is saved, and ``finish`` raises
        Unordered where the order decides which of several versions of a ticket counts.
        """
        into = f"ticket SELECT {self.number}, NULL, *" if self.is_first else "incoming SELECT *"
        if not ordered:
            self.is_ordered = False
            self._run("SET preserve_insertion_order = false")
        done = self._run(f"INSERT INTO {into} FROM ({query})").fetchone()
        if not ordered:
            self._run("SET preserve_insertion_order = true")
        return int(done[0]) if done else 0

    def times_are_within(self, first: datetime, end: datetime) -> bool:
        """Whether all tickets that have come so far were created, and updated if they were, from one instant to before
        the other (in UTC, without a zone).
        """
        # Compared by DuckDB: Python has no years beyond 9999.
        query = f"""SELECT count(created) = count(*) AND coalesce(min(created) >= $first AND max(created) < $end, true)
            AND coalesce(min(updated) >= $first AND max(updated) < $end, true) FROM {self._arrived}"""
        row = self._run(query, {"first": first, "end": end}).fetchone()
        return bool(row and row[0])

    def recount_tags(self) -> None:
        """Count the tags of all tickets that have come so far."""
        of_tickets = f"SELECT tag, count(*) FROM (SELECT unnest(tags) AS tag FROM {self._arrived}) GROUP BY tag"
        of_counts = "SELECT tag, sum(tickets)::BIGINT FROM incoming_count GROUP BY tag"
        self.tags = Counter(dict(self._run(of_tickets).fetchall())) + Counter(dict(self._run(of_counts).fetchall()))

    def finish(self, at: datetime) -> Imported:
        """Settle which versions count. ``at``: this moment. Raises Unordered."""
        kept = sum(one.kept for one in self.files)
        if not kept:
            return Imported(0, tuple(self.files), zone=self._zone())
        about = self._about()
        older = 0
        tickets, distinct = self._uniqueness()
        if distinct < tickets and not self.is_ordered and self._has_ties():
            raise Unordered
        there = 0
        if self.is_first and distinct < tickets:
            self._run(f"CREATE OR REPLACE TEMP TABLE incoming AS SELECT {names(COLUMNS)} FROM ticket ORDER BY rowid")
            self._run("DELETE FROM ticket")
            self.is_first = False
        if not self.is_first:
            there, older = electing.settle_tickets(self.connection, self.number, repeated=distinct < tickets)
        counts, counts_there = electing.settle_counts(self.connection, self.number)
        made = Imported(
            self.number,
            tuple(self.files),
            updated=kept - (distinct - there) - (counts - counts_there),
            older=older,
            **about,
        )
        self._write_down(made, at)
        return replace(made, zone=self._zone(), twice=twice.found(self.connection))

    def _zone(self) -> str:
        return self.zone or told_zone(self.connection)

    @property
    def _arrived(self) -> str:
        """The table where the tickets of this import are before they are settled."""
        return f"(SELECT * FROM ticket WHERE import = {self.number})" if self.is_first else "incoming"

    def _uniqueness(self) -> tuple[int, int]:
        """How many tickets have come, and how many different ids they have."""
        import numpy as np

        ids = self._run(f"SELECT id FROM {self._arrived}").fetchnumpy()["id"]
        # Sorting in place takes a tenth of the time and memory of counting by hashing.
        ids = np.ascontiguousarray(ids)
        ids.sort()
        return len(ids), len(ids) - int(np.count_nonzero(ids[1:] == ids[:-1]))

    def _has_ties(self) -> bool:
        """Whether different versions of a ticket say that they were updated at the same moment, or do not say when."""
        query = f"""WITH again AS (SELECT id FROM {self._arrived} GROUP BY id HAVING count(*) > 1)
            SELECT 1 FROM {self._arrived} SEMI JOIN again USING (id) GROUP BY id, updated
            HAVING count(DISTINCT hash({names(COLUMNS)})) > 1 LIMIT 1"""
        return bool(self._run(query).fetchall())

    def _about(self) -> dict[str, Any]:
        """What the summary says of this import, besides the numbers of rows; and the days that it covers."""
        tickets = self._arrived
        days: Counter[date] = Counter()
        for day, count in self._run(f"SELECT created::DATE, count(*) FROM {tickets} GROUP BY ALL").fetchall():
            days[day] += count
        cover = [(a, b + timedelta(days=1)) for a, b in spans.covered(days)]
        cover += self._run("SELECT DISTINCT first, last FROM incoming_count").fetchall()
        for first, end in cover:
            self._run("INSERT INTO cover VALUES (?, ?, ?)", [self.number, first, end])
        ends = self._run(
            f"""SELECT min(first), max(last), sum(unknown), sum(tracked) FROM (
            SELECT min(created) AS first, max(created) AS last, count(*) FILTER (WHERE language = '') AS unknown,
            count(minutes) AS tracked FROM {tickets} UNION ALL
            SELECT min(first) + INTERVAL 12 HOURS, max(last) - INTERVAL 12 HOURS,
            count(*) FILTER (WHERE language = ''), 0 FROM incoming_count)"""
        ).fetchone()
        assert ends is not None
        first, last, unknown, tracked = ends
        return {
            "first": in_utc(first),
            "last": in_utc(last),
            "unknown_language": int(unknown or 0),
            "tracked": int(tracked or 0),
            "tags": dict(self.tags.most_common()),
        }

    def _write_down(self, made: Imported, at: datetime) -> None:
        joined = [
            ", ".join(dict.fromkeys(filter(None, (getattr(one.source, name) for one in self.files))))
            for name in ("name", "profile", "encoding", "delimiter", "zone")
        ]
        given = next((one.source.zone for one in reversed(self.files) if one.source.zone_was_given), "")
        numbers = (made.read, made.kept, made.updated, made.rejected)
        ends = [one and one.astimezone(UTC).replace(tzinfo=None) for one in (made.first, made.last)]
        moment = at.astimezone(UTC).replace(tzinfo=None)
        row = [made.number, moment, *joined, given, *numbers, *ends]
        self._run(f"INSERT INTO import VALUES ({', '.join('?' * len(row))})", row)
        self._run("UPDATE about SET imports = ?", [made.number])


def told_zone(connection: duckdb.DuckDBPyConnection) -> str:
    """The zone that an import was told last; else UTC."""
    query = "SELECT given_zone FROM import WHERE given_zone <> '' ORDER BY number DESC LIMIT 1"
    # All of the result is fetched: an unfinished one is in the way of what comes next.
    rows = connection.execute(query).fetchall()
    return str(rows[0][0]) if rows else "UTC"


class _Tally:
    """Counts the rows of a file."""

    def __init__(self, source: ImportSource) -> None:
        self.source = source
        self.kept = 0
        self.rejections: list[RowNote] = []
        self.reasons: Counter[str] = Counter()
        self.notices: list[RowNote] = []

    def sorted(self, rows: list[Any]) -> tuple[list[Ticket], list[TagCount]]:
        """The tickets and the counts among some rows; the rest is noted."""
        tickets, counts = [], []
        for row in rows:
            if isinstance(row, Ticket):
                tickets.append(row)
            elif isinstance(row, TagCount):
                counts.append(row)
            elif hasattr(row, "reason"):
                self.reasons[row.reason] += 1
                if len(self.rejections) < SHOWN:
                    self.rejections.append(RowNote(row.row, row.line, row.reason))
            else:
                self.notices.append(RowNote(row.row or 0, 0, row.text))
        self.kept += len(tickets) + len(counts)
        return tickets, counts

    def result(self) -> FileRead:
        """What came of the file."""
        rejected = self.reasons.total()
        return FileRead(
            self.source,
            self.kept + rejected,
            self.kept,
            rejected,
            tuple(self.rejections),
            dict(self.reasons.most_common()),
            tuple(self.notices),
        )


def in_utc(time: datetime | None) -> datetime | None:
    """A time of the database with its zone."""
    return time.replace(tzinfo=UTC) if time else None


def _chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk
