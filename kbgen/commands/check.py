"""``kbgen check``."""

from __future__ import annotations

from pathlib import Path

import click

from kbgen.commands import options
from kbgen.errors import DONE, PROBLEMS_FOUND, ConfigError
from kbgen.problems import errors
from kbgen.reports import problem_list


@click.command(
    "check",
    help="""Find mistakes in articles, links and settings, all in one run.

Every line names the file, the line, a code that the manual explains, and what to do. The exit code is 1 when there is
an error, with --strict also when there is a warning.""",
)
@options.config_file
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--drafts", is_flag=True, help="Check drafts too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(problem_list.FORMATS)),
    default="text",
    show_default=True,
    help="github and gitlab: annotations for their merge requests.",
)
def command(config_file: Path, strict: bool, drafts: bool, form: str) -> int:
    """Read everything, run all checks, print the problems."""
    try:
        config, warnings = options.configured(config_file)
    except ConfigError as error:
        if not error.problems:
            raise
        click.echo(problem_list.FORMATS[form](error.problems))
        if form == "text":
            click.echo(f"{error.message}: {problem_list.summary(error.problems)}", err=True)
        return PROBLEMS_FOUND

    from kbgen.checks import OfTexts
    from kbgen.publish.draft import read

    draft = read(config, drafts=drafts)
    found = sorted({*warnings, *draft.problems, *OfTexts(options.today(config))(draft.site, draft.bodies)})
    made = problem_list.FORMATS[form](found)
    if made:
        click.echo(made)
    if form == "text":
        articles = problem_list.counted(len(draft.site.catalog.versions), "article")
        languages = problem_list.counted(len(config.languages), "language")
        click.echo(f"{articles} in {languages}: {problem_list.summary(found)}", err=True)
    return PROBLEMS_FOUND if (found if strict or config.strict else errors(found)) else DONE
