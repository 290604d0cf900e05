"""Tickets as Zendesk's API and its JSON export have them: one object a ticket."""

from __future__ import annotations

import json
from typing import Any

from kbgen.tickets.sample import people
from kbgen.tickets.sample.tickets import Row, utc

STATUS = ("open", "pending", "solved", "closed", "deleted")
CHANNEL = ("email", "voice", "chat")
RATING = ("unoffered", "offered", "good", "bad")
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

MINUTES_FIELD, LINKS_FIELD = 360_000_000_001, 360_000_000_002
"""Custom fields, which have numbers instead of names."""


def ticket(row: Row) -> dict[str, Any]:
    """The object."""
    subject = people.SUBJECTS[row.language or "en"].format(topic=row.topic)
    fields = [{"id": MINUTES_FIELD, "value": row.minutes * 60 or None}, {"id": LINKS_FIELD, "value": row.link or None}]
    return {
        "url": f"https://invented.zendesk.example/api/v2/tickets/{row.number}.json",
        "id": row.number,
        "external_id": None,
        "via": {
            "channel": CHANNEL[row.channel],
            "source": {
                "from": {"address": people.address(row.customer), "name": people.name(row.customer)},
                "to": {},
                "rel": None,
            },
        },
        "created_at": utc(row.created),
        "updated_at": utc(row.updated),
        "generated_timestamp": row.updated,
        "type": "question",
        "subject": subject,
        "raw_subject": subject,
        "description": people.DESCRIPTION.format(number=row.customer, topic=row.topic),
        "priority": "normal",
        "status": STATUS[row.status],
        "recipient": "help@virmaline.example",
        "requester_id": 9_000_000 + row.customer,
        "submitter_id": 9_000_000 + row.customer,
        "assignee_id": 8_000_000 + row.number % 13,
        "organization_id": None,
        "group_id": 7_000_000 + len(row.team),
        "collaborator_ids": [],
        "has_incidents": False,
        "is_public": True,
        "tags": list(row.tags),
        "custom_fields": fields,
        "satisfaction_rating": {"score": RATING[row.rating]},
        "allow_channelback": False,
    }


def line(row: Row) -> str:
    """One line of a JSON export."""
    return f'{{"ticket":{_ENCODE(ticket(row))}}}\n'
