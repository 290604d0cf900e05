"""The checks of texts and links, for some of the articles at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from kbgen.articles import files
from kbgen.articles.article import Article
from kbgen.articles.catalog import Catalog
from kbgen.articles.files import ArticleFile
from kbgen.checks import OfTexts
from kbgen.preview.shelf import Shelf
from kbgen.problems import Problem
from kbgen.publish.intake import Key
from kbgen.publish.site import Site


@dataclass(frozen=True, slots=True)
class _Part(Catalog):
    """A catalog that goes through some of its articles only, while links may lead to any."""

    listed: tuple[Article, ...] = ()

    def __iter__(self) -> Iterator[Article]:
        return iter(self.listed)


def inspect(site: Site, shelf: Shelf, keys: Collection[Key], today: date) -> Mapping[str, tuple[Problem, ...]]:
    """The problems of these articles' texts and links, by file. Articles that cannot be used have none of these."""
    known = shelf.known
    wanted = [known[place] for key in keys if (place := f"{key[1]}/{key[0]}.md") in known and key not in shelf.unusable]
    articles = tuple(article for file in wanted if (article := _with_text(file, site)))
    whole = {field.name: getattr(site.catalog, field.name) for field in fields(Catalog)}
    part = replace(site, catalog=_Part(**whole, listed=articles))
    # The settings and the lists beside the articles are checked with every part, and may have been mended.
    lists = (site.config.relative(site.config.content_dir / name) for name in files.CONTROL_FILES)
    paths = [site.config.path.name, *lists, *(file.path for file in wanted)]
    found: dict[str, tuple[Problem, ...]] = dict.fromkeys(paths, ())
    for problem in sorted(OfTexts(today)(part, shelf.texts)):
        found[problem.path] = (*found.get(problem.path, ()), problem)
    return found


def _with_text(file: ArticleFile, site: Site) -> Article | None:
    """The article with its text; None where it is no part of the site, or its file is gone in this very moment."""
    if site.catalog.get(file.id, file.language) is None:
        return None
    return files.read_article(file)[0]
