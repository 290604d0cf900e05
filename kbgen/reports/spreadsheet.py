"""Tables for a spreadsheet: UTF-8 with the mark that Excel wants, every field quoted, and no formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def text(head: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """CSV as RFC 4180 has it, without the end of the last line."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue().removesuffix("\r\n")


def cell(value: object) -> str:
    """A spreadsheet takes a text that begins with one of these signs for a formula, and may run it; numbers, also
    those below 0, are what they are."""
    if isinstance(value, (int, float)):
        return str(value)
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(_FORMULA) else written
