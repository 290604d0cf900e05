"""``kbgen search``."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse
from kbgen.problems import did_you_mean

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.languages import LanguageCode
    from kbgen.search.answers import Answer, Answers, Filters
    from kbgen.search.collection import Collection

STATES = ("written", "draft", "missing")


@click.command(
    "search",
    help="""Find articles, in all languages at once.

Any form of a word will do, and slips of the hand are forgiven: the results are those that customers get on the site.
The articles are searched as they are now, whether they have been built or not.""",
)
@options.config_file
@click.argument("query", nargs=-1)
@click.option("--lang", "-l", "languages", multiple=True, help="Only these languages, such as et,ru.")
@click.option("--category", help="Only articles in this folder, such as dns.")
@click.option("--owner", help="Only articles of this owner.")
@click.option("--state", type=click.Choice(STATES), help="Only articles that are so; missing: not in all languages.")
@click.option("--drafts", is_flag=True, help="Find drafts, and articles that are hidden from search, too.")
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=10, show_default=True, help="So many results.")
@click.option("--like", "model", metavar="ARTICLE", help="Find articles like this one, instead of words.")
@click.option("--batch", type=click.File("rb"), help="Answer every line of this file; “-” for the standard input.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def command(
    config_file: Path,
    query: tuple[str, ...],
    languages: tuple[str, ...],
    category: str | None,
    owner: str | None,
    state: str | None,
    drafts: bool,
    limit: int,
    model: str | None,
    batch: IO[bytes] | None,
    form: str,
    as_json: bool,
) -> int:
    """Bring the index up to date if need be, look up, print. Nothing found is an answer, too."""
    asked = " ".join(query)
    if (bool(asked.strip()), model is not None, batch is not None).count(True) != 1:
        raise WrongUse("name what to look for: words, or an article with --like, or a file with --batch")
    config, _ = options.configured(config_file)
    codes = options.languages_of(config, languages) or config.language_codes
    model = options.article_id(config, model) if model is not None else None

    from kbgen.search.answers import Filters

    collection = _collection(config, drafts)
    filters = Filters((category or "").strip("/"), owner or "", state or "")
    _refuse_unknown(collection, filters)
    run = _Run(config, collection, codes, filters, limit, "json" if as_json else form)
    if batch is not None:
        run.lines(batch)
    elif model is not None:
        run.like(model, named=bool(languages))
    else:
        run.words(asked)
    return DONE


@dataclass(frozen=True, slots=True)
class _Run:
    """What was asked for, besides the words."""

    config: Config
    collection: Collection
    codes: tuple[LanguageCode, ...]
    filters: Filters
    limit: int
    form: str

    def words(self, query: str) -> None:
        """Answer one query."""
        from kbgen.search.answers import answering

        found = answering(self.collection, query, self.codes, limit=self.limit, filters=self.filters, counted=True)
        self._say(found, f"“{query}”")

    def like(self, article: str, named: bool) -> None:
        """Name what is like an article, in its source language if no other was named."""
        from kbgen.search.answers import alike

        there = [code for code in self.collection.languages if self.collection.has(code, article)]
        if not there:
            known = {id for _, id in self.collection.documents}
            raise WrongUse(f"there is no article {article}", hint=did_you_mean(article, known))
        source = self.config.source_language
        codes = self.codes if named else [source if source in there else there[0]]
        found = alike(self.collection, article, codes, limit=self.limit, filters=self.filters, counted=True)
        self._say(found, f"articles like {article}")

    def lines(self, file: Iterable[bytes]) -> None:
        """Answer a query a line, each as soon as it is read."""
        from kbgen.reports import answers
        from kbgen.search.answers import answering

        for line in file:
            query = line.decode("utf-8-sig", "replace").rstrip("\r\n")
            found = answering(self.collection, query, self.codes, limit=self.limit, filters=self.filters)
            click.echo(answers.as_line(found, self._url) if self.form == "json" else answers.titles(found, asked=query))

    def _say(self, found: Answers, asked: str) -> None:
        from kbgen.reports import answers

        if self.form == "json":
            click.echo(answers.as_json(found, self._url))
        else:
            width = shutil.get_terminal_size((80, 24)).columns
            click.echo(answers.text(found, self._url, asked=asked, width=width))

    def _url(self, answer: Answer) -> str:
        """Where the site has it; from the site's root where the settings do not say where that is."""
        from urllib.parse import quote

        from kbgen.articles.addresses import encoded

        base = self.config.site_url.rstrip("/")
        anchor = f"#{quote(answer.anchor, safe='')}" if answer.anchor else ""
        return f"{base}/{encoded(answer.address)}{anchor}"


def _collection(config: Config, drafts: bool) -> Collection:
    from kbgen.publish import staff_index

    if drafts:
        return staff_index.with_hidden(config, options.waiting)
    collection, current = staff_index.up_to_date(config, options.waiting)
    if not current:
        click.echo("A build is at work; these are the articles as they were before it.", err=True)
    return collection


def _refuse_unknown(collection: Collection, filters: Filters) -> None:
    """A mistyped filter would find nothing and say nothing; raises WrongUse."""
    if not (filters.category or filters.owner):
        return
    facts = [collection.facts(language, article) for language, article in collection.documents]
    if filters.category and not any(f"{f.category}/".startswith(f"{filters.category}/") for f in facts):
        hint = did_you_mean(filters.category, {f.category for f in facts})
        raise WrongUse(f"there is no category {filters.category}", hint=hint)
    if filters.owner and not any(f.owner.casefold() == filters.owner.casefold() for f in facts):
        hint = did_you_mean(filters.owner, {f.owner for f in facts})
        raise WrongUse(f"no article has the owner “{filters.owner}”", hint=hint)
