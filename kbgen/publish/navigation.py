"""Navigation in one language: sections and articles in their order, with titles and addresses.

``nav`` in ``mkdocs.yml`` decides where there is one; otherwise the folders do: sections and articles by their
``order``, then by title in the language's own alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kbgen.articles.addresses import Address, Addresses, folders_of
from kbgen.articles.article import ArticleId, folder_of, humanised, is_index
from kbgen.articles.catalog import Catalog
from kbgen.config import Config, NavItem
from kbgen.languages import LanguageCode, sort_key
from kbgen.problems import Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation.

    ``address`` is a path from the site's root, a web address for a link to elsewhere, or empty for a section without a
    page of its own. ``language`` is that of the title. ``article`` is the article behind it, for a section its index
    page if somebody wrote one; ``folder`` is a section's category.
    """

    title: str
    address: Address
    language: LanguageCode
    article: ArticleId | None = None
    folder: str | None = None
    description: str = ""
    icon: str = ""
    children: tuple[Entry, ...] = ()

    @property
    def is_section(self) -> bool:
        """Whether it holds other entries."""
        return self.folder is not None

    @property
    def count(self) -> int:
        """How many articles are in the section, at any depth."""
        return sum(child.count if child.is_section else 1 for child in self.children if "://" not in child.address)


@dataclass(frozen=True)
class Navigation:
    """The whole navigation in one language."""

    language: LanguageCode
    entries: tuple[Entry, ...]

    @cached_property
    def trails(self) -> Mapping[Address, tuple[Entry, ...]]:
        """For every address, the sections that lead to it and the entry itself, outermost first."""
        found: dict[Address, tuple[Entry, ...]] = {}

        def walk(entries: Iterable[Entry], above: tuple[Entry, ...]) -> None:
            for entry in entries:
                trail = (*above, entry)
                if entry.address:
                    found.setdefault(entry.address, trail)
                walk(entry.children, trail)

        walk(self.entries, ())
        return found

    @cached_property
    def sections(self) -> Mapping[str, Entry]:
        """Every section by its category folder."""
        return {e.folder: e for e in self._all(self.entries) if e.folder}

    @cached_property
    def reading_order(self) -> Sequence[Entry]:
        """Articles and category pages one after another, as previous and next lead through them."""
        return [e for e in self._all(self.entries) if e.address and "://" not in e.address]

    @cached_property
    def places(self) -> Mapping[Address, int]:
        """Where an address comes in the reading order."""
        return {entry.address: place for place, entry in enumerate(self.reading_order)}

    def opened(self, folder: str) -> tuple[Entry, ...]:
        """The sections that the menu shows open for pages of a category, outermost first."""
        entry = self.sections.get(folder)
        return self.trails.get(entry.address, ()) if entry else ()

    def menu(self, folder: str) -> tuple[object, ...]:
        """Everything that the menu of a category shows, for its fingerprint."""
        opened = {entry.address for entry in self.opened(folder)}

        def shown(entries: Iterable[Entry]) -> tuple[object, ...]:
            return tuple(
                (
                    entry.title,
                    entry.address,
                    entry.language,
                    bool(entry.children),
                    shown(entry.children) if entry.address in opened or not entry.address else (),
                )
                for entry in entries
            )

        return shown(self.entries)

    def _all(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            yield entry
            yield from self._all(entry.children)


@dataclass(frozen=True, slots=True)
class _Builder:
    config: Config
    catalog: Catalog
    addresses: Addresses
    language: LanguageCode
    folders: Mapping[str, Sequence[str]]
    articles: Mapping[str, Sequence[ArticleId]]

    def by_folders(self, folder: str = "") -> tuple[Entry, ...]:
        """The entries of a category: its articles and its sub-categories together."""
        entries = [self.article(id) for id in self.articles.get(folder, ())]
        entries += [self.section(sub, self.by_folders(sub)) for sub in self.folders.get(folder, ())]
        return tuple(sorted(entries, key=self._place))

    def _place(self, entry: Entry) -> tuple[float, object, str]:
        shared = self.catalog.shared.get(entry.article or f"{entry.folder}/index")
        order = shared.order if shared and shared.order is not None else float("inf")
        return order, sort_key(entry.title, self.language), entry.address

    def _exists(self, folder: str) -> bool:
        return folder in self.folders.get(folder_of(folder), ())

    def by_config(self, items: Iterable[NavItem]) -> tuple[Entry, ...]:
        return tuple(entry for item in items if (entry := self._item(item)))

    def _item(self, item: NavItem) -> Entry | None:
        if item.is_section:
            return self._configured_section(item)
        assert item.target is not None
        if item.is_external:
            return Entry(self._title(item.title, None) or item.target, item.target, self.language)
        id = nav_article(item.target)
        if id in self.catalog.versions:
            entry = self.article(id)
            title = self._title(item.title, entry.title)
            return Entry(title, entry.address, entry.language, entry.article) if item.title else entry
        folder = id.removesuffix("/index")
        if self._exists(folder):
            return self.section(folder, self.by_folders(folder))
        return None

    def _configured_section(self, item: NavItem) -> Entry | None:
        index = next((c for c in item.children if c.target and is_index(nav_article(c.target))), None)
        folder = folder_of(nav_article(index.target)) if index and index.target else self._common_folder(item)
        children = self.by_config(c for c in item.children if c is not index)
        if folder and self._exists(folder):
            return self.section(folder, children, title=item.title)
        if not children:
            return None
        title = self._title(item.title, None)
        return Entry(title, "", self.language, folder="", children=children)

    def _common_folder(self, item: NavItem) -> str:
        folders = {folder_of(nav_article(c.target)) for c in item.children if c.target and not c.is_external}
        return folders.pop() if len(folders) == 1 else ""

    def _title(self, literal: str | None, own: str | None) -> str:
        """A title of ``nav`` in this language: translated in ``nav_titles``, else the page's own, else as it stands."""
        translated = self.config.nav_titles.get(literal or "", {}).get(self.language)
        return translated or own or literal or ""

    def article(self, id: ArticleId) -> Entry:
        best = self.catalog.best(id, self.language)
        assert best is not None
        return Entry(
            title=best.title,
            address=self.addresses.of(id, self.language),
            language=best.language,
            article=id,
            description=best.meta.description,
            icon=self.catalog.shared[id].icon,
        )

    def section(self, folder: str, children: tuple[Entry, ...], *, title: str | None = None) -> Entry:
        id = f"{folder}/index"
        index = self.catalog.best(id, self.language)
        name = humanised(folder.rpartition("/")[2])
        return Entry(
            title=self._title(title or name, index.title if index else title or name),
            address=self.addresses.folders[folder, self.language],
            language=index.language if index else self.language,
            article=id if index else None,
            folder=folder,
            description=index.meta.description if index else "",
            icon=self.catalog.shared[id].icon if index else "",
            children=children,
        )


def nav_article(target: str) -> ArticleId:
    """``domains/index.md`` or ``domains/`` as ``nav`` writes it → the article's id."""
    if target.endswith("/"):
        return f"{target.strip('/')}/index"
    return target.removesuffix(".md").strip("/")


def build(config: Config, catalog: Catalog, addresses: Addresses, language: LanguageCode) -> Navigation:
    """The navigation that readers of a language see."""
    builder = _Builder(
        config,
        catalog,
        addresses,
        language,
        folders=_grouped(folders_of(catalog.ids)),
        articles=_grouped(id for id in catalog.ids if not is_index(id)),
    )
    if config.nav is None:
        return Navigation(language, builder.by_folders())
    return Navigation(language, builder.by_config(config.nav))


def _grouped(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Paths by the folder that they are in."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(folder_of(path), []).append(path)
    return groups


def check(config: Config, catalog: Catalog) -> Iterator[Problem]:
    """Lines of ``nav`` that name no article."""
    folders = frozenset(folders_of(catalog.ids))
    drafts = {id for id, _ in catalog.drafts}

    def walk(items: Iterable[NavItem]) -> Iterator[Problem]:
        for item in items:
            yield from walk(item.children)
            if item.target is None or item.is_external:
                continue
            id = nav_article(item.target)
            if id in catalog.versions or id.removesuffix("/index") in folders or id in drafts:
                continue
            hint = did_you_mean(id, catalog.ids) or "paths in nav have no language: domains/register.md"
            yield Problem(
                config.path.name, item.line, "KB006", f"nav names “{item.target}”, which does not exist", hint
            )

    yield from walk(config.nav or ())
