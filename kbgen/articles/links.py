"""Where a link in an article leads: to an article, to a file, to a place on the site, out, or nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from kbgen.articles.article import Article, ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.languages import LanguageCode


@dataclass(frozen=True, slots=True)
class ToArticle:
    """``language`` is None where the link follows the reader's language. ``article`` may be the index of a category
    in which nobody wrote one: the site makes its page.
    """

    article: ArticleId
    language: LanguageCode | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ToFile:
    """A published file, by its path in the content folder. ``borrowed``: found in another language's folder."""

    path: str
    rest: str = ""
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class ToSite:
    """An address on the site that begins at its root, such as ``/k/42/``."""

    address: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Another site, an e-mail address, a telephone number, or a place in this very page."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """There is nothing of this name. ``path`` is relative to the content folder."""

    path: str


@dataclass(frozen=True, slots=True)
class LeavesContent:
    """The link climbs out of the content folder."""


Target = ToArticle | ToFile | ToSite | Outside | Nowhere | LeavesContent

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def leads_out(url: str) -> bool:
    """Whether a URL names a scheme or another host."""
    return _SCHEME.match(url) is not None


@dataclass(frozen=True, slots=True)
class Resolver:
    """Finds the target of links, knowing what exists. ``files`` are paths relative to the content folder."""

    catalog: Catalog
    files: Collection[str]

    def resolve(self, url: str, article: Article) -> Target:
        """Where a URL in this article leads."""
        url = url.strip()
        if not url or url.startswith("#") or leads_out(url):
            return Outside()
        before, _, fragment = url.partition("#")
        path, _, query = before.partition("?")
        path, anchor = unquote(path), unquote(fragment)
        rest = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
        if path.startswith("/"):
            return self._from_root(path, rest, anchor, article.language)
        folder = posixpath.dirname(f"{article.language}/{article.id}")
        target = posixpath.normpath(f"{folder}/{path}") if path else f"{article.language}/{article.id}.md"
        if target == ".." or target.startswith("../"):
            return LeavesContent()
        return self._find(target, rest, anchor, article.language)

    def _from_root(self, path: str, rest: str, anchor: str, language: LanguageCode) -> Target:
        """``/dns/records.md`` counts from the language's folder; anything else is an address of the site."""
        if path.endswith(".md"):
            return self._find(f"{language}{posixpath.normpath(path)}", rest, anchor, language)
        return ToSite(f"{path[1:]}{rest}")

    def _find(self, target: str, rest: str, anchor: str, language: LanguageCode) -> Target:
        top, _, below = target.partition("/")
        if top in self.catalog.fallbacks:
            for id in _possible_ids(below):
                if id in self.catalog.versions:
                    return ToArticle(id, None if top == language else top, anchor)
        if target in self.files:
            return ToFile(target, rest)
        if top in self.catalog.fallbacks:
            for other in (*self.catalog.fallbacks[top], *self.catalog.fallbacks):
                if f"{other}/{below}" in self.files:
                    return ToFile(f"{other}/{below}", rest, borrowed=True)
            if self._is_category(below):
                return ToArticle(f"{below}/index" if below else "index", None if top == language else top, anchor)
        return Nowhere(target)

    def _is_category(self, folder: str) -> bool:
        """Whether there is anything in the folder, in any language."""
        return any(id.startswith(f"{folder}/" if folder else "") for id in self.catalog.ids)


def _possible_ids(below: str) -> Iterable[ArticleId]:
    """What a path without its language can mean: ``a/b.md``, ``a/b`` or ``a/b/``, or the folder's own page."""
    if below.endswith(".md"):
        yield below.removesuffix(".md")
    else:
        yield below
        yield f"{below}/index" if below else "index"


def relative_link(of: ArticleId, to: ArticleId) -> str:
    """How the file of one article links to that of another in the same language."""
    return quote(posixpath.relpath(f"{to}.md", posixpath.dirname(of) or "."), safe="/:@!$&'()*+,;=~")
