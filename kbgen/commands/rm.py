"""``kbgen rm``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.articles import tombstones, writing
from kbgen.articles.addresses import Address, assign
from kbgen.articles.article import ArticleId
from kbgen.articles.tombstones import Tombstone
from kbgen.commands import options
from kbgen.errors import DONE, INTERRUPTED, WrongUse
from kbgen.problems import did_you_mean
from kbgen.reports.problem_list import counted

if TYPE_CHECKING:
    from kbgen.publish.site import Site


@click.command(
    "rm",
    help="""Delete an article in all languages and say where its links lead now.

Its addresses and its short link stay: a line in content/tombstones.yml sends readers to the article or web address of
--goto, or to the home page.""",
)
@options.config_file
@click.argument("article")
@click.option("--goto", default="", help="Where readers should go instead: an article or a web address.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
def command(config_file: Path, article: str, goto: str, yes: bool) -> int:
    """Write the tombstone first, then delete the files."""
    config, _ = options.configured(config_file)

    from kbgen.publish import site

    one = site.read(config, drafts=True)
    id = options.article_id(config, article)
    shown = config.relative(config.content_dir)
    own = {f"{shown}/{tombstones.FILE}", *(f"{shown}/{code}/{id}.md" for code in config.language_codes)}
    options.refuse_unreadable((p for p in one.problems if p.path in own), "the article cannot be deleted as a whole")
    versions = one.catalog.versions.get(id)
    if not versions:
        raise WrongUse(f"there is no article “{id}”", hint=did_you_mean(id, one.catalog.ids))
    if goto and "://" not in goto:
        goto = options.article_id(config, goto)
        if goto == id or goto not in one.catalog.versions:
            raise WrongUse(f"there is no other article “{goto}”", hint=did_you_mean(goto, one.catalog.ids))
    files = [f"{code}/{id}.md" for code in versions]
    if not yes and not click.confirm(f"Delete {', '.join(f'{shown}/{file}' for file in files)}?"):
        click.echo("Nothing was deleted.", err=True)
        return INTERRUPTED
    stone = Tombstone(id, one.catalog.shared[id].id, _lost(one, id), goto, options.today(config))
    path = config.content_dir / tombstones.FILE
    text = tombstones.with_stone(_raw(path) if path.exists() else _HEADER, stone)
    writing.replace_all(config.content_dir, {tombstones.FILE: text}, removed=files)
    for file in files:
        click.echo(f"{shown}/{file} deleted")
    where = goto or "the home page"
    link = " and its short link" if stone.id else ""
    if stone.addresses or stone.id:
        click.echo(f"{counted(len(stone.addresses), 'address', 'addresses')}{link} now lead to {where}")
    click.echo("“kbgen check” names the articles that still link to it.")
    return DONE


_HEADER = "# Articles that are gone, and where their short links and old addresses lead instead.\n"


def _lost(one: Site, id: ArticleId) -> tuple[Address, ...]:
    """The addresses at which there is nothing any more; that of a category stays as long as it has articles."""
    versions = {other: languages for other, languages in one.catalog.versions.items() if other != id}
    after = assign(replace(one.catalog, versions=versions))[0].living()
    codes = one.config.language_codes
    pages = [one.addresses.of(id, code) for code in codes]
    folders = [a for (folder, _), a in one.addresses.folders.items() if folder and id.startswith(f"{folder}/")]
    aliases = [address for address, (owner, _) in one.addresses.aliases.items() if owner == id]
    return tuple(dict.fromkeys(a for a in [*pages, *folders, *aliases] if a.casefold() not in after))


def _raw(path: Path) -> str:
    """The text with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
