"""The catalog: every article by id and language, and what its languages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kbgen.articles.article import Article, ArticleId
from kbgen.intervals import Interval
from kbgen.languages import Language, LanguageCode
from kbgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Shared:
    """What belongs to an article in all its languages; said once, in the source, or in any of them."""

    id: str = ""
    owner: str = ""
    topics: tuple[str, ...] = ()
    related: tuple[ArticleId, ...] = ()
    icon: str = ""
    order: int | None = None
    popular: int | None = None
    review_interval: Interval | None = None


SHARED_KEYS = ("id", "owner", "topics", "related", "icon", "order", "popular", "review_interval")


@dataclass(frozen=True, slots=True)
class Catalog:
    """All articles of a site. ``versions``: for every id its languages, both sorted; drafts are not in it."""

    languages: tuple[Language, ...]
    source_language: LanguageCode
    versions: Mapping[ArticleId, Mapping[LanguageCode, Article]]
    shared: Mapping[ArticleId, Shared]
    drafts: frozenset[tuple[ArticleId, LanguageCode]] = frozenset()
    fallbacks: Mapping[LanguageCode, tuple[LanguageCode, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Article]:
        for versions in self.versions.values():
            yield from versions.values()

    @property
    def ids(self) -> Iterable[ArticleId]:
        """Every article's id, sorted."""
        return self.versions.keys()

    def get(self, article: ArticleId, language: LanguageCode) -> Article | None:
        """The article in this very language."""
        return self.versions.get(article, {}).get(language)

    def best(self, article: ArticleId, language: LanguageCode) -> Article | None:
        """The article in this language, or in the best other one for a reader of it."""
        versions = self.versions.get(article, {})
        for code in (language, *self.fallbacks[language]):
            if code in versions:
                return versions[code]
        return None

    def source(self, article: ArticleId) -> Article:
        """The version that translations are made from: named by the article, the site's, or the first there is."""
        return source_of(self.versions[article], self.source_language)


def source_of(versions: Mapping[LanguageCode, Article], source_language: LanguageCode) -> Article:
    """The source among an article's languages."""
    for version in versions.values():
        if version.meta.source_language in versions:
            return versions[version.meta.source_language]
    return versions.get(source_language) or next(iter(versions.values()))


def assemble(
    articles: Iterable[Article],
    languages: tuple[Language, ...],
    source_language: LanguageCode,
    *,
    drafts: bool = False,
) -> tuple[Catalog, list[Problem]]:
    """Bring the languages of each article together. ``drafts``: take them in as if they were finished."""
    order = {language.code: place for place, language in enumerate(languages)}
    by_id: dict[ArticleId, dict[LanguageCode, Article]] = {}
    left_out: set[tuple[ArticleId, LanguageCode]] = set()
    for article in sorted(articles, key=lambda a: (a.id, order[a.language])):
        if article.meta.draft and not drafts:
            left_out.add((article.id, article.language))
        else:
            by_id.setdefault(article.id, {})[article.language] = article
    problems: list[Problem] = []
    shared = {id: _share(versions, source_language, problems) for id, versions in by_id.items()}
    catalog = Catalog(
        languages=languages,
        source_language=source_language,
        versions=by_id,
        shared=shared,
        drafts=frozenset(left_out),
        fallbacks={language.code: language.fallback for language in languages},
    )
    return catalog, problems


def _share(versions: Mapping[LanguageCode, Article], source_language: LanguageCode, problems: list[Problem]) -> Shared:
    """The source's word counts; where it is silent, the first other language's."""
    source = source_of(versions, source_language)
    said: dict[str, Any] = {}
    by_whom: dict[str, Article] = {}
    for article in (source, *(v for v in versions.values() if v is not source)):
        for key in SHARED_KEYS:
            value = getattr(article.meta, key)
            if value in ("", (), None):
                continue
            if key not in said:
                said[key], by_whom[key] = value, article
            elif value != said[key] and key in ("id", "owner", "review_interval"):
                problems.append(
                    Problem(
                        article.path,
                        article.line_of(key),
                        "KB108",
                        f"“{key}” differs from {by_whom[key].path}, which counts",
                        "leave it out here: it is shared by all languages of the article",
                    )
                )
    return Shared(**said)
