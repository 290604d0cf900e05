"""A fact: what a block says that must be the same in every language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """What a fact is about."""

    NUMBER = "number"
    PRICE = "price"
    DATE = "date"
    TIME = "time"
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


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One fact. ``value`` is the same in all languages: ``1000.50 EUR``, ``15 min``, ``2026-11-21``, ``08:00-16:00``.

    Of a label (bold words of a screen) the value is what the words are in this language, since they are translated:
    versions of one language are compared by it, languages by how many there are. ``text``: as it is written.
    """

    kind: FactKind
    value: str
    text: str
