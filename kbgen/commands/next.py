"""``kbgen next``."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from kbgen.commands import options
from kbgen.commands.gaps import demands, surveyed, tell
from kbgen.errors import DONE, WrongUse


@click.command(
    "next",
    help="""Say what to translate, revise or confirm next: the piece of work that helps readers most.

Only what this person can do is offered: in languages that they read, in the minutes that they have.""",
)
@options.config_file
@click.option("--reads", multiple=True, help="The languages that you read and write, such as et,ru.")
@click.option("--minutes", type=click.FloatRange(min=1), default=10, show_default=True, help="How long you have.")
@click.option(
    "--count", type=click.IntRange(min=1), default=1, show_default=True, help="So many pieces to choose from."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(config_file: Path, reads: tuple[str, ...], minutes: float, count: int, form: str) -> int:
    """Order the gaps by harm a minute, and cut the best of them to size."""
    config, _ = options.configured(config_file)
    if not reads:
        raise WrongUse(
            "it is not said which languages you read and write",
            hint=f"such as kbgen next --reads {','.join(config.language_codes[:2])}",
        )
    codes = options.languages_of(config, reads)
    if len(codes) < 2:
        raise WrongUse("a translation takes two languages", hint="such as --reads et,ru")

    from kbgen.reports import work_list
    from kbgen.translation import pieces, survey, workload

    found = surveyed(config, options.today(config))
    candidates = pieces.candidates(
        workload.weighed(found.rows, demands(config), config.report.ranking.weights), codes, minutes
    )
    known = survey.appraisals(config, (one.gap.row.article for one in candidates))
    try:
        best = pieces.next_pieces(zip(candidates, known, strict=True), minutes, count)
    finally:
        known.close()
    if form == "json":
        click.echo(work_list.as_json(best))
    elif best:
        width = shutil.get_terminal_size((80, 24)).columns
        click.echo(work_list.text(best, width), color=options.coloured())
    elif candidates:
        shortest = min(candidate.minutes for candidate in candidates)
        click.echo(f"Nothing fits into {minutes:g} minutes; the shortest whole piece takes about {shortest:.0f}.")
    else:
        click.echo(f"Nothing to do between {' and '.join(codes)}.")
    tell(found.problems)
    return DONE
