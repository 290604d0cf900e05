"""``kbgen diff``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE

if TYPE_CHECKING:
    from kbgen.languages import LanguageCode
    from kbgen.reports.diff import Diff
    from kbgen.translation.changes import Change
    from kbgen.translation.desk import Work
    from kbgen.translation.fingerprints import Text
    from kbgen.translation.follow import Following
    from kbgen.translation.state import Assessment


@click.command(
    "diff",
    help="""Show what changed in an article's source since a translation was made, beside what has to follow.

Old words come from git, if the project is kept in it. Without them, changed paragraphs are shown as they are now.""",
)
@options.config_file
@click.argument("article")
@click.option(
    "--to",
    "languages",
    multiple=True,
    help="The translations to look at, such as ru,fi.  [default: all that are not up to date]",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this file.")
def command(config_file: Path, article: str, languages: tuple[str, ...], form: str, output: Path | None) -> int:
    """Read one article in all its languages, compare, print."""
    config, _ = options.configured(config_file)
    codes = options.languages_of(config, languages)

    from kbgen.translation import desk

    options.refuse_missing_content(config)
    with desk.at(config) as table:
        work = table.work_on(options.article_id(config, article))
        diffs = [_diff(work, code) for code in codes or _waiting(work)]
        unknown = table.why_not_all_is_known
    options.say(_formatted(diffs, form, to_file=output is not None), output)
    if not diffs:
        click.echo("All translations are up to date.", err=True)
    if form == "text" and any(_lacks_old_words(diff) for diff in diffs):
        reason = f": {unknown}" if unknown else ""
        click.echo(f"Not all old words are known{reason}.", err=True)
    return DONE


def _waiting(work: Work) -> list[LanguageCode]:
    """The languages in which there is something to do."""
    from kbgen.translation.state import State

    return [code for code, one in work.assessments.items() if one.state is not State.FRESH]


def _diff(work: Work, code: LanguageCode) -> Diff:
    from kbgen.reports.diff import Diff
    from kbgen.translation.follow import Following

    one = work.assessments[code]
    paths = {language: article.path for language, article in work.articles.items()}
    title = work.articles[work.source].title
    source, own = work.texts.get(one.source), work.texts.get(code)
    if source is None or own is None or one.record is None:
        nothing = Following(one.source, code, ()), Following(code, one.source, ())
        return Diff(title, one, paths, *nothing)
    return Diff(
        title,
        one,
        paths,
        _following(work, one, one.source_changes, source, own),
        _following(work, one, one.own_changes, own, source),
    )


def _following(work: Work, one: Assessment, changes: tuple[Change, ...], text: Text, other: Text) -> Following:
    from kbgen.translation.fingerprints import Text
    from kbgen.translation.follow import following

    if not changes:
        return following((), text, other)
    assert one.record is not None
    prints = one.record.source_prints if text.language == one.source else one.record.own_prints
    before = work.recall(text.language)(prints)
    return following(changes, text, other, before if isinstance(before, Text) else None)


def _lacks_old_words(diff: Diff) -> bool:
    from kbgen.translation.changes import ChangeKind

    changes = [step.change for step in (*diff.source.steps, *diff.own.steps)]
    return any(change.kind in (ChangeKind.CHANGED, ChangeKind.REMOVED) and not change.old for change in changes)


def _formatted(diffs: Sequence[Diff], form: str, *, to_file: bool) -> str:
    if form == "json":
        from kbgen.reports.diff.as_json import as_json

        return as_json(diffs)
    if form == "html":
        from kbgen.reports.diff.page import as_page

        return as_page(diffs)
    from kbgen.reports.diff.terminal import text

    width = shutil.get_terminal_size((80, 24)).columns
    coloured = not to_file and options.is_coloured(sys.stdout)
    return "\n\n\n".join(text(diff, width=width, coloured=coloured) for diff in diffs)
