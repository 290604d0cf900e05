"""``kbgen views status``."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click

from kbgen.commands import options
from kbgen.commands.views.import_ import pages_of
from kbgen.errors import DONE

WEEKS = 26
"""How far back views and searches are counted, from the last day that imports tell of."""


@click.command(
    "status",
    help="""Show what was imported, and what it tells: the articles that are seen most, those that help least, and what
was searched for in vain, in the last 26 weeks.""",
)
@options.config_file
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=5, show_default=True, help="So many of each.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(config_file: Path, limit: int, form: str) -> int:
    """Look into the store, print."""
    from kbgen.tickets import needs

    needs.require()
    config, _ = options.configured(config_file)

    from kbgen.reports import reader_status
    from kbgen.tickets import readers
    from kbgen.tickets.readers import keeping
    from kbgen.tickets.store import exists, open_store

    imports: tuple[keeping.ReaderImport, ...] = ()
    standing = reader_status.Standing(imports)
    if exists(config):
        with open_store(config) as store:
            imports = keeping.imports(store.connection)
            if imports:
                until = max(one.last for one in imports) + timedelta(days=1)
                since: date = until - timedelta(weeks=WEEKS)
                standing = reader_status.Standing(
                    imports,
                    since,
                    until,
                    readers.of(store, pages_of(config), since, until),
                    readers.empty_searches(store, since, until),
                )
    click.echo(reader_status.FORMATS[form](standing, limit))
    return DONE
