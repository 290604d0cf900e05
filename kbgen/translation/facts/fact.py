"""A fact: what a block says that must be the same in every language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """What a fact is about. Steps and headings are counted over an article, not over one block."""

    NUMBER = "number"
    PRICE = "price"
    DATE = "date"
    TIME = "time"
    PHONE = "phone"
    HOST = "host"
    ADDRESS = "address"
    PORT = "port"
    EMAIL = "email"
    URL = "url"
    CODE = "code"
    IMAGE = "image"
    LINK = "link"
    LABEL = "label"
    STEPS = "steps"
    HEADINGS = "headings"


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One fact. ``value`` is the same in all languages: ``1000.50 EUR``, ``15 min``, ``2026-11-21``, ``08:00``.

    Both ends of a range are facts of their own, in the unit that stands behind the second. Lengths of time are in the
    greatest unit that leaves them whole (“60 minutes” is ``1 h``), weeks in days and years in months. An ambiguous
    date (``05/04/2026``) stays as it is written; one without its year is ``--11-21``.

    Of a label (bold words of a screen) the value is what the words are in this language, since they are translated:
    versions of one language are compared by it, languages by how many there are. ``text``: as it is written.
    """

    kind: FactKind
    value: str
    text: str
