"""What cells are sorted and chosen by."""

from __future__ import annotations

from datetime import date

from kbgen.reports.overview.document import Value


def key(value: Value) -> str:
    """The value as the script compares it; nothing for no value."""
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case date():
            return value.isoformat()
        case _:
            return str(value)
