"""``kbgen forecast``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kbgen.commands import options
from kbgen.errors import DONE

MOST_YEARS = 5


@click.command(
    "forecast",
    help="""Show how many tickets, and people, the next two years may need.

By the method that would have been best on your own tickets; unless another one is clearly better, that is the mean of
the last 52 weeks. The backtest is printed with it. People are tickets by minutes of work by hours of a person, which
“tickets” in mkdocs.yml says where no time is tracked.""",
)
@options.config_file
@options.as_of
@click.option("--years", type=click.IntRange(1, MOST_YEARS), default=2, show_default=True, help="How far ahead.")
@click.option(
    "--growth",
    "growth",
    type=click.FloatRange(-99, 1000),
    multiple=True,
    metavar="PERCENT",
    help="A scenario: tickets grow by so much a year; repeatable. By default −10 and 10.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "markdown"]), default="text", show_default=True
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of --format json, and nothing else.")
def command(
    config_file: Path,
    as_of: date | None,
    years: int,
    growth: tuple[float, ...],
    form: str,
    output: Path | None,
    schema: bool,
) -> int:
    """Count, look ahead, print."""
    if schema:
        from kbgen.reports.forecast.as_json import SCHEMA

        click.echo(SCHEMA.read_text("utf-8").rstrip())
        return DONE
    config, _ = options.configured(config_file)
    options.refuse_future(as_of, config)

    from kbgen.reports.forecast import renderer
    from kbgen.tickets import situation as situations

    with situations.of_project(config, as_of) as situation:
        from kbgen.reports.forecast.report import Report
        from kbgen.tickets.forecast.gathered import GROWTH, gathered

        found, work = gathered(situation, years, [percent / 100 for percent in growth] or GROWTH)
        report = Report(config.site_name, found, work, width=options.text_width())
    options.print_report(renderer(form)(report), form, output)
    return DONE
