"""Site → the values of all its pages. Pure: nothing is read, rendered or written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from kbgen.articles.addresses import Address, Addresses
from kbgen.articles.article import Article, ArticleId, folder_of
from kbgen.config import Config
from kbgen.languages import LanguageCode, initial, sort_key
from kbgen.publish import navigation
from kbgen.publish.links import Linker
from kbgen.publish.navigation import Entry, Navigation
from kbgen.publish.overtaken import Overtaking
from kbgen.publish.page import Alternate, Card, Kind, Letter, Listed, Overtaken, Page, Person
from kbgen.publish.site import SHORT, Site

NOT_FOUND = "404.html"

BodyLinks = Callable[[tuple[ArticleId, LanguageCode]], Sequence[str]]
"""The URLs in the converted body of an article, as the article wrote them, each once."""


@dataclass(frozen=True)
class Planner:
    """Makes the pages of one language after another."""

    site: Site
    body_links: BodyLinks
    index_title: Mapping[LanguageCode, str]
    search_title: Mapping[LanguageCode, str]
    overtaking: Overtaking

    _navigations: dict[LanguageCode, Navigation] = field(default_factory=dict)
    _known_alternates: dict[ArticleId, tuple[tuple[Alternate, ...], Address | None]] = field(default_factory=dict)

    def navigation(self, code: LanguageCode) -> Navigation:
        """The navigation in a language, made when it is first asked for."""
        if code not in self._navigations:
            self._navigations[code] = navigation.build(self.site.config, self.site.catalog, self.site.addresses, code)
        return self._navigations[code]

    def take_over(self, other: Planner) -> None:
        """Use the navigations of another planner of the same site."""
        self._navigations.update(other._navigations)

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self.site.resolver, self.site.addresses)

    def outline(self, code: LanguageCode) -> Iterator[tuple[Address, Callable[[], Page]]]:
        """Every page of a language: its address, and how to make its value."""
        for id in self.site.catalog.ids:
            yield self.site.addresses.of(id, code), partial(self.article_page, id, code)
        yield from self._made_pages(code)

    def listed(self) -> Iterator[Listed]:
        """The pages that search engines may list, without planning those of articles."""
        for code in self.site.config.language_codes:
            for id, versions in self.site.catalog.versions.items():
                if code in versions:
                    alternates, x_default = self._alternates(id)
                    yield Listed(self.site.addresses.of(id, code), versions[code].changed_on, alternates, x_default)
            for _, make in self._made_pages(code):
                page = make()
                if page.indexed:
                    yield Listed(page.address, None, page.alternates, page.x_default)

    def _made_pages(self, code: LanguageCode) -> Iterator[tuple[Address, Callable[[], Page]]]:
        """Those that nobody wrote: lists, categories without an ``index.md``, the 404 page."""
        nav = self.navigation(code)
        if "index" not in self.site.catalog.versions:
            yield f"{code}/", partial(self._generated_home, code, nav)
        for folder, entry in sorted(nav.sections.items()):
            if entry.article is None and entry.address:
                yield entry.address, partial(self._generated_category, folder, entry, nav)
        yield from self._hidden_categories(code, nav)
        yield self.site.addresses.index(code), partial(self._index_page, code)
        yield self.site.addresses.search(code), partial(self._search_page, code)
        yield f"{code}/{NOT_FOUND}", partial(self._not_found, code)

    # -- the kinds of pages ------------------------------------------------------------------------------------

    def article_page(self, id: ArticleId, code: LanguageCode) -> Page:
        """The page of an article for readers of a language; in another language where it is not translated."""
        nav = self.navigation(code)
        best = self.site.catalog.best(id, code)
        assert best is not None
        address = self.site.addresses.of(id, code)
        kind = Kind.HOME if id == "index" else Kind.CATEGORY if best.is_index else Kind.ARTICLE
        shared = self.site.catalog.shared[id]
        previous, following = _neighbours(nav, address)
        fallback = best.language != code
        alternates, x_default = self._alternates(id)
        return Page(
            kind=kind,
            address=address,
            language=code,
            content_language=best.language,
            title=best.title,
            description=best.meta.description,
            canonical=self.site.addresses.of(id, best.language),
            indexed=not fallback,
            alternates=alternates,
            x_default=x_default,
            article=id,
            links=self._links(best, code),
            section=folder_of(id),
            trail=_trail(nav, address),
            previous=previous if kind is not Kind.HOME else None,
            next=following if kind is not Kind.HOME else None,
            tags=best.meta.tags,
            published=best.meta.published,
            updated=best.meta.updated,
            reviewed=best.meta.reviewed,
            related=tuple(self._card(other, code) for other in shared.related if other in self.site.catalog.versions),
            cards=self._cards(nav, kind, folder_of(id)),
            popular=self._popular(code) if kind is Kind.HOME else (),
            new=self._new(code) if kind is Kind.HOME else (),
            support=self._support(code),
            short_link=f"{SHORT}/{shared.id}/" if shared.id else "",
            hide=best.meta.hide,
            icon=shared.icon,
            edit_url=self._edit_url(best),
            overtaken=self._overtaken(best),
        )

    def _overtaken(self, version: Article) -> Overtaken | None:
        found = self.overtaking.of(version)
        if found is None:
            return None
        source, sections = found
        versions = self.site.catalog.versions[version.id]
        # Readers get the language that they are likeliest to read.
        order = (*self.site.catalog.fallbacks[version.language], source)
        fresh = next(c for c in order if c in versions and self.overtaking.is_in_step(versions[c], source))
        return Overtaken(fresh, self.site.addresses.of(version.id, fresh), sections)

    def _generated_home(self, code: LanguageCode, nav: Navigation) -> Page:
        """The home page of a language in whose site nobody wrote an ``index.md``."""
        config = self.site.config
        alternates = self._everywhere(f"{c}/" for c in config.language_codes)
        return Page(
            kind=Kind.HOME,
            address=f"{code}/",
            language=code,
            content_language=code,
            title=config.name_in(code),
            description=config.description_in(code),
            canonical=f"{code}/",
            indexed=True,
            alternates=alternates,
            x_default="",
            cards=self._cards(nav, Kind.HOME, ""),
            popular=self._popular(code),
            new=self._new(code),
            support=self._support(code),
        )

    def _generated_category(self, folder: str, entry: Entry, nav: Navigation) -> Page:
        """The page of a category in which nobody wrote an ``index.md``."""
        code = nav.language
        previous, following = _neighbours(nav, entry.address)
        folders = self.site.addresses.folders
        alternates = self._everywhere(folders[folder, c] for c in self.site.config.language_codes)
        return Page(
            kind=Kind.CATEGORY,
            address=entry.address,
            language=code,
            content_language=code,
            title=entry.title,
            description="",
            canonical=entry.address,
            indexed=True,
            alternates=alternates,
            x_default=self._x_default(alternates),
            section=folder,
            trail=_trail(nav, entry.address),
            previous=previous,
            next=following,
            cards=self._cards(nav, Kind.CATEGORY, folder),
            support=self._support(code),
        )

    def _hidden_categories(self, code: LanguageCode, nav: Navigation) -> Iterator[tuple[Address, Callable[[], Page]]]:
        """Categories that ``nav`` does not name still have a page, so that no breadcrumb or guess leads nowhere."""
        addresses = self.site.addresses
        written = {folder_of(id) for id in self.site.catalog.ids if id.endswith("/index")}
        for (folder, language), address in addresses.folders.items():
            if language != code or not folder or folder in nav.sections or folder in written:
                continue
            yield address, partial(self._hidden_category, folder, address, nav)

    def _hidden_category(self, folder: str, address: Address, nav: Navigation) -> Page:
        code = nav.language
        cards = tuple(self._card(id, code) for id in self.site.catalog.ids if folder_of(id) == folder)
        entry = Entry(folder.rpartition("/")[2], address, code, folder=folder)
        return replace(self._generated_category(folder, entry, nav), cards=cards)

    def _index_page(self, code: LanguageCode) -> Page:
        title = self.index_title[code]
        alternates = self._everywhere(self.site.addresses.index(c) for c in self.site.config.language_codes)
        return Page(
            kind=Kind.INDEX,
            address=self.site.addresses.index(code),
            language=code,
            content_language=code,
            title=title,
            description="",
            canonical=self.site.addresses.index(code),
            indexed=True,
            alternates=alternates,
            x_default=self._x_default(alternates),
            letters=self._letters(code),
            support=self._support(code),
            hide=("toc",),
        )

    def _search_page(self, code: LanguageCode) -> Page:
        """Results of a search, which a script fills in; search engines have no use for it."""
        addresses = self.site.addresses
        return Page(
            kind=Kind.SEARCH,
            address=addresses.search(code),
            language=code,
            content_language=code,
            title=self.search_title[code],
            description="",
            canonical="",
            indexed=False,
            alternates=self._everywhere(addresses.search(c) for c in self.site.config.language_codes),
            x_default=None,
            popular=self._popular(code),
            support=self._support(code),
            hide=("toc", "navigation"),
        )

    def _not_found(self, code: LanguageCode) -> Page:
        codes = self.site.config.language_codes
        return Page(
            kind=Kind.NOT_FOUND,
            address=f"{code}/{NOT_FOUND}",
            language=code,
            content_language=code,
            title="404",
            description="",
            canonical="",
            indexed=False,
            alternates=tuple(Alternate(c, self.site.config.language(c).name, f"{c}/", exists=True) for c in codes),
            x_default=None,
            popular=self._popular(code),
            support=self._support(code),
            hide=("toc", "navigation"),
        )

    # -- what is on them ---------------------------------------------------------------------------------------

    def _alternates(self, id: ArticleId) -> tuple[tuple[Alternate, ...], Address | None]:
        """An article in all languages, and where readers of none of them should go; the same in each language."""
        if id not in self._known_alternates:
            catalog, addresses = self.site.catalog, self.site.addresses
            alternates = tuple(
                Alternate(
                    language.code,
                    language.name,
                    addresses.of(id, language.code),
                    language.code in catalog.versions[id],
                )
                for language in self.site.config.languages
            )
            self._known_alternates[id] = alternates, "" if id == "index" else self._x_default(alternates)
        return self._known_alternates[id]

    def _everywhere(self, addresses: Iterator[Address]) -> tuple[Alternate, ...]:
        """Alternates of a page that exists in every language."""
        return tuple(
            Alternate(language.code, language.name, address, exists=True)
            for language, address in zip(self.site.config.languages, addresses, strict=True)
        )

    def _x_default(self, alternates: Sequence[Alternate]) -> Address | None:
        """Where a reader of none of the languages should go: the default language, or its best fallback."""
        config = self.site.config
        written = {a.code: a.address for a in alternates if a.exists}
        for code in (config.x_default, *config.language(config.x_default).fallback):
            if code in written:
                return written[code]
        return None

    def _links(self, article: Article, code: LanguageCode) -> tuple[tuple[str, str], ...]:
        linker = self._linker
        urls = self.body_links((article.id, article.language))
        return tuple((url, target) for url in urls if (target := linker.target(url, article, code)) is not None)

    def _card(self, id: ArticleId, code: LanguageCode) -> Card:
        best = self.site.catalog.best(id, code)
        assert best is not None
        return Card(
            title=best.title,
            address=self.site.addresses.of(id, code),
            language=best.language,
            description=best.meta.description,
            day=best.changed_on,
        )

    def _cards(self, nav: Navigation, kind: Kind, folder: str) -> tuple[Card, ...]:
        if kind is Kind.ARTICLE:
            return ()
        if kind is Kind.HOME:
            # Articles at the top level have no category; on the home page they follow the categories.
            entries = sorted(
                (e for e in nav.entries if "://" not in e.address and e.article != "index"),
                key=lambda e: not e.is_section,
            )
        else:
            section = nav.sections.get(folder)
            entries = list(section.children) if section else []
        return tuple(
            Card(
                title=entry.title,
                address=entry.address or _first_address(entry),
                language=entry.language,
                description=entry.description,
                icon=entry.icon or ("material/folder-outline" if entry.is_section else ""),
                articles=entry.count,
            )
            for entry in entries
        )

    def _popular(self, code: LanguageCode) -> tuple[Card, ...]:
        ids = self.site.popular.get(code, ())
        return tuple(self._card(id, code) for id in ids[: self.site.config.popular])

    def _new(self, code: LanguageCode) -> tuple[Card, ...]:
        """The articles that were published or updated last, in this language only."""
        dated = [
            (article.changed_on, id)
            for id, versions in self.site.catalog.versions.items()
            if (article := versions.get(code)) and article.changed_on is not None and not article.is_index
        ]
        latest = sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1]))
        return tuple(self._card(id, code) for _, id in latest[: self.site.config.new])

    def _letters(self, code: LanguageCode) -> tuple[Letter, ...]:
        cards = [self._card(id, code) for id in self.site.catalog.ids if id != "index"]
        groups: dict[str, list[Card]] = {}
        for card in sorted(cards, key=lambda c: (sort_key(c.title, code), c.address)):
            groups.setdefault(initial(card.title, code), []).append(card)
        return tuple(Letter(letter, tuple(group)) for letter, group in groups.items())

    def _support(self, code: LanguageCode) -> Person:
        return support(self.site.config, self.site.addresses, code)

    def _edit_url(self, article: Article) -> str:
        config = self.site.config
        if not (config.repo_url and config.edit_uri):
            return ""
        below = article.path.removeprefix(f"{config.relative(config.content_dir)}/")
        return f"{config.repo_url.rstrip('/')}/{config.edit_uri.strip('/')}/{below}"


def support(config: Config, addresses: Addresses, code: LanguageCode) -> Person:
    """The way to a human being, as the settings name it."""
    given = config.support
    known = (given.article, code) in addresses.pages
    return Person(addresses.of(given.article, code) if known else "", given.url, given.email, given.phone)


def _trail(nav: Navigation, address: Address) -> tuple[Card, ...]:
    return tuple(Card(entry.title, entry.address, entry.language) for entry in nav.trails.get(address, ())[:-1])


def _neighbours(nav: Navigation, address: Address) -> tuple[Card | None, Card | None]:
    place = nav.places.get(address)
    if place is None:
        return None, None
    entries = nav.reading_order
    before = entries[place - 1] if place else None
    after = entries[place + 1] if place + 1 < len(entries) else None
    return _neighbour(before), _neighbour(after)


def _neighbour(entry: Entry | None) -> Card | None:
    return Card(entry.title, entry.address, entry.language) if entry else None


def _first_address(entry: Entry) -> Address:
    """Where a section without a page of its own leads: to the first of its articles."""
    for child in entry.children:
        if address := child.address or _first_address(child):
            return address
    return ""
