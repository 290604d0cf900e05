"""The press: page values → HTML, by frames and small templates. One for each process that renders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from kbgen.articles.addresses import Address, Addresses, encoded
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.markup import breaks, html
from kbgen.markup.convert import Converted, Heading
from kbgen.publish import frame, phrases, structured_data, templates
from kbgen.publish.frame import Frame
from kbgen.publish.links import base_of
from kbgen.publish.navigation import Navigation
from kbgen.publish.page import Kind, Page, Person
from kbgen.publish.plan import support
from kbgen.publish.templates import Icons
from kbgen.publish.theme_files import ThemeFiles


def page_view(page: Page, body: Converted | None, content: Markup) -> SimpleNamespace:
    """A page as templates see it: its value, its finished body, and the names that Material's templates use."""
    return SimpleNamespace(
        **page.as_mapping(),
        is_fallback=page.is_fallback,
        body=body,
        content=content,
        toc=body.toc if body else (),
        meta={"title": escape(page.title), "description": escape(page.description), "hide": page.hide},
        url=page.address,
        overtaken_sections=_linked(page.overtaken.sections, body) if page.overtaken else (),
    )


def _linked(titles: Iterable[str], body: Converted | None) -> list[tuple[str, str]]:
    """Headings with their links within the page; an empty link for one that the text does not have."""
    urls = {html.words(heading.title): heading.url for heading in _all(body.toc)} if body else {}
    return [(title, urls.get(title, "")) for title in titles]


def _all(headings: Iterable[Heading]) -> Iterator[Heading]:
    """Headings with those below them."""
    for heading in headings:
        yield heading
        yield from _all(heading.children)


class Press:
    """Renders pages. Keeps frames, navigation and templates, so that each is made once."""

    def __init__(
        self,
        config: Config,
        addresses: Addresses,
        navigation: Callable[[LanguageCode], Navigation],
        files: ThemeFiles,
    ) -> None:
        self.config = config
        self.addresses = addresses
        self.navigation = navigation
        self.files = files
        self._contexts: dict[tuple[LanguageCode, str], dict[str, Any]] = {}
        self._frames: dict[tuple[LanguageCode, str], Frame | None] = {}
        self._menus: dict[tuple[LanguageCode, str, str], str] = {}
        self._supports: dict[tuple[LanguageCode, str, Person], Markup] = {}

    @cached_property
    def _env(self) -> Environment:
        return templates.environment(self.config)

    @cached_property
    def _icons(self) -> Icons:
        return Icons(self._env)

    @cached_property
    def _main(self) -> Template:
        return self._env.get_template("main.html")

    @cached_property
    def _has_own_contents(self) -> bool:
        """Whether the site has a list of contents of its own in the place of Material's."""
        own = self.config.theme.custom_dir
        return own is not None and any((own / "partials" / name).is_file() for name in ("toc.html", "toc-item.html"))

    def of(self, addresses: Addresses, navigation: Callable[[LanguageCode], Navigation]) -> Press:
        """A press of the same settings and theme for other articles. Templates are kept, and frames where they fit."""
        press = Press(self.config, addresses, navigation, self.files)
        made = ("_env", "_icons", "_main", "_has_own_contents")
        press.__dict__.update((name, self.__dict__[name]) for name in made if name in self.__dict__)
        if all(self._own_pages(code) == press._own_pages(code) for code in self.config.language_codes):
            press._contexts, press._frames, press._supports = self._contexts, self._frames, self._supports
        return press

    def _own_pages(self, code: LanguageCode) -> tuple[object, ...]:
        """What every frame of a language shows besides the settings."""
        where = self.addresses
        return where.index(code), where.search(code), support(self.config, where, code)

    def absolute(self, address: Address) -> str:
        """The full web address of a page; relative to the root where ``site_url`` is not known."""
        return f"{self.config.site_url or '/'}{encoded(address)}"

    def base_url(self, page: Page) -> str:
        """From the page to the site's root. A 404 page is served at any address, so its links cannot be relative."""
        if page.kind is Kind.NOT_FOUND:
            return root_path(self.config)
        return base_of(page.address)

    def context(self, language: LanguageCode, base_url: str) -> dict[str, Any]:
        """What templates know whatever the page."""
        key = (language, base_url)
        if key not in self._contexts:
            context = templates.base_context(self.config, language, base_url, self.files)
            context |= {
                "absolute": self.absolute,
                "index_address": self.addresses.index(language),
                "search_address": self.addresses.search(language),
                "search_addresses": {code: self.addresses.search(code) for code in self.config.language_codes},
                "person": support(self.config, self.addresses, language),
                "icons": self._icons,
            }
            # Macros that look at the language are made once for all of its pages, not by every page anew.
            context["parts"] = self._env.get_template("kb/parts.html").make_module(context)
            context["lang"] = self._env.get_template("partials/language.html").make_module(context)
            context["own_contents"] = self._has_own_contents
            self._contexts[key] = context
        return self._contexts[key]

    def page(self, page: Page, body: Converted | None) -> str:
        """The finished HTML of a page."""
        base_url = self.base_url(page)
        context = self.context(page.language, base_url)
        view = page_view(page, body, self._content(page, body, base_url))
        slots = self._slots(page, view, context)
        key = (page.language, base_url)
        if key not in self._frames:
            self._frames[key] = frame.render(self._main.render, context)
        made = self._frames[key]
        if made is None:
            return frame.render_whole(self._main.render, context, view, slots)
        return made.fill(slots)

    def small(self, template: str, context: Mapping[str, Any], **variables: Any) -> str:
        """A page outside of Material's frame, such as a redirect."""
        return self._env.get_template(f"kb/{template}.html").render({**context, **variables})

    def _content(self, page: Page, body: Converted | None, base_url: str) -> Markup:
        if body is None:
            return Markup("")
        links = page.link_map
        words = self.context(page.content_language, base_url)["words"]
        text = phrases.in_own_language(body.html, words.catalogue.gettext)
        linked = html.rewrite(text, lambda url: f"{base_url}{links[url]}" if url in links else url)
        return Markup(breaks.kept(linked))

    def _slots(self, page: Page, view: SimpleNamespace, context: dict[str, Any]) -> dict[str, str]:
        data = structured_data.of_page(page, view.body, self.config.name_in(page.language), self.absolute)
        variables = {
            **self._env.globals,
            **context,
            "page": view,
            "structured_data": Markup(data),
            "support": self._support(page, context),
        }

        def part(name: str) -> str:
            return templates.render(self._env.get_template(f"kb/{name}.html"), variables)

        return {
            "head": part("head"),
            "topic": str(escape(page.title)),
            "languages": part("languages"),
            "navigation": self._navigation(page, context),
            "contents": part("contents"),
            "hero": part("hero") if page.kind is Kind.HOME else "",
            "content": part(page.kind),
            "pager": part("pager") if page.previous or page.next else "",
        }

    def _support(self, page: Page, context: dict[str, Any]) -> Markup:
        """The way to a person, which is the same on nearly all pages of a language."""
        key = (page.language, context["base_url"], page.support)
        if key not in self._supports:
            self._supports[key] = context["parts"].support(page.support)
        return self._supports[key]

    def _navigation(self, page: Page, context: dict[str, Any]) -> str:
        """The menu with the page's own section open, made once for all pages of the section, and this page marked."""
        base_url = context["base_url"]
        key = (page.language, base_url, page.section)
        if key not in self._menus:
            nav = self.navigation(page.language)
            opened = {entry.address for entry in nav.opened(page.section)}
            template = self._env.get_template("kb/navigation.html")
            self._menus[key] = template.render({**context, "entries": nav.entries, "opened": opened})
        menu = self._menus[key]
        here = f'href="{base_url}{encoded(page.address)}" class="md-nav__link'
        menu = menu.replace(here, f'{here} md-nav__link--active" aria-current="page', 1)
        if page.kind is Kind.HOME or "navigation" in page.hide:
            # Only on wide screens: on a phone the menu is a drawer, and readers look for it there.
            menu = menu.replace("md-sidebar--primary", "md-sidebar--primary kb-hidden", 1)
        return menu


def root_path(config: Config) -> str:
    """The path of the site's root on its host: ``/``, or ``/help/`` where ``site_url`` says so."""
    from urllib.parse import urlsplit

    return urlsplit(config.site_url).path or "/" if config.site_url else "/"
