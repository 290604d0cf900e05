"""Topics as tables name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.overview.topics import Topics
from kbgen.reports.overview.document import Cell

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId


def topic(id: TopicId, name: str, part: Topics, note: str = "") -> Cell:
    """The name in the language of the report, else in another one; the id for programs."""
    return Cell(name, id, language=part.foreign.get(id, ""), note=note)
