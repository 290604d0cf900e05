"""The expression → the queries that are committed beside it; only with ``kbgen[distributed]``."""

from __future__ import annotations

from pathlib import Path

import ibis
import sqlglot

from kbgen.tickets.weekly import expression

FOLDER = Path(__file__).parent
SHAPES = {"rows.sql": expression.BY_WORDS, "sums.sql": expression.BY_SUMS}

_HEAD = "-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.\n"


def queries() -> dict[str, str]:
    """SQL for DuckDB by the names of its files."""
    return {name: f"{_HEAD}{_sql(shape)}\n" for name, shape in SHAPES.items()}


def _sql(shape: expression.Shape) -> str:
    query = expression.weekly(**expression.unbound(shape), shape=shape)
    tree = sqlglot.parse_one(ibis.to_sql(query, dialect="duckdb"), dialect="duckdb")
    for part in tree.find_all(sqlglot.exp.CTE):
        # Tickets with all their tags are many; reading them again is cheaper than holding a copy of them.
        part.set("materialized", False)
    sql: str = tree.sql(dialect="duckdb", pretty=True)
    return sql
