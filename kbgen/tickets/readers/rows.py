"""What comes out of an export of site statistics."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kbgen.languages import LanguageCode


class Kind(StrEnum):
    """What a file tells of."""

    VIEW = "view"
    VOTE = "vote"
    SEARCH = "search"


class View(NamedTuple):
    """How often a page was seen, and how its readers voted, from one day to another (excluded). ``address`` is as the
    export writes it; a number is None where the export does not tell it.
    """

    address: str
    first: date
    last: date
    views: int | None = None
    up: int | None = None
    down: int | None = None


class Search(NamedTuple):
    """How often words were searched for in vain, from one day to another (excluded)."""

    query: str
    first: date
    last: date
    searches: int = 1
    language: LanguageCode = ""


LONGEST = 200
"""Characters of a query that are kept, as many as the site's own search reads."""

_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_MAIL = re.compile(r"\S*@\S*")
_BEHIND = re.compile(r"[?#]\S*")
_NUMBER = re.compile(r"\+?\d(?:[\s().\/-]*\d){4,}")


def impersonal(query: str) -> str:
    """A query in small letters, without what could be about a person: e-mail addresses, what stands behind “?” in a web
    address, long numbers. The site's own search leaves the same out of its reports. Empty where no word is left.
    """
    text = unicodedata.normalize("NFC", query[: 2 * LONGEST]).lower()
    for pattern in (_SPACE, _MAIL, _BEHIND, _NUMBER):
        text = pattern.sub(" ", text)
    words = " ".join(text.split())[:LONGEST].strip()
    return words if sum(char.isalpha() for char in words) > 1 else ""
