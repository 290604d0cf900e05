"""``kbgen views undo``."""

from __future__ import annotations

from pathlib import Path

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse


@click.command(
    "undo",
    help="""Take an import of views or searches out, as if it had never been: what it had replaced counts again.

“kbgen views status” lists the imports with their numbers.""",
)
@options.config_file
@click.argument("number", type=click.IntRange(1))
def command(config_file: Path, number: int) -> int:
    """Remove the rows, say how many."""
    from kbgen.tickets import needs

    needs.require()
    config, _ = options.configured(config_file)

    from kbgen.reports.problem_list import counted
    from kbgen.tickets.readers import keeping
    from kbgen.tickets.store import exists, open_store

    if not exists(config):
        raise WrongUse("no views were imported yet", hint="kbgen views import FILE, with an export of the statistics")
    with open_store(config, writing=True) as store:
        gone = keeping.undo(store.connection, number)
    click.echo(f"Import {number} is undone: {counted(gone, 'row')} went.")
    return DONE
