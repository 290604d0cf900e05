"""``kbgen tickets undo``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kbgen.commands import options
from kbgen.errors import DONE


@click.command(
    "undo",
    help="""Take imports out again, by their numbers: the last one, if none is given.

What they had replaced counts again. “kbgen tickets status” shows the numbers.""",
)
@options.config_file
@click.argument("numbers", metavar="[NUMBER]...", nargs=-1, type=click.IntRange(min=1))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(config_file: Path, numbers: tuple[int, ...], form: str) -> int:
    """All of them, or none."""
    config, _ = options.configured(config_file)

    from kbgen.reports.problem_list import counted
    from kbgen.reports.silent import harmless
    from kbgen.tickets.store import open_store

    with open_store(config, writing=True, must_exist=True) as store:
        undone = store.undo(*dict.fromkeys(numbers))
    if form == "json":
        rows = [{"import": one.number, "removed": one.removed, "restored": one.restored} for one in undone]
        click.echo(json.dumps({"undone": rows}, indent=2))
        return DONE
    for one in undone:
        again = f", and {counted(one.restored, 'row')} that it had replaced back in" if one.restored else ""
        what = f"import {one.number} ({harmless(one.source)})"
        click.echo(f"{what[0].upper()}{what[1:]} is out: {counted(one.removed, 'row')} removed{again}.")
    return DONE
