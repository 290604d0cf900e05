"""Where a page went whose address is gone: its article has another slug, or its file another name."""

from __future__ import annotations

from dataclasses import dataclass, field

from kbgen.articles.addresses import Address, output_path
from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.preview.shelf import Shelf
from kbgen.publish.site import Site


@dataclass(slots=True)
class Names:
    """Remembers the articles of pages that were shown, and files that came back under another name."""

    _pages: dict[str, tuple[ArticleId, LanguageCode]] = field(default_factory=dict)
    _lost: dict[bytes, ArticleId] = field(default_factory=dict)
    _new: dict[ArticleId, ArticleId] = field(default_factory=dict)

    def shown(self, path: str, article: ArticleId, language: LanguageCode) -> None:
        """The page of an article was shown at a path."""
        self._pages[path] = (article, language)

    def follow(self, before: Shelf, now: Shelf) -> None:
        """A file that is gone and a new one with the same content are the same, also if time lies between them."""
        gone = before.digests.keys() - now.digests.keys()
        self._lost |= {before.digests[key]: key[0] for key in gone}
        for key in now.digests.keys() - before.digests.keys():
            old = self._lost.get(now.digests[key])
            if old is not None and old != key[0]:
                self._new[old] = key[0]
        for key in now.touched:
            self._new.pop(key[0], None)  # an article of this name is there again

    def where(self, path: str, site: Site) -> Address | None:
        """The address of the page that was at a path; None if nobody knows, or if it is still there."""
        if path not in self._pages:
            return None
        article, language = self._pages[path]
        seen = {article}
        while article not in site.catalog.versions and (new := self._new.get(article)) and new not in seen:
            article = new
            seen.add(new)
        if article not in site.catalog.versions or language not in site.config.language_codes:
            return None
        address = site.addresses.of(article, language)
        return None if output_path(address) == path else address
