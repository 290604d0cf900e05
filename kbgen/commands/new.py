"""``kbgen new``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kbgen.articles import starter, writing
from kbgen.articles.article import humanised
from kbgen.commands import options
from kbgen.errors import DONE, WrongUse


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
            raise WrongUse(f"{config.relative(config.content_dir / path)} is already there")

    from kbgen.publish import site

    existing = site.read(config, drafts=True).catalog
    holder = config.source_language if config.source_language in codes else codes[0]
    short_id = "" if id in existing.versions else _free_id(id, {s.id for s in existing.shared.values()})
    texts = {
        path: starter.text(
            code,
            title if title and code == codes[0] else humanised(id.removesuffix("/index").rpartition("/")[2]),
            today=date.today(),
            short_id=short_id if code == holder else "",
            draft=draft,
        )
        for code, path in paths.items()
    }
    writing.replace_all(config.content_dir, texts)
    for path in texts:
        click.echo(config.relative(config.content_dir / path))
    return DONE


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
