"""What is kept of a ticket: no name, no address and no text."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from kbgen.languages import LanguageCode

TicketKey = int
"""The first 64 bits of a keyed hash of the ticket's id, without a sign; see ``store/keys.py``."""

Tag = str
"""As the help desk exports it, in lower case and without white space around it."""


class Channel(StrEnum):
    """The way a customer came."""

    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    WEB = "web"
    SOCIAL = "social"
    API = "api"
    OTHER = "other"
    UNKNOWN = ""


class Status(StrEnum):
    """How far a ticket is. The last three are no questions of customers and never count."""

    OPEN = "open"
    PENDING = "pending"
    SOLVED = "solved"
    CLOSED = "closed"
    UNKNOWN = ""
    SPAM = "spam"
    MERGED = "merged"
    DELETED = "deleted"


NOT_COUNTED = frozenset({Status.SPAM, Status.MERGED, Status.DELETED})


class Ticket(NamedTuple):
    """A ticket as an export has it. ``id`` is the help desk's own, which is hashed before it is kept; times are UTC
    with their zone. ``language`` is a code of the site, or ``""`` where it is unknown. ``minutes``: of work, where the
    help desk tracked it. ``satisfied``: the customer's vote. ``articles``: ids of the site's articles that agents
    linked. ``group``: the team, by its name.
    """

    id: str
    created: datetime
    updated: datetime | None = None
    language: LanguageCode = ""
    channel: Channel = Channel.UNKNOWN
    status: Status = Status.UNKNOWN
    group: str = ""
    minutes: float | None = None
    satisfied: bool | None = None
    tags: tuple[Tag, ...] = ()
    articles: tuple[str, ...] | None = None
    """None where the export does not tell; empty where it does and there is none."""


class TagCount(NamedTuple):
    """How many tickets had a tag in a period, from an export that holds only counts. ``first`` is the first instant and
    ``end`` the first after the last, both UTC with their zone.
    """

    first: datetime
    end: datetime
    tag: Tag
    tickets: int
    language: LanguageCode = ""
    channel: Channel = Channel.UNKNOWN
