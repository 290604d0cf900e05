"""``kbgen topics``, and the commands on the topics file below it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, PROBLEMS_FOUND, WrongUse
from kbgen.lazy import LazyGroup
from kbgen.reports.topics import FORMATS, renderer
from kbgen.tickets.flagging.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kbgen.config import Config
    from kbgen.languages import LanguageCode
    from kbgen.problems import Problem
    from kbgen.reports.topics.report import Report
    from kbgen.tickets.flagging.flag import Flag, Flagged

COMMANDS = {
    "check": "Find what is wrong with the topics file.",
    "propose": "Propose entries for tags that the topics file does not know.",
}

KINDS = [kind.value for kind in Kind]
# Named here and not imported: they bring numpy along, which “--help” needs not wait for.
LANES = ("new-tag", "spike", "trend", "standing-cost")

NAMELESS = "KB706"

MOST = 20
"""So many rows of the table are shown without --all."""


@click.group(
    "topics",
    cls=LazyGroup,
    package="kbgen.commands.topics",
    lazy=COMMANDS,
    invoke_without_command=True,
    help="""Show which topics need an article, a better one or a translation, and what it would save.

What rises comes first, then what costs most for the least work. “check” and “propose” are about the topics file.""",
)
@options.config_file
@options.as_of
@click.option("--lang", "-l", "language", help="The language of the topics' names.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind of work; repeatable.")
@click.option("--lane", "lanes", multiple=True, type=click.Choice(LANES), help="Only this lane; repeatable.")
@click.option("--all", "everything", is_flag=True, help=f"All rows of the table, not only the first {MOST}.")
@click.option(
    "--fail-on",
    "failing",
    multiple=True,
    type=click.Choice([*KINDS, *LANES]),
    help="Exit code 1 if there is one; for automatic runs.",
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of --format json, and nothing else.")
@click.option(
    "--watch",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Import what arrives in this folder, and say what is new.",
)
@click.pass_context
def command(
    context: click.Context,
    config_file: Path,
    as_of: date | None,
    language: str | None,
    kinds: tuple[str, ...],
    lanes: tuple[str, ...],
    everything: bool,
    failing: tuple[str, ...],
    form: str,
    output: Path | None,
    schema: bool,
    folder: Path | None,
) -> int:
    """Gather, choose, print."""
    if context.invoked_subcommand:
        # “kbgen topics -f other.yml check” means the other one, too.
        context.default_map = {name: {"config_file": str(config_file)} for name in COMMANDS}
        return DONE
    if schema:
        from kbgen.reports.topics.as_json import SCHEMA

        click.echo(SCHEMA.read_text("utf-8").rstrip())
        return DONE
    config, _ = options.configured(config_file)
    options.refuse_future(as_of, config)
    code = language_of(config, language)
    if folder is not None:
        if as_of or output or failing or form != "text":
            raise WrongUse("--watch goes with --lang, --kind and --lane only")
        from kbgen.commands.topics import watching

        return watching.watch(config, folder, code, lambda flags: chosen(flags, kinds, lanes))
    found, problems = flagged(config, as_of, code)
    shown = chosen(found.flags, kinds, lanes)
    one = _report(config, found, shown, everything)
    options.print_report(renderer(form)(one), form, output)
    _tell(problems)
    failed = any(flag.kind.value in failing or flag.lane.value in failing for flag in shown)
    return PROBLEMS_FOUND if failed else DONE


def language_of(config: Config, given: str | None) -> LanguageCode:
    """The language of names: that of ``--lang``, else the site's source."""
    codes = options.languages_of(config, (given,) if given else ())
    if len(codes) > 1:
        raise WrongUse("names are shown in one language", hint=f"such as --lang {codes[0]}")
    return codes[0] if codes else config.source_language


def chosen(flags: Sequence[Flag], kinds: Collection[str], lanes: Collection[str]) -> list[Flag]:
    """Those of these kinds and lanes; no kind and no lane is all of them."""
    return [
        flag for flag in flags if (not kinds or flag.kind.value in kinds) and (not lanes or flag.lane.value in lanes)
    ]


def flagged(config: Config, day: date | None, language: LanguageCode) -> tuple[Flagged, tuple[Problem, ...]]:
    """What to do at a moment, and what is wrong with the topics file."""
    from kbgen.tickets import needs

    needs.require()

    from kbgen.tickets import situation
    from kbgen.tickets.flagging import gathered

    with situation.of_project(config, day) as now:
        options.refuse_unreadable(now.problems, "it is not known what tags mean")
        return gathered.flagged(now, language), now.problems


def _report(config: Config, found: Flagged, shown: Sequence[Flag], everything: bool) -> Report:
    from kbgen.reports.topics.report import Report

    width = options.terminal_width()
    return Report(config.site_name, found, shown, width, None if everything else MOST)


def _tell(problems: Iterable[Problem]) -> None:
    """Say what is wrong with the topics file; missing names, of which there may be hundreds, only by their number."""
    from kbgen.reports import problem_list

    every = list(problems)
    told = [problem for problem in every if problem.code != NAMELESS]
    if told:
        click.echo(problem_list.text(told), err=True, color=options.coloured())
    if nameless := len(every) - len(told):
        have = f"{problem_list.counted(nameless, 'topic')} {'has' if nameless == 1 else 'have'} no name"
        click.echo(f"{have} in a language of the site; “kbgen topics check” lists them.", err=True)
