"""Follows everything in a built site: links, anchors, images, styles, language alternates, redirects.

Reads only the HTML in the output folder and knows nothing of how it was made.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


@dataclass
class Page:
    """What one page says. Paths are those of files in the output folder."""

    path: str
    ids: set[str]
    links: list[str]
    files: list[str]
    alternates: dict[str, str]
    canonical: str
    indexed: bool


@dataclass
class Built:
    """A built site. ``root`` is the path of the site on its host, ``/`` or ``/help/``."""

    folder: Path
    site_url: str
    pages: dict[str, Page] = field(default_factory=dict)

    def read(self) -> Built:
        """Parse every page."""
        for path in sorted(self.folder.rglob("*.html")):
            name = path.relative_to(self.folder).as_posix()
            self.pages[name] = _page(name, path.read_text("utf-8"))
        return self

    def faults(self) -> Iterator[str]:
        """Everything that leads nowhere or contradicts itself."""
        for page in self.pages.values():
            for url in page.links:
                yield from self._link(page, url)
            for url in page.files:
                target = self._target(page, url)
                if target is not None and not (self.folder / target).is_file():
                    yield f"{page.path}: {url} is not there"
            yield from self._alternates(page)
            if page.canonical and page.canonical.startswith(self.site_url):
                target = self._target(page, page.canonical)
                if target not in self.pages:
                    yield f"{page.path}: canonical {page.canonical} is not there"
                elif page.indexed and target != page.path:
                    yield f"{page.path}: is listed, and yet canonical is {page.canonical}"

    def _link(self, page: Page, url: str) -> Iterator[str]:
        target = self._target(page, url)
        if target is None:
            return
        if target not in self.pages and not (self.folder / target).is_file():
            yield f"{page.path}: link to {url}, which is not there"
        anchor = unquote(urlsplit(url).fragment)
        if anchor and target in self.pages and anchor not in self.pages[target].ids:
            yield f"{page.path}: link to {url}, which has no such anchor"

    def _alternates(self, page: Page) -> Iterator[str]:
        for code, url in page.alternates.items():
            target = self._target(page, url)
            other = self.pages.get(target or "")
            if other is None:
                yield f"{page.path}: hreflang {code} {url} is not there"
            elif code != "x-default" and page.path != "index.html":
                if not other.indexed:
                    yield f"{page.path}: hreflang {code} {url} is noindex"
                if page.indexed and self._own_url(page) not in other.alternates.values():
                    yield f"{page.path}: hreflang {code} {url} does not point back"

    def _own_url(self, page: Page) -> str:
        from urllib.parse import quote

        return self.site_url + quote(page.path.removesuffix("index.html"), safe="/:@!$&'()*+,;=~-._")

    def _target(self, page: Page, url: str) -> str | None:
        """The file that a URL asks for; None for what is not on this site."""
        if url.startswith(self.site_url):
            path = "/" + url.removeprefix(self.site_url)
        elif urlsplit(url).scheme or url.startswith("//"):
            return None
        elif url.startswith("/"):
            root = urlsplit(self.site_url).path
            path = "/" + url.removeprefix(root)
        else:
            path = (
                posixpath.join("/", posixpath.dirname(page.path), url)
                if not url.startswith(("#", "?"))
                else "/" + page.path
            )
        plain = unquote(urlsplit(path).path)
        slash = plain.endswith(("/", "/.", "/.."))
        plain = posixpath.normpath(plain).lstrip("/")
        return posixpath.join(plain, "index.html") if slash or not plain else plain


def _page(name: str, text: str) -> Page:
    tree = html.fromstring(text)
    return Page(
        path=name,
        ids={*tree.xpath("//@id"), *tree.xpath("//a/@name")},
        links=[url for url in tree.xpath("//a/@href | //link[@rel='prev' or @rel='next']/@href") if url],
        files=tree.xpath("//img/@src | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //source/@src"),
        alternates={a.get("hreflang"): a.get("href") for a in tree.xpath("//link[@rel='alternate'][@hreflang]")},
        canonical=tree.xpath("string(//link[@rel='canonical']/@href)"),
        indexed="noindex" not in tree.xpath("string(//meta[@name='robots']/@content)"),
    )
