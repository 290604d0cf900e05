"""``kbgen new``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.articles import addresses, catalog, starter, tombstones, writing
from kbgen.articles.article import ArticleId, humanised, is_index
from kbgen.articles.front_matter import parse
from kbgen.commands import options
from kbgen.config import Config
from kbgen.errors import DONE, WrongUse
from kbgen.languages import LanguageCode

if TYPE_CHECKING:
    from kbgen.publish.site import Site


@click.command(
    "new",
    help="""Make a new article from a template, and say where it is.

ARTICLE is its path without a language, such as domains/renew-domain.""",
)
@options.config_file
@click.argument("article")
@click.option(
    "--lang",
    "-l",
    "languages",
    multiple=True,
    help="Languages to make it in, such as et,ru.  [default: the source]",
)
@click.option("--title", "-t", default="", help="The title, in the first of the languages.")
@click.option("--draft", is_flag=True, help="Mark it as a draft, so that it is not published yet.")
def command(config_file: Path, article: str, languages: tuple[str, ...], title: str, draft: bool) -> int:
    """Write one file for each language; nothing is written if one of them is there already."""
    config, _ = options.configured(config_file)
    id = options.article_id(config, article)
    codes = options.languages_of(config, languages) or (config.source_language,)
    paths = {code: f"{code}/{id}.md" for code in codes}
    for path in paths.values():
        if (config.content_dir / path).exists():
            raise WrongUse(
                f"{config.relative(config.content_dir / path)} is already there",
                hint="write in that file, or give the new article another name",
            )

    from kbgen.publish import site

    one = site.read(config, drafts=True)
    holder = config.source_language if config.source_language in codes else codes[0]
    short_id = "" if id in one.catalog.versions else _free_id(id, _taken(one))
    texts: dict[str, str] = {}
    for code, path in paths.items():
        words = title if title and code == codes[0] else _title(config, id, code)
        own_id = short_id if code == holder else ""
        if is_index(id):
            texts[path] = starter.index(words, source=code == holder, draft=draft)
        else:
            texts[path] = starter.text(code, words, today=options.today(config), short_id=own_id, draft=draft)
    _refuse_what_cannot_be_built(one, id, texts)
    writing.replace_all(config.content_dir, texts)
    for path in texts:
        click.echo(config.relative(config.content_dir / path))
    return DONE


def _title(config: Config, id: ArticleId, code: LanguageCode) -> str:
    """What the article is called until somebody gives it a title."""
    return config.name_in(code) if id == "index" else humanised(id.removesuffix("/index").rpartition("/")[2])


def _taken(one: Site) -> set[str]:
    """The short ids of all articles, also of those that are gone."""
    return {s.id for s in one.catalog.shared.values()} | {stone.id for stone in one.tombstones}


def _refuse_what_cannot_be_built(one: Site, id: ArticleId, texts: Mapping[str, str]) -> None:
    """Raise WrongUse where the article would come to an address that is another page's, or was a tombstone's."""
    config, file = one.config, one.config.relative(one.config.content_dir / tombstones.FILE)
    made = [
        parse(text, id=id, language=path.partition("/")[0], path=config.relative(config.content_dir / path))[0]
        for path, text in texts.items()
    ]
    articles = [*one.catalog, *(article for article in made if article)]
    after, _ = catalog.assemble(articles, config.languages, config.source_language, drafts=True)
    where, problems = addresses.assign(after)
    problems += tombstones.check(one.tombstones, after, where, file)
    for problem in problems:
        if problem.holds_back and problem not in one.problems:
            raise WrongUse(f"“{id}” cannot be used: {problem.message}", hint=problem.hint)


def _free_id(article: str, taken: set[str]) -> str:
    """A short id that reads like the article's name: ``renew-domain``, or with its category where that is taken."""
    parts = article.removesuffix("/index").split("/")
    for length in range(1, len(parts) + 1):
        candidate = "".join(
            c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in "-".join(parts[-length:])
        )
        candidate = candidate.strip("-._")[:64]
        if candidate and candidate.casefold() not in {t.casefold() for t in taken}:
            return candidate
    return ""
