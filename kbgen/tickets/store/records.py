"""What the store tells of imports, of tags and of topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from kbgen.languages import LanguageCode
from kbgen.tickets.ticket import Channel


@dataclass(frozen=True, slots=True)
class ImportSource:
    """One file of an import, as it was recognised. ``name``: the file's own name, without its folders. ``delimiter`` is
    empty where there is none; ``zone`` where times say their own. ``desk``: tickets with the same id are the same only
    within one help desk; by default that of the profile.
    """

    name: str
    profile: str
    encoding: str = ""
    delimiter: str = ""
    zone: str = ""
    zone_was_given: bool = False
    desk: str = ""

    @property
    def system(self) -> str:
        """The help desk whose ids these are: CSV and JSON of Zendesk name the same tickets."""
        return self.desk or self.profile.removesuffix("-json")


class RowNote(NamedTuple):
    """What is said of a row, or of a whole file (``row`` 0). ``row`` counts as a spreadsheet does: the header is 1."""

    row: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """What came of one file: ``read`` rows are ``kept`` or ``rejected``. ``rejections`` are the first of them, with
    ``reasons`` counting all; neither holds anything of a row's content.
    """

    source: ImportSource
    read: int = 0
    kept: int = 0
    rejected: int = 0
    rejections: tuple[RowNote, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[RowNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``updated``: those of the kept that were there already, as the same or another version.

    ``first`` and ``last``: the first and last instant of creation among the kept (of counts, noon of the
    first and last day), in UTC;
    None where nothing was kept. ``unknown_language``: kept rows whose language is not known. ``tags``: all tags of
    the import with the tickets that have them. ``zone``: that in which days begin, from now on. Where nothing was kept,
    there is no import, and ``number`` is 0. ``twice``: of the whole store.
    """

    number: int
    files: tuple[FileRead, ...]
    updated: int = 0
    older: int = 0
    first: datetime | None = None
    last: datetime | None = None
    unknown_language: int = 0
    tracked: int = 0
    tags: Mapping[str, int] = field(default_factory=dict)
    zone: str = "UTC"
    twice: tuple[Twice, ...] = ()

    @property
    def read(self) -> int:
        """Rows of all files."""
        return sum(one.read for one in self.files)

    @property
    def kept(self) -> int:
        """Rows that were taken."""
        return sum(one.kept for one in self.files)

    @property
    def rejected(self) -> int:
        """Rows that were not."""
        return sum(one.rejected for one in self.files)


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """An import as the store remembers it. ``at``: when it was, in UTC. Of several files, names and profiles are
    joined by commas. ``first``, ``last``: as of ``Imported``.
    """

    number: int
    at: datetime
    source: str
    profile: str
    encoding: str
    delimiter: str
    zone: str
    read: int
    kept: int
    updated: int
    rejected: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing an import did: ``removed`` rows went, ``restored`` ones count again."""

    number: int
    source: str
    removed: int
    restored: int


class TagUse(NamedTuple):
    """How many tickets have a tag, and the first and the last instant of their creation, in UTC."""

    tickets: int
    first: datetime
    last: datetime


class Span(NamedTuple):
    """A stretch of time that imports cover: the first instant, and the first after it, in UTC."""

    first: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class TopicWork:
    """The work that a topic's tickets made. ``minutes``: their median among the ``tracked`` ones, None without any.
    ``told``: tickets of which the export says which articles agents linked; ``linked``: those with at least one;
    ``articles``: how many have each.
    """

    tickets: int
    tracked: int = 0
    minutes: float | None = None
    satisfied: int = 0
    dissatisfied: int = 0
    told: int = 0
    linked: int = 0
    articles: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[LanguageCode, int] = field(default_factory=dict)
    channels: Mapping[Channel, int] = field(default_factory=dict)


class Twice(NamedTuple):
    """An import of counts in whose periods tickets were created, too: from the first instant of the first period to
    the first after the last, in UTC, without a zone.
    """

    number: int
    first: datetime
    end: datetime


class Week(NamedTuple):
    """Seven days: the first of them, and what was created in them (of counts: the uses of tags)."""

    first: date
    tickets: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in the store. ``tickets`` are those that count, ``not_counted`` spam, merged and deleted ones; ``counts``
    the rows of exports that hold only counts. ``days``: the first and last day of creation. ``weeks`` end with the last
    day, the oldest first, without a hole. ``tracked``: tickets of which the minutes of work are known.
    """

    tickets: int
    not_counted: int
    counts: int
    days: tuple[date, date] | None
    weeks: tuple[Week, ...]
    channels: Mapping[Channel, int]
    languages: Mapping[LanguageCode, int]
    tracked: int
    tags: int
    twice: tuple[Twice, ...] = ()

    @property
    def gaps(self) -> tuple[tuple[date, date], ...]:
        """Runs of weeks without anything, by their first and last day."""
        found: list[tuple[date, date]] = []
        for first, tickets in self.weeks:
            last = first + timedelta(days=6)
            if tickets:
                continue
            if found and found[-1][1] + timedelta(days=1) == first:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return tuple(found)
