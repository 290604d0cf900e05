"""``sitemap.xml`` with the language alternates of every page, and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape, quoteattr

from kbgen.articles.addresses import Address
from kbgen.publish.page import Listed

MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""


def sitemap(pages: Iterable[Listed], absolute: Callable[[Address], str]) -> dict[str, str]:
    """Path → text: one file, or several with an index of them for a very large site."""
    entries = [_entry(page, absolute) for page in pages]
    if len(entries) <= MOST:
        return {"sitemap.xml": _urlset(entries)}
    files = {
        f"sitemap-{place // MOST + 1}.xml": _urlset(entries[place : place + MOST])
        for place in range(0, len(entries), MOST)
    }
    index = "\n".join(f"<sitemap><loc>{escape(absolute(name))}</loc></sitemap>" for name in files)
    files["sitemap.xml"] = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{index}\n</sitemapindex>\n'
    )
    return files


def _entry(page: Listed, absolute: Callable[[Address], str]) -> str:
    lines = [f"<loc>{escape(absolute(page.address))}</loc>"]
    if page.changed:
        lines.append(f"<lastmod>{page.changed.isoformat()}</lastmod>")
    written = [(a.code, a.address) for a in page.alternates if a.exists]
    if page.x_default is not None:
        written.append(("x-default", page.x_default))
    lines += [
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(absolute(address))}/>'
        for code, address in written
    ]
    return "<url>" + "".join(lines) + "</url>"


def _urlset(entries: list[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(entries)
        + "\n</urlset>\n"
    )


def robots(absolute: Callable[[Address], str], *, has_sitemap: bool) -> str:
    """Everything may be read; what should not be listed says so in its own page."""
    lines = ["User-agent: *", "Allow: /"]
    if has_sitemap:
        lines += ["", f"Sitemap: {absolute('sitemap.xml')}"]
    return "\n".join(lines) + "\n"
