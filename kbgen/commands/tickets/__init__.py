"""``kbgen tickets``."""

from __future__ import annotations

from kbgen.lazy import LazyGroup

COMMANDS = {
    "import": "Take in exports of the help desk.",
    "status": "Show which tickets are there.",
    "weekly": "Count tickets by week and topic, here or in a warehouse.",
    "undo": "Take an import out again.",
    "fetch": "Fetch tickets from a Zendesk account.",
    "sample": "Write invented tickets, to try kbgen with.",
}

command = LazyGroup(
    "tickets",
    package="kbgen.commands.tickets",
    lazy=COMMANDS,
    help="""Take in tickets of the help desk, and see what is there.

Kept are hashed numbers, times, tags, channels, languages and the like; no names, no addresses, no texts.""",
)
