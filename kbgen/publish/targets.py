"""Every file of the site to be: where it goes, what it is made of (as a fingerprint), and how to make it.

The fingerprint is taken of everything that the making looks at, so a file whose fingerprint has not changed need not
be made again. Making is put off until it is known to be needed: nothing is rendered here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from kbgen import wording
from kbgen.articles.addresses import output_path
from kbgen.articles.snapshot import Snapshot, digest_of
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.publish import choosers, feeds, fingerprints, redirects, search_files, security, sitemap, templates
from kbgen.publish.choosers import ShortLink
from kbgen.publish.fingerprints import digest
from kbgen.publish.intake import Intake, Key
from kbgen.publish.manifest import Entry
from kbgen.publish.overtaken import Overtaking
from kbgen.publish.page import Page
from kbgen.publish.plan import Planner
from kbgen.publish.press import Press, root_path
from kbgen.publish.redirects import Redirect
from kbgen.publish.search_files import SearchFiles
from kbgen.publish.site import Site
from kbgen.publish.theme_files import collect


@dataclass(frozen=True, slots=True)
class Planned:
    """What a file is made of, as a fingerprint, and how to make it."""

    fingerprint: str
    make: Callable[[], str | bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """One file of the output. Its plan is made when somebody asks for it, in any process."""

    path: str
    plan: Callable[[], Planned]

    @property
    def files(self) -> Iterable[Target]:
        """The file itself: what it has in common with a group."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are made together, and whose names follow from their content. ``path``: that of one of them."""

    path: str
    make: Callable[[], Iterable[Target]]

    @property
    def files(self) -> Iterable[Target]:
        """The files. This is where the work is."""
        return self.make()


Unit = Target | Group
"""What one process makes in one go."""


@dataclass(frozen=True)
class Targets:
    """Makes the targets of a site from what was taken in. ``environment``: what all pages share.

    ``before``: the files of searches as the previous site has them, of those languages of which none is missing.
    """

    site: Site
    intake: Intake
    snapshot: Snapshot
    environment: bytes
    before: Mapping[str, Entry] = field(default_factory=dict)

    @cached_property
    def planner(self) -> Planner:
        """Plans the pages."""
        config = self.site.config
        words = {code: wording.words(code, config.theme.custom_dir) for code in config.language_codes}
        records = self.intake.records
        return Planner(
            self.site,
            lambda key: records[key].urls if key in records else (),
            {code: w.gettext("A–Z index") for code, w in words.items()},
            {code: w.gettext("Search results") for code, w in words.items()},
            Overtaking(self.site.catalog, config.content_dir),
        )

    @cached_property
    def press(self) -> Press:
        """Renders them; makes its templates only when the first page is rendered."""
        config = self.site.config
        files = collect(templates.theme_folders(config))
        return Press(config, self.site.addresses, self.planner.navigation, files)

    @cached_property
    def redirects(self) -> Sequence[Redirect]:
        """Old addresses."""
        return redirects.of_site(self.site)

    def of_texts(self, keys: Collection[Key]) -> Iterator[Unit]:
        """The files that show or look at the text of these articles: their pages in every language, and searches."""
        catalog = self.site.catalog
        for id in dict.fromkeys(id for id, _ in keys if id in catalog.versions):
            for reader in self.site.config.language_codes:
                best = catalog.best(id, reader)
                # A page with a record may have to tell that another language has overtaken it.
                if best and ((id, best.language) in keys or best.meta.translation):
                    address = self.site.addresses.of(id, reader)
                    yield self._page(output_path(address), partial(self.planner.article_page, id, reader))
        for code in self.site.config.language_codes:
            if any(language == code for _, language in keys):
                yield self._search(code)

    # -- one at a time, for a preview ----------------------------------------------------------------------------

    def after(self, other: Targets) -> Targets:
        """These targets, with what others of the same settings and theme have made already and is still right."""
        if self.environment != other.environment or self.site.config is not other.site.config:
            return self
        if self.site is other.site:
            self.planner.take_over(other.planner)
            self.__dict__.update(press=other.press, _menus=other._menus, redirects=other.redirects)
        else:
            self.__dict__["press"] = other.press.of(self.site.addresses, self.planner.navigation)
        return self

    def page(self, path: str) -> Page | None:
        """The value of the page at a path, planned by itself; None where the path is no page's."""
        code = path.partition("/")[0]
        outline = self.outline(code) if code in self.site.config.language_codes else {}
        return outline[path]() if path in outline else None

    def outline(self, code: LanguageCode) -> Mapping[str, Callable[[], Page]]:
        """Every page of a language by its path."""
        if code not in self._outlines:
            found: dict[str, Callable[[], Page]] = {}
            for address, page in self.planner.outline(code):
                found.setdefault(output_path(address), page)
            self._outlines[code] = found
        return self._outlines[code]

    @cached_property
    def _outlines(self) -> dict[LanguageCode, Mapping[str, Callable[[], Page]]]:
        return {}

    def file(self, path: str) -> Target | None:
        """The file at a path that is no page's, as ``all`` would have it."""
        if not _is_inside(path):
            return None
        if path in self._small_by_path:
            return self._small_by_path[path]
        for code in self.site.config.language_codes:
            if search_files.is_of(path, code):
                return next((target for target in self.search(code) if target.path == path), None)
        # A sitemap needs all pages, so it is looked at only for a name that could be one.
        if path.startswith("sitemap") and (found := next((t for t in self._sitemap() if t.path == path), None)):
            return found
        for asset in self.site.assets:
            if asset.path == path:
                return _copied(path, asset.source)
        if path in self.press.files.sources:
            return self._of_theme(path)
        return next((self._redirect(r) for r in self.redirects if output_path(r.address) == path), None)

    @cached_property
    def _small_by_path(self) -> Mapping[str, Target]:
        return {target.path: target for target in self._small()}

    def all(self) -> Iterator[Unit]:
        """Every file, each path once: where two want the same one, pages come first and redirects last.

        What takes long comes first, so that it does not keep one process busy when all others are done.
        """
        seen: set[str] = set()
        yield from map(self._search, self.site.config.language_codes)
        for target in (
            *(self._page(*page) for code in self.site.config.language_codes for page in self.outline(code).items()),
            *self._small(),
            *self._sitemap(),
            *self._assets(),
            *self._theme(),
            *map(self._redirect, self.redirects),
        ):
            if target.path not in seen and _is_inside(target.path) and not self._is_searches(target.path):
                seen.add(target.path)
                yield target

    # -- pages ---------------------------------------------------------------------------------------------------

    def _page(self, path: str, plan: Callable[[], Page]) -> Target:
        return Target(path, lambda: self.planned(plan()))

    def planned(self, page: Page) -> Planned:
        """What a page is made of."""
        return Planned(self.fingerprint(page), lambda: self.render(page))

    def fingerprint(self, page: Page) -> str:
        """Of the page's value, its text, the menu beside it, and everything that all pages share."""
        record = self.intake.records.get((page.article or "", page.content_language))
        body = record.body if record and page.article else ""
        where = self.site.addresses
        own_pages = f"{where.index_slug} {where.search_slug}"
        menu = self._menu(page.language, page.section)
        return digest(self.environment, own_pages, menu, body, page.as_json()).hex()

    def render(self, page: Page) -> str:
        """The page's HTML."""
        body = self.intake.bodies.get((page.article, page.content_language)) if page.article else None
        return self.press.page(page, body)

    @cached_property
    def _menus(self) -> dict[tuple[LanguageCode, str], bytes]:
        return {}

    def _menu(self, language: LanguageCode, folder: str) -> bytes:
        key = (language, folder)
        if key not in self._menus:
            shown = self.planner.navigation(language).menu(folder)
            self._menus[key] = digest(json.dumps(shown, ensure_ascii=False))
        return self._menus[key]

    # -- everything else -----------------------------------------------------------------------------------------

    def _of(self, path: str, inputs: object, make: Callable[[], str | bytes]) -> Target:
        """A small file, made of values that say everything about it."""
        text = json.dumps(inputs, ensure_ascii=False, default=str)
        planned = Planned(digest(self.environment, path, text).hex(), make)
        return Target(path, lambda: planned)

    def _small(self) -> Iterator[Target]:
        config, codes = self.site.config, self.site.config.language_codes
        yield self._of("index.html", "", lambda: choosers.root(self.site, self.press)[1])
        yield self._of("404.html", "", lambda: choosers.not_found(self.site, self.press)[1])
        yield from self._short_links()
        moved = self.redirects
        root, csp = root_path(config), security.content_security_policy(config)
        lines = [(r.address, r.target) for r in moved]
        yield self._of("_redirects", lines, lambda: redirects.netlify(moved, codes, root))
        yield self._of("_headers", "", lambda: redirects.headers(root, csp))
        yield self._of(".htaccess", lines, lambda: redirects.apache(moved, codes, root, csp))
        yield self._of("redirects.nginx.conf", lines, lambda: redirects.nginx(moved, codes, root, csp))
        absolute = self.press.absolute
        yield self._of("robots.txt", "", lambda: sitemap.robots(absolute, has_sitemap=bool(config.site_url)))
        for code in codes:
            if config.site_url:
                yield self._feed(code)

    def _sitemap(self) -> Iterator[Target]:
        if self.site.config.site_url:
            for path, text in sitemap.sitemap(self.planner.listed(), self.press.absolute).items():
                yield self._of(path, text, text.encode)

    def _redirect(self, moved: Redirect) -> Target:
        inputs = (moved.address, moved.target, moved.language)
        return self._of(output_path(moved.address), inputs, lambda: choosers.redirect_page(self.press, moved))

    def _short_links(self) -> Iterator[Target]:
        return map(self._short_link, choosers.short_links(self.site))

    def _short_link(self, short: ShortLink) -> Target:
        return self._of(output_path(short.address), short.inputs, lambda: choosers.short_page(self.press, short))

    def _feed(self, code: LanguageCode) -> Target:
        config = self.site.config
        articles = [
            (article, self.site.addresses.of(article.id, code))
            for article in self.site.catalog
            if article.language == code and not article.is_index and article.changed_on
        ]
        inputs = [
            (a.id, a.title, a.meta.description, a.meta.tags, a.meta.published, a.meta.updated, address)
            for a, address in articles
        ]
        return self._of(
            f"{code}/{feeds.FILE}",
            inputs,
            lambda: feeds.atom(
                articles,
                language=code,
                title=config.name_in(code),
                subtitle=config.description_in(code),
                absolute=self.press.absolute,
            ),
        )

    # -- search --------------------------------------------------------------------------------------------------

    def _search(self, code: LanguageCode) -> Group:
        return Group(f"{code}/{search_files.FILE}", lambda: self.search(code))

    def _is_searches(self, path: str) -> bool:
        return any(search_files.is_of(path, code) for code in self.site.config.language_codes)

    def search(self, code: LanguageCode) -> Iterator[Target]:
        """The files of a language's search. An index that is made of the same as before is not made to know them."""
        files = self.search_files(code)
        yield Target(f"{code}/{search_files.FILE}", lambda: Planned(files.fingerprint, files.manifest))
        kept = files.kept(self.before)
        if kept is None:
            for path, fingerprint, make in files.parts():
                yield Target(path, partial(Planned, fingerprint, make))
            return
        makers = {}

        def anew(path: str) -> bytes:
            makers.update({p: make for p, _, make in files.parts()})
            return makers[path]()

        for path, entry in kept.items():
            yield Target(path, partial(Planned, entry.fingerprint, partial(anew, path)))

    def search_files(self, code: LanguageCode) -> SearchFiles:
        """The search of a language."""
        if code not in self._searches:
            titles = search_files.titles_of_folders(self.site, code)
            self._searches[code] = SearchFiles(self.site, self.intake, code, titles)
        return self._searches[code]

    @cached_property
    def _searches(self) -> dict[LanguageCode, SearchFiles]:
        return {}

    def _assets(self) -> Iterator[Target]:
        for asset in self.site.assets:
            yield _copied(asset.path, asset.source, self.snapshot.get(asset.path))

    def _theme(self) -> Iterator[Target]:
        return map(self._of_theme, self.press.files.sources)

    def _of_theme(self, path: str) -> Target:
        make = partial(self.press.files.content, path)
        planned = Planned(digest("copy", digest_of(make())).hex(), make)
        return Target(path, lambda: planned)


def _is_inside(path: str) -> bool:
    """Whether a path stays below the folder that it is meant to be in."""
    return not any(part in ("", ".", "..") for part in path.split("/"))


def _copied(path: str, source: Path, content: bytes | None = None) -> Target:
    """A file that is published as it is. ``content``: its digest, where it is known."""
    known = content or digest_of(source.read_bytes())
    planned = Planned(digest("copy", known).hex(), source.read_bytes)
    return Target(path, lambda: planned)


def environment_of(config: Config) -> bytes:
    """What all pages of a site share: its settings, the theme, the code that makes them."""
    theme = fingerprints.of_theme(fingerprints.theme_folders(config))
    return digest(fingerprints.of_code(), theme, fingerprints.of_config(config))
