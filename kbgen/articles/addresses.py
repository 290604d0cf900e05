"""Where each article is on the site: its address in every language, old addresses, and short links.

An address is a path from the site's root, ending in a slash: ``et/domains/register/``. An article has one in every
language of the site, also where it does not exist in that language: there its readers get the best other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

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

    def of(self, article: ArticleId, language: LanguageCode) -> Address:
        """The article's address for readers of a language; KeyError if there is no such article."""
        return self.pages[article, language]


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
    aliases, more = _aliases(catalog, pages, folders)
    taken = {*pages.values(), *folders.values()}
    return (
        Addresses(pages, folders, aliases, _free(INDEX_SLUGS, taken, codes), _free(SEARCH_SLUGS, taken, codes)),
        problems + more,
    )


def _address(id: ArticleId, article: Article | None, folder: Address) -> Address:
    if is_index(id):
        return folder
    slug = article.meta.slug if article else ""
    return f"{folder}{slug or id.rpartition('/')[2]}/"


def _collisions(
    catalog: Catalog,
    pages: Mapping[tuple[ArticleId, LanguageCode], Address],
    folders: Mapping[tuple[str, LanguageCode], Address],
) -> Iterator[Problem]:
    """Articles that would be written over one another, here or on a disk that ignores case."""
    first: dict[str, tuple[ArticleId, LanguageCode]] = {}
    taken_by_folders = {a: f for (f, code), a in folders.items() if f and f"{f}/index" not in catalog.versions}
    for (id, code), address in pages.items():
        article = catalog.best(id, code)
        assert article is not None
        other = first.setdefault(address.casefold(), (id, code))
        if other == (id, code):
            if address in taken_by_folders:
                yield Problem(
                    article.path,
                    article.line_of("slug"),
                    "KB301",
                    f"the address /{address} is also that of the category “{taken_by_folders[address]}”",
                    "make this article the category's index.md, or give it another slug",
                )
            continue
        other_article = catalog.best(*other)
        assert other_article is not None
        if article.language != code and other_article.language != code:
            continue  # said for the languages that these two are written in
        same = pages[other] == address
        yield Problem(
            article.path,
            article.line_of("slug"),
            "KB301" if same else "KB302",
            f"the address /{address} {'is also that of' if same else 'differs only in case from that of'} "
            f"{other_article.path}",
            "give one of them another slug or file name",
        )


def _free(names: tuple[str, ...], taken: Iterable[Address], codes: Iterable[LanguageCode]) -> str:
    """The first name that is no page's in any language, so that it can be the same in all."""
    used = {address.casefold() for address in taken}
    free = (name for name in names if not any(f"{code}/{name}/".casefold() in used for code in codes))
    return next(free, f"kbgen-{names[0]}")


def _aliases(
    catalog: Catalog,
    pages: Mapping[tuple[ArticleId, LanguageCode], Address],
    folders: Mapping[tuple[str, LanguageCode], Address],
) -> tuple[dict[Address, tuple[ArticleId, LanguageCode]], list[Problem]]:
    aliases: dict[Address, tuple[ArticleId, LanguageCode]] = {}
    problems: list[Problem] = []
    live = {address.casefold(): id for (id, _), address in pages.items()}
    live |= {address.casefold(): folder for (folder, _), address in folders.items()}
    codes = {language.code for language in catalog.languages}
    claimed: dict[str, Article] = {}
    for article in catalog:
        for alias in article.meta.aliases:
            address = alias_address(alias, article.language, codes)
            folded = address.casefold()
            if folded in live:
                if live[folded] == article.id and pages[article.id, article.language] == address:
                    message = f"the alias /{address} is the article's own address"
                    code = "KB305"
                else:
                    message, code = f"the alias /{address} is the address of “{live[folded]}”", "KB304"
            elif folded in claimed and claimed[folded] is not article:
                message = f"the alias /{address} is claimed by {claimed[folded].path} too"
                code = "KB304"
            else:
                claimed[folded] = article
                top = address.partition("/")[0]
                aliases[address] = (article.id, top if top in codes else article.language)
                continue
            problems.append(
                Problem(
                    article.path,
                    article.line_of("aliases"),
                    code,
                    message,
                    "take the alias out of one of them",
                )
            )
    return aliases, problems


def alias_address(alias: str, language: LanguageCode, codes: Iterable[LanguageCode]) -> Address:
    """``old/name/`` is below the article's language; ``/et/old/`` and ``/old.html`` count from the site's root."""
    path = alias.removesuffix("index.html")
    address = path[1:] if path.startswith("/") else f"{language}/{path}"
    if address.endswith("/") or "." in address.rpartition("/")[2]:
        return address
    return f"{address}/"


def output_path(address: Address) -> str:
    """The file that is served at an address: ``et/a/`` → ``et/a/index.html``."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def encoded(address: Address) -> str:
    """An address as a URL path."""
    return quote(address, safe="/:@!$&'()*+,;=~-._")
