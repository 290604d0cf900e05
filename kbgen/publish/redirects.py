"""Old addresses that lead to articles, as values, and in the forms that web servers understand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from kbgen.articles.addresses import Address, encoded
from kbgen.articles.tombstones import Tombstone, final
from kbgen.languages import LanguageCode
from kbgen.publish.site import Site

KEPT_FOR_EVER = ("assets/kb/", "assets/search/", "assets/javascripts/", "assets/stylesheets/")
"""Folders whose files change their names with their content."""

FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Redirect:
    """``target`` is an address of the site, or a web address; ``language`` that of the words on the page."""

    address: Address
    target: str
    language: LanguageCode

    @property
    def leads_out(self) -> bool:
        """Whether it leads to another site."""
        return "://" in self.target


def of_site(site: Site) -> tuple[Redirect, ...]:
    """All redirects: aliases of articles, and the addresses of articles that are gone."""
    aliases = [
        Redirect(address, site.addresses.of(id, language), language)
        for address, (id, language) in site.addresses.aliases.items()
    ]
    taken = {r.address for r in aliases} | set(site.addresses.pages.values())
    graves = [r for r in _tombstones(site) if r.address not in taken]
    return tuple(sorted({r.address: r for r in [*aliases, *graves]}.values(), key=lambda r: r.address))


def _tombstones(site: Site) -> Iterator[Redirect]:
    gone = {stone.article: stone for stone in site.tombstones}
    for stone in site.tombstones:
        for address in stone.addresses:
            top = address.split("/")[0]
            language = top if top in site.config.language_codes else site.config.source_language
            yield Redirect(address, goal(site, final(stone, gone), language), language)


def goal(site: Site, stone: Tombstone, language: LanguageCode) -> str:
    """Where a tombstone leads readers of a language: the article it names, a web address, or the home page."""
    if stone.leads_out:
        return stone.goto
    if stone.goto in site.catalog.versions:
        return site.addresses.of(stone.goto, language)
    return f"{language}/"


_IN_A_LINE = "%/:?#[]@!$&'()*+,;=~-._"


def _location(redirect: Redirect, root: str) -> str:
    """Where it leads, as one word: white space and quotation marks in it would be read as something else."""
    return quote(redirect.target if redirect.leads_out else root + encoded(redirect.target), safe=_IN_A_LINE)


def netlify(redirects: Iterable[Redirect], languages: Iterable[LanguageCode], root: str) -> str:
    """``_redirects``, as Netlify and Cloudflare Pages read it; also which 404 page belongs to which language."""
    lines = [f"{root}{encoded(r.address)} {_location(r, root)} 301" for r in redirects]
    lines += [f"{root}{code}/* {root}{code}/404.html 404" for code in languages]
    return "\n".join(lines) + "\n"


def apache(redirects: Iterable[Redirect], languages: Iterable[LanguageCode], root: str, csp: str) -> str:
    """``.htaccess``."""
    lines = [f"ErrorDocument 404 {root}404.html", "DirectoryIndex index.html", "AddDefaultCharset utf-8", ""]
    lines += [f'RedirectMatch 301 "^{_apache_pattern(root + r.address)}$" "{_location(r, root)}"' for r in redirects]
    lines += ["", "<IfModule mod_headers.c>"]
    lines += [f'  Header set {name} "{_quoted(value)}"' for name, value in security_headers(csp)]
    lines += ["</IfModule>"]
    for code in languages:
        lines += [
            f'<If "%{{REQUEST_URI}} =~ m#^{root}{code}/#">',
            f"  ErrorDocument 404 {root}{code}/404.html",
            "</If>",
        ]
    return "\n".join(lines) + "\n"


def nginx(redirects: Iterable[Redirect], languages: Iterable[LanguageCode], root: str, csp: str) -> str:
    """A file to include into nginx' ``server`` block."""
    lines = ["# include this file in the server block of the help site", f"error_page 404 {root}404.html;"]
    lines += [f'add_header {name} "{_quoted(value)}" always;' for name, value in security_headers(csp)]
    for r in redirects:
        address = unquote(root + r.address).replace("\\", "\\\\").replace('"', '\\"')
        # In nginx a dollar names a variable, and a semicolon or brace ends the word.
        target = re.sub(r"[;{}$]", lambda m: quote(m[0]), _location(r, root))
        lines.append(f'location = "{address}" {{ return 301 {target}; }}')
    for code in languages:
        lines.append(f"location {root}{code}/ {{ error_page 404 {root}{code}/404.html; }}")
    return "\n".join(lines) + "\n"


def headers(root: str, csp: str) -> str:
    """``_headers``, as Netlify and Cloudflare Pages read it: security, and what browsers may keep for ever."""
    lines = [f"{root}*", *(f"  {name}: {value}" for name, value in security_headers(csp))]
    for folder in KEPT_FOR_EVER:
        lines += [f"{root}{folder}*", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(lines) + "\n"


def security_headers(csp: str) -> list[tuple[str, str]]:
    """What every response should carry."""
    policy = [("Content-Security-Policy", f"{csp}; frame-ancestors 'self'")] if csp else []
    return [
        *policy,
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ]


def _quoted(text: str) -> str:
    return text.replace('"', '\\"')


def _apache_pattern(path: str) -> str:
    return re.escape(path).replace('"', '\\"')
