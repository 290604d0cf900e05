"""The site to be: configuration, content, catalog and addresses in one value, with all problems met on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbgen.articles import addresses, catalog, files, tombstones
from kbgen.articles.addresses import Address, Addresses
from kbgen.articles.article import Article
from kbgen.articles.catalog import Catalog
from kbgen.articles.files import Asset, Listing
from kbgen.articles.links import Resolver
from kbgen.articles.tombstones import Tombstone
from kbgen.config import Config
from kbgen.problems import Problem
from kbgen.publish import navigation, popular
from kbgen.search import learned, synonyms

SHORT = "k"


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that was read. ``problems`` are those of reading; the checks of texts and links come later."""

    config: Config
    catalog: Catalog
    addresses: Addresses
    assets: Sequence[Asset]
    popular: popular.Popular
    synonyms: synonyms.Synonyms
    learned: learned.Learned
    tombstones: Sequence[Tombstone]
    problems: Sequence[Problem]
    resolver: Resolver

    @property
    def known_addresses(self) -> frozenset[Address]:
        """Every address that an article may link to from the site's root."""
        short = {f"{SHORT}/{shared.id}/" for shared in self.catalog.shared.values() if shared.id}
        short |= {f"{SHORT}/{stone.id}/" for stone in self.tombstones if stone.id}
        codes, where = self.config.language_codes, self.addresses
        indexes = {address for code in codes for address in (where.index(code), where.search(code))}
        pages = {*self.addresses.pages.values(), *self.addresses.folders.values(), *self.addresses.aliases}
        return frozenset(pages | short | indexes | {""})


def read(
    config: Config,
    *,
    drafts: bool = False,
    without: frozenset[str] = frozenset(),
    reader: files.Reader = files.read_article,
) -> Site:
    """Read a site's content with all its texts. ``without``: paths of article files to leave out."""
    content = files.read(config.content_dir, config.language_codes, shown_as=shown_content(config), reader=reader)
    listing = Listing((), content.assets, content.control, content.problems)
    return assemble(config, listing, content.articles, drafts=drafts, without=without)


def shown_content(config: Config) -> str:
    """How messages name the content folder."""
    return config.relative(config.content_dir)


def assemble(
    config: Config,
    listing: Listing,
    articles: Iterable[Article],
    *,
    drafts: bool = False,
    without: frozenset[str] = frozenset(),
) -> Site:
    """Bring articles that were read together. ``without``: paths of article files to leave out."""
    shown = shown_content(config)
    articles = (a for a in articles if a.path not in without)
    all_articles, problems = catalog.assemble(articles, config.languages, config.source_language, drafts=drafts)
    where, more = addresses.assign(all_articles)
    problems = [*listing.problems, *problems, *more, *_ids(all_articles)]

    stones, more = tombstones.parse(listing.control.get(tombstones.FILE, ""), f"{shown}/{tombstones.FILE}")
    problems += more
    problems += tombstones.check(stones, all_articles, where, f"{shown}/{tombstones.FILE}")
    chosen: popular.Popular
    if popular.FILE in listing.control:
        chosen, more = popular.parse(listing.control[popular.FILE], f"{shown}/{popular.FILE}", all_articles)
        problems += more
    else:
        chosen = popular.from_front_matter(all_articles)
    same, more = synonyms.parse(
        listing.control.get(synonyms.FILE, ""), f"{shown}/{synonyms.FILE}", config.language_codes
    )
    problems += more
    if "facts.yml" in listing.control:
        from kbgen.translation import allowed

        _, more = allowed.parse(listing.control[allowed.FILE], f"{shown}/{allowed.FILE}", all_articles.versions)
        problems += more
    told, more = learned.parse(listing.control.get(learned.FILE, ""), f"{shown}/{learned.FILE}", config.language_codes)
    problems += more
    problems += navigation.check(config, all_articles)
    resolver = Resolver(all_articles, frozenset(asset.path for asset in listing.assets))
    found = tuple(sorted(set(problems)))
    return Site(config, all_articles, where, listing.assets, chosen, same, told, stones, found, resolver)


def _ids(all_articles: Catalog) -> list[Problem]:
    """Short ids that two articles claim, or that differ only in case."""
    first: dict[str, str] = {}
    problems = []
    for id, shared in all_articles.shared.items():
        if shared.id and first.setdefault(shared.id.casefold(), id) != id:
            holder = next(a for a in all_articles.versions[id].values() if a.meta.id)
            problems.append(
                Problem(
                    holder.path,
                    holder.line_of("id"),
                    "KB303",
                    f"the id “{shared.id}” is also that of the article {first[shared.id.casefold()]}",
                    "give one of them another id",
                )
            )
    return problems
