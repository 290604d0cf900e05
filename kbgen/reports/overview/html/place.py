"""Where in the page something stands, and what is at hand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from kbgen.reports.overview.document import Section
from kbgen.reports.overview.html import text
from kbgen.wording import Words


class Drawn(Protocol):
    """A chart as a picture."""

    @property
    def svg(self) -> str:
        """An ``<svg>`` that can stand in a page."""


@dataclass(frozen=True, slots=True)
class Place:
    """``path``: of the section, and of the rows that it is within, for names that nothing else in the page has.
    ``level``: of the next heading. ``most``: so many rows of a table are shown. ``nested``: in the details of a row,
    where tables are short, and have no CSV file beside the page.
    """

    words: Words
    pictures: Mapping[str, Drawn]
    section: Section
    path: str
    most: int
    level: int = 3
    nested: bool = False

    def named(self, name: str) -> str:
        """A name within the page."""
        return text.name(f"{self.path}-{name}")

    def below(self) -> Place:
        """Under a heading here."""
        return replace(self, level=min(self.level + 1, 6))

    def within(self, row: str) -> Place:
        """In the details of a row."""
        return replace(self, path=f"{self.path}-{row}", nested=True)
