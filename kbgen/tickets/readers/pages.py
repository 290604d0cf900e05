"""Addresses as statistics write them → articles.

A page counts for its article in the language of its address, also where readers saw it in another one: that somebody
looked for it there is what tells that it is missing. Old addresses count for the article that they lead to. Pages that
belong to no article (the A–Z index, searches, short links, which lead on to a page that is counted by itself) are known
and count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kbgen.articles import addresses
from kbgen.articles.addresses import Address, Addresses
from kbgen.articles.article import ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.articles.tombstones import Tombstone
from kbgen.languages import LanguageCode

SHORT = "k"
"""The folder of the short links."""


class Page(NamedTuple):
    """A page of the site. ``article`` is empty where it is no article's."""

    article: ArticleId = ""
    language: LanguageCode = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a site by their address, without slashes around it and in small letters. ``host`` is empty where
    the settings do not say where the site is; ``base`` is the path below which it lies, such as ``help``.
    """

    known: Mapping[str, Page]
    host: str = ""
    base: str = ""

    def key(self, written: str) -> str | None:
        """An address as exports write it → how this table has it; None for an address of another site."""
        try:
            parts = urlsplit(written.strip())
            host = (parts.hostname or "").lower()
        except ValueError:
            return None
        path = parts.path
        if not parts.scheme and (self.host and path.lower().startswith(f"{self.host}/")):
            # Matomo leaves the scheme out, GA4 calls it “page path + hostname”.
            host, path = self.host, path[len(self.host) :]
        if host and self.host and _bare(host) != _bare(self.host):
            return None
        if parts.scheme and not host:
            return None
        key = _key(path)
        if self.base:
            if key == self.base:
                return ""
            if not key.startswith(f"{self.base}/"):
                return None
            key = key[len(self.base) + 1 :]
        return key

    def find(self, written: str) -> Page | None:
        """The page at an address; None where the site has none."""
        key = self.key(written)
        return None if key is None else self.known.get(key)


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _key(path: str) -> str:
    """``/et/DNS/records/index.html`` → ``et/dns/records``."""
    key = unquote(path).strip().strip("/").casefold()
    for ending in ("index.html", "index.htm", "index"):
        if key == ending or key.endswith(f"/{ending}"):
            return key[: -len(ending)].strip("/")
    return key


def pages_of(site_url: str, catalog: Catalog, where: Addresses, stones: Iterable[Tombstone] = ()) -> Pages:
    """The pages of a site. ``stones``: articles that are gone, whose old addresses are known all the same."""
    codes = [language.code for language in catalog.languages]
    found: dict[str, Page] = {}
    for stone in stones:
        found |= {_key(address): Page() for address in (*stone.addresses, *_short_link(stone.id))}
    for shared in catalog.shared.values():
        found |= {_key(address): Page() for address in _short_link(shared.id)}
    found |= {_key(address): Page(*page) for address, page in where.aliases.items()}
    found[""] = Page()
    for code in codes:
        found |= {_key(address): Page() for address in (where.index(code), where.search(code), f"{code}/404.html")}
    for (folder, code), address in where.folders.items():
        index = f"{folder}/index" if folder else "index"
        found[_key(address)] = Page(index, code) if index in catalog.versions else Page()
    found |= {_key(address): Page(*page) for page, address in where.pages.items()}
    url = urlsplit(site_url)
    return Pages(found, (url.hostname or "").lower(), _key(url.path))


def _short_link(id: str) -> tuple[Address, ...]:
    return (f"{SHORT}/{id}/",) if id else ()


def of_catalog(site_url: str, catalog: Catalog, stones: Iterable[Tombstone] = ()) -> Pages:
    """The pages of a catalog whose addresses nobody has worked out yet."""
    return pages_of(site_url, catalog, addresses.assign(catalog)[0], stones)
