"""``kbgen topics check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, PROBLEMS_FOUND
from kbgen.problems import errors

if TYPE_CHECKING:
    from kbgen.articles.catalog import Catalog
    from kbgen.config import Config
    from kbgen.problems import Problem
    from kbgen.reports.topics_check import Checked


@click.command(
    "check",
    help="""Find what is wrong with the topics file: contradictions, articles that do not exist, names that are missing.

Where tickets were imported, also tags that no ticket has any more, tags that no topic claims, and weeks in which the
tags were reordered. The exit code is 1 when there is an error, with --strict also when there is a warning.""",
)
@options.config_file
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--limit", "-n", type=click.IntRange(0, 100_000), default=20, show_default=True, help="So many unknown tags."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(config_file: Path, strict: bool, limit: int, form: str) -> int:
    """Read the file, hold it against the tickets if there are any, print."""
    config, _ = options.configured(config_file)

    from kbgen.reports import topics_check
    from kbgen.tickets import needs
    from kbgen.tickets.store import place
    from kbgen.tickets.topics import load, usage

    options.refuse_missing_content(config)
    file, problems = load(config)
    checked = _against_tickets(config, problems)
    if checked is None and place.exists(config) and not needs.installed():
        click.echo("Tickets were left out of it, since they need an extra: pip install 'kbgen[tickets]'", err=True)
    if checked is None:
        problems = tuple(sorted({*problems, *usage.misspelt(file, _catalog(config))}))
        checked = topics_check.Checked(problems, len(file.topics))
    if made := topics_check.FORMATS[form](checked, limit):
        click.echo(made)
    if form == "text":
        click.echo(topics_check.summary(checked), err=True)
    found = checked.problems if strict or config.strict else errors(checked.problems)
    return PROBLEMS_FOUND if found else DONE


def _against_tickets(config: Config, problems: tuple[Problem, ...]) -> Checked | None:
    """What the tickets say about the file; None where there are none, or the extra is not installed."""
    from kbgen.tickets import needs
    from kbgen.tickets.store import place

    if not place.exists(config) or not needs.installed():
        return None

    from kbgen.reports.topics_check import Checked
    from kbgen.tickets.situation import Situation
    from kbgen.tickets.store import open_store
    from kbgen.tickets.topics import usage

    with open_store(config) as store:
        now = store.horizon()
        if now is None:
            return None
        situation, uses = Situation(config, store), store.tags()
        named = situation.answers.keys() - situation.file.topics.keys()
        breaks = [notice for notice in situation.detection.notices if notice.kind == "taxonomy-break"]
        return Checked(
            tuple(
                sorted(
                    {
                        *problems,
                        *usage.misspelt(situation.file, situation.catalog, uses),
                        *usage.dead(situation.file, uses, now),
                    }
                )
            ),
            len(situation.file.topics),
            len(uses),
            usage.unknown(situation.file, uses, named),
            usage.unused(situation.file, uses),
            tuple(breaks),
        )


def _catalog(config: Config) -> Catalog:
    from kbgen.articles import catalog, files

    content = files.read(config.content_dir, config.language_codes, shown_as=config.relative(config.content_dir))
    return catalog.assemble(content.articles, config.languages, config.source_language)[0]
