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
class Weights:
    """How bad something is for one reader, on a scale where a wrong fact is 100.

    ``critical`` to ``cosmetic``: a translation that is out of date, by the grade of what has changed; ``ahead``: the
    share of that where the translation is right and its source is not. ``missing``: readers are led to another
    language, and told so; ``stub``: a page that promises a translation and has none; ``facts``: a translation that
    nobody has confirmed has other facts than its source; ``orphan``: its source is gone; ``unconfirmed``: nothing is
    known against it. ``popular``: an article that its authors call so counts so many times. ``views``: so many views a
    week count as much as one ticket. ``link``: a link that leads nowhere; ``anchor``: one that leads to the wrong
    place; ``review``: a year without a review that was due; ``error``: any other error; ``holds_back``: one that keeps
    the site from being published.
    """

    critical: float = 100.0
    material: float = 30.0
    small: float = 3.0
    cosmetic: float = 0.5
    missing: float = 80.0
    stub: float = 90.0
    facts: float = 60.0
    orphan: float = 20.0
    unconfirmed: float = 10.0
    ahead: float = 0.5
    popular: float = 1.5
    views: float = 100.0
    link: float = 30.0
    anchor: float = 5.0
    review: float = 10.0
    error: float = 30.0
    holds_back: float = 100.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """The constants of the one order in which reports name pieces of work.

    ``pieces``: so many are worth naming at first. ``hours_per_harm``: hours a month that a point of harm counts for.
    ``least_hours``: no piece takes less. ``urgent``: what rises now counts so many times. ``review_hours`` of one
    article in one language, ``link_hours`` of one link. ``alike``: so many of the pieces named first may be of one
    sort, as long as another sort has something worth ``nearly`` as much, 0 to 1.
    """

    pieces: int = 10
    hours_per_harm: float = 0.0027
    least_hours: float = 0.5
    urgent: float = 3.0
    review_hours: float = 0.5
    link_hours: float = 0.1
    alike: int = 5
    nearly: float = 0.75
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What ``kbgen report`` goes by."""

    ranking: Ranking = Ranking()


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
    locales: PerLanguage = field(default_factory=dict)
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
    report: ReportSettings = ReportSettings()
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
