"""``kbgen mv``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from kbgen.articles import mentions, move, writing
from kbgen.articles.move import Moves
from kbgen.commands import options
from kbgen.config import Config
from kbgen.config.yaml_lines import YamlError
from kbgen.errors import DONE, WrongUse
from kbgen.translation import renaming
from kbgen.translation.facts import facts_of


@click.command(
    "mv",
    help="""Move or rename an article in all languages.

OLD and NEW are paths without a language, such as email/webmail and email/webmail-login; OLD may also be a whole
category. Links in other articles are rewritten, and the old addresses lead to the new ones.""",
)
@options.config_file
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
def command(config_file: Path, old: str, new: str, dry_run: bool) -> int:
    """Plan the move, write all files, then say what was done."""
    config, _ = options.configured(config_file)

    from kbgen.publish import site

    one = site.read(config, drafts=True)
    options.refuse_unreadable(one.problems, "their links could not be rewritten")
    old_id, new_id = options.article_id(config, old), options.article_id(config, new)
    moves, moved_files = move.which(one.catalog, old_id, new_id, frozenset(one.resolver.files))
    texts = {
        (article.id, article.language): _raw(config.content_dir / f"{article.language}/{article.id}.md")
        for article in one.catalog
    }
    changes = move.plan(one.catalog, one.addresses, one.resolver, texts, moves, moved_files)
    records = _records(config, texts, changes.texts, moves)
    others = _other_files(config, moves, move.categories(one.catalog, moves))
    shown = config.relative(config.content_dir)
    for path in sorted(changes.renamed):
        click.echo(f"{shown}/{path} → {shown}/{changes.renamed[path]}")
    rewritten = sorted(set(changes.texts) - set(changes.renamed.values()))
    for name in [*(f"{shown}/{path}" for path in rewritten), *others]:
        click.echo(f"{name}: links rewritten")
    for path in sorted(set(records) - set(changes.texts)):
        click.echo(f"{shown}/{path}: record of the translation rewritten")
    if dry_run:
        return DONE
    articles = {f"{shown}/{path}": text for path, text in {**changes.texts, **records}.items()}
    writing.replace_all(
        config.root,
        {**articles, **others},
        renamed={f"{shown}/{path}": f"{shown}/{target}" for path, target in moved_files.items()},
        removed=[f"{shown}/{path}" for path in changes.renamed if path not in {*changes.texts, *moved_files}],
    )
    return DONE


def _records(config: Config, texts: renaming.Texts, changed: Mapping[str, str], moves: Moves) -> dict[str, str]:
    """The files, by their new paths, whose record of a translation follows the move."""
    paths = {(id, language): f"{language}/{moves.get(id, id)}.md" for id, language in texts}
    after = {key: changed[path] for key, path in paths.items() if path in changed}
    carried = renaming.carried(texts, after, moves, config.language_codes, facts_of)
    return {paths[key]: text for key, text in carried.items()}


def _raw(path: Path) -> str:
    """The text with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _other_files(config: Config, moves: Moves, categories: Mapping[str, str]) -> dict[str, str]:
    """Settings and lists that name the articles, with their new names."""
    places: list[tuple[Path, mentions.Find]] = [(config.path, mentions.in_settings)]
    places += [(config.content_dir / name, find) for name, find in mentions.IN_CONTENT.items()]
    found: dict[str, str] = {}
    for path, find in places:
        if path.is_file():
            text = _raw(path)
            try:
                made = mentions.changed(text, find, lambda word: move.renamed_word(word, moves, categories))
            except YamlError as error:
                raise WrongUse(f"{config.relative(path)} cannot be read, so it could not follow: {error}") from None
            if made != text:
                found[config.relative(path)] = made
    return found
