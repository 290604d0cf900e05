"""Front matter that names things which do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.articles.article import Article
from kbgen.checks.subject import Subject
from kbgen.problems import Problem, did_you_mean
from kbgen.publish.templates import theme_folders

HIDEABLE = ("navigation", "toc", "footer", "path")


def without_support(subject: Subject) -> Iterator[Problem]:
    """A support article that does not exist: the way to a person would be missing from every page."""
    config, catalog = subject.site.config, subject.site.catalog
    given = config.support.article
    if given and given not in catalog.versions:
        hint = did_you_mean(given, catalog.ids)
        yield Problem(config.path.name, config.support.line, "KB006", f"there is no support article “{given}”", hint)


def unknown(subject: Subject) -> Iterator[Problem]:
    """Related articles, source languages, icons and parts of the page."""
    site = subject.site
    folders = theme_folders(site.config)
    for article in site.catalog:
        meta = article.meta

        for id in meta.related:
            if id == article.id:
                yield _wrong(article, "related", "the article names itself as related")
            elif id not in site.catalog.versions and not any(
                (id, code) in site.catalog.drafts for code in site.config.language_codes
            ):
                yield _wrong(article, "related", f"there is no article “{id}”", did_you_mean(id, site.catalog.ids))
        if meta.source_language and meta.source_language not in site.catalog.versions[article.id]:
            yield _wrong(article, "source_language", f"the article does not exist in “{meta.source_language}”")
        if meta.icon and not any((folder / ".icons" / f"{meta.icon}.svg").is_file() for folder in folders):
            yield _wrong(article, "icon", f"there is no icon “{meta.icon}”", "such as material/email-outline")
        for part in meta.hide:
            if part not in HIDEABLE:
                yield _wrong(article, "hide", f"“{part}” cannot be hidden", did_you_mean(part, HIDEABLE))


def _wrong(article: Article, key: str, message: str, hint: str = "") -> Problem:
    return Problem(article.path, article.line_of(key), "KB111", message, hint)
