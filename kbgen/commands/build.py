"""``kbgen build``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE
from kbgen.reports import problem_list

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.publish.build import Options, Result
    from kbgen.publish.stages import Stages


@click.command(
    "build",
    help="""Build the site.

Only what has changed is made again. Nothing is published when a page would be wrong or missing: the previous site stays
as it was. “kbgen check” lists everything that could be better.""",
)
@options.config_file
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to write the site.  [default: site_dir]")
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--keep-going", is_flag=True, help="Leave out articles with errors and publish the rest.")
@click.option("--strict", is_flag=True, help="Publish only if “kbgen check --strict” would find nothing.")
@click.option("--jobs", "-j", type=click.IntRange(1, 256), help="Processes at once.  [default: one for each core]")
@click.option("--clean", is_flag=True, help="Make everything anew.")
@click.option(
    "--changes", "form", type=click.Choice(["text", "json"]), help="Print the paths that were added, changed, removed."
)
@click.option("--profile", is_flag=True, help="Say where the time went.")
def command(
    config_file: Path,
    output: Path | None,
    drafts: bool,
    keep_going: bool,
    strict: bool,
    jobs: int | None,
    clean: bool,
    form: str | None,
    profile: bool,
) -> int:
    """Build, say what was built, and name the articles that were left out."""
    begun = perf_counter()
    config, warnings = options.configured(config_file)
    if output:
        config = replace(config, site_dir=output.absolute())

    from kbgen.publish.build import Options

    chosen = Options(drafts=drafts, keep_going=keep_going, warnings=warnings, jobs=jobs or 0, clean=clean)
    result, stages = built(config, chosen, strict=strict)
    if profile:
        click.echo(_profile(stages, perf_counter() - begun), err=True)
    if form:
        click.echo(options.changes(result.changes, form))
    click.echo(f"{said(config, result)} ({perf_counter() - begun:.1f} s)", err=form is not None)
    return DONE


def built(config: Config, chosen: Options, *, strict: bool) -> tuple[Result, Stages]:
    """Build with a line that says how far it is, and name what is wrong and what was left out."""
    from kbgen.publish.build import build
    from kbgen.publish.stages import Stages

    if strict or config.strict:
        from kbgen.checks import OfTexts

        chosen = replace(chosen, strict=OfTexts(date.today()))
    progress = options.Progress()
    stages = Stages(progress, options.waiting)
    try:
        result = build(config, chosen, stages)
    finally:
        progress.end()
    problems = sorted({*chosen.warnings, *result.problems})
    if problems:
        click.echo(problem_list.text(problems), err=True)
    for path in result.left_out:
        click.secho(f"left out: {path}", fg="yellow", err=True)
    return result, stages


def said(config: Config, result: Result) -> str:
    """What was built, in a line."""
    made = "nothing changed" if not result.changes else f"{result.made} files made"
    return f"{result.pages} pages in {config.relative(result.output)}, {made}"


def _profile(stages: Stages, total: float) -> str:
    """Wall and CPU seconds of each stage; the CPU of worker processes is the system's to tell, at the end."""
    import os

    rows = [f"{name:<14}{wall:>8.3f}{cpu:>8.3f}" for name, wall, cpu in stages.times]
    spent = os.times()
    rows.append(f"{'whole':<14}{total:>8.3f}{spent.user + spent.system:>8.3f}")
    rows.append(f"{'workers':<14}{'':>8}{spent.children_user + spent.children_system:>8.3f}")
    return "\n".join([f"{'stage':<14}{'wall':>8}{'cpu':>8}", *rows])
