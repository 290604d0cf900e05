"""What the words of an export mean, asked of the reading: a row with this one word → a ticket → what it tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kbgen.languages import LanguageCode
from kbgen.tickets.bulk import Unclean
from kbgen.tickets.reading import Field, Recognised
from kbgen.tickets.reading.files import context_of
from kbgen.tickets.reading.results import CellError
from kbgen.tickets.reading.rows import Tally, TicketRows
from kbgen.tickets.ticket import Status, Tag, Ticket


@dataclass(frozen=True, slots=True)
class TagFacts:
    """``languages``: of the tags that name one. ``merged``: the tags of tickets that went into another one."""

    languages: Mapping[Tag, LanguageCode] = field(default_factory=dict)
    merged: frozenset[Tag] = frozenset()


class Meanings:
    """The reading of one file, asked about single words. A language that the command line says is not among the
    answers: it holds where nothing else tells.
    """

    def __init__(self, one: Recognised) -> None:
        self._one = one
        self._rows = TicketRows(one.places, replace(context_of(one), language=""), Tally())
        self._places = {key: places[0] for key, places in one.places.items()}
        self._bare = [""] * (max(self._places.values()) + 1)
        self._bare[self._places[Field.ID]] = "1"
        self._bare[self._places[Field.CREATED]] = "2026-01-01T00:00:00Z"

    def ticket(self, key: Field, word: str) -> Ticket:
        """A ticket of which only this is known. Raises Unclean where it would be rejected."""
        cells = self._bare.copy()
        cells[self._places[key]] = word
        try:
            return self._rows.ticket(cells)
        except CellError:
            raise Unclean from None

    def of_tags(self, tags: Iterable[Tag]) -> TagFacts:
        """What these tags tell. Raises Unclean for one that the reading would change, part or leave out."""
        languages: dict[Tag, LanguageCode] = {}
        merged = set()
        for tag in tags:
            found = self.ticket(Field.TAGS, tag)
            if found.tags != (tag,) or '"' in tag:
                # A part of what stands in quotation marks looks like a tag by itself.
                raise Unclean
            if found.status is Status.MERGED:
                merged.add(tag)
            if found.language:
                languages[tag] = found.language
        return TagFacts(languages, frozenset(merged))

    def likely_tags(self) -> Iterator[Tag]:
        """Tags that would name a language of the site, whether they are used or not."""
        for pattern in self._one.profile.language_tags:
            yield from (pattern.lower().replace("*", code.lower()) for code in self._one.config.language_codes)
