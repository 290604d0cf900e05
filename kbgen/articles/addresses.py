"""Where each article is on the site: its address in every language, old addresses, and short links.

An address is a path from the site's root, ending in a slash: ``et/domains/register/``. An article has one in every
language of the site, also where it does not exist in that language: there its readers get the best other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import quote, unquote

from kbgen.articles.article import Article, ArticleId, folder_of, is_index
from kbgen.articles.catalog import Catalog
from kbgen.languages import LanguageCode
from kbgen.problems import Problem

Address = str

# The pages that the site makes for itself below every language's folder. Where an article or a category already has
# the first name, the next one is taken: a help site about search may well have a category “search”.
INDEX_SLUGS = ("a-z", "a-z-index", "all-articles")
SEARCH_SLUGS = ("search", "search-results", "find")


@dataclass(frozen=True, slots=True)
class Addresses:
    """``pages``: the address of every article in every language; ``aliases``: old address → article and language.

    ``index_slug`` and ``search_slug`` are the last parts of the addresses of the A–Z index and of the search page.
    """

    pages: Mapping[tuple[ArticleId, LanguageCode], Address]
    folders: Mapping[tuple[str, LanguageCode], Address]
    aliases: Mapping[Address, tuple[ArticleId, LanguageCode]]
    index_slug: str = INDEX_SLUGS[0]
    search_slug: str = SEARCH_SLUGS[0]

    def index(self, language: LanguageCode) -> Address:
        """The address of the A–Z index."""
        return f"{language}/{self.index_slug}/"

    def search(self, language: LanguageCode) -> Address:
        """The address of the page of search results."""
        return f"{language}/{self.search_slug}/"

    def of(self, article: ArticleId, language: LanguageCode) -> Address:
        """The article's address for readers of a language; KeyError if there is no such article.

        A category has one, and so has the home page, even if nobody wrote its ``index``.
        """
        if is_index(article):
            return self.folders[folder_of(article), language]
        return self.pages[article, language]

    def living(self) -> Mapping[str, str]:
        """Every address at which the site has a page, with case ignored, and what that page is."""
        codes = dict.fromkeys(code for _, code in self.folders)
        found = {"": "the site's root"}
        for code in codes:
            found[f"{code}/"] = f"the home page in “{code}”"
            found[self.index(code)] = "the A–Z index"
            found[self.search(code)] = "the search page"
        found |= {address: f"the category “{folder}”" for (folder, _), address in self.folders.items() if folder}
        found |= {address: id for (id, _), address in self.pages.items()}
        return {address.casefold(): what for address, what in found.items()}


def folders_of(ids: Iterable[ArticleId]) -> list[str]:
    """Every category folder, parents first: ``dns``, ``dns/advanced``."""
    found: set[str] = set()
    for article in ids:
        folder = folder_of(article)
        while folder:
            found.add(folder)
            folder = folder_of(folder)
    return sorted(found)


def assign(catalog: Catalog) -> tuple[Addresses, list[Problem]]:
    """Give every article its address in every language."""
    codes = [language.code for language in catalog.languages]
    folders: dict[tuple[str, LanguageCode], Address] = {}
    for code in codes:
        folders["", code] = f"{code}/"
        for folder in folders_of(catalog.ids):
            index = catalog.get(f"{folder}/index", code)
            segment = (index.meta.slug if index else "") or folder.rpartition("/")[2]
            folders[folder, code] = f"{folders[folder_of(folder), code]}{segment}/"
    pages = {
        (article, code): _address(article, catalog.get(article, code), folders[folder_of(article), code])
        for code in codes
        for article in catalog.ids
    }
    problems = [*_collisions(catalog, pages, folders)]
    taken = {*pages.values(), *folders.values()}
    where = Addresses(pages, folders, {}, _free(INDEX_SLUGS, taken, codes), _free(SEARCH_SLUGS, taken, codes))
    aliases, more = _aliases(catalog, where)
    return replace(where, aliases=aliases), [*problems, *more]


def _address(id: ArticleId, article: Article | None, folder: Address) -> Address:
    if is_index(id):
        return folder
    slug = article.meta.slug if article else ""
    return f"{folder}{slug or id.rpartition('/')[2]}/"


@dataclass(frozen=True, slots=True)
class _Claim:
    """An address that an article needs, or a category in which nobody wrote an ``index.md`` (then ``id`` is empty)."""

    address: Address
    id: ArticleId
    folder: str = ""

    @property
    def holder(self) -> str:
        """The article or the category."""
        return self.id or self.folder


def _collisions(
    catalog: Catalog,
    pages: Mapping[tuple[ArticleId, LanguageCode], Address],
    folders: Mapping[tuple[str, LanguageCode], Address],
) -> Iterator[Problem]:
    """Pages that would be written over one another, here or on a disk that ignores case; each two are told once."""
    clashes: dict[tuple[str, str], list[tuple[LanguageCode, _Claim, _Claim]]] = {}
    for language in catalog.languages:
        code = language.code
        first: dict[str, _Claim] = {}
        claims = [_Claim(pages[id, code], id) for id in catalog.ids]
        claims += [
            _Claim(address, "", folder)
            for (folder, c), address in folders.items()
            if c == code and folder and f"{folder}/index" not in catalog.versions
        ]
        for claim in claims:
            other = first.setdefault(claim.address.casefold(), claim)
            if other is not claim:
                clashes.setdefault((other.holder, claim.holder), []).append((code, other, claim))
    for met in clashes.values():
        yield _collision(catalog, *min(met, key=lambda clash: not _written_in(catalog, *clash)))


def _written_in(catalog: Catalog, code: LanguageCode, *claims: _Claim) -> bool:
    """Whether one of them is written in the language, so that its author can mend the address there."""
    return any(claim.id and catalog.get(claim.id, code) for claim in claims)


def _collision(catalog: Catalog, code: LanguageCode, one: _Claim, other: _Claim) -> Problem:
    to_blame, stays = (one, other) if _newcomer(catalog, code, one, other) is one else (other, one)
    article = _shown_in(catalog, code, to_blame)
    same = one.address == other.address
    relation = "is also that of" if same else "differs only in case from that of"
    if stays.id:
        whose = _shown_in(catalog, code, stays).path
        hint = "give one of them another slug or file name"
    else:
        whose = f"the category “{stays.folder}”"
        hint = "make this article the category's index.md, or give it another slug"
        if not to_blame.id:
            hint = "give one of the two folders another name, or its index.md another slug"
    message = f"the address /{to_blame.address} {relation} {whose}"
    return Problem(article.path, article.line_of("slug"), "KB301" if same else "KB302", message, hint)


def _shown_in(catalog: Catalog, code: LanguageCode, claim: _Claim) -> Article:
    """The article that has the address, or the first of the category that has it."""
    id = claim.id or next(id for id in catalog.ids if id.startswith(f"{claim.folder}/"))
    article = catalog.best(id, code)
    assert article is not None
    return article


def _newcomer(catalog: Catalog, code: LanguageCode, one: _Claim, other: _Claim) -> _Claim:
    """Whom to blame: an article before a category, the younger, the one that chose its address, or the second."""

    def newness(claim: _Claim) -> tuple[bool, date, bool]:
        article = _shown_in(catalog, code, claim)
        return bool(claim.id), _born(catalog, article), bool(article.meta.slug)

    return one if newness(one) > newness(other) else other


def _born(catalog: Catalog, article: Article) -> date:
    """When the first of an article's languages was published; an article that does not say so is new."""
    versions = catalog.versions[article.id].values()
    return min((v.meta.published for v in versions if v.meta.published), default=date.max)


def _free(names: tuple[str, ...], taken: Iterable[Address], codes: Iterable[LanguageCode]) -> str:
    """The first name that is no page's in any language, so that it can be the same in all."""
    used = {address.casefold() for address in taken}
    free = (name for name in names if not any(f"{code}/{name}/".casefold() in used for code in codes))
    return next(free, f"kbgen-{names[0]}")


def _aliases(catalog: Catalog, where: Addresses) -> tuple[dict[Address, tuple[ArticleId, LanguageCode]], list[Problem]]:
    """Old address → article and language. Where two articles claim one, the older has it and the younger is told."""
    codes = {language.code for language in catalog.languages}
    living = where.living()
    aliases: dict[Address, tuple[ArticleId, LanguageCode]] = {}
    problems: list[Problem] = []
    claimed: dict[str, Article] = {}
    for article in sorted(catalog, key=lambda a: _born(catalog, a)):
        for alias in article.meta.aliases:
            address = alias_address(alias, article.language, codes)
            folded = address.casefold()
            holder = claimed.get(folded, article)
            if folded not in living and holder is article:
                claimed[folded] = article
                top = address.partition("/")[0]
                aliases[address] = (article.id, top if top in codes else article.language)
                continue
            problems.append(_wrong_alias(article, address, living.get(folded), holder))
    return dict(sorted(aliases.items())), problems


def _wrong_alias(article: Article, address: Address, living: str | None, holder: Article) -> Problem:
    line = article.line_of("aliases")
    if living == article.id:
        message = f"the alias /{address} is the article's own address"
        return Problem(article.path, line, "KB305", message, "take the alias out")
    if living is None:
        message = f"the alias /{address} is claimed by {holder.path} too"
        return Problem(article.path, line, "KB304", message, "take the alias out of one of them")
    return Problem(
        article.path, line, "KB304", f"the alias /{address} is the address of {living}", "take the alias out"
    )


SHORT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def is_short_id(text: str) -> bool:
    """Whether a short link ``/k/<id>/`` can be made of it."""
    return SHORT_ID.fullmatch(text) is not None


def is_old_address(written: str) -> bool:
    """Whether front matter or tombstones can mean an address of the site by it: ``old/name/``, ``/et/old.html``."""
    if not written.strip("/") or re.search(r"[?#\\\s]|://", written):
        return False
    try:
        path = unquote(written, errors="strict")
    except UnicodeDecodeError:
        return False
    return not re.search(r"[\\\x00-\x1f\x7f]|//|(^|/)\.\.?(/|$)", path)


def written(address: Address) -> str:
    """An address as people write it in front matter and tombstones: readable, without what would end it."""
    return re.sub(r"[%?#\\\s]", lambda m: quote(m[0]), address)


def alias_address(alias: str, language: LanguageCode, codes: Iterable[LanguageCode]) -> Address:
    """``old/name/`` is below the article's language; ``/et/old/`` and ``/old.html`` count from the site's root.

    Addresses are kept as browsers ask for them: ``old%20name/`` is ``old name/``.
    """
    path = unquote(alias).removesuffix("index.html")
    address = path[1:] if path.startswith("/") else f"{language}/{path}"
    if address.endswith("/") or "." in address.rpartition("/")[2]:
        return address
    return f"{address}/"


def output_path(address: Address) -> str:
    """The file that is served at an address: ``et/a/`` → ``et/a/index.html``."""
    return f"{address}index.html" if not address or address.endswith("/") else address


@lru_cache(maxsize=1 << 16)
def encoded(address: Address) -> str:
    """An address as a URL path."""
    return quote(address, safe="/:@!$&'()*+,;=~-._")
