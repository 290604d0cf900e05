"""``kbgen tickets weekly``: lines for spreadsheets and for ``kbgen tickets import``, and everything for programs."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbgen.errors import OutputError

if TYPE_CHECKING:
    from kbgen.tickets.weekly.listing import Line, Listing

COLUMNS = {"week": "DATE", "tag": "VARCHAR", "count": "BIGINT", "language": "VARCHAR", "channel": "VARCHAR"}


def as_csv(found: Listing) -> str:
    """``week,tag,count,language,channel``, as ``kbgen tickets import`` reads it."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(found))
    return target.getvalue()


def as_json(found: Listing) -> str:
    """Also what the lines are measured by: tickets with a topic at all, and all tickets."""
    value = {
        "until": found.weeks.until.astimezone(found.weeks.zone).isoformat(),
        "timezone": found.weeks.zone.key,
        "weeks": [day.isoformat() for day in found.weeks.days()],
        "counts": [{"topic": line.topic, **_told(line)} for line in found.topics],
        "exposure": [_told(line) for line in found.exposure],
        "all": [_told(line) for line in found.everything],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def write_parquet(found: Listing, output: Path) -> None:
    """The columns of the CSV; raises OutputError where the file cannot be written."""
    import duckdb

    temporary = output.with_name(f".{output.name}.{os.getpid()}.new")
    lists = ", ".join(f'unnest(?::{kind}[]) AS "{name}"' for name, kind in COLUMNS.items())
    cells = list(zip(*_cells(found), strict=True)) or [() for _ in COLUMNS]
    try:
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT {lists}) TO '{str(temporary).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)",
                [list(column) for column in cells],
            )
        os.replace(temporary, output)
    except (OSError, duckdb.Error) as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(f"{output} cannot be written: {str(error).partition(chr(10))[0]}") from None


def _cells(found: Listing) -> Iterable[tuple[Any, ...]]:
    return ((line.week, line.topic, line.tickets, line.language, line.channel) for line in found.topics)


def _told(line: Line) -> dict[str, Any]:
    return {
        "week": line.week.isoformat(),
        "language": line.language or None,
        "channel": line.channel or None,
        "tickets": line.tickets,
    }
