"""Write the queries of ``kbgen/tickets/weekly`` from the expression beside them; needs ``kbgen[distributed]``.

usage: python tools/weekly_sql.py
"""

from __future__ import annotations

from pathlib import Path

from kbgen.tickets.weekly import expression

FOLDER = Path(expression.__file__).parent
HEAD = "-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.\n"
SHAPES = {"rows.sql": expression.BY_WORDS, "sums.sql": expression.BY_SUMS}


def queries() -> dict[str, str]:
    """The queries for DuckDB, by the names of their files."""
    import ibis
    import sqlglot

    found = {}
    for name, shape in SHAPES.items():
        query = expression.weekly(**expression.unbound(shape), shape=shape)
        tree = sqlglot.parse_one(ibis.to_sql(query, dialect="duckdb"), dialect="duckdb")
        for table in tree.find_all(sqlglot.exp.CTE):
            # Tickets with all their tags are many; reading them again is cheaper than holding a copy of them.
            table.set("materialized", table.find(sqlglot.exp.Group) is not None)
        found[name] = f"{HEAD}{tree.sql(dialect='duckdb', pretty=True)}\n"
    return found


if __name__ == "__main__":
    for name, text in queries().items():
        (FOLDER / name).write_text(text, "utf-8")
