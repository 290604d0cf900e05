"""Links on the finished page: from what an article wrote to addresses, and from addresses to relative URLs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from kbgen.articles.addresses import Address, Addresses, encoded
from kbgen.articles.article import Article
from kbgen.articles.links import LeavesContent, Nowhere, Outside, Resolver, ToArticle, ToFile, ToSite
from kbgen.languages import LanguageCode


@dataclass(frozen=True, slots=True)
class Linker:
    """Turns the URLs of an article's text into addresses for readers of a language."""

    resolver: Resolver
    addresses: Addresses

    def target(self, url: str, article: Article, reader: LanguageCode) -> str | None:
        """The address with its anchor, from the site's root, percent-encoded; None to leave the URL as it is."""
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
