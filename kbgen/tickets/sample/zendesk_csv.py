"""Zendesk's account CSV, with the columns that it usually has."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from kbgen.tickets.sample import people
from kbgen.tickets.sample.tickets import Row, local

HEADER = (
    "Summation column",
    "Id",
    "Requester",
    "Requester id",
    "Requester external id",
    "Requester email",
    "Requester domain",
    "Submitter",
    "Assignee",
    "Group",
    "Subject",
    "Tags",
    "Status",
    "Priority",
    "Via",
    "Ticket type",
    "Created at",
    "Updated at",
    "Assigned at",
    "Organization",
    "Due date",
    "Initially assigned at",
    "Solved at",
    "Resolution time",
    "Satisfaction Score",
    "Group stations",
    "Assignee stations",
    "Reopens",
    "Replies",
    "First reply time in minutes",
    "First reply time in minutes within business hours",
    "First resolution time in minutes",
    "First resolution time in minutes within business hours",
    "Full resolution time in minutes",
    "Full resolution time in minutes within business hours",
    "Agent wait time in minutes",
    "Agent wait time in minutes within business hours",
    "Requester wait time in minutes",
    "Requester wait time in minutes within business hours",
    "On hold time in minutes",
    "On hold time in minutes within business hours",
    "Total time spent (sec) [int]",
    "Linked articles [txt]",
)

STATUS = ("Open", "Pending", "Solved", "Closed", "Deleted")
CHANNEL = ("Mail", "Phone call (inbound)", "Chat")
RATING = ("Not Offered", "Offered", "Good", "Bad")
SOLVED = 2


def write(file: TextIO, rows: Iterable[Row]) -> None:
    """Write the table."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(_cells(rows))


def _cells(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        who, agent = people.name(row.customer), people.agent(row.number)
        created, solved = local(row.created), local(row.solved) if row.status >= SOLVED else "-"
        waited = (row.solved - row.created) // 60
        reply, open_hours = waited // 2, waited // 3
        yield (
            1,
            row.number,
            who,
            9_000_000 + row.customer,
            "-",
            people.address(row.customer),
            "customer.example",
            who,
            agent,
            row.team,
            people.SUBJECTS[row.language or "en"].format(topic=row.topic),
            " ".join(row.tags),
            STATUS[row.status],
            "Normal",
            CHANNEL[row.channel],
            "Question",
            created,
            local(row.updated),
            created,
            "-",
            "-",
            created,
            solved,
            round(waited / 60, 2),
            RATING[row.rating],
            1,
            1,
            0,
            1 + row.number % 3,
            reply,
            reply // 3,
            waited,
            open_hours,
            waited,
            open_hours,
            reply,
            reply // 3,
            waited,
            open_hours,
            0,
            0,
            row.minutes * 60 or "-",
            row.link or "-",
        )
