"""``kbgen tickets weekly``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kbgen.config import Config
    from kbgen.tickets.topics.topic import TagRule
    from kbgen.tickets.weekly.listing import Listing

    RulesOf = Callable[[Iterable[str]], tuple[TagRule, ...]]


@click.command(
    "weekly",
    help="""Count tickets by week, topic, language and channel, here or where the tickets lie.

Weeks are blocks of seven days that end with a midnight in the site's time zone. The CSV can be imported again with
“kbgen tickets import”: so a warehouse counts, and kbgen needs no ticket.""",
)
@options.config_file
@click.option(
    "--backend", "url", metavar="URL", help="Count in this database: duckdb://…, pyspark://…, clickhouse://…."
)
@click.option("--table", metavar="NAME", default="", help="The table or view of tickets there.")
@click.option(
    "--from",
    "file",
    metavar="FILE.parquet",
    default="",
    help="Instead of a table: a Parquet file that the database reads.",
)
@click.option(
    "--as-of",
    type=options.Day(),
    metavar="DATE",
    help="Only tickets from before this day. By default, the day of the last ticket.",
)
@click.option("--weeks", type=click.IntRange(1, 520), default=156, show_default=True, help="How many weeks.")
@click.option("--raw", is_flag=True, help="Count tags as they are, without the topics file.")
@click.option("--format", "form", type=click.Choice(["csv", "json", "parquet"]), default="csv", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def command(
    config_file: Path,
    url: str | None,
    table: str,
    file: str,
    as_of: date | None,
    weeks: int,
    raw: bool,
    form: str,
    output: Path | None,
) -> int:
    """Choose where, count, write."""
    if form == "parquet" and output is None:
        raise WrongUse("Parquet is not for a terminal", hint="name a file with --output")
    if url is None and (table or file):
        raise WrongUse("--table and --from are of another database", hint="name it with --backend")
    if url is not None and bool(table) == bool(file):
        raise WrongUse("--backend needs the tickets' table or file", hint="either --table NAME or --from FILE.parquet")
    config, _ = options.configured(config_file)
    options.refuse_future(as_of, config)

    from kbgen.tickets import needs

    needs.require()
    rules = _rules(config, raw)
    if url is None:
        found = _here(config, rules, as_of, weeks)
    else:
        found = _elsewhere(config, rules, as_of, weeks, url, table, file)
    _write(found, form, output)
    return DONE


def _here(config: Config, rules: RulesOf, day: date | None, weeks: int) -> Listing:
    from kbgen.tickets.store import open_store
    from kbgen.tickets.weekly.listing import last_midnight, of_store
    from kbgen.tickets.weekly.moment import aligned_until, moment
    from kbgen.tickets.weeks import Weeks

    with open_store(config) as store:
        zone = ZoneInfo(store.zone())
        until = last_midnight(moment(store, config, day), zone)
        return of_store(store, rules(store.tags()), Weeks(aligned_until(store, until), zone, weeks))


def _elsewhere(
    config: Config, rules: RulesOf, day: date | None, weeks: int, url: str, table: str, file: str
) -> Listing:
    from kbgen.tickets.weekly import backend
    from kbgen.tickets.weekly.listing import last_midnight
    from kbgen.tickets.weeks import Weeks, midnight

    backend.require()
    if not config.timezone:
        raise WrongUse(
            "weeks need a time zone", hint="such as “timezone: Europe/Tallinn” in mkdocs.yml, below plugins: kbgen"
        )
    zone = ZoneInfo(config.timezone)
    warehouse = backend.connect(url, table=table, file=file)
    last = warehouse.last()
    if last is None:
        raise WrongUse(f"{file or table} has no tickets")
    until = midnight(day, zone) if day else last_midnight(last, zone)
    return warehouse.listing(rules(warehouse.tags()), Weeks(until, zone, weeks))


def _rules(config: Config, raw: bool) -> RulesOf:
    if raw:
        return lambda tags: ()
    from kbgen.tickets.topics import load, rules

    file, problems = load(config)
    options.refuse_unreadable(problems, "topics are not known")
    return lambda tags: rules(file, tags)


def _write(found: Listing, form: str, output: Path | None) -> None:
    from kbgen.reports.tickets import weekly
    from kbgen.tickets.weekly import parquet

    if form == "parquet":
        assert output is not None
        parquet.write_parquet(found, output)
    elif form == "csv" and output is None:
        text = weekly.as_csv(found)
        # Lines of CSV end as they do on every system; a stream that is no file takes text alone.
        click.echo(text.encode() if hasattr(sys.stdout, "buffer") else text, nl=False)
    elif output is not None:
        text = weekly.as_csv(found) if form == "csv" else f"{weekly.as_json(found)}\n"
        options.write_whole(output, text.encode())
    else:
        click.echo(weekly.as_json(found))
