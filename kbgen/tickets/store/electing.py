"""Which version of a ticket counts: the one updated last; of those updated at once, the one imported last.

A version that does not say when it was updated is older than any that does, and gives way to the next such one,
whenever that says that the ticket was made: it may have been read in a wrong time zone before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.tickets.store.schema import COLUMNS, COUNT_COLUMNS, names

if TYPE_CHECKING:
    import duckdb

_AGE = "coalesce({0}updated, TIMESTAMP '-infinity')"
_KEY = "first, last, tag, language, channel"
_SAME_KEY = "t.first = b.first AND t.last = b.last AND t.tag = b.tag AND t.language = b.language" + (
    " AND t.channel = b.channel"
)


def settle_tickets(connection: duckdb.DuckDBPyConnection, number: int, *, repeated: bool) -> tuple[int, int]:
    """Move the tickets of the table ``incoming`` into the store as import ``number``.

    ``repeated``: some of them have the same id. Returns how many ids were in the store already, and how many versions
    were older than the store's.
    """
    run = connection.execute
    if repeated:
        run(
            "CREATE OR REPLACE TEMP TABLE arriving AS SELECT * FROM incoming QUALIFY row_number() OVER"
            f" (PARTITION BY id ORDER BY {_AGE.format('')} DESC, rowid DESC) = 1"
        )
        run("DROP TABLE incoming")
        run("ALTER TABLE arriving RENAME TO incoming")
    run(
        f"""CREATE OR REPLACE TEMP TABLE rival AS SELECT b.id, t.import,
        {_AGE.format("b.")} >= {_AGE.format("t.")} AS wins,
        row({names(COLUMNS, "b")}) IS NOT DISTINCT FROM row({names(COLUMNS, "t")}) AS same
        FROM incoming b JOIN ticket t ON t.id = b.id AND t.replaced_by IS NULL"""
    )
    run('INSERT INTO confirmed SELECT ?, id, import AS "of" FROM rival WHERE same', [number])
    run(
        "UPDATE ticket SET replaced_by = ? WHERE replaced_by IS NULL"
        " AND id IN (SELECT id FROM rival WHERE wins AND NOT same)",
        [number],
    )
    run(
        f"""INSERT INTO ticket SELECT ?, CASE WHEN r.wins THEN NULL ELSE r.import END, {names(COLUMNS, "b")}
        FROM incoming b LEFT JOIN rival r ON r.id = b.id WHERE r.same IS NOT TRUE""",
        [number],
    )
    there, older = one_row(connection, "SELECT count(*), count(*) FILTER (WHERE NOT wins) FROM rival")
    run("DROP TABLE rival")
    run("DROP TABLE incoming")
    return there, older


def settle_counts(connection: duckdb.DuckDBPyConnection, number: int) -> tuple[int, int]:
    """Move the table ``incoming_count`` into the store. A file that names a tag of a period twice means the sum; a
    later file or import replaces an earlier one. Returns how many there were after that, and how many of them were in
    the store already.
    """
    run = connection.execute
    run(
        f"""CREATE OR REPLACE TEMP TABLE arriving_count AS
        SELECT {_KEY}, arg_max(tickets, file)::INTEGER AS tickets FROM
        (SELECT file, {_KEY}, sum(tickets) AS tickets FROM incoming_count GROUP BY ALL) GROUP BY ALL"""
    )
    counts, there = one_row(
        connection,
        "SELECT count(*), count(*) FILTER (WHERE EXISTS"
        f" (SELECT 1 FROM tag_count t WHERE t.replaced_by IS NULL AND {_SAME_KEY})) FROM arriving_count b",
    )
    run(
        "UPDATE tag_count t SET replaced_by = ? WHERE replaced_by IS NULL"
        f" AND EXISTS (SELECT 1 FROM arriving_count b WHERE {_SAME_KEY})",
        [number],
    )
    run(f"INSERT INTO tag_count SELECT ?, NULL, {names(COUNT_COLUMNS)} FROM arriving_count", [number])
    run("DROP TABLE arriving_count")
    run("DROP TABLE incoming_count")
    return counts, there


def remove_tickets(connection: duckdb.DuckDBPyConnection, number: int) -> tuple[int, int]:
    """Take the tickets of an import out, as if it had never been; returns how many versions went, and how many count
    again.
    """
    run = connection.execute
    run("DELETE FROM confirmed WHERE import = ?", [number])
    # What a later import brought again, unchanged, stays as that import's.
    run(
        "CREATE OR REPLACE TEMP TABLE heir AS"
        ' SELECT id, min(import) AS import FROM confirmed WHERE "of" = ? GROUP BY id',
        [number],
    )
    run("UPDATE ticket t SET import = h.import FROM heir h WHERE t.id = h.id AND t.import = ?", [number])
    run("UPDATE ticket t SET replaced_by = h.import FROM heir h WHERE t.id = h.id AND t.replaced_by = ?", [number])
    run(
        'DELETE FROM confirmed USING heir h WHERE confirmed.id = h.id AND "of" = ? AND confirmed.import = h.import',
        [number],
    )
    run('UPDATE confirmed c SET "of" = h.import FROM heir h WHERE c.id = h.id AND c."of" = ?', [number])
    run("CREATE OR REPLACE TEMP TABLE gone AS SELECT id FROM ticket WHERE import = ?", [number])
    run("DELETE FROM ticket WHERE import = ?", [number])
    run(
        f"""CREATE OR REPLACE TEMP TABLE elected AS
        SELECT id, arg_max(t.import, ({_AGE.format("")}, t.import)) AS import,
        bool_and(replaced_by IS NOT NULL) AS is_restored FROM ticket t WHERE id IN (SELECT id FROM gone) GROUP BY id"""
    )
    run(
        "UPDATE ticket t SET replaced_by = CASE WHEN t.import = e.import THEN NULL ELSE e.import END"
        " FROM elected e WHERE t.id = e.id"
    )
    (removed,) = one_row(connection, "SELECT count(*) FROM gone")
    (restored,) = one_row(connection, "SELECT count(*) FILTER (WHERE is_restored) FROM elected")
    for table in ("heir", "gone", "elected"):
        run(f"DROP TABLE {table}")
    return removed, restored


def remove_counts(connection: duckdb.DuckDBPyConnection, number: int) -> tuple[int, int]:
    """As ``remove_tickets``, of counts."""
    run = connection.execute
    run(f"CREATE OR REPLACE TEMP TABLE gone AS SELECT {_KEY} FROM tag_count WHERE import = ?", [number])
    run("DELETE FROM tag_count WHERE import = ?", [number])
    run(
        f"""CREATE OR REPLACE TEMP TABLE elected AS
        SELECT {_KEY}, max(import) AS import, bool_and(replaced_by IS NOT NULL) AS is_restored
        FROM tag_count t SEMI JOIN gone b ON {_SAME_KEY} GROUP BY {_KEY}"""
    )
    run(
        "UPDATE tag_count t SET replaced_by = CASE WHEN t.import = b.import THEN NULL ELSE b.import END"
        f" FROM elected b WHERE {_SAME_KEY}"
    )
    (removed,) = one_row(connection, "SELECT count(*) FROM gone")
    (restored,) = one_row(connection, "SELECT count(*) FILTER (WHERE is_restored) FROM elected")
    for table in ("gone", "elected"):
        run(f"DROP TABLE {table}")
    return removed, restored


def one_row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    """The row of a query that has exactly one."""
    row = connection.execute(query).fetchone()
    assert row is not None
    return tuple(row)
