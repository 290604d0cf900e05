"""``kbgen learn``."""

from __future__ import annotations

from pathlib import Path

import click

from kbgen.articles import writing
from kbgen.commands import options
from kbgen.errors import DONE
from kbgen.reports.problem_list import counted


@click.command(
    "learn",
    help="""Learn from the translations which other words an article should be found by.

Writes content/learned.tsv anew. Builds and searches read it until you run the command again, after some months or some
dozens of new articles.""",
)
@options.config_file
def command(config_file: Path) -> int:
    """Read all articles, learn, write one file."""
    config, _ = options.configured(config_file)

    from kbgen.publish import learning
    from kbgen.search import learned

    told = learning.learn(config, options.waiting)
    path = config.content_dir / learned.FILE
    shown = config.relative(path)
    text = learned.text(told)
    if path.is_file() and path.read_bytes() == text.encode():
        click.echo(f"{shown} is as it should be.")
        return DONE
    writing.replace_all(config.content_dir, {learned.FILE: text})
    words = sum(len(words) for articles in told.values() for words in articles.values())
    click.echo(f"{shown}: {counted(words, 'word')} learned.")
    return DONE
