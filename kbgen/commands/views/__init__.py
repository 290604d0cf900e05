"""``kbgen views``: what the site's own statistics tell."""

from __future__ import annotations

import click

from kbgen.lazy import LazyGroup

COMMANDS = {
    "import": "Read exports of the site's statistics, and lists of searches that found nothing.",
    "status": "Show what was imported, and what it tells.",
    "undo": "Take an import out again.",
}


@click.group(
    "views",
    cls=LazyGroup,
    package=__name__,
    lazy=COMMANDS,
    help="""Read how often articles are seen, whether they help, and what is searched for in vain.

It is kept beside the tickets, and joins the topics and the gaps.""",
)
def command() -> None:
    """A group: its commands do the work."""
