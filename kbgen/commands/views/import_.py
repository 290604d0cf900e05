"""``kbgen views import``."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.tickets.readers.importing import FileReport
    from kbgen.tickets.readers.pages import Pages
    from kbgen.tickets.readers.table import Wishes


@click.command(
    "import",
    help="""Read exports of the site's statistics: Matomo, GoatCounter, Plausible, Google Analytics, or a plain
“path,views”; and lists of searches that found nothing.

What a file is, is told by its columns. Importing a period again replaces it.""",
)
@options.config_file
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--from", "since", metavar="DATE", type=options.Day(), help="The first day that the files tell of.")
@click.option("--to", "until", metavar="DATE", type=options.Day(), help="The last day that the files tell of.")
@click.option("--searches", is_flag=True, help="Words in the place of addresses are searches that found nothing.")
@click.option("--language", help="The language of searches for which the files tell none.")
@click.option("--encoding", default="", help="The encoding, where it cannot be told from the file, such as cp1257.")
@click.option(
    "--delimiter", default="", help="What stands between cells, where it cannot be told: a character, or tab."
)
@click.option("--dry-run", is_flag=True, help="Read everything and change nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    config_file: Path,
    files: tuple[Path, ...],
    since: date | None,
    until: date | None,
    searches: bool,
    language: str | None,
    encoding: str,
    delimiter: str,
    dry_run: bool,
    form: str,
) -> int:
    """Read all files, then put them into the store together."""
    from kbgen.tickets import needs

    needs.require()
    config, _ = options.configured(config_file)
    codes = options.languages_of(config, (language,) if language else ())

    from kbgen.reports import reader_imports
    from kbgen.tickets.readers import keeping
    from kbgen.tickets.readers.periods import from_options
    from kbgen.tickets.readers.table import Wishes
    from kbgen.tickets.store import open_store

    if (since is None) != (until is None):
        raise WrongUse("--from and --to belong together", hint="such as --from 2026-10-01 --to 2026-10-31")
    if since and until and since > until:
        raise WrongUse(f"--from {since} is later than --to {until}")
    options.refuse_future(until, config, "--to")
    sign = "\t" if delimiter.lower() in ("tab", "\\t") else delimiter
    if len(sign) > 1:
        raise WrongUse(f"“{delimiter}” is no delimiter", hint="one character, or “tab”")
    wishes = Wishes(encoding, sign, codes[0] if codes else "", from_options(since, until), searches)
    reports = _read(config, files, wishes, pages_of(config))
    number = None
    if not dry_run:
        with open_store(config, writing=True) as store:
            number = keeping.add(store.connection, [report.file for report in reports], datetime.now(UTC))
    click.echo(reader_imports.FORMATS[form](number, reports))
    return DONE


def _read(config: Config, files: tuple[Path, ...], wishes: Wishes, pages: Pages) -> list[FileReport]:
    from kbgen.tickets.readers.importing import read_table
    from kbgen.tickets.readers.table import tables
    from kbgen.tickets.reading import encodings

    if wishes.encoding and not encodings.canonical(wishes.encoding):
        raise WrongUse(f"there is no encoding “{wishes.encoding}”", hint="such as utf-8, cp1257, cp1252 or cp1251")
    codes = config.language_codes
    return [read_table(table, wishes, pages, codes) for file in files for table in tables(file, wishes, codes)]


def pages_of(config: Config) -> Pages:
    """The pages of the site as its content is now. Raises WrongUse where there is no content folder."""
    from kbgen.publish import site
    from kbgen.tickets.readers import pages_of

    options.refuse_missing_content(config)
    now = site.read(config)
    return pages_of(config.site_url, now.catalog, now.addresses, now.tombstones)
