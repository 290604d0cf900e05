"""``kbgen facts``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, PROBLEMS_FOUND, WrongUse
from kbgen.problems import did_you_mean
from kbgen.translation.facts.fact import FactKind

if TYPE_CHECKING:
    from kbgen.articles.article import ArticleId
    from kbgen.articles.catalog import Catalog
    from kbgen.languages import LanguageCode


@click.command(
    "facts",
    help="""Find facts that the languages of an article do not share: numbers, prices, hosts, code, links, steps.

Without an article, all are compared. What may differ is listed in the file facts.yml beside the articles.""",
)
@options.config_file
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option(
    "--lang", "-l", "languages", multiple=True, help="Compare only these; one is compared with the article's source."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in FactKind]),
    help="Only facts of this kind; repeatable.",
)
@click.option("--category", help="Only articles in this folder and those below it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fail-on-findings", is_flag=True, help="Exit code 1 if anything differs; for CI.")
def command(
    config_file: Path,
    articles: tuple[str, ...],
    languages: tuple[str, ...],
    kinds: tuple[str, ...],
    category: str | None,
    form: str,
    fail_on_findings: bool,
) -> int:
    """Read all articles, compare the languages of each, print what differs."""
    config, _ = options.configured(config_file)
    codes = options.languages_of(config, languages)
    named = [options.article_id(config, article) for article in articles]

    from kbgen.articles import catalog, files
    from kbgen.publish.draft import refuse_missing
    from kbgen.reports import fact_list, problem_list
    from kbgen.translation import allowed
    from kbgen.translation.compare import differences

    refuse_missing(config)
    shown = config.relative(config.content_dir)
    content = files.read(config.content_dir, config.language_codes, shown_as=shown)
    there, _ = catalog.assemble(content.articles, config.languages, config.source_language)
    chosen = _chosen(there, named, (category or "").strip("/"))
    exceptions, wrong = allowed.parse(content.control.get(allowed.FILE, ""), f"{shown}/{allowed.FILE}", there.versions)
    unread = [problem for problem in content.problems if problem.code in options.UNREADABLE]
    if problems := sorted({*unread, *wrong}):
        click.echo(problem_list.text(problems), err=True)
    found = [
        difference
        for id in chosen
        for difference in differences(
            there.versions[id], exceptions, languages=_compared(there, id, codes), known=there.versions
        )
        if not kinds or difference.kind.value in kinds
    ]
    if form == "json":
        click.echo(fact_list.as_json(found))
    else:
        if found:
            click.echo(fact_list.text(found))
        click.echo(fact_list.summary(found, len(chosen)), err=True)
    return PROBLEMS_FOUND if found and fail_on_findings else DONE


def _chosen(there: Catalog, named: Sequence[ArticleId], category: str) -> list[ArticleId]:
    """The articles that were asked for; raises WrongUse for one that does not exist."""
    for id in named:
        if id not in there.versions:
            raise WrongUse(f"there is no article {id}", hint=did_you_mean(id, there.ids))
    chosen = [id for id in dict.fromkeys(named or there.ids) if not category or id.startswith(f"{category}/")]
    if category and not any(id.startswith(f"{category}/") for id in there.ids):
        folders = {id.rpartition("/")[0] for id in there.ids}
        raise WrongUse(f"there is no category {category}", hint=did_you_mean(category, folders))
    return chosen


def _compared(there: Catalog, id: ArticleId, codes: Sequence[LanguageCode]) -> Sequence[LanguageCode]:
    """The languages to compare; none for all."""
    return (there.source(id).language, *codes) if len(codes) == 1 else codes
