"""Pages that belong to no language: ``/``, short links, redirects, and the 404 page of the whole site.

They are small and stand outside of Material's frame. Without JavaScript they offer plain links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kbgen.articles.addresses import Address, encoded
from kbgen.articles.tombstones import Tombstone, final
from kbgen.languages import Language, LanguageCode
from kbgen.publish.links import base_of
from kbgen.publish.plan import NOT_FOUND
from kbgen.publish.press import Press, root_path
from kbgen.publish.redirects import Redirect
from kbgen.publish.site import SHORT, Site


class Choice(NamedTuple):
    """One language that a chooser offers."""

    code: LanguageCode
    name: str
    title: str
    address: Address


def root(site: Site, press: Press) -> tuple[str, str]:
    """``/``: the reader's language. Path and text."""
    choices = [
        Choice(language.code, language.name, site.config.name_in(language.code), f"{language.code}/")
        for language in site.config.languages
    ]
    return "index.html", _choose(press, "", choices, site.config.x_default, indexed=True)


@dataclass(frozen=True, slots=True)
class ShortLink:
    """``/k/<id>/``. ``gone_to`` is a web address where the article is gone and its tombstone leads out."""

    address: Address
    choices: tuple[Choice, ...]
    default: LanguageCode
    gone_to: str = ""

    @property
    def inputs(self) -> object:
        """Everything that its page shows, for the page's fingerprint."""
        return self.address, self.choices, self.default, self.gone_to


def short_links(site: Site) -> Iterator[ShortLink]:
    """For every article that has an id, and for those that are gone."""
    default = site.config.x_default
    for id, shared in site.catalog.shared.items():
        if shared.id:
            best = site.catalog.best(id, default)
            choices = tuple(_choice(site, id, language) for language in site.config.languages)
            yield ShortLink(f"{SHORT}/{shared.id}/", choices, best.language if best else default)
    living = {shared.id for shared in site.catalog.shared.values()}
    gone = {stone.article: stone for stone in site.tombstones}
    buried: set[str] = set()
    for stone in site.tombstones:
        if stone.id and stone.id not in living and stone.id not in buried:
            buried.add(stone.id)
            last = final(stone, gone)
            choices = tuple(_grave(site, last, language) for language in site.config.languages)
            yield ShortLink(f"{SHORT}/{stone.id}/", choices, default, last.goto if last.leads_out else "")


def _choice(site: Site, id: str, language: Language) -> Choice:
    best = site.catalog.best(id, language.code)
    assert best is not None
    return Choice(language.code, language.name, best.title, site.addresses.of(id, language.code))


def _grave(site: Site, last: Tombstone, language: Language) -> Choice:
    """Where readers of a language go for an article that is gone."""
    if last.goto in site.catalog.versions:
        return _choice(site, last.goto, language)
    return Choice(language.code, language.name, site.config.name_in(language.code), f"{language.code}/")


def short_page(press: Press, short: ShortLink) -> str:
    """The page of a short link: it chooses the reader's language, or leads out."""
    if short.gone_to:
        return redirect_page(press, Redirect(short.address, short.gone_to, press.config.source_language))
    return _choose(press, short.address, short.choices, short.default, indexed=False)


def _choose(press: Press, address: Address, choices: Iterable[Choice], default: LanguageCode, *, indexed: bool) -> str:
    config = press.config
    context = press.context(config.x_default, base_of(address))
    choices = tuple(choices)
    alternates = {c.code: c.address for c in choices} if indexed else {}
    return press.small(
        "choose",
        context,
        choices=choices,
        default=default,
        indexed=indexed,
        alternates=alternates,
        title=config.name_in(config.x_default),
    )


def redirect_page(press: Press, redirect: Redirect) -> str:
    """The page at an old address."""
    base = base_of(redirect.address)
    context = press.context(redirect.language, base)
    url = redirect.target if redirect.leads_out else f"{base}{encoded(redirect.target)}"
    canonical = redirect.target if redirect.leads_out else press.absolute(redirect.target)
    return press.small("redirect", context, target=url, canonical=canonical)


def not_found(site: Site, press: Press) -> tuple[str, str]:
    """``/404.html`` for hosts that know only one: all languages in one page, of which a script shows one."""
    config = site.config
    base = root_path(config)
    context = press.context(config.x_default, base)
    speakers: Mapping[LanguageCode, object] = {code: press.context(code, base) for code in config.language_codes}
    return NOT_FOUND, press.small("site-not-found", context, speakers=speakers)
