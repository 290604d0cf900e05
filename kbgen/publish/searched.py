"""What staff search of a site: the indexes that customers search, with what staff sort articles by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kbgen.articles.article import Article
from kbgen.languages import LanguageCode
from kbgen.publish.fingerprints import digest
from kbgen.publish.intake import Bodies, Intake, Key
from kbgen.publish.search_files import SearchFiles, titles_of_folders
from kbgen.publish.site import Site
from kbgen.search.collection import Entry, Facts, Part
from kbgen.search.documents import Section

WRITTEN, DRAFT = "written", "draft"
"""How far an article is in a language. (Of one that there is not, nothing is in an index.)"""


@dataclass(frozen=True, slots=True)
class Searched:
    """The languages of a site as staff search them. ``files``: the search of a language, see ``searches``."""

    site: Site
    intake: Intake
    files: Callable[[LanguageCode], SearchFiles]

    def inputs(self, code: LanguageCode) -> str:
        """Stands for everything that the part of a language is made of."""
        files, address = self.files(code), self.site.addresses.of
        rows = [
            (a.id, self.intake.records[a.id, code].digest, address(a.id, code), self.site.catalog.shared[a.id].owner)
            for a in files.articles
        ]
        told = self.site.learned.get(code, {})
        return digest(repr((rows, files.categories, self.site.synonyms.get(code, ()), sorted(told.items())))).hex()

    def part(self, code: LanguageCode) -> Part:
        """The index of a language, with an entry for each of its articles."""
        files = self.files(code)
        return Part(files.assembled, {article.id: self._entry(article) for article in files.articles})

    def _facts(self, article: Article) -> Facts:
        return Facts(
            title=article.title,
            category=article.id.rpartition("/")[0],
            owner=self.site.catalog.shared[article.id].owner,
            state=DRAFT if article.meta.draft else WRITTEN,
            path=article.path,
            description=article.meta.description,
        )

    def _entry(self, article: Article) -> Entry:
        key = (article.id, article.language)
        return Entry(self._facts(article), self.intake.records[key].body, _Sections(self.intake.bodies, key))


def searches(site: Site, intake: Intake, *, hidden: bool = False) -> Callable[[LanguageCode], SearchFiles]:
    """Gives the search of each language. ``hidden``: with the articles that customers do not find."""
    made: dict[LanguageCode, SearchFiles] = {}

    def of(code: LanguageCode) -> SearchFiles:
        if code not in made:
            made[code] = SearchFiles(site, intake, code, titles_of_folders(site, code), hidden)
        return made[code]

    return of


@dataclass(frozen=True, slots=True)
class _Sections:
    """Gets the sections of an article when they are wanted."""

    bodies: Bodies
    key: Key

    def __call__(self) -> tuple[Section, ...]:
        return self.bodies.sections(self.key)
