"""``kbgen tickets status``."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from kbgen.commands import options
from kbgen.commands.tickets.import_ import unknown_tags
from kbgen.errors import DONE


@click.command("status", help="Show which tickets are there: days, weeks, gaps, channels, languages, tags and imports.")
@options.config_file
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(config_file: Path, form: str) -> int:
    """Look, and print."""
    config, _ = options.configured(config_file)

    from kbgen.reports.tickets import status
    from kbgen.tickets import topics
    from kbgen.tickets.store import open_store

    with open_store(config) as store:
        zone = store.zone()
        standing = store.standing(ZoneInfo(zone))
        tags = store.tags()
        topical = {rule.tag for rule in topics.rules(topics.load(config)[0], tags) if rule.topic}
        system = sum(tag not in topical for tag in tags)
        found = status.Status(standing, store.imports(), zone, unknown_tags(config, tags), system)
    click.echo(status.as_json(found) if form == "json" else status.text(found))
    return DONE
