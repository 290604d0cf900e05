"""The settings of a site, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kbgen.intervals import Interval
from kbgen.languages import Language, LanguageCode

DEFAULT_REVIEW = Interval(months=12)

PerLanguage = Mapping[LanguageCode, str]


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of ``nav``: an article, a link to elsewhere, or a section with items of its own.

    ``target`` is a path without a language (``domains/index.md``) or an address with ``://``; ``line`` is where
    ``mkdocs.yml`` says so.
    """

    title: str | None
    target: str | None
    children: tuple[NavItem, ...] = ()
    line: int = 0

    @property
    def is_section(self) -> bool:
        """Whether the line opens a section."""
        return self.target is None

    @property
    def is_external(self) -> bool:
        """Whether the line leads out of the site."""
        return self.target is not None and "://" in self.target


@dataclass(frozen=True, slots=True)
class Theme:
    """What ``theme:`` says, as Material's templates read it; ``values`` holds the rest of it unchanged."""

    features: tuple[str, ...]
    palette: Mapping[str, Any] | tuple[Mapping[str, Any], ...]
    font: Mapping[str, str] | None
    custom_dir: Path | None
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Support:
    """The way from the help site to a person. ``article`` is an article's id, named on ``line``; empty fields are
    left out.
    """

    article: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site is published: ``name`` is what the command line calls it, ``to`` its address as it was written.

    ``endpoint`` and ``region`` are for object storage; ``line`` is where ``mkdocs.yml`` says so.
    """

    name: str
    to: str
    endpoint: str = ""
    region: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class TicketProfile:
    """How an export of the help desk is read; what is empty is as in the profile that it is ``like``, or told by the
    file. ``columns``: what is kept → the names of the columns that hold it. ``dates``: formats of ``strptime``, or
    ``day-first`` or ``month-first``. ``tag_separator`` is None where nothing is said, and empty where a whole cell is
    one tag. ``language_tags`` and ``article_tags`` have one ``*`` each. ``groups``: team → language; ``channels`` and
    ``statuses``: the export's word → kbgen's. ``line`` is where ``mkdocs.yml`` says so.
    """

    name: str
    like: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = ""
    timezone: str = ""
    dates: tuple[str, ...] = ()
    decimal: str = ""
    tag_separator: str | None = None
    time_unit: str = ""
    escape: str = ""
    language_tags: tuple[str, ...] = ()
    article_tags: tuple[str, ...] = ()
    groups: Mapping[str, LanguageCode] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    row_cap: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class TicketSettings:
    """What kbgen cannot know of a help desk: ``handling_minutes`` of work that a ticket takes where nobody tracked it,
    the ``hours_per_person`` that somebody in the team has for tickets in a year, and ``profiles`` of its exports.
    """

    handling_minutes: float = 15
    hours_per_person: float = 1500
    profiles: tuple[TicketProfile, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """A site's whole configuration, checked. Paths are absolute; ``path`` is the file that it was read from."""

    path: Path
    site_name: str
    site_url: str
    site_description: str
    site_author: str
    copyright: str
    content_dir: Path
    site_dir: Path
    theme: Theme
    markdown_extensions: tuple[tuple[str, Mapping[str, Any]], ...]
    nav: tuple[NavItem, ...] | None
    extra: Mapping[str, Any]
    extra_css: tuple[str, ...]
    extra_javascript: tuple[Any, ...]
    repo_url: str
    edit_uri: str
    languages: tuple[Language, ...]
    source_language: LanguageCode
    x_default: LanguageCode
    site_names: PerLanguage = field(default_factory=dict)
    site_descriptions: PerLanguage = field(default_factory=dict)
    copyrights: PerLanguage = field(default_factory=dict)
    nav_titles: Mapping[str, PerLanguage] = field(default_factory=dict)
    support: Support = Support()
    popular: int = 6
    new: int = 6
    review_interval: Interval = DEFAULT_REVIEW
    content_security_policy: bool = True
    report_empty: str = ""
    publish: tuple[Place, ...] = ()
    timezone: str = ""
    tickets: TicketSettings = TicketSettings()
    strict: bool = False

    @property
    def root(self) -> Path:
        """The project's folder, which holds ``mkdocs.yml``."""
        return self.path.parent

    @property
    def language_codes(self) -> tuple[LanguageCode, ...]:
        """The codes of the site's languages, in the site's order."""
        return tuple(language.code for language in self.languages)

    def language(self, code: LanguageCode) -> Language:
        """The language of this code; KeyError if the site does not have it."""
        for language in self.languages:
            if language.code == code:
                return language
        raise KeyError(code)

    def name_in(self, code: LanguageCode) -> str:
        """The site's name in a language."""
        return self.site_names.get(code, self.site_name)

    def description_in(self, code: LanguageCode) -> str:
        """The site's description in a language."""
        return self.site_descriptions.get(code, self.site_description)

    def copyright_in(self, code: LanguageCode) -> str:
        """The copyright line in a language."""
        return self.copyrights.get(code, self.copyright)

    def relative(self, path: Path) -> str:
        """A path as messages name it: below the project's folder, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()
