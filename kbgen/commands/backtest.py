"""``kbgen backtest``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse
from kbgen.reports.backtest import FORMATS


@click.command(
    "backtest",
    help="""Show how well rises would have been told from chance on your own tickets.

Each of the last weeks is looked at as on its last day: how many signals there would have been, which rises of your
topics would have been seen, and whether the statistics hold what they promise.""",
)
@options.config_file
@options.as_of
@click.option("--weeks", type=click.IntRange(1, 520), default=52, show_default=True, help="So many weeks back.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def command(config_file: Path, as_of: date | None, weeks: int, form: str, output: Path | None) -> int:
    """Count, look back, print."""
    config, _ = options.configured(config_file)
    options.refuse_future(as_of, config)

    from kbgen.reports.backtest import renderer
    from kbgen.tickets import situation as situations

    with situations.of_project(config, as_of, weeks=situations.WEEKS + weeks) as situation:
        options.refuse_unreadable(situation.problems, "it is not known what tags mean")
        from kbgen.reports.backtest.report import Report
        from kbgen.tickets.statistics import backtest

        counts = situation.counts
        result = backtest.run(counts, weeks)
        if not result.weeks:
            raise WrongUse(
                f"there are {int(counts.observed.sum())} weeks of tickets, and a backtest needs "
                f"{backtest.BEFORE} at least",
                hint="import older exports, too",
            )
        report = Report(config.site_name, situation.today, len(counts.topics), result, options.text_width())
    options.print_report(renderer(form)(report), form, output)
    return DONE
