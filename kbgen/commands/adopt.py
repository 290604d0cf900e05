"""``kbgen adopt``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse
from kbgen.problems import did_you_mean

if TYPE_CHECKING:
    from kbgen.articles.catalog import Catalog
    from kbgen.config import Config
    from kbgen.translation.adoptions import Adoption

SURENESS = ("sure", "likely", "unsure")


@click.command(
    "adopt",
    help="""Find out what translations without a record were made from.

For articles that were translated before kbgen kept records. Where git knows their history, it is searched for the
version of the source that each translation was made from; without git, only texts that are in step are found. Nothing
is written unless you say --write.""",
)
@options.config_file
@click.argument("articles", nargs=-1)
@click.option("--lang", "-l", "languages", multiple=True, help="Only these languages, such as et,ru.")
@click.option("--write", is_flag=True, help="Write the proposed records into the articles.")
@click.option(
    "--sureness",
    type=click.Choice(SURENESS),
    default="likely",
    show_default=True,
    help="Write only what is at least so sure.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    config_file: Path, articles: tuple[str, ...], languages: tuple[str, ...], write: bool, sureness: str, form: str
) -> int:
    """Read all texts and their history, propose, print, and write if that is wanted."""
    config, _ = options.configured(config_file)
    codes = options.languages_of(config, languages) or config.language_codes
    named = [options.article_id(config, given) for given in articles]

    from kbgen.reports import adoptions as report
    from kbgen.translation.adopt import Sureness
    from kbgen.translation.adoptions import adoptions
    from kbgen.translation.history import History

    catalog = _catalog(config, named)
    progress = options.Progress()
    rows: list[Adoption] = []
    with History(config.content_dir, config.language_codes, main_line=True) as history:
        ids = named or list(catalog.ids)
        for number, id in enumerate(ids):
            progress("articles", number, len(ids))
            rows += adoptions(catalog, history, [id], codes, options.today(config))
        progress.end()
        gaps = history.gaps
    least = Sureness[sureness.upper()]
    chosen = [row for row in rows if row.record and row.proposal and row.proposal.sureness >= least] if write else []
    _write(config, chosen)
    if form == "json":
        click.echo(report.as_json(rows, gaps))
        return DONE
    if rows:
        click.echo(report.text(rows))
    if gaps:
        click.echo(report.gaps(gaps), err=True)
    click.echo(report.summary(rows), err=True)
    if write:
        click.echo(f"{len(chosen)} written", err=True)
    elif rows:
        click.echo("Nothing was written; --write writes what is at least likely.", err=True)
    return DONE


def _catalog(config: Config, named: Sequence[str]) -> Catalog:
    """All articles, with those that were named among them; raises WrongUse and ProblemsError."""
    from kbgen.articles import catalog as catalogs
    from kbgen.articles import files

    content = files.read(config.content_dir, config.language_codes, shown_as=config.relative(config.content_dir))
    options.refuse_unreadable(content.problems, "nothing can be said of them")
    catalog, _ = catalogs.assemble(content.articles, config.languages, config.source_language)
    for id in named:
        if id not in catalog.versions:
            raise WrongUse(f"there is no article {id}", hint=did_you_mean(id, catalog.ids))
    return catalog


def _write(config: Config, rows: Sequence[Adoption]) -> None:
    """All records, or none."""
    from kbgen.articles import writing
    from kbgen.translation.record import with_record

    texts: dict[str, str] = {}
    for row in rows:
        path = f"{row.language}/{row.article}.md"
        text = options.text_of(config, path)
        if row.record:
            texts[path] = with_record(text, row.record)
    writing.replace_all(config.content_dir, texts)
