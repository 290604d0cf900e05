"""``kbgen effect``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse
from kbgen.languages import english_name
from kbgen.problems import did_you_mean

if TYPE_CHECKING:
    from kbgen.articles.article import ArticleId
    from kbgen.languages import LanguageCode
    from kbgen.reports.effect.report import Report
    from kbgen.tickets.effect.findings import Finding
    from kbgen.tickets.effect.inquiry import Inquiry
    from kbgen.tickets.situation import Situation
    from kbgen.translation.history import Gap


MOST = 10
"""Of the changes of a quarter, so many are shown to people."""


@click.command(
    "effect",
    help="""Show whether an article, or a change to it, lowered the tickets of the topics that it answers.

Without an article: every change of the last quarter. What other topics did in the same weeks, and how far topics move
when no article changes, is taken into account; so is that articles are written after a rise.""",
)
@options.config_file
@click.argument("article", required=False)
@click.option("--topic", "topics", multiple=True, metavar="ID", help="Only this topic; repeatable.")
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="Measure a change on this day (2026-05-04).")
@options.as_of
@click.option("--lang", "-l", "languages", multiple=True, help="Only changes of this language, by tickets in it.")
@click.option("--all", "everything", is_flag=True, help=f"All changes, not only the {MOST} that tell most.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of --format json, and nothing else.")
def command(
    config_file: Path,
    article: str | None,
    topics: tuple[str, ...],
    day: date | None,
    as_of: date | None,
    languages: tuple[str, ...],
    everything: bool,
    form: str,
    output: Path | None,
    schema: bool,
) -> int:
    """Find the changes, measure each, print."""
    if schema:
        from kbgen.reports.effect.as_json import SCHEMA

        click.echo(SCHEMA.read_text("utf-8").rstrip())
        return DONE
    config, _ = options.configured(config_file)
    options.refuse_future(as_of, config)
    codes = options.languages_of(config, languages)
    if len(codes) > 1:
        raise WrongUse("--lang takes one language here", hint="ask about one after another")
    if article is None and (topics or day):
        raise WrongUse("--topic and --date need an article", hint="such as kbgen effect mail/setup --date 2026-05-04")
    asked = Asked(options.article_id(config, article) if article else None, topics, day, *codes)

    from kbgen.reports.effect import renderer
    from kbgen.tickets import situation as situations

    with situations.of_project(config, as_of) as situation:
        options.refuse_unreadable(situation.problems, "it is not known what tags mean")
        width = options.terminal_width() if output is None else None
        report = replace(_report(situation, asked), width=width, most=None if everything or article else MOST)
    options.print_report(renderer(form)(report), form, output)
    return DONE


class Asked(NamedTuple):
    """What somebody wants to know."""

    article: ArticleId | None
    topics: tuple[str, ...]
    day: date | None
    language: LanguageCode | None = None


def _report(situation: Situation, asked: Asked) -> Report:
    from kbgen.reports.effect.report import Report
    from kbgen.tickets.effect.gathered import QUARTER, gathered

    config, since = situation.config, situation.today - QUARTER

    def found(inquiry: Inquiry) -> Sequence[Finding]:
        if not asked.article:
            return inquiry.since(since, asked.language)
        _refuse_unknown(situation, inquiry, asked)
        return inquiry.of_article(asked.article, topics=asked.topics, day=asked.day, language=asked.language)

    all = gathered(situation, found)
    if asked.article and not all.findings:
        said = f"nobody knows of a change of {asked.article} before {situation.today.isoformat()}"
        raise WrongUse(said, hint="name its day: --date 2026-05-04")
    return Report(
        site=config.site_name,
        day=situation.today,
        since=None if asked.article else since,
        findings=all.findings,
        minutes={topic: one.minutes for topic, one in all.minutes.items()},
        notices=tuple(_notices(all.gaps, all.findings)),
        names={one.code: english_name(one.code) for one in config.languages},
    )


def _refuse_unknown(situation: Situation, inquiry: Inquiry, asked: Asked) -> None:
    known, article = situation.catalog.versions, asked.article or ""
    if article not in known:
        raise WrongUse(f"there is no article {article}", hint=did_you_mean(article, known))
    for topic in asked.topics:
        if topic not in inquiry.counts:
            hint = did_you_mean(topic, inquiry.counts.topics) or "kbgen tickets status lists the tags"
            raise WrongUse(f"no ticket is about a topic “{topic}”", hint=hint)
    if not asked.topics and not inquiry.topics_of(article):
        named = [topic for topic, articles in situation.answers.items() if article in articles]
        said = f"no ticket is about what {article} answers ({', '.join(named)})" if named else ""
        raise WrongUse(
            said or f"no topic is answered by {article}",
            hint="name a topic with --topic, or in the article’s front matter: topics: [a-topic]",
        )


def _notices(gaps: Sequence[Gap], findings: Sequence[Finding]) -> Iterator[str]:
    """Why dates may be wrong or missing."""
    if any(finding.change.known == "front matter" for finding in findings):
        for gap in gaps:
            yield f"Days are from the front matter: {gap.reason}" + (f"; {gap.hint}" if gap.hint else "")
