"""A source → the store: one query, made of what the words in it mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from kbgen.tickets.bulk import Unclean, clock
from kbgen.tickets.bulk.meanings import Meanings, TagFacts
from kbgen.tickets.bulk.source import Source
from kbgen.tickets.reading import Field
from kbgen.tickets.reading.files import EXCEL_CAP
from kbgen.tickets.reading.profile import HOURS, SECONDS, WORDS
from kbgen.tickets.store import ImportSource
from kbgen.tickets.store.importing import Importing
from kbgen.tickets.store.keys import key_sql
from kbgen.tickets.store.opening import literal
from kbgen.tickets.store.records import FileRead, RowNote

if TYPE_CHECKING:
    import duckdb

    from kbgen.tickets.ticket import Tag

SAMPLE = 100_000
"""Rows that show which words there are."""

_MOST_WORDS = 500

_CODED = (Field.STATUS, Field.CHANNEL, Field.GROUP, Field.SATISFIED, Field.LANGUAGE)
"""Fields of a few words that come again and again."""


def take(
    work: Importing, source: Source, name: ImportSource, now: datetime, *, whole: bool = False, ordered: bool = True
) -> FileRead:
    """Import a source. ``whole``: look at all rows for their words first, not only at some. ``ordered``: as
    ``Importing.take_in`` has it. Raises Unclean; then the transaction is lost.
    """
    import duckdb

    meanings = Meanings(source.one)
    connection = work.connection
    try:
        shown = source.relation if whole else _first_rows(connection, source)
        words = {key: _words(connection, source, key, shown) for key in _CODED if key in source.columns}
        writing = _writing(connection, source, shown)
        facts = meanings.of_tags(_tags(connection, source, writing, shown))
        if facts.languages:
            facts = TagFacts({**meanings.of_tags(meanings.likely_tags()).languages, **facts.languages}, facts.merged)
        query = _Query(source, meanings, words, facts, writing, work.salt, name.system, now).text()
        rows = work.take_in(query, ordered=ordered)
        if clock.is_utc(ZoneInfo(source.zone), now) and not work.times_are_within(*clock.limits(now)):
            raise Unclean
        work.recount_tags()
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.InvalidTypeException):
        # What it says may hold cells of a row.
        raise Unclean from None
    if any(tag != tag.lower() for tag in work.tags):
        raise Unclean  # the rows that were looked at had no capitals
    found = meanings.of_tags(work.tags)
    if found.languages.keys() - facts.languages.keys() or found.merged - facts.merged:
        raise Unclean
    if rows + source.one.header_row == EXCEL_CAP and source.one.delimiter:
        raise Unclean
    read = FileRead(name, rows, rows, notices=tuple(RowNote(n.row, 0, n.text) for n in source.one.notices))
    work.files.append(read)
    return read


def _first_rows(connection: duckdb.DuckDBPyConnection, source: Source) -> str:
    """A table of them: to ask the file itself for each column takes half a second of a large one."""
    wanted = [source.columns[key] for key in (*_CODED, Field.TAGS) if key in source.columns]
    columns = ", ".join(dict.fromkeys(wanted)) or "1"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE first_rows AS SELECT {columns} FROM {source.relation} LIMIT {SAMPLE}"
    )
    return "first_rows"


def _words(connection: duckdb.DuckDBPyConnection, source: Source, key: Field, shown: str) -> list[str]:
    """The words of a column, the most frequent first."""
    rows = connection.execute(
        f"SELECT coalesce({source.columns[key]}, '') FROM {shown} GROUP BY ALL ORDER BY count(*) DESC, 1"
        f" LIMIT {_MOST_WORDS + 1}"
    ).fetchall()
    if len(rows) > _MOST_WORDS:
        raise Unclean
    return [word for (word,) in rows]


class _Writing(NamedTuple):
    """How tags are written, as it seems: ``sign`` stands between them, empty where a cell is one tag."""

    sign: str = ""
    has_capitals: bool = False


def _writing(connection: duckdb.DuckDBPyConnection, source: Source, shown: str) -> _Writing:
    if Field.TAGS not in source.columns or source.tags_are_listed:
        return _Writing()
    column = source.columns[Field.TAGS]
    capitals = connection.execute(f"SELECT 1 FROM {shown} WHERE {column} <> lower({column}) LIMIT 1").fetchall()
    return _Writing(_sign(connection, source, shown), bool(capitals))


def _sign(connection: duckdb.DuckDBPyConnection, source: Source, shown: str) -> str:
    separator = source.one.profile.tag_separator
    if not separator:
        return ""
    wanted = [", ", ","] if separator == WORDS else [f"{separator} "]
    column, some = source.columns[Field.TAGS], f"(FROM {shown} LIMIT {SAMPLE})"
    for sign in wanted:
        if connection.execute(f"SELECT 1 FROM {some} WHERE contains({column}, {literal(sign)}) LIMIT 1").fetchall():
            return sign
    return " " if separator == WORDS else separator


def _split(source: Source, column: str, writing: _Writing) -> str:
    if source.tags_are_listed:
        return f"coalesce({column}, [])"
    # DuckDB has one small letter each for these, Python two.
    odd = f"contains({column}, 'İ') OR contains({column}, 'Σ')"
    low = f"CASE WHEN {odd} THEN error('a letter') ELSE lower({column}) END" if writing.has_capitals else column
    parted = f"string_split({low}, {literal(writing.sign)})" if writing.sign else f"[{low}]"
    return f"CASE WHEN {column} IS NULL OR {column} = '' THEN [] ELSE {parted} END"


def _tags(connection: duckdb.DuckDBPyConnection, source: Source, writing: _Writing, shown: str) -> list[Tag]:
    if Field.TAGS not in source.columns:
        return []
    parted = _split(source, source.columns[Field.TAGS], writing)
    rows = connection.execute(f"SELECT DISTINCT unnest({parted}) FROM {shown}").fetchall()
    return [tag for (tag,) in rows]


class _Query:
    """The query that gives the rows of the table ``ticket``."""

    def __init__(
        self,
        source: Source,
        meanings: Meanings,
        words: dict[Field, list[str]],
        facts: TagFacts,
        writing: _Writing,
        salt: str,
        system: str,
        now: datetime,
    ) -> None:
        self.source, self.meanings, self.words = source, meanings, words
        self.facts, self.writing, self.now = facts, writing, now
        self.salt, self.system = salt, system

    def text(self) -> str:
        """In the order of ``schema.COLUMNS``."""
        columns = self.source.columns
        id = columns[Field.ID]
        key = key_sql(self.salt, self.system, id)
        values = (
            f"CASE WHEN {self._is_number(id)} THEN {key} ELSE error('a number') END",
            self._created(),
            self._time(Field.UPDATED),
            self._language(),
            self._word(Field.CHANNEL, lambda ticket: ticket.channel.value),
            self._status(),
            self._word(Field.GROUP, lambda ticket: ticket.group),
            self._minutes(),
            self._word(Field.SATISFIED, lambda ticket: ticket.satisfied, none="NULL::BOOLEAN"),
            _DISTINCT,
            "NULL::VARCHAR[]",
        )
        tags = _split(self.source, columns[Field.TAGS], self.writing) if Field.TAGS in columns else "[]::VARCHAR[]"
        return f"SELECT {', '.join(values)} FROM (SELECT *, {tags} AS parted FROM {self.source.relation})"

    def _is_number(self, id: str) -> str:
        if self.source.ids_were_numbers:
            return f"NOT starts_with({id}, '-')"
        # A regular expression takes twice the time.
        return f"NOT ({id} GLOB '*[!0-9]*') AND length({id}) BETWEEN 1 AND 128"

    def _created(self) -> str:
        if clock.is_utc(ZoneInfo(self.source.zone), self.now):
            return self._time(Field.CREATED)
        return f"coalesce({self._time(Field.CREATED)}, error('no time'))"

    def _time(self, key: Field) -> str:
        column = self.source.columns.get(key)
        return clock.utc_sql(column, ZoneInfo(self.source.zone), self.now) if column else "NULL::TIMESTAMP"

    def _word(self, key: Field, told: Callable[[Any], Any], none: str = "''") -> str:
        """What a column means, word by word; a word that was not seen ends the query."""
        column = self.source.columns.get(key)
        if column is None:
            return none
        values = [(word, told(self.meanings.ticket(key, word))) for word in self.words[key]]
        return _case(column, values, "error('a word')")

    def _status(self) -> str:
        status = self._word(Field.STATUS, lambda ticket: ticket.status.value)
        if not self.facts.merged:
            return status
        merged = " OR ".join(f"list_contains(parted, {literal(tag)})" for tag in self.facts.merged)
        return f"CASE WHEN {merged} THEN 'merged' ELSE {status} END"

    def _minutes(self) -> str:
        column = self.source.columns.get(Field.MINUTES)
        if column is None:
            return "NULL::FLOAT"
        if self.source.minutes_are_numbers:
            return f"CASE WHEN {column} < 0 THEN error('minutes') ELSE nullif({column}, 0)::FLOAT END"
        unit = self.source.one.profile.time_unit
        scale = " / 60" if unit == SECONDS else " * 60" if unit == HOURS else ""
        return (
            f"CASE WHEN {column} IS NULL OR {column} = '' THEN NULL WHEN regexp_full_match({column}, '[0-9]{{1,9}}')"
            f" THEN nullif({column}::DOUBLE{scale}, 0)::FLOAT ELSE error('minutes') END"
        )

    def _language(self) -> str:
        """By the column, a tag, the group, the command line; the first that tells."""
        told = [literal(self.source.one.wishes.language)]
        if self.source.one.profile.groups and Field.GROUP in self.source.columns:
            told.insert(0, f"nullif({self._word(Field.GROUP, lambda ticket: ticket.language)}, '')")
        if self.facts.languages:
            named = f"[{', '.join(literal(tag) for tag in self.facts.languages)}]"
            first = f"list_filter(parted, lambda tag: list_contains({named}, tag))[1]"
            told.insert(0, _case(first, list(self.facts.languages.items()), "NULL"))
        if Field.LANGUAGE in self.source.columns:
            told.insert(0, f"nullif({self._word(Field.LANGUAGE, lambda ticket: ticket.language)}, '')")
        return told[0] if len(told) == 1 else f"coalesce({', '.join(told)})"


# Each tag once; a ticket that has one twice is for the reading row by row. Few have more than four tags, and branch by
# branch fewer tickets are left to look at: a sixth of the time of list_unique() alone (DuckDB 2.0.0).
_DISTINCT = """CASE WHEN CASE WHEN len(parted) < 2 THEN true WHEN parted[1] = parted[2] THEN false
    WHEN len(parted) = 2 THEN true WHEN parted[3] = parted[1] OR parted[3] = parted[2] THEN false
    WHEN len(parted) = 3 THEN true WHEN len(parted) = 4 THEN parted[4] NOT IN (parted[1], parted[2], parted[3])
    ELSE list_unique(parted) = len(parted) END THEN parted ELSE error('a tag twice') END"""


def _case(column: str, values: Iterable[tuple[str, Any]], otherwise: str) -> str:
    """A value for each word; an empty one stands for a cell that DuckDB gives as NULL, too."""
    branches = [
        f"WHEN {column} = {literal(word)}{'' if word else f' OR {column} IS NULL'} THEN {_value(value)}"
        for word, value in values
    ]
    return f"CASE {' '.join(branches)} ELSE {otherwise} END" if branches else otherwise


def _value(value: Any) -> str:
    return "NULL" if value is None else literal(value) if isinstance(value, str) else str(value).lower()
