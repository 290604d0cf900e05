"""Weekly counts as a Parquet file, which every database reads."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbgen.errors import OutputError

if TYPE_CHECKING:
    from kbgen.tickets.weekly.listing import Listing

COLUMNS = {"week": "DATE", "tag": "VARCHAR", "count": "BIGINT", "language": "VARCHAR", "channel": "VARCHAR"}
"""As ``kbgen tickets import`` knows them."""


def write_parquet(found: Listing, output: Path) -> None:
    """The columns of the CSV; raises OutputError where the file cannot be written."""
    import duckdb

    temporary = output.with_name(f".{output.name}.{os.getpid()}.new")
    lists = ", ".join(f'unnest(?::{kind}[]) AS "{name}"' for name, kind in COLUMNS.items())
    columns = list(zip(*cells(found), strict=True)) or [() for _ in COLUMNS]
    try:
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT {lists}) TO '{str(temporary).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)",
                [list(column) for column in columns],
            )
        os.replace(temporary, output)
    except (OSError, duckdb.Error) as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(f"{output} cannot be written: {str(error).partition(chr(10))[0]}") from None


def cells(found: Listing) -> Iterable[tuple[Any, ...]]:
    """The lines of topics, in the order of the columns."""
    return ((line.week, line.topic, line.tickets, line.language, line.channel) for line in found.topics)
