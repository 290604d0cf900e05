"""Links on the finished page: from what an article wrote to addresses, and from addresses to relative URLs."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from kbgen.articles.addresses import Address, Addresses, encoded
from kbgen.articles.article import Article, folder_of
from kbgen.articles.links import LeavesContent, Nowhere, Outside, Resolver, ToArticle, ToFile, ToSite
from kbgen.languages import LanguageCode


@dataclass(frozen=True, slots=True)
class Linker:
    """Turns the URLs of an article's text into addresses for readers of a language."""

    resolver: Resolver
    addresses: Addresses
    _known: dict[tuple[str, str, LanguageCode, LanguageCode], str | None] = field(default_factory=dict)

    def target(self, url: str, article: Article, reader: LanguageCode) -> str | None:
        """The address with its anchor, from the site's root, percent-encoded; None to leave the URL as it is."""
        if url.startswith("#"):
            return None
        # A relative URL depends on the folder only, but for one without a path, which means the article itself.
        here = article.id if url.lstrip().startswith("?") else folder_of(article.id)
        key = (url, here, article.language, reader)
        if key not in self._known:
            self._known[key] = self._target(url, article, reader)
        return self._known[key]

    def _target(self, url: str, article: Article, reader: LanguageCode) -> str | None:
        match self.resolver.resolve(url, article):
            case ToArticle(id, language, anchor):
                address = self.addresses.of(id, language or reader)
                return encoded(address) + (f"#{quote(anchor, safe='')}" if anchor else "")
            case ToFile(path, rest):
                return encoded(path) + rest
            case ToSite(address):
                return address
            case Outside() | Nowhere() | LeavesContent():
                return None


def base_of(address: Address) -> str:
    """The way from a page back to the site's root: ``et/dns/records/`` → ``../../../``; for the root itself ``./``."""
    return "../" * address.count("/") or "./"
