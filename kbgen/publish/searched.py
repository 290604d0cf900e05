"""What of a site is searched: the articles that customers find, as documents, and the index of each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kbgen.articles.article import Article, ArticleId
from kbgen.languages import LanguageCode
from kbgen.publish.fingerprints import digest
from kbgen.publish.intake import Bodies, Intake, Key
from kbgen.publish.records import Record
from kbgen.publish.site import Site
from kbgen.search import indexing
from kbgen.search.collection import Entry, Facts, Part
from kbgen.search.documents import Document, Section
from kbgen.search.model import Index
from kbgen.search.synonyms import Groups

WRITTEN, DRAFT = "written", "draft"
"""How far an article is in a language. (Of one that there is not, nothing is in an index.)"""


@dataclass(frozen=True)
class Searched:
    """Makes the indexes of a site, each when it is asked for. ``hidden``: articles that customers do not find, too."""

    site: Site
    intake: Intake
    hidden: bool = False

    def articles(self, code: LanguageCode) -> list[Article]:
        """The articles of a language that are found."""
        return [a for a in self.site.catalog if a.language == code and (self.hidden or not a.meta.hide_from_search)]

    def inputs(self, code: LanguageCode) -> str:
        """Stands for everything that the part of a language is made of."""
        rows = [
            (a.id, a.title, a.meta.tags, self.site.addresses.of(a.id, code), self._body((a.id, code)), self.facts(a))
            for a in self.articles(code)
        ]
        return digest(repr((rows, self._categories(code), self._synonyms(code)))).hex()

    def index(self, code: LanguageCode) -> Index:
        """The index of a language."""
        if code not in self._indexes:
            documents = map(self._document, self.articles(code))
            self._indexes[code] = indexing.build(
                code, documents, categories=self._categories(code), synonyms=self._synonyms(code)
            )
        return self._indexes[code]

    def part(self, code: LanguageCode) -> Part:
        """The index of a language, with what staff want to know."""
        return Part(self.index(code), {a.id: self._entry(a) for a in self.articles(code)})

    def facts(self, article: Article) -> Facts:
        """What staff want to know of an article."""
        return Facts(
            title=article.title,
            category=article.id.rpartition("/")[0],
            owner=self.site.catalog.shared[article.id].owner,
            state=DRAFT if article.meta.draft else WRITTEN,
            path=article.path,
            description=article.meta.description,
        )

    @cached_property
    def _indexes(self) -> dict[LanguageCode, Index]:
        return {}

    def _entry(self, article: Article) -> Entry:
        key = (article.id, article.language)
        return Entry(self.facts(article), self._body(key), _Sections(self.intake.bodies, key))

    def _body(self, key: Key) -> str:
        record: Record | None = self.intake.records.get(key)
        return record.body if record else ""

    def _document(self, article: Article) -> Document:
        return Document(
            article=article.id,
            language=article.language,
            address=self.site.addresses.of(article.id, article.language),
            title=article.title,
            description=article.meta.description,
            tags=article.meta.tags,
            sections=self.intake.bodies.sections((article.id, article.language)),
        )

    def _synonyms(self, code: LanguageCode) -> Groups:
        return self.site.synonyms.get(code, ())

    def _categories(self, code: LanguageCode) -> Mapping[ArticleId, str]:
        """The titles of the top folders."""
        catalog = self.site.catalog
        folders = sorted({id.partition("/")[0] for id in catalog.ids if "/" in id})
        indexes = ((folder, catalog.best(f"{folder}/index", code)) for folder in folders)
        return {folder: index.title for folder, index in indexes if index}


@dataclass(frozen=True, slots=True)
class _Sections:
    """Gets the sections of an article when they are wanted."""

    bodies: Bodies
    key: Key

    def __call__(self) -> tuple[Section, ...]:
        return self.bodies.sections(self.key)
