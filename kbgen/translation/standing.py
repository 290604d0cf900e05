"""The words for how a translation stands to its source; apart from how it is judged, which takes longer to import."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Grade(IntEnum):
    """How much a change matters, in ascending order."""

    NONE = 0
    COSMETIC = 1
    SMALL = 2
    MATERIAL = 3
    CRITICAL = 4

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def named(cls, name: str) -> Grade:
        """The grade of a name in lower case. Raises ValueError for any other word."""
        if name.upper() not in cls.__members__:
            raise ValueError(f"“{name}” is no grade")
        return cls[name.upper()]


class State(StrEnum):
    """How a translation stands to the text that it was made from."""

    MISSING = "missing"
    STUB = "stub"
    ORPHAN = "orphan"
    UNCONFIRMED = "unconfirmed"
    FRESH = "fresh"
    STALE = "stale"
    AHEAD = "ahead"
    DIVERGED = "diverged"


class FindingKind(StrEnum):
    """What else there is to say of a translation."""

    EMPTY = "empty"
    COPIED = "copied"
    WRONG_LANGUAGE = "wrong-language"
    RECORD = "record"
    RENAMED = "renamed"
    UNREADABLE = "unreadable"
    DRAFT_SOURCE = "draft-source"
    GONE_SOURCE = "gone-source"
    SECOND_HAND = "second-hand"
    FACTS = "facts"
    DRAFT = "draft"
    MOVED_ALONE = "moved-alone"
