"""``kbgen rm``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kbgen.articles import tombstones, writing
from kbgen.articles.addresses import Address
from kbgen.articles.edit import scalar
from kbgen.commands import options
from kbgen.errors import DONE, WrongUse
from kbgen.problems import did_you_mean


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
    versions = one.catalog.versions.get(id)
    if not versions:
        raise WrongUse(f"there is no article “{id}”", hint=did_you_mean(id, one.catalog.ids))
    if goto and "://" not in goto:
        goto = options.article_id(config, goto)
        if goto == id or goto not in one.catalog.versions:
            raise WrongUse(f"there is no other article “{goto}”", hint=did_you_mean(goto, one.catalog.ids))
    files = [f"{code}/{id}.md" for code in versions]
    shown = config.relative(config.content_dir)
    if not yes:
        click.confirm(f"Delete {', '.join(f'{shown}/{file}' for file in files)}?", abort=True)
    living = [one.addresses.of(id, code) for code in config.language_codes]
    aliases = [address for address, (owner, _) in one.addresses.aliases.items() if owner == id]
    short_id = one.catalog.shared[id].id
    path = config.content_dir / tombstones.FILE
    text = path.read_text("utf-8") if path.exists() else _HEADER
    stone = _entry(id, short_id, [*living, *aliases], goto)
    writing.replace_all(config.content_dir, {tombstones.FILE: text.rstrip("\n") + "\n" + stone}, removed=files)
    for file in files:
        click.echo(f"{shown}/{file} deleted")
    where = goto or "the home page"
    click.echo(f"{len(living) + len(aliases)} addresses{' and its short link' if short_id else ''} now lead to {where}")
    click.echo("“kbgen check” names the articles that still link to it.")
    return DONE


_HEADER = "# Articles that are gone, and where their short links and old addresses lead instead.\n"


def _entry(id: str, short_id: str, addresses: list[Address], goto: str) -> str:
    lines = [f"- article: {scalar(id)}"]
    if short_id:
        lines.append(f"  id: {scalar(short_id)}")
    lines.append("  addresses:")
    lines += [f"    - {scalar(address)}" for address in dict.fromkeys(addresses)]
    if goto:
        lines.append(f"  goto: {scalar(goto)}")
    lines.append(f"  date: {date.today().isoformat()}")
    return "\n".join(lines) + "\n"
