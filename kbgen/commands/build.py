"""``kbgen build``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE

if TYPE_CHECKING:
    from kbgen.articles.snapshot import Snapshot
    from kbgen.publish.result import Result
    from kbgen.publish.stages import Stages
    from kbgen.publish.unchanged import Request


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

    from kbgen.publish.unchanged import Request

    request = Request(config_file, output, drafts, keep_going)
    result, stages = built(request, strict=strict, jobs=jobs or 0, clean=clean)
    if profile:
        click.echo(_profile(stages, perf_counter() - begun), err=True)
    if form:
        click.echo(options.changes(result.changes, form))
    click.echo(f"{said(request, result)} ({perf_counter() - begun:.1f} s)", err=form is not None)
    return DONE


def built(request: Request, *, strict: bool, jobs: int = 0, clean: bool = False) -> tuple[Result, Stages]:
    """Build if anything has changed, with a line that says how far it is; name what is wrong and what was left out."""
    from kbgen.publish import unchanged
    from kbgen.publish.stages import Stages

    progress = options.Progress()
    stages = Stages(progress, options.waiting)
    with stages.stage("compare"):
        result, seen = (None, None) if clean or strict else unchanged.look(request, stages.wait)
    if result is None:
        try:
            result = _build(request, seen, strict, jobs, clean, stages)
        finally:
            progress.end()
    if result.problems:
        from kbgen.reports import problem_list

        click.echo(problem_list.text(result.problems), err=True)
    for path in result.left_out:
        click.secho(f"left out: {path}", fg="yellow", err=True)
    return result, stages


def said(request: Request, result: Result) -> str:
    """What was built, in a line."""
    made = "nothing changed" if not result.changes else f"{result.made} files made"
    root = request.settings.absolute().parent
    inside = result.output.is_relative_to(root)
    shown = result.output.relative_to(root) if inside else result.output
    return f"{result.pages} pages in {shown.as_posix()}, {made}"


def _build(request: Request, seen: Snapshot | None, strict: bool, jobs: int, clean: bool, stages: Stages) -> Result:
    """Build after all: something is not as the last build left it."""
    config, warnings = options.configured(request.settings)
    if request.output:
        config = replace(config, site_dir=request.output.absolute())

    from kbgen.publish.build import Options, build

    check = None
    if strict or config.strict:
        from kbgen.checks import OfTexts

        check = OfTexts(options.today(config))
    chosen = Options(
        drafts=request.drafts,
        keep_going=request.keep_going,
        strict=check,
        warnings=warnings,
        jobs=jobs,
        clean=clean,
        request=request,
        seen=seen,
    )
    result = build(config, chosen, stages)
    return replace(result, problems=tuple(sorted({*warnings, *result.problems})))


def _profile(stages: Stages, total: float) -> str:
    """Wall and CPU seconds of each stage; the CPU of worker processes is the system's to tell, at the end."""
    import os

    rows = [f"{name:<14}{wall:>8.3f}{cpu:>8.3f}" for name, wall, cpu in stages.times]
    spent = os.times()
    rows.append(f"{'whole':<14}{total:>8.3f}{spent.user + spent.system:>8.3f}")
    rows.append(f"{'workers':<14}{'':>8}{spent.children_user + spent.children_system:>8.3f}")
    return "\n".join([f"{'stage':<14}{'wall':>8}{'cpu':>8}", *rows])
