"""``kbgen tickets import``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, PROBLEMS_FOUND, WrongUse

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.tickets.ticket import Tag

_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}


@click.command(
    "import",
    help="""Take in exports of the help desk: CSV, JSON, Parquet, gzipped or zipped.

All files come in together or not at all. A ticket that is there already is updated.""",
)
@options.config_file
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--profile", default="", help="What the files are: zendesk, freshdesk, … or one of mkdocs.yml.")
@click.option("--timezone", default="", help="The time zone of times that do not say it, such as Europe/Tallinn.")
@click.option("--language", default="", help="The language of tickets of which the file does not tell it.")
@click.option("--encoding", default="", help="The code page of the files, such as cp1257.")
@click.option("--delimiter", default="", help="What stands between cells: “;”, “,” or tab.")
@click.option("--from", "begin", type=options.Day(), help="The first day of counts without weeks.")
@click.option("--to", "end", type=options.Day(), help="The last day of counts without weeks.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what an import would do.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    config_file: Path,
    files: tuple[Path, ...],
    profile: str,
    timezone: str,
    language: str,
    encoding: str,
    delimiter: str,
    begin: date | None,
    end: date | None,
    dry: bool,
    form: str,
) -> int:
    """Recognise all files before anything is read."""
    config, _ = options.configured(config_file)
    if language:
        options.languages_of(config, (language,))
    options.refuse_future(end, config, "--to")

    from kbgen.reports.tickets import imported
    from kbgen.tickets import intake, needs, reading

    needs.require()
    wishes = reading.Wishes(
        profile, timezone, encoding, _DELIMITERS.get(delimiter, delimiter), language, _period(begin, end)
    )
    exports = [one for file in files for one in intake.recognise(file, wishes, config)]
    progress = options.Progress()
    try:
        made = intake.take_in(config, exports, datetime.now(UTC), dry=dry, progress=progress)
    finally:
        progress.end()
    summary = imported.Summary(made, unknown_tags(config, made.tags) or (), dry)
    click.echo(imported.as_json(summary) if form == "json" else imported.text(summary))
    return DONE if made.kept else PROBLEMS_FOUND


def _period(begin: date | None, end: date | None) -> tuple[date, date] | None:
    if begin is None and end is None:
        return None
    if begin is None or end is None:
        raise WrongUse("a period has a first and a last day", hint="give both --from and --to")
    if end < begin:
        raise WrongUse("the period ends before it begins", hint="--from is the first day, --to the last")
    return begin, end


def unknown_tags(config: Config, tags: Iterable[Tag]) -> tuple[Tag, ...] | None:
    """The tags that the topics file does not know; None where there is no such file, or nothing in it."""
    from kbgen.tickets import topics

    file, _ = topics.load(config)
    return topics.unclaimed(file, tags) if file.topics or file.system or file.ignored else None
