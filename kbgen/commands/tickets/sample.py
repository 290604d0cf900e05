"""``kbgen tickets sample``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse

EARLIEST = 2000


@click.command(
    "sample",
    help="""Write invented tickets into a folder of their own, to try kbgen with.

An invented web host's tickets in four languages, as help desks export them, with what really happens in them in
truth.json. With the same options, the files are the same every time.""",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Other numbers, other tickets.")
@click.option("--weeks", type=click.IntRange(26, 520), default=104, show_default=True, help="How long they go back.")
@click.option(
    "--end",
    type=options.Day(),
    help="The first day without tickets, such as 2026-11-22. By default, today.",
)
@click.option(
    "--tickets-a-year", "a_year", type=click.IntRange(100, 2_000_000), default=84_000, show_default=True, help="About."
)
def command(folder: Path, seed: int, weeks: int, end: date | None, a_year: int) -> int:
    """Invent, write, say what to do next."""
    if end and end.year < EARLIEST:
        raise WrongUse(f"nobody had a help desk on {end:%Y-%m-%d}", hint=f"--end is a day from {EARLIEST} on")
    from kbgen.tickets import needs

    needs.require()
    from kbgen.tickets.sample import host
    from kbgen.tickets.sample.stories import Span
    from kbgen.tickets.sample.write import ZENDESK, write

    span = Span(end or date.today(), weeks * 7)
    written = write(folder, span, seed=seed, a_year=a_year)
    click.echo(f"{written.tickets:,} invented tickets from {span.start} to {span.end} are in {folder}:")
    for name in written.files:
        click.echo(f"  {name}")
    click.echo(f"\nNext: kbgen tickets import {folder / ZENDESK} --timezone {host.ZONE}")
    return DONE
