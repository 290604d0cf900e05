"""A profile: which column of an export means what, and how its values are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kbgen.languages import LanguageCode


class Field(StrEnum):
    """What kbgen keeps of a row: the first ones of a ticket, the last three of a count."""

    ID = "id"
    CREATED = "created"
    UPDATED = "updated"
    TAGS = "tags"
    STATUS = "status"
    CHANNEL = "channel"
    GROUP = "group"
    MINUTES = "minutes"
    SATISFIED = "satisfied"
    LANGUAGE = "language"
    ARTICLES = "articles"
    WEEK = "week"
    TAG = "tag"
    COUNT = "count"


Names = tuple[str, ...]
"""The names that one column may have, as ``plain`` leaves them; the first that a header has is meant."""

WORDS = "words"
"""The tag separator of desks whose tags hold no spaces: white space and commas part them."""

SECONDS, MINUTES, HOURS = "seconds", "minutes", "hours"


@dataclass(frozen=True, slots=True)
class Profile:
    """``columns``: field → the columns that hold it; tags and articles may be spread over several. ``required``: the
    fields without whose columns a file is of another profile. ``like``: the profile of kbgen's own that it is made of.

    ``delimiter``, ``encoding`` and ``timezone`` are empty where the file, or the command line, has to tell. ``dates``:
    formats of ``strptime``, or ``day-first``/``month-first`` for dates with slashes. ``tag_separator``: WORDS, a sign,
    or empty where the whole cell is one tag. ``escape``: the character before a quotation mark inside of a cell, where
    the program does not double it. ``language_tags`` and ``article_tags`` are patterns with one ``*``, which is the
    language's code or the article's id. ``channels`` and ``statuses`` map words of the export, in lower case;
    ``groups`` map teams, in lower case, to languages. ``row_cap``: rows after which the program stops without a word.
    """

    name: str
    columns: Mapping[Field, tuple[Names, ...]] = field(default_factory=dict)
    required: tuple[Field, ...] = (Field.ID, Field.CREATED)
    counts: bool = False
    json: bool = False
    like: str = ""
    delimiter: str = ""
    encoding: str = ""
    decimal: str = ""
    dates: tuple[str, ...] = ()
    timezone: str = ""
    tag_separator: str = WORDS
    time_unit: str = MINUTES
    escape: str = ""
    language_tags: tuple[str, ...] = ()
    article_tags: tuple[str, ...] = ()
    groups: Mapping[str, LanguageCode] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    row_cap: int = 0
    line: int = 0

    def places(self, header: Sequence[str]) -> dict[Field, tuple[int, ...]]:
        """Field → the places of its columns in a header, for the fields of which there is one."""
        where: dict[str, int] = {}
        for place, name in enumerate(header):
            where.setdefault(plain(name), place)
        found = {
            key: tuple(dict.fromkeys(at for names in wanted if (at := _first(names, where)) is not None))
            for key, wanted in self.columns.items()
        }
        return {key: places for key, places in found.items() if places}

    @property
    def wanted(self) -> tuple[tuple[Field, Names], ...]:
        """The columns one after the other: of JSON, what is picked out of an object, in the order of its cells."""
        return tuple((key, names) for key, columns in self.columns.items() for names in columns)

    @property
    def picked(self) -> dict[Field, tuple[int, ...]]:
        """Field → the places of its columns among those that are wanted."""
        keys = [key for key, _ in self.wanted]
        return {key: tuple(place for place, other in enumerate(keys) if other == key) for key in self.columns}

    def missing(self, header: Sequence[str]) -> tuple[Field, ...]:
        """The fields that a file of this profile must have and this header does not name."""
        places = self.places(header)
        return tuple(key for key in self.required if key not in places)

    def is_of(self, header: Sequence[str]) -> bool:
        """Whether a file with this header may be of the profile."""
        return not self.missing(header)


def _first(names: Names, where: Mapping[str, int]) -> int | None:
    return next((where[name] for name in names if name in where), None)


_TYPE = re.compile(r"\s*\[\w+\]$")


def plain(name: str) -> str:
    """The name of a column for comparison: without case, quotation marks, outer spaces, underscores, and Zendesk's type
    of a custom field (``Language [list]``).
    """
    bare = _TYPE.sub("", name.strip().strip("\"'\ufeff").strip())
    return " ".join(bare.casefold().replace("_", " ").split())
