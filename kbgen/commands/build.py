"""``kbgen build``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic

import click

from kbgen.commands import options
from kbgen.errors import DONE
from kbgen.reports import problem_list


@click.command(
    "build",
    help="""Build the site.

Nothing is published when a page would be wrong or missing: the previous site stays as it was. “kbgen check” lists
everything that could be better.""",
)
@options.config_file
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to write the site.  [default: site_dir]")
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--keep-going", is_flag=True, help="Leave out articles with errors and publish the rest.")
@click.option("--strict", is_flag=True, help="Publish only if “kbgen check --strict” would find nothing.")
def command(config_file: Path, output: Path | None, drafts: bool, keep_going: bool, strict: bool) -> int:
    """Build, say what was built, and name the articles that were left out."""
    begun = monotonic()
    config, warnings = options.configured(config_file)
    if output:
        config = replace(config, site_dir=output.absolute())

    from kbgen.checks import OfTexts
    from kbgen.publish.build import Options, build

    progress = options.Progress()
    check = OfTexts(date.today()) if strict else None
    try:
        result = build(config, Options(drafts=drafts, keep_going=keep_going, strict=check), progress)
    finally:
        progress.end()
    problems = sorted({*warnings, *result.problems})
    if problems:
        click.echo(problem_list.text(problems), err=True)
    for path in result.left_out:
        click.secho(f"left out: {path}", fg="yellow", err=True)
    click.echo(f"{result.pages} pages in {config.relative(result.output)} ({monotonic() - begun:.1f} s)")
    return DONE
