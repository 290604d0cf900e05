"""``kbgen init``."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import click

from kbgen import resources
from kbgen.errors import DONE, WrongUse


@click.command(
    "init",
    help="""Make a new help site in four languages in the folder DIR (by default this one).

It comes with the articles of a web host, which show what a finished help site looks like; with --empty there is only a
home page in each language.""",
)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.option("--name", default="", help="The help site's name.")
@click.option("--empty", is_flag=True, help="Without the starter articles.")
def command(folder: Path, name: str, empty: bool) -> int:
    """Write mkdocs.yml and content/; refuse where they are already."""
    for path in (folder / "mkdocs.yml", folder / "content"):
        if path.exists():
            raise WrongUse(f"{path} is already there", hint="choose an empty folder: kbgen init my-help")
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is a file")
    folder.mkdir(parents=True, exist_ok=True)
    starter = resources.starter()
    # In kbgen's own checkout its theme is the site's; elsewhere it travels inside the package.
    settings = (starter / "mkdocs.yml").read_text("utf-8").replace("  custom_dir: theme\n", "")
    if name or empty:
        settings = _own(settings, name or "Help", keep_article=not empty)
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    if empty:
        for code, title in _HOME_TITLES.items():
            home = folder / "content" / code / "index.md"
            home.parent.mkdir(parents=True)
            home.write_text(f"---\ntitle: {title}\n---\n", "utf-8")
    else:
        shutil.copytree(resources.starter_content(), folder / "content")
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("/site/\n/.kbgen/\n", "utf-8")
    here = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"{folder / 'mkdocs.yml'}  settings")
    click.echo(f"{folder / 'content'}/    articles, a folder for each language")
    click.echo(f"Next: {here}kbgen build")
    return DONE


_HOME_TITLES = {
    "et": "Kuidas saame aidata?",
    "en": "How can we help?",
    "ru": "Чем мы можем помочь?",
    "fi": "Miten voimme auttaa?",
}


def _own(settings: str, name: str, *, keep_article: bool) -> str:
    """The starter's settings with another name, and without what belongs to the starter's host.

    ``keep_article``: the starter's article about support is there, so the settings may name it.
    """
    import re

    from kbgen.articles.edit import scalar

    made = re.sub(r"(?m)^(\s*)site_name: .*$", lambda m: f"{m[1]}site_name: {scalar(name)}", settings)
    made = re.sub(r"(?m)^site_url: .*$", "site_url: https://help.example.com/", made)
    made = re.sub(r"(?m)^\s*site_description: .*\n", "", made)
    made = re.sub(r"(?m)^copyright: .*\n", "", made)
    if not keep_article:
        return re.sub(r"(?m)^      support:\n(?:        .*\n)+", "", made)
    return re.sub(r"(?m)^        (?:email|phone): .*\n", "", made)
