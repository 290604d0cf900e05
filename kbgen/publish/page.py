"""Pages as values: everything that a page shows, and nothing that it does not.

A page's value is made by the plan and read by the templates. What is not in it cannot change the page, so two equal
values (with the same frame, body and navigation) are the same page. The small values in it are named tuples, since
fingerprints of thousands of pages are taken of their JSON, which is made of tuples without a detour.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Any, NamedTuple

from kbgen.articles.addresses import Address
from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode


class Kind(StrEnum):
    """What a page is; also the name of its template, ``kb/<kind>.html``."""

    ARTICLE = "article"
    CATEGORY = "category"
    HOME = "home"
    INDEX = "index"
    SEARCH = "search"
    NOT_FOUND = "not-found"


class Alternate(NamedTuple):
    """The same page in a language of the site. ``exists``: it is really written in it."""

    code: LanguageCode
    name: str
    address: Address
    exists: bool


class Card(NamedTuple):
    """A link to another page with what is worth knowing before following it. ``language`` is that of its words."""

    title: str
    address: Address
    language: LanguageCode
    description: str = ""
    icon: str = ""
    articles: int = 0
    day: date | None = None


class Listed(NamedTuple):
    """A page as a sitemap names it. The fields mean what they mean in ``Page``."""

    address: Address
    changed: date | None
    alternates: tuple[Alternate, ...]
    x_default: Address | None


class Letter(NamedTuple):
    """The titles of an A–Z index under one letter."""

    letter: str
    cards: tuple[Card, ...]


class Person(NamedTuple):
    """The way to a human being, for the reader's language."""

    address: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.address or self.url or self.email or self.phone)


NOBODY = Person()


class Overtaken(NamedTuple):
    """The page's source says something else by now, and the translation has not followed.

    ``language`` and ``address``: of a page that is up to date. ``sections``: the headings on this page that it
    concerns; none where that is not known.
    """

    language: LanguageCode
    address: Address
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Addresses are paths from the site's root.

    ``language`` is the reader's, ``content_language`` that of the text; where they differ the page shows a notice.
    ``article`` and ``content_language`` name the converted body; ``links`` says where each URL in it leads.
    ``canonical`` is the address of the real page, and ``indexed`` whether search engines may list this one.
    ``x_default`` is for readers of no language of the site; an empty address is the site's root, which chooses.
    """

    kind: Kind
    address: Address
    language: LanguageCode
    content_language: LanguageCode
    title: str
    description: str
    canonical: Address
    indexed: bool
    alternates: tuple[Alternate, ...]
    x_default: Address | None
    article: ArticleId | None = None
    links: tuple[tuple[str, str], ...] = ()
    section: str = ""
    trail: tuple[Card, ...] = ()
    previous: Card | None = None
    next: Card | None = None
    tags: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    reviewed: date | None = None
    related: tuple[Card, ...] = ()
    cards: tuple[Card, ...] = ()
    popular: tuple[Card, ...] = ()
    new: tuple[Card, ...] = ()
    letters: tuple[Letter, ...] = ()
    support: Person = NOBODY
    short_link: Address = ""
    hide: tuple[str, ...] = ()
    icon: str = ""
    edit_url: str = ""
    overtaken: Overtaken | None = None

    @property
    def is_fallback(self) -> bool:
        """Whether the reader sees another language than asked for."""
        return self.language != self.content_language

    @property
    def link_map(self) -> Mapping[str, str]:
        """``links`` as a mapping."""
        return dict(self.links)

    def as_mapping(self) -> Mapping[str, Any]:
        """Every field by its name."""
        return dict(zip(_NAMES, _values(self), strict=True))

    def as_json(self) -> str:
        """Everything that the page shows, for its fingerprint."""
        return json.dumps(_values(self), ensure_ascii=False, default=str, separators=(",", ":"))


_NAMES = tuple(f.name for f in fields(Page))
_values = attrgetter(*_NAMES)
