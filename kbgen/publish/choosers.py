"""Pages that belong to no language: ``/``, short links, redirects, and the 404 page of the whole site.

They are small and stand outside of Material's frame. Without JavaScript they offer plain links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kbgen.articles.addresses import Address, encoded, output_path
from kbgen.articles.tombstones import Tombstone, final
from kbgen.languages import LanguageCode
from kbgen.publish import redirects
from kbgen.publish.links import base_of
from kbgen.publish.plan import NOT_FOUND
from kbgen.publish.press import Press, root_path
from kbgen.publish.redirects import Redirect
from kbgen.publish.site import SHORT, Site


@dataclass(frozen=True, slots=True)
class Choice:
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


def short_links(site: Site, press: Press) -> Iterator[tuple[str, str]]:
    """``/k/<id>/`` for every article that has an id, and for those that are gone."""
    for id, shared in site.catalog.shared.items():
        if shared.id:
            choices = [
                Choice(language.code, language.name, best.title, site.addresses.of(id, language.code))
                for language in site.config.languages
                if (best := site.catalog.best(id, language.code))
            ]
            source = site.catalog.best(id, site.config.x_default)
            default = source.language if source else site.config.x_default
            yield _short(press, shared.id, choices, default)
    living = {shared.id for shared in site.catalog.shared.values()}
    gone = {stone.article: stone for stone in site.tombstones}
    for stone in site.tombstones:
        if stone.id and stone.id not in living:
            yield _tombstone(site, press, stone, final(stone, gone))


def _short(press: Press, id: str, choices: list[Choice], default: LanguageCode) -> tuple[str, str]:
    address = f"{SHORT}/{id}/"
    return output_path(address), _choose(press, address, choices, default, indexed=False)


def _tombstone(site: Site, press: Press, stone: Tombstone, last: Tombstone) -> tuple[str, str]:
    address = f"{SHORT}/{stone.id}/"
    if last.leads_out:
        redirect = Redirect(address, last.goto, site.config.source_language)
        return output_path(address), redirect_page(press, redirect)
    choices = []
    for language in site.config.languages:
        target = redirects.goal(site, last, language.code)
        best = site.catalog.best(last.goto, language.code) if last.goto in site.catalog.versions else None
        title = best.title if best else site.config.name_in(language.code)
        choices.append(Choice(language.code, language.name, title, target))
    return _short(press, stone.id, choices, site.config.x_default)


def _choose(press: Press, address: Address, choices: list[Choice], default: LanguageCode, *, indexed: bool) -> str:
    config = press.config
    context = press.context(config.x_default, base_of(address))
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
