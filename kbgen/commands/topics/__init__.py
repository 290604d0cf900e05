"""``kbgen topics``: what tickets are about."""

from __future__ import annotations

import click

from kbgen.lazy import LazyGroup

COMMANDS = {
    "check": "Find contradictions, dead tags and unknown tags.",
    "propose": "Propose entries for tags that no topic claims.",
}


@click.group("topics", cls=LazyGroup, package=__name__, lazy=COMMANDS, help="Say what tickets are about.")
def command() -> None:
    """A group: its commands do the work."""
