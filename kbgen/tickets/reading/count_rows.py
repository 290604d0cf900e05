"""The cells of a row → the count of a tag."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kbgen.tickets.reading.cells import is_private, said, tags, whole
from kbgen.tickets.reading.memo import Memo
from kbgen.tickets.reading.moments import NO_ZONE, first_day
from kbgen.tickets.reading.profile import Field
from kbgen.tickets.reading.results import CellError
from kbgen.tickets.reading.rows import Context, Places, Tally, channels_of
from kbgen.tickets.ticket import Channel, TagCount
from kbgen.tickets.weeks import WEEK, midnight


class CountRows:
    """Makes counts of rows."""

    def __init__(self, places: Places, context: Context, tally: Tally) -> None:
        self.context = context
        self.tally = tally
        self._tag, self._count = places[Field.TAG][0], places[Field.COUNT][0]
        self._week = places[Field.WEEK][0] if Field.WEEK in places else None
        self._language = places[Field.LANGUAGE][0] if Field.LANGUAGE in places else None
        self._channel = places[Field.CHANNEL][0] if Field.CHANNEL in places else None
        self.last_place = max(place for several in places.values() for place in several)
        self._periods = Memo(self._period)
        self._channels = channels_of(context.profile)
        self._languages = Memo(lambda cell: context.spoken.named(said(cell)))

    def make(self, cells: Sequence[str]) -> TagCount:
        """The count of a row. Raises CellError where something cannot be read."""
        tag = tags(cells[self._tag], "")
        if not tag:
            raise CellError("the tag is missing")
        if is_private(tag[0]):
            raise CellError("the tag holds an address or a text, which are not kept")
        count = whole(cells[self._count], self.context.profile.decimal)
        if count is None:
            raise CellError("the count is missing")
        first, end = self._periods[cells[self._week] if self._week is not None else ""]
        language = self._languages[cells[self._language]] if self._language is not None else ""
        return TagCount(
            first,
            end,
            tag[0],
            count,
            language or self.context.language,
            self._channels[cells[self._channel]] if self._channel is not None else Channel.UNKNOWN,
        )

    def _period(self, cell: str) -> tuple[datetime, datetime]:
        if self._week is None:
            assert self.context.first is not None and self.context.end is not None
            return self.context.first, self.context.end
        bare = said(cell)
        if not bare:
            raise CellError("the week is missing")
        day = first_day(bare, self.context.clock)
        zone = self.context.clock.zone
        if zone is None:
            raise CellError(NO_ZONE)
        return midnight(day, zone), midnight(day + WEEK, zone)

    def plausible(self, cells: Sequence[str]) -> bool:
        """Whether these are the cells of a count."""
        try:
            self.make(cells)
        except (CellError, IndexError):
            return False
        return True

    @property
    def identity(self) -> int:
        """The place of the count."""
        return self._count

    def ends_early(self, cells: Sequence[str], before: Sequence[str]) -> bool:
        """A number does not tell whether its end is missing."""
        return False

    def survives(self, cells: Sequence[str]) -> bool:
        """Whether a row that lacks cells at its end has all that is kept."""
        return self.last_place < len(cells) and self.plausible(cells)
