"""``kbgen mv``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kbgen.articles import move, writing
from kbgen.articles.article import ArticleId
from kbgen.articles.move import Moves
from kbgen.commands import options
from kbgen.config import Config
from kbgen.errors import DONE, ProblemsError


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
    unreadable = [p for p in one.problems if p.code in ("KB101", "KB102", "KB107")]
    if unreadable:
        raise ProblemsError("these files cannot be read, so their links could not be rewritten", unreadable)
    old_id, new_id = options.article_id(config, old), options.article_id(config, new)
    moves, moved_files = move.which(one.catalog, old_id, new_id, frozenset(one.resolver.files))
    texts = {
        (article.id, article.language): _raw(config.content_dir / f"{article.language}/{article.id}.md")
        for article in one.catalog
    }
    changes = move.plan(one.catalog, one.addresses, one.resolver, texts, moves, moved_files)
    others = _other_files(config, moves)
    shown = config.relative(config.content_dir)
    for path in sorted(changes.renamed):
        click.echo(f"{shown}/{path} → {shown}/{changes.renamed[path]}")
    rewritten = sorted(set(changes.texts) - set(changes.renamed.values()))
    for name in [*(f"{shown}/{path}" for path in rewritten), *others]:
        click.echo(f"{name}: links rewritten")
    if dry_run:
        return DONE
    for path, target in moved_files.items():
        destination = config.content_dir / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        (config.content_dir / path).replace(destination)
    writing.replace_all(
        config.content_dir, changes.texts, removed=[p for p in changes.renamed if p not in changes.texts]
    )
    writing.replace_all(config.root, others)
    return DONE


def _raw(path: Path) -> str:
    """The text with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _other_files(config: Config, moves: Moves) -> dict[str, str]:
    """Settings and lists that name the articles: nav and support in mkdocs.yml, popular.yml, tombstones.yml."""
    content = config.content_dir
    found: dict[str, str] = {}
    for path in (config.path, content / "popular.yml", content / "tombstones.yml", content / "topics.yml"):
        if path.is_file():
            text = _raw(path)
            made = _renamed(text, moves)
            if made != text:
                found[config.relative(path)] = made
    return found


def _renamed(text: str, moves: Moves) -> str:
    """Replace ids that stand as a whole word of YAML, with or without ``.md``."""

    def new(match: re.Match[str]) -> str:
        word: ArticleId = match[0]
        ending = ".md" if word.endswith(".md") else ""
        return moves.get(word.removesuffix(".md"), word.removesuffix(".md")) + ending

    ids = "|".join(re.escape(id) for id in sorted(moves, key=len, reverse=True))
    return re.sub(rf"(?<![\w/.-])(?:{ids})(?:\.md)?(?![\w/-])(?!\.\w)", new, text)
