"""Exports of invented tickets for the benchmark, made by DuckDB: the same rows for the same seed, on one thread."""

from __future__ import annotations

from pathlib import Path

import duckdb

TAGS = 5000
SECONDS = 9.4
"""Between two tickets: ten million are three years."""

BEGIN = "2023-11-01"

# 2.05 tags a ticket on average; the frequent ones are frequent by far, as tags are.
_TICKETS = f"""SELECT 1000000 + n AS id,
    list_distinct(list_transform(range(1 + (random() * 3.16)::INT % 4),
        lambda x: 'tag-' || ({TAGS} * pow(hash(x, n, {{seed}}) / 18446744073709551615.0, 2.5))::INT)) AS tags,
    ['Solved', 'Closed', 'Open', 'Pending', 'Deleted'][1 + (random() * 4.1)::INT] AS status,
    ['Mail', 'Web', 'Chat', 'Phone'][1 + (random() * 3)::INT] AS channel,
    ['Domains', 'Mail', 'Servers', 'Accounts'][1 + (random() * 3)::INT] AS "group",
    ['et', 'en', 'ru', 'fi'][1 + (random() * 3)::INT] AS language,
    TIMESTAMP '{BEGIN}' + to_seconds((n * {SECONDS} * {{scale}})::BIGINT) AS created,
    ['Good', 'Bad', 'Offered', ''][1 + (random() * 3)::INT] AS vote
    FROM range({{tickets}}) t(n)"""

ZENDESK = """Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,
Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,
Due date,Initially assigned at,Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,
Reopens,Replies,First reply time in minutes,
First reply time in minutes within business hours,First resolution time in minutes,
First resolution time in minutes within business hours,Full resolution time in minutes,
Full resolution time in minutes within business hours,Agent wait time in minutes,Requester wait time in minutes,
On hold time in minutes,Total time spent (sec),Language [list]""".replace("\n", "").split(",")
"""The columns of Zendesk's account CSV, with two custom fields."""


def write(folder: Path, tickets: int, seed: int = 1) -> tuple[Path, Path]:
    """``tickets.csv``, as of Zendesk, and ``tickets.parquet``, with kbgen's own columns."""
    csv, parquet = folder / "tickets.csv", folder / "tickets.parquet"
    with duckdb.connect(config={"threads": 1, "memory_limit": "2GB"}) as connection:
        connection.execute("SELECT setseed(?)", [seed / 1000])
        rows = _TICKETS.format(seed=seed, scale=1, tickets=tickets)
        rows = f"SELECT *, created + to_seconds((random() * 300000)::BIGINT) AS updated FROM ({rows})"
        columns = "id, created::TIMESTAMPTZ AS created, updated::TIMESTAMPTZ AS updated, tags, status, channel"
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"""COPY (SELECT {columns}, "group", language, vote AS satisfied FROM ({rows}))
            TO '{parquet}' (FORMAT parquet)""")
        connection.execute(f"""COPY (SELECT id AS "Id", array_to_string(tags, ' ') AS "Tags", status AS "Status",
            channel AS "Via", "group" AS "Group", strftime(created::TIMESTAMP, '%Y-%m-%d %H:%M') AS "Created at",
            strftime(updated::TIMESTAMP, '%Y-%m-%d %H:%M') AS "Updated at", satisfied AS "Satisfaction Score",
            language AS "Language [list]" FROM '{parquet}') TO '{csv}' (HEADER)""")
    return csv, parquet


def write_year(folder: Path, tickets: int = 84_000, seed: int = 1) -> Path:
    """``year.csv``: a Zendesk account's CSV with all its columns, names and subjects in them."""
    csv = folder / "year.csv"
    told = {
        "Id": "id", "Requester": "'Mari Maasikas ' || id", "Requester id": "id * 7",
        "Requester email": "'mari.' || id || '@example.ee'", "Requester domain": "'example.ee'",
        "Submitter": "'Mari Maasikas ' || id", "Assignee": "'Agent ' || id % 13", "Group": '"group"',
        "Subject": "'My e-mail, and \"domain\" ' || id", "Tags": "array_to_string(tags, ' ')", "Status": "status",
        "Priority": "'Normal'", "Via": "channel", "Ticket type": "'Question'",
        "Created at": "strftime(created, '%Y-%m-%d %H:%M')", "Updated at": "strftime(updated, '%Y-%m-%d %H:%M')",
        "Assigned at": "strftime(created, '%Y-%m-%d %H:%M')", "Organization": "'Organisation ' || id % 977",
        "Satisfaction Score": "vote", "Total time spent (sec)": "(id * 37) % 3000", "Language [list]": "language",
    }  # fmt: skip
    columns = ", ".join(f'{told.get(name, "id % 90")} AS "{name}"' for name in ZENDESK)
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SELECT setseed(?)", [seed / 1000])
        # Two years, so that there is a yardstick; the second one has what was asked for.
        scale = 2 * 364 * 86400 / (SECONDS * tickets * 2)
        rows = _TICKETS.format(seed=seed, scale=scale, tickets=2 * tickets)
        rows = f"SELECT *, created + to_seconds((random() * 300000)::BIGINT) AS updated FROM ({rows})"
        connection.execute(
            f"COPY (SELECT {columns} FROM ({rows}) LIMIT {tickets} OFFSET {tickets}) TO '{csv}' (HEADER)"
        )
    return csv
