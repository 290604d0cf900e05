"""Parquet: a table that says its own types. DuckDB reads it; its cells go through the same rules as those of a CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.tickets import needs
from kbgen.tickets.reading.results import NoExport

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAGIC = b"PAR1"

_ROWS = 10_000


def columns(path: Path) -> Mapping[str, str]:
    """Name → type of the columns, in their order. Raises NoExport for a file that is damaged."""
    with _connection() as duck:
        return {row[0]: row[1] for row in _run(duck, "DESCRIBE SELECT * FROM read_parquet(?)", path)}


def is_list(kind: str) -> bool:
    """Whether a column of this type holds several values in a row; its cells have commas between them."""
    return kind.endswith("[]")


def cells(path: Path, names: Sequence[str]) -> Iterator[list[str]]:
    """The cells of these columns, by row; empty where there is nothing. Raises NoExport for a damaged file."""
    kinds = columns(path)
    wanted = ", ".join(_as_text(name, kinds[name]) for name in names)
    with _connection() as duck:
        duck.execute("SET TimeZone = 'UTC'")
        yield from ([cell or "" for cell in row] for row in _run(duck, f"SELECT {wanted} FROM read_parquet(?)", path))


def _connection() -> DuckDBPyConnection:
    needs.require()
    import duckdb

    return duckdb.connect(":memory:")


def _run(duck: DuckDBPyConnection, query: str, path: Path) -> Iterator[tuple[str, ...]]:
    import duckdb

    try:
        result = duck.execute(query, [str(path)])
        while rows := result.fetchmany(_ROWS):
            yield from rows
    except duckdb.Error:
        raise NoExport(f"{path.name} is damaged, or no Parquet file", hint="write it again") from None


def _as_text(name: str, kind: str) -> str:
    """SQL that writes a column as the cell of a CSV."""
    quoted = '"' + name.replace('"', '""') + '"'
    if is_list(kind):
        return f"array_to_string({quoted}, ',')"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({quoted}::TIMESTAMP, '%Y-%m-%d %H:%M:%SZ')"
    if kind.startswith("TIMESTAMP") or kind == "DATE":
        return f"strftime({quoted}::TIMESTAMP, '%Y-%m-%d %H:%M:%S')"
    return f"{quoted}::VARCHAR"
