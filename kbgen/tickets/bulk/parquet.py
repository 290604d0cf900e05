"""Parquet with columns of kbgen's own names: what a warehouse or a script writes for it.

``id`` (a number or text), ``created``, ``updated`` (timestamps), ``tags`` (a list of text, or text as in Zendesk's
CSV), ``status``, ``channel``, ``group``, ``language`` (text), ``minutes`` (a number), ``satisfied`` (true or false),
``articles`` (a list of ids or links). ``id`` and ``created`` suffice; other columns are left alone. Words of states and
channels are those of the other exports. A timestamp without a zone needs ``--timezone``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kbgen.config import Config
from kbgen.errors import WrongUse
from kbgen.tickets.bulk.source import Source
from kbgen.tickets.reading import Field, Format, Profile, Recognised, Rejected, Wishes
from kbgen.tickets.reading.containers import Part
from kbgen.tickets.reading.files import Row, context_of
from kbgen.tickets.reading.profile import MINUTES, WORDS
from kbgen.tickets.reading.results import CellError
from kbgen.tickets.reading.rows import Tally, TicketRows
from kbgen.tickets.store.opening import literal

NAME = "parquet"

_FIELDS = (
    Field.ID, Field.CREATED, Field.UPDATED, Field.TAGS, Field.STATUS, Field.CHANNEL, Field.GROUP, Field.LANGUAGE,
    Field.MINUTES, Field.SATISFIED, Field.ARTICLES,
)  # fmt: skip

PROFILE = Profile(
    NAME,
    {key: ((key.value,),) for key in _FIELDS},
    language_tags=("lang_*", "lang-*", "language_*", "language-*", "locale_*", "locale-*"),
    time_unit=MINUTES,
)

# Between the tags of a list while they are text; no tag has a line break.
_BETWEEN = "\n"

_BATCH = 10_000


def is_parquet(path: Path) -> bool:
    """Whether a file begins as Parquet does."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PAR1"
    except OSError:
        return False


def recognised(path: Path, wishes: Wishes, config: Config) -> Recognised:
    """The file as an export. Raises WrongUse where columns are missing, or a time zone is."""
    types = _types(path)
    if wishes.profile not in ("", NAME):
        raise WrongUse(f"{path.name} is Parquet, and the profile “{wishes.profile}” is not", hint=f"--profile {NAME}")
    header = tuple(types)
    profile = replace(PROFILE, tag_separator=_BETWEEN if types.get("tags", "").endswith("[]") else WORDS)
    if missing := profile.missing(header):
        raise WrongUse(f"{path.name} has no column “{missing[0]}”", hint=f"kbgen reads {', '.join(_FIELDS)}")
    if types["created"] in ("TIMESTAMP", "DATE") and not wishes.timezone:
        raise WrongUse(
            f"{path.name}: its times name no time zone, and kbgen does not guess",
            hint="give --timezone, such as --timezone UTC, or write timestamps with a time zone",
        )
    places = profile.places(header)
    zone = wishes.timezone
    return Recognised(
        Part(path), Format.CSV, profile, config, "", zone=zone, header=header, places=places, header_row=0,
        wishes=wishes,
    )  # fmt: skip


def source(one: Recognised) -> Source | None:
    """How DuckDB reads it; None where some column is of a kind that has to be looked at value by value."""
    types = _types(one.part.path)
    created = types["created"]
    fits = (
        Field.ARTICLES not in one.places
        and (types["id"] == "VARCHAR" or "INT" in types["id"])
        and created in ("TIMESTAMP", "TIMESTAMP WITH TIME ZONE")
        and types.get("updated", created) == created
    )
    if not fits:
        return None
    columns = {key: f"c{places[0]}" for key, places in one.places.items()}
    cells = [f"{_bulk_cell(key, types[key])} AS {name}" for key, name in columns.items()]
    relation = f"(SELECT {', '.join(cells)} FROM {_relation(one.part.path)})"
    zone = "UTC" if created.endswith("ZONE") else one.zone
    is_list = types.get("tags", "").endswith("[]")
    return Source(
        one,
        relation,
        columns,
        zone,
        tags_are_listed=is_list,
        minutes_are_numbers=True,
        ids_were_numbers=types["id"] != "VARCHAR",
    )


def _bulk_cell(key: Field, kind: str) -> str:
    name = f'"{key.value}"'
    if key in (Field.CREATED, Field.UPDATED):
        # A cast from one with a zone asks a calendar about every value.
        return f"make_timestamp(epoch_us({name}))"
    if key is Field.TAGS and kind.endswith("[]"):
        return f"{name}::VARCHAR[]"
    if key is Field.MINUTES:
        return f"{name}::DOUBLE"
    return _cell(key, kind)


def read(one: Recognised) -> Iterator[Row]:
    """Row by row, as other exports are read; a row's number counts from 1."""
    import duckdb

    types = _types(one.part.path)
    rows = TicketRows(one.places, context_of(one), Tally())
    wanted = {places[0]: key for key, places in one.places.items()}
    cells = [_cell(wanted[n], types[name]) if n in wanted else "''" for n, name in enumerate(one.header)]
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        found = connection.execute(f"SELECT {', '.join(cells)} FROM {_relation(one.part.path)}")
        number = 0
        while batch := found.fetchmany(_BATCH):
            for values in batch:
                number += 1
                try:
                    yield rows.make([value or "" for value in values])
                except CellError as error:
                    yield Rejected(number, number, str(error))


def _cell(key: Field, kind: str) -> str:
    """A column as text."""
    name = f'"{key.value}"'
    if kind.endswith("[]"):
        return f"array_to_string({name}::VARCHAR[], '{_BETWEEN}')"
    if kind == "BOOLEAN":
        return f"CASE WHEN {name} THEN 'good' WHEN NOT {name} THEN 'bad' ELSE '' END"
    if kind.startswith("TIMESTAMP"):
        ending = " || 'Z'" if kind.endswith("ZONE") else ""
        return f"strftime({name}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%f'){ending}"
    return f"{name}::VARCHAR"


def _relation(path: Path) -> str:
    return f"read_parquet({literal(str(path))})"


def _types(path: Path) -> dict[str, str]:
    """Column → type, as DuckDB calls it. Raises WrongUse where the file cannot be read."""
    import duckdb

    try:
        with duckdb.connect() as connection:
            rows = connection.execute(f"DESCRIBE SELECT * FROM {_relation(path)}").fetchall()
    except duckdb.Error:
        raise WrongUse(f"{path.name} is damaged, or no Parquet file", hint="write it again") from None
    return {str(row[0]): str(row[1]) for row in rows}
