"""``kbgen gaps``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, PROBLEMS_FOUND, KbgenError, WrongUse
from kbgen.problems import Problem, did_you_mean
from kbgen.reports.gaps import FORMATS, renderer
from kbgen.reports.gaps.report import Report
from kbgen.translation import workload
from kbgen.translation.demand import NO_DEMAND
from kbgen.translation.row import Row
from kbgen.translation.selection import Part, Wanted, fails, is_in
from kbgen.translation.standing import Grade, State

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.translation.demand import Demands
    from kbgen.translation.survey import Survey

_STATES = [state.value for state in State]
_GRADES = [str(grade) for grade in Grade if grade]
_FAILING = [*_GRADES, *(state for state in _STATES if state != "fresh")]


@click.command(
    "gaps",
    help="""Show which translations are missing, out of date or never confirmed, the most harmful first.

Without an article, all are shown. Grades say how much a change matters: cosmetic, small, material, critical.""",
)
@options.config_file
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--lang", "-l", "languages", multiple=True, help="Only these languages, such as et,ru.")
@click.option("--category", "categories", multiple=True, help="Only articles in this folder and those below it.")
@click.option("--owner", "owners", multiple=True, help="Only articles of this owner.")
@click.option("--state", "states", multiple=True, type=click.Choice(_STATES), help="Only these states; repeatable.")
@click.option("--grade", type=click.Choice(_GRADES), help="Only this grade and above.")
@click.option("--since", metavar="7d|DATE", help="Only what became so in the last days, or since a day (2026-11-21).")
@click.option("--all", "everything", is_flag=True, help="Translations that are up to date, too.")
@click.option(
    "--fail-on", "failing", multiple=True, type=click.Choice(_FAILING), help="Exit code 1 if there is one; for CI."
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of --format json, and nothing else.")
def command(
    config_file: Path,
    articles: tuple[str, ...],
    languages: tuple[str, ...],
    categories: tuple[str, ...],
    owners: tuple[str, ...],
    states: tuple[str, ...],
    grade: str | None,
    since: str | None,
    everything: bool,
    failing: tuple[str, ...],
    form: str,
    output: Path | None,
    schema: bool,
) -> int:
    """Survey the site, choose, print."""
    if schema:
        from kbgen.reports.gaps.as_json import SCHEMA

        click.echo(SCHEMA.read_text("utf-8").rstrip())
        return DONE
    config, _ = options.configured(config_file)
    today = options.today(config)
    part = Part(
        options.languages_of(config, languages),
        [category.strip("/") for category in categories],
        owners,
        [options.article_id(config, article) for article in articles],
    )
    begun = _day(since, today) if since else None
    fresh = everything or form == "json"
    wanted = Wanted([State(state) for state in states], Grade.named(grade or "none"), begun, fresh)
    survey = surveyed(config, today)
    _refuse_unknown(part, survey)
    report = _report(config, [row for row in survey.rows if part.has(row)], wanted, today)
    options.print_report(renderer(form)(report), form, output)
    tell(survey.problems)
    bad_states = [State(word) for word in failing if word in _STATES]
    bad_grade = min((Grade.named(word) for word in failing if word in _GRADES), default=None)
    failed = fails((gap.row for gap in report.shown), bad_states, bad_grade)
    return PROBLEMS_FOUND if failed else DONE


def surveyed(config: Config, today: date) -> Survey:
    """All articles of the site. Raises WrongUse where there is no content folder."""
    from kbgen.translation import survey

    if not config.content_dir.is_dir():
        raise WrongUse(
            f"there is no folder {config.relative(config.content_dir)}",
            hint="“docs_dir” in mkdocs.yml names the folder of the articles",
        )
    progress = options.Progress()
    try:
        return survey.of_project(config, today, progress=lambda done, total: progress("articles", done, total))
    finally:
        progress.end()


def demands(config: Config) -> Demands:
    """How much readers want each article, as far as tickets and views were imported. What cannot be read is told."""
    from kbgen.tickets import demand

    try:
        return demand.of_project(config)
    except KbgenError as error:
        click.secho(f"Tickets are left out: {error.message}", fg="yellow", err=True)
        return NO_DEMAND


# The codes of problems that keep translations from being judged rightly.
_TOLD = {*options.UNREADABLE, "KB110"}


def tell(problems: Iterable[Problem]) -> None:
    """Say which files kept translations from being judged rightly."""
    told = [problem for problem in problems if problem.code in _TOLD or problem.code.startswith("KB6")]
    if told:
        from kbgen.reports import problem_list

        click.echo(problem_list.text(told), err=True, color=options.coloured())


def _day(given: str, today: date) -> date:
    """``7d``, ``2w`` or a day; raises WrongUse."""
    if found := re.fullmatch(r"(\d{1,4})([dw])", given):
        return today - timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise WrongUse(f"“{given}” is no day", hint="such as 7d, 2w or 2026-11-21") from None


def _refuse_unknown(part: Part, survey: Survey) -> None:
    for article in part.articles:
        if article not in survey.articles:
            raise WrongUse(f"there is no article {article}", hint=did_you_mean(article, survey.articles))
    known = {row.category for row in survey.rows}
    for category in part.categories:
        if not any(is_in(one, category) for one in known):
            raise WrongUse(f"there is no category {category}", hint=did_you_mean(category, known))
    owners = {row.owner for row in survey.rows} - {""}
    for owner in part.owners:
        if owner.casefold() not in {one.casefold() for one in owners}:
            raise WrongUse(f"no article has the owner “{owner}”", hint=did_you_mean(owner, owners))


def _report(config: Config, rows: Collection[Row], wanted: Wanted, today: date) -> Report:
    gaps = workload.weighed(rows, demands(config), config.report.ranking.weights)
    shown = [gap for gap in gaps if wanted.has(gap.row)]
    without_day = Wanted(wanted.states, wanted.grade, None, wanted.fresh)
    undated = [gap for gap in gaps if without_day.has(gap.row) and gap.row.since is None and gap.harm]
    fresh = sum(gap.row.state is State.FRESH for gap in gaps) - sum(gap.row.state is State.FRESH for gap in shown)
    chosen = [code for code in config.language_codes if any(row.language == code for row in rows)]
    by_language = workload.totals_by(gaps, lambda row: row.language)
    return Report(
        site=config.site_name,
        day=today,
        shown=shown,
        hidden=0 if wanted.states or wanted.grade or wanted.since else fresh,
        undated=len(undated) if wanted.since else 0,
        total=workload.total(gaps),
        languages={code: by_language[code] for code in chosen},
        categories=dict(sorted(workload.totals_by(gaps, lambda row: row.category).items())),
        names={language.code: language.name for language in config.languages},
        width=options.terminal_width(),
    )
