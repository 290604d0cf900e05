"""``kbgen report``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.languages import LanguageCode
    from kbgen.overview.gathering import Overview
    from kbgen.reports.overview.document import Document
    from kbgen.wording import Words

HISTORY = "history.csv"
"""``kbgen.overview.kept_history.NAME``, which there is no need to import for “--help”."""


@click.command(
    "report",
    help="""Write the editors' report: what to do this week, and how the knowledge base stands.

With --output it is a page that opens everywhere, with its tables as CSV and JSON beside it; with --terminal it is shown
here; with --format it is printed for other programs, or in short for a chat or a mail.""",
)
@options.config_file
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the page and its files to this folder.",
)
@click.option("--lang", "-l", "languages", multiple=True, help="In this language; by default the source language.")
@click.option(
    "--as-of",
    type=options.Day(),
    metavar="DATE",
    help="The day of the report; only tickets from before it count (2026-11-21).",
)
@click.option(
    "--history",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Note here how translations stand today; without git, later reports compare. By default history.csv in DIR.",
)
@click.option("--terminal", is_flag=True, help="Show it here.")
@click.option("--format", "form", type=click.Choice(["json", "markdown"]), help="Print all figures, or a summary.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of --format json, and nothing else.")
def command(
    config_file: Path,
    output: Path | None,
    languages: tuple[str, ...],
    as_of: date | None,
    history: Path | None,
    terminal: bool,
    form: str | None,
    schema: bool,
) -> int:
    """Gather, compose, write and print."""
    if schema:
        from kbgen.reports.overview.as_json import SCHEMA

        click.echo(SCHEMA.read_text("utf-8").rstrip())
        return DONE
    _refuse_unclear(output, terminal, form)
    config, _ = options.configured(config_file)
    options.refuse_future(as_of, config)
    language = _language(config, languages)
    options.refuse_missing_content(config)
    if output is not None:
        _refuse_misplaced(output, config)

    from kbgen import wording
    from kbgen.publish import garbage

    today = options.today(config)
    kept = history or (output / HISTORY if output else None)
    words = wording.words(language, domain=wording.REPORT)
    # What a report is made of is there until its end.
    with garbage.left_lying():
        overview = _overview(config, language, today, as_of, kept)
        document = _document(overview, words)
        if output is not None:
            _write(document, words, output, quietly=terminal or form is not None)
        if kept is not None and as_of in (None, today):
            _note(overview, kept)
        if terminal:
            from kbgen.reports.overview import terminal as shown

            click.echo(shown.render(document, words, options.terminal_width()), color=options.coloured())
        elif form == "json":
            from kbgen.reports.overview import as_json

            click.echo(as_json.render(document))
        elif form == "markdown":
            from kbgen.reports.overview import markdown

            click.echo(markdown.render(document, words))
    return DONE


def _refuse_unclear(output: Path | None, terminal: bool, form: str | None) -> None:
    if terminal and form:
        raise WrongUse(
            f"--terminal and --format {form} would both print here",
            hint="give one of them; either goes together with --output",
        )
    if output is None and not terminal and form is None:
        raise WrongUse(
            "a report is written to a folder or shown here, and neither was asked for",
            hint="kbgen report --output DIR writes a page, kbgen report --terminal shows it here",
        )


def _language(config: Config, given: tuple[str, ...]) -> LanguageCode:
    found = options.languages_of(config, given)
    if len(found) > 1:
        raise WrongUse(f"a report is in one language, not in {' and '.join(found)}", hint="call it once for each")
    return found[0] if found else config.source_language


def _refuse_misplaced(output: Path, config: Config) -> None:
    """Everything in these folders is published."""
    try:
        place = output.resolve()
    except (OSError, RuntimeError):
        raise WrongUse(f"{output} is a link that leads in a circle") from None
    for folder in (config.content_dir, config.site_dir):
        if place.is_relative_to(folder.resolve()):
            raise WrongUse(
                f"{output} is inside {config.relative(folder)}, which is published",
                hint="a report is for editors only; choose a folder beside it",
            )


def _overview(
    config: Config, language: LanguageCode, today: date, as_of: date | None, history: Path | None
) -> Overview:
    from kbgen.overview import desk as desks
    from kbgen.overview import gathering

    progress = options.Progress()
    try:
        with desks.of_project(config, language, as_of or today, as_of, history) as desk:
            desk.progress = lambda done, total: progress("articles", done, total)
            return gathering.overview(desk)
    finally:
        progress.end()


def _document(overview: Overview, words: Words) -> Document:
    from kbgen.reports.overview import charts, compose

    return compose.document(overview, words, charts=charts.installed())


def _note(overview: Overview, file: Path) -> None:
    """Write down how the translations stand today; not of another day, on which they may have stood otherwise."""
    from kbgen.overview import kept_history
    from kbgen.overview.absent import Absent

    coverage = overview.coverage
    if isinstance(coverage, Absent) or (kept := kept_history.read(file)).denied:
        return
    noted = kept_history.with_day(kept, overview.day, dict(sorted(coverage.today.languages.items())))
    options.write_whole(file, kept_history.text(noted))


def _write(document: Document, words: Words, output: Path, *, quietly: bool) -> None:
    from kbgen.reports.overview import charts, files, folder

    folder.write(files.files(document, words, charts.drawn_all(document.charts(), words)), output)
    if not quietly:
        click.echo(f"The report is there: {output / 'index.html'}")
