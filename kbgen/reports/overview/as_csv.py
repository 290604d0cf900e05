"""The tables of the report for a spreadsheet, each by itself."""

from __future__ import annotations

from datetime import date

from kbgen.reports import spreadsheet
from kbgen.reports.overview.document import Cell, Column, Kind, Table


def name(section: str, table: str) -> str:
    """What the file of a table of a section is called: ``week-work.csv``; no word twice."""
    own = table.replace("_", "-")
    return f"{own}.csv" if own.startswith(section) else f"{section}-{own}.csv"


def render(table: Table) -> str:
    """All rows, by the names of the columns and with the values that other programs read."""
    heads = [column.name for column in table.columns]
    return spreadsheet.text(
        heads, ([_value(*pair) for pair in zip(table.columns, row.cells, strict=True)] for row in table.rows)
    )


def _value(column: Column, cell: Cell) -> str | int | float | None:
    if column.kind is Kind.WEEKS:
        # Numbers with blanks between them: a comma would divide the field, a dash make it a formula.
        return " ".join("?" if number is None else str(number) for number in cell.weeks)
    match cell.value:
        case bool():
            return "yes" if cell.value else ""
        case date():
            return cell.value.isoformat()
        case value:
            return value
