"""The cells of a row → a ticket, or the count of a tag."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from kbgen.languages import LanguageCode
from kbgen.tickets.reading import words
from kbgen.tickets.reading.cells import ident, is_private, minutes, said, tags
from kbgen.tickets.reading.languages import Spoken
from kbgen.tickets.reading.memo import Memo
from kbgen.tickets.reading.moments import Clock
from kbgen.tickets.reading.profile import Field, Profile
from kbgen.tickets.reading.results import CellError
from kbgen.tickets.ticket import Channel, Status, Tag, Ticket

Places = Mapping[Field, tuple[int, ...]]

Linked = Callable[[str], tuple[str, ...]]
"""What agents linked, as it is written → ids of the site's articles."""


@dataclass(slots=True)
class Tally:
    """What is said of a whole file at its end."""

    private_tags: int = 0
    unread: Counter[Field] = field(default_factory=Counter)


class _Tagged(NamedTuple):
    """What the tags of a ticket tell."""

    tags: tuple[Tag, ...]
    language: LanguageCode = ""
    merged: bool = False
    articles: tuple[str, ...] = ()
    private: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What a row does not say itself: the profile, how times and languages are read, what the command line said, and
    how links of agents become articles.
    """

    profile: Profile
    clock: Clock
    spoken: Spoken
    language: LanguageCode = ""
    linked: Linked | None = None
    first: datetime | None = None
    end: datetime | None = None
    """The period of counts that name no week."""


class TicketRows:
    """Makes tickets of rows. ``places``: field → the columns that hold it."""

    def __init__(self, places: Places, context: Context, tally: Tally) -> None:
        self.context = context
        self.tally = tally
        self._id = places[Field.ID][0]
        self._created = places[Field.CREATED][0]
        self._tag_places = places.get(Field.TAGS, ())
        self._article_places = places.get(Field.ARTICLES, ())
        single = {key: place[0] for key, place in places.items()}
        self._updated, self._group = single.get(Field.UPDATED), single.get(Field.GROUP)
        self._status, self._channel = single.get(Field.STATUS), single.get(Field.CHANNEL)
        self._minutes, self._satisfied = single.get(Field.MINUTES), single.get(Field.SATISFIED)
        self._language = single.get(Field.LANGUAGE)
        self.last_place = max(place for several in places.values() for place in several)
        self._tells_articles = bool(self._article_places or context.profile.article_tags) and bool(context.linked)
        profile = context.profile
        statuses = {**words.STATUSES, **{key: Status(value) for key, value in profile.statuses.items()}}
        self._tagged = Memo(self._tags_of)
        self._tag_facts = Memo(self._facts_of)
        self._statuses = Memo(lambda cell: statuses.get(_word(cell), Status.UNKNOWN))
        self._channels = channels_of(profile)
        self._votes = Memo(lambda cell: words.VOTES.get(_word(cell)))
        self._works = Memo(lambda cell: minutes(cell, profile.time_unit, profile.decimal))
        self._links = Memo(lambda cell: context.linked(said(cell)) if context.linked else ())
        self._groups = Memo(_group)
        self._languages = Memo(lambda cell: context.spoken.named(said(cell)))

    def ticket(self, cells: Sequence[str]) -> Ticket:
        """The ticket of a row. Raises CellError where something that is needed cannot be read."""
        places = self._tag_places
        if len(places) == 1:
            told = self._tagged[cells[places[0]]]
        else:
            told = self._joined([self._tagged[cells[place]] for place in places])
        if told.private:
            self.tally.private_tags += told.private
        return self._ticket(cells, told)

    def _ticket(self, cells: Sequence[str], told: _Tagged) -> Ticket:
        instant = self.context.clock.instant
        created = instant(cells[self._created])
        group = self._groups[cells[self._group]] if self._group is not None else ""
        status = self._statuses[cells[self._status]] if self._status is not None else Status.UNKNOWN
        return Ticket(
            ident(cells[self._id]),
            created,
            self._update(cells, instant),
            self._language_of(cells, told, group),
            self._channels[cells[self._channel]] if self._channel is not None else Channel.UNKNOWN,
            Status.MERGED if told.merged else status,
            group,
            self._work(cells) if self._minutes is not None else None,
            self._votes[cells[self._satisfied]] if self._satisfied is not None else None,
            told.tags,
            self._articles(cells, told) if self._tells_articles else None,
        )

    def _update(self, cells: Sequence[str], instant: Callable[[str], datetime]) -> datetime | None:
        if self._updated is None:
            return None
        cell = cells[self._updated]
        try:
            return instant(cell)
        except CellError:
            # It only decides which of two versions is newer; a ticket without it is a ticket.
            if said(cell):
                self.tally.unread[Field.UPDATED] += 1
            return None

    def _work(self, cells: Sequence[str]) -> float | None:
        assert self._minutes is not None
        try:
            return self._works[cells[self._minutes]]
        except CellError:
            self.tally.unread[Field.MINUTES] += 1
            return None

    def _language_of(self, cells: Sequence[str], told: _Tagged, group: str) -> LanguageCode:
        """By the column, a tag, the group, the command line; the first that tells."""
        if self._language is not None and (code := self._languages[cells[self._language]]):
            return code
        return told.language or self.context.profile.groups.get(group.lower(), "") or self.context.language

    def _articles(self, cells: Sequence[str], told: _Tagged) -> tuple[str, ...]:
        found = told.articles
        for place in self._article_places:
            found += self._links[cells[place]]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else found

    def _tags_of(self, cell: str) -> _Tagged:
        every = tags(cell, self.context.profile.tag_separator)
        told = [facts for facts in map(self._tag_facts.__getitem__, every) if facts]
        if not told:
            return _Tagged(every)
        private = {facts.tags[0] for facts in told if facts.private}
        return _Tagged(
            tuple(tag for tag in every if tag not in private) if private else every,
            next((facts.language for facts in told if facts.language), ""),
            any(facts.merged for facts in told),
            tuple(article for facts in told for article in facts.articles),
            len(private),
        )

    def _facts_of(self, tag: Tag) -> _Tagged | None:
        """What a tag tells by itself; None where it is a tag and no more."""
        profile, linked = self.context.profile, self.context.linked
        language = next(filter(None, map(self.context.spoken.code, named_by(tag, profile.language_tags))), "")
        named = named_by(tag, profile.article_tags)
        articles = tuple(article for one in named for article in linked(one)) if linked else ()
        found = _Tagged((tag,), language, tag == words.MERGED_TAG, articles, int(is_private(tag)))
        return None if found == _Tagged((tag,)) else found

    @staticmethod
    def _joined(several: Sequence[_Tagged]) -> _Tagged:
        """What several columns tell together."""
        return _Tagged(
            tuple(dict.fromkeys(tag for one in several for tag in one.tags)),
            next((one.language for one in several if one.language), ""),
            any(one.merged for one in several),
            tuple(article for one in several for article in one.articles),
            sum(one.private for one in several),
        )

    def plausible(self, cells: Sequence[str]) -> bool:
        """Whether these are the cells of a ticket: its number and its time are what they should be."""
        try:
            ident(cells[self._id])
            self.context.clock.instant(cells[self._created])
        except (CellError, IndexError):
            return False
        return True

    @property
    def identity(self) -> int:
        """The place of the ticket's number."""
        return self._id

    def survives(self, cells: Sequence[str]) -> bool:
        """Whether a row that lacks cells at its end has all that is kept, each in its place: a time behind the tags is
        where it should be.
        """
        if self.last_place >= len(cells):
            return False
        behind = [place for place in (self._created, self._updated) if place is not None]
        return max(behind) > max(self._tag_places, default=-1) and self.plausible(cells)

    def ends_early(self, cells: Sequence[str], before: Sequence[str]) -> bool:
        """Whether the last cell of a file is a time that has fewer parts than that of the row before: what is left of
        it would be another day or hour.
        """
        last = len(cells) - 1
        if last not in (self._created, self._updated) or last >= len(before):
            return False
        return len(_PART.findall(cells[last])) < len(_PART.findall(before[last]))

    make = ticket


_PART = re.compile(r"\d+|[A-Za-z]+")


def _word(cell: str) -> str:
    """A word of a fixed few, for comparison; broken bytes make it an unknown one."""
    return " ".join(cell.lower().split())


def _group(cell: str) -> str:
    """A team's name; what looks like an address or a text is none."""
    name = said(cell)
    return "" if is_private(name) else name


def channels_of(profile: Profile) -> Memo[Channel]:
    """The ways in which customers come, by kbgen's words and the profile's."""
    channels = {**words.CHANNELS, **{key: Channel(value) for key, value in profile.channels.items()}}
    return Memo(lambda cell: _channel(_word(cell), channels))


def _channel(word: str, channels: Mapping[str, Channel]) -> Channel:
    """A way that has a name kbgen does not know is some other way."""
    if word in ("", "-", "–", "—", "unknown"):
        return Channel.UNKNOWN
    return channels.get(word, Channel.OTHER)


def named_by(tag: Tag, patterns: Sequence[str]) -> list[str]:
    """What stands in the place of the ``*``, of each pattern whose form the tag has."""
    ends = [pattern.lower().partition("*")[::2] for pattern in patterns]
    return [
        tag[len(head) : len(tag) - len(tail)]
        for head, tail in ends
        if len(tag) > len(head) + len(tail) and tag.startswith(head) and tag.endswith(tail)
    ]
