"""The weekly counts of a table in another database, through ibis: the same expression that the store's query is made
of. Only with ``kbgen[distributed]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from kbgen.errors import KbgenError, WrongUse
from kbgen.tickets.ticket import Tag
from kbgen.tickets.weekly.listing import Listing, Row, listing
from kbgen.tickets.weekly.relations import asked
from kbgen.tickets.weekly.rules import Rule, Ruled
from kbgen.tickets.weekly.slots import Day, Slot
from kbgen.tickets.weeks import Weeks

EXTRA = "pip install 'kbgen[distributed]', best into an environment of its own"
# What ibis 12 works with; with newer ones its calls fail one by one.
BELOW = {"duckdb": 2, "sqlglot": 30}
NEEDED = ("id", "created", "tags")
OPTIONAL = ("language", "channel", "status")

# ibis has no types of its own that a checker could follow.
Table = Any


def require() -> None:
    """Raise WrongUse where the extra is missing, or what ibis needs is newer than it can work with."""
    try:
        version("ibis-framework")
        found = {name: version(name) for name in (*BELOW, "pyarrow")}
    except PackageNotFoundError as error:
        raise WrongUse(f"--backend needs {error.name}, which is not installed", hint=EXTRA) from None
    for name, limit in BELOW.items():
        if int(found[name].split(".")[0]) >= limit:
            raise WrongUse(
                f"--backend needs {name} below {limit}, and {found[name]} is installed",
                hint=f"ibis works with no newer one; {EXTRA}",
            )


@dataclass(frozen=True)
class Warehouse:
    """A table of tickets elsewhere: id, created (a timestamp; without a zone, UTC) and tags (an array of strings), and
    language, channel and status where it has them.
    """

    connection: Any
    tickets: Table

    def tags(self) -> tuple[Tag, ...]:
        """Every tag of the tickets, sorted."""
        tags = self.tickets.select(tag=self.tickets.tags.unnest()).distinct()
        return tuple(sorted(row["tag"] for row in _fetched(tags)))

    def last(self) -> datetime | None:
        """When the last ticket was created, in UTC; None where there is none."""
        (row,) = _fetched(self.tickets.agg(last=self.tickets.created.max()))
        last: datetime | None = row["last"]
        return None if last is None else last.replace(tzinfo=UTC)

    def listing(self, rules: Iterable[Rule], weeks: Weeks) -> Listing:
        """Its weekly counts."""
        from kbgen.tickets.weekly import expression

        slots, table = asked(rules, weeks)
        inside = (self.tickets.created >= slots.since) & (self.tickets.created < slots.until)
        calendar = small(slots.days(), Day, expression.CALENDAR)
        rows = expression.weekly(
            placed=expression.placed_by_calendar(self.tickets.filter(inside), calendar),
            part=None,
            slot=small(slots.slots, Slot, expression.SLOT),
            rule=small(table, Ruled, expression.RULE),
        )
        return listing((Row(**row) for row in _fetched(expression.merged(rows))), weeks)


def connect(url: str, *, table: str = "", file: str = "") -> Warehouse:
    """``url``: as ``ibis.connect`` has it. ``table``: of the database, also as ``schema.table``; or ``file``: a Parquet
    file, or an address of some, that the database reads. Raises WrongUse where the database does not answer, there is
    no such table or it cannot be used.
    """
    require()
    import ibis

    shown = without_password(url)
    connection = _tried(lambda: ibis.connect(url), f"{shown} cannot be reached")
    if file:
        found = _tried(lambda: connection.read_parquet(file), f"{file} cannot be read by {shown}")
    else:
        *schema, name = table.rsplit(".", 1)
        found = _tried(
            lambda: connection.table(name, database=schema[0] if schema else None), f"{shown} has no table “{table}”"
        )
    return Warehouse(connection, usable(found, file or table))


def usable(table: Table, shown: str) -> Table:
    """The columns that the query needs, as it needs them; raises WrongUse where that cannot be."""
    import ibis

    kinds = dict(table.schema().items())
    missing = [name for name in NEEDED if name not in kinds]
    if missing:
        raise WrongUse(
            f"{shown} has no column {' and no column '.join(missing)}; it has {', '.join(kinds)}",
            hint="a view can name the columns as kbgen needs them; docs/commands.md tells how",
        )
    if not kinds["created"].is_timestamp():
        raise WrongUse(f"“created” of {shown} is {kinds['created']}", hint="it should be a timestamp, in UTC")
    if not (kinds["tags"].is_array() and kinds["tags"].value_type.is_string()):
        raise WrongUse(f"“tags” of {shown} is {kinds['tags']}", hint="it should be an array of strings")
    created = table.created
    if kinds["created"].timezone is not None:
        created = created.cast("timestamp('UTC')").cast("timestamp")
    words = {name: table[name].cast("string").fill_null("") if name in kinds else ibis.literal("") for name in OPTIONAL}
    # kbgen's own tags are in lower case, each once, as tickets have them in the store.
    tags = table.tags.map(lambda tag: tag.strip().lower()).unique()
    return table.select(id=table.id, created=created, tags=tags.filter(lambda tag: tag != ""), **words)


def without_password(url: str) -> str:
    """What messages show of an address."""
    return re.sub(r"(?<=://)[^/@]*@", "…@", url).partition("?")[0]


def small(rows: Sequence[tuple[Any, ...]], kind: Any, schema: dict[str, str]) -> Table:
    """A small table that goes along with the query, so that nothing needs to be written in the database."""
    import ibis
    import pyarrow as pa

    columns = zip(*rows, strict=True) if rows else [() for _ in kind._fields]
    wanted = ibis.schema(schema).to_pyarrow()
    arrays = [pa.array(list(column), type=one.type) for column, one in zip(columns, wanted, strict=True)]
    return ibis.memtable(pa.Table.from_arrays(arrays, schema=wanted))


def _fetched(expression: Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _tried(lambda: expression.to_pyarrow().to_pylist(), "the database did not answer")
    return rows


def _tried(call: Callable[[], Any], wrong: str) -> Any:
    """The call's answer. Each database has its own errors; what they say is passed on, shortened."""
    try:
        return call()
    except KbgenError:
        raise
    except Exception as error:
        said = str(error).strip().partition("\n")[0][:200] or type(error).__name__
        with suppress(AttributeError):
            said = re.sub(r"(?<=://)[^/@\s]*@", "…@", said)
        raise WrongUse(wrong, hint=said) from error
