"""``kbgen review``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kbgen.articles import edit, writing
from kbgen.articles.article import ArticleId
from kbgen.articles.files import decoded
from kbgen.articles.front_matter import parse
from kbgen.commands import options
from kbgen.errors import DONE, ProblemsError, WrongUse
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean


@click.command(
    "review",
    help="""Note that an article was read and is right.

Writes “reviewed” and “reviewed_by” into the front matter of the article in the given languages.""",
)
@options.config_file
@click.argument("article")
@click.option(
    "--lang",
    "-l",
    "languages",
    multiple=True,
    required=True,
    help="The languages that were read, such as et,ru.",
)
@click.option("--by", "name", required=True, help="Who read it.")
@click.option("--on", "day", type=options.Day(), help="When.  [default: today]")
def command(config_file: Path, article: str, languages: tuple[str, ...], name: str, day: date | None) -> int:
    """Change two lines of each file and nothing else."""
    config, _ = options.configured(config_file)
    if not name.strip():
        raise WrongUse("--by names nobody", hint='such as --by "Mari Tamm"')
    id = options.article_id(config, article)
    options.refuse_future(day, config, "--on")
    on = day or options.today(config)
    texts: dict[str, str] = {}
    for code in options.languages_of(config, languages):
        path = config.content_dir / code / f"{id}.md"
        if not path.is_file():
            raise WrongUse(f"there is no {config.relative(path)}", hint=_nearest(config.content_dir / code, id))
        text = _readable(path, config.relative(path), id, code)
        text = edit.set_key(text, "reviewed", on.isoformat())
        texts[f"{code}/{id}.md"] = edit.set_key(text, "reviewed_by", edit.scalar(name))
    writing.replace_all(config.content_dir, texts)
    for path_ in texts:
        click.echo(f"{config.relative(config.content_dir / path_)}: reviewed on {on.isoformat()} by {name}")
    return DONE


def _readable(path: Path, shown: str, id: ArticleId, code: LanguageCode) -> str:
    """The text of an article, line ends and all; raises ProblemsError where it cannot be read."""
    problems: list[Problem] = []
    text = decoded(path.read_bytes(), shown, problems, mark=True)
    article = None
    if text is not None:
        article, problems = parse(text, id=id, language=code, path=shown)
    if text is None or article is None:
        raise ProblemsError(f"{shown} cannot be read", problems)
    return text


def _nearest(folder: Path, id: str) -> str:
    known = [p.relative_to(folder).as_posix().removesuffix(".md") for p in folder.rglob("*.md")]
    return did_you_mean(id, known)
