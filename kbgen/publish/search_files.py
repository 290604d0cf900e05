"""The search of a language as files of the site: a small one with a fixed name, and the index, named by its content.

Pages ask for ``<language>/search/search_index.json``, as Material has it, and are told there which files are the
index now. So a changed article changes no page but its own, and browsers may keep the index for ever.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from kbgen.articles.article import Article, humanised
from kbgen.languages import LanguageCode
from kbgen.publish import fingerprints
from kbgen.publish.fingerprints import digest
from kbgen.publish.intake import Intake, document_of
from kbgen.publish.manifest import Entry
from kbgen.publish.site import Site
from kbgen.search import counts, encode, indexing, packing
from kbgen.search.analysis import endings
from kbgen.search.analysis.endings import Endings
from kbgen.search.analysis.lemmas import lemmas_of
from kbgen.search.counts import Counted
from kbgen.search.encode import Encoded
from kbgen.search.indexing import Assembled
from kbgen.search.learned import Articles
from kbgen.search.model import Index

FILE = "search/search_index.json"
FOLDER = "assets/search/"

# Between words, for the marks that Material sets on a page which was opened from its search.
_SEPARATOR = r"[\s\-,:!=\[\]()\"/«»“”„]+|\.(?!\d)"


def is_of(path: str, code: LanguageCode) -> bool:
    """Whether a file of the site belongs to the search of a language."""
    return path == f"{code}/{FILE}" or path.startswith(f"{FOLDER}{code}/")


@dataclass(frozen=True)
class SearchFiles:
    """The files of one language. ``categories``: the titles of the top folders; ``hidden``: hidden articles, too."""

    site: Site
    intake: Intake
    language: LanguageCode
    categories: Mapping[str, str]
    hidden: bool = False

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """What customers can find: this language's own articles, without the home page and hidden ones."""
        return tuple(
            article
            for article in self.site.catalog
            if article.language == self.language
            and article.id != "index"
            and (self.hidden or not article.meta.hide_from_search)
        )

    @cached_property
    def fingerprint(self) -> str:
        """Of everything that the index is made of."""
        address, records = self.site.addresses.of, self.intake.records
        inputs = [
            (a.id, a.title, a.meta.description, a.meta.tags, a.meta.aliases, address(a.id, self.language), record.body)
            for a in self.articles
            for record in [records[a.id, self.language]]
        ]
        shown = sorted(self.categories.items())
        same = self.site.synonyms.get(self.language, ())
        learned = sorted((id, sorted(words.items())) for id, words in self._learned.items())
        return digest(fingerprints.of_code(), json.dumps([inputs, shown, same, learned], ensure_ascii=False)).hex()

    @property
    def head(self) -> str:
        """The name of the file that a search begins with. It follows from what the index is made of."""
        return self.fingerprint[:8]

    def manifest(self) -> str:
        """What pages are told: Material's form, in which its own index has no pages, and the worker finds ours."""
        folder = f"{FOLDER}{self.language}/"
        own = {"language": self.language, "head": f"{folder}{self.head}.bin", "parts": folder}
        config = {"lang": [self.language], "separator": _SEPARATOR, "pipeline": [], "kbgen": own}
        return json.dumps({"config": config, "docs": []}, ensure_ascii=False, separators=(",", ":"))

    @property
    def index(self) -> Index:
        """The index."""
        return self.assembled.index

    @cached_property
    def assembled(self) -> Assembled:
        """The index with what it is made of. This is where the work is."""
        counted = map(self._counted, self.articles)
        groups = self.site.synonyms.get(self.language, ())
        lemmas = lemmas_of(self.language)
        return indexing.assemble(
            self.language,
            counted,
            lemmas,
            categories=self.categories,
            synonyms=groups,
            learned=self._learned,
            learn=self._endings,
        )

    @property
    def _learned(self) -> Articles:
        """What the translations of the articles speak of."""
        told = self.site.learned.get(self.language, {})
        return {article.id: told[article.id] for article in self.articles if article.id in told}

    def _endings(self, forms: list[list[str]]) -> Endings:
        """Learned anew only where the words are others; an edit seldom brings a form that no article had."""
        inputs = "\n".join(map(" ".join, forms))
        name = f"endings {self.language}"
        text = self.intake.bodies.latest(name, inputs, lambda: json.dumps(endings.learn(forms)))
        return {ending: tuple(others) for ending, others in json.loads(text).items()}

    @cached_property
    def encoded(self) -> Encoded:
        """The index as files."""
        return encode.encode(self.index)

    def _counted(self, article: Article) -> Counted:
        """The words of an article, counted now or when it was taken in."""
        key = (article.id, self.language)
        address = self.site.addresses.of(article.id, self.language)
        if words := self.intake.bodies.words(key):
            return counts.unpacked(words, document_of(article, address, ()))
        document = document_of(article, address, self.intake.bodies.sections(key))
        return counts.count(document, lemmas_of(self.language))

    def parts(self) -> Iterator[tuple[str, str, partial[bytes]]]:
        """Path, fingerprint and content of every file but the small one."""
        folder = f"{FOLDER}{self.language}/"
        yield f"{folder}{self.head}.bin", self.fingerprint, partial(packing.packed, self.encoded.head)
        for name, content in self.encoded.parts.items():
            yield f"{folder}{name}.bin", digest("part of an index", name).hex(), partial(packing.packed, content)

    def kept(self, before: Mapping[str, Entry]) -> Mapping[str, Entry] | None:
        """The files as the previous site has them, all of them, where they are made of the same."""
        small = before.get(f"{self.language}/{FILE}")
        if small is None or small.fingerprint != self.fingerprint:
            return None
        return {path: entry for path, entry in before.items() if path.startswith(f"{FOLDER}{self.language}/")}


def titles_of_folders(site: Site, code: LanguageCode) -> dict[str, str]:
    """The titles of the top folders, as readers of a language see them."""
    tops = {a.id.partition("/")[0] for a in site.catalog if "/" in a.id}
    found = {}
    for folder in sorted(tops):
        index = site.catalog.best(f"{folder}/index", code) if f"{folder}/index" in site.catalog.versions else None
        found[folder] = index.title if index else humanised(folder)
    return found
