"""Write ``kbgen/tickets/weekly/query.sql`` from the expression beside it; needs ``kbgen[distributed]``.

usage: python tools/weekly_sql.py
"""

from __future__ import annotations

from pathlib import Path

from kbgen.tickets.weekly import expression

TARGET = Path(expression.__file__).with_name("query.sql")
HEAD = "-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.\n"


def sql() -> str:
    """The query for DuckDB."""
    import ibis

    query = ibis.to_sql(expression.weekly(**expression.unbound()), dialect="duckdb")
    return f"{HEAD}{query}\n"


if __name__ == "__main__":
    TARGET.write_text(sql(), "utf-8")
