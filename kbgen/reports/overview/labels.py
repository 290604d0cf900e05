"""What the values of kbgen are called in the cells of a table, and where readers choose among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kbgen.languages import LanguageCode
from kbgen.tickets.flagging.kinds import Kind
from kbgen.tickets.ticket import Channel
from kbgen.translation.standing import Grade, State
from kbgen.wording import Words, mark

if TYPE_CHECKING:
    # They bring packages along that a report without tickets can do without.
    from kbgen.tickets.flagging.flag import Flag
    from kbgen.tickets.statistics.signal import Lane, NoticeKind

_KINDS: Mapping[Kind, str] = {
    Kind.NEW: mark("Write an article"),
    Kind.UPDATE: mark("Bring up to date"),
    Kind.TRANSLATE: mark("Translate"),
    Kind.PROMOTE: mark("Link it more often"),
    Kind.FIX: mark("Remove the cause"),
    Kind.RETIRE: mark("Take away"),
}

_LANES: Mapping[str, str] = {
    "new-tag": mark("New tag"),
    "spike": mark("Sudden rise"),
    "trend": mark("Steady rise"),
    "standing-cost": mark("Asked all the time"),
}

_STATES: Mapping[State, str] = {
    State.MISSING: mark("Missing"),
    State.STUB: mark("Placeholder"),
    State.ORPHAN: mark("Its source is gone"),
    State.UNCONFIRMED: mark("Not confirmed"),
    State.FRESH: mark("Up to date"),
    State.STALE: mark("Out of date"),
    State.AHEAD: mark("Ahead of its source"),
    State.DIVERGED: mark("Both changed"),
}

_GRADES: Mapping[Grade, str] = {
    Grade.NONE: mark("No change"),
    Grade.COSMETIC: mark("Cosmetic change"),
    Grade.SMALL: mark("Small change"),
    Grade.MATERIAL: mark("Change that matters"),
    Grade.CRITICAL: mark("Wrong fact"),
}

_CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: mark("E-mail"),
    Channel.PHONE: mark("Phone"),
    Channel.CHAT: mark("Chat"),
    Channel.WEB: mark("Web form"),
    Channel.SOCIAL: mark("Social media"),
    Channel.API: mark("Another program (API)"),
    Channel.OTHER: mark("Another channel"),
    Channel.UNKNOWN: mark("Unknown"),
}

_NOTICES: Mapping[NoticeKind, str] = {
    "taxonomy-break": mark("Tags were changed"),
    "spam": mark("Spam"),
    "volume-shock": mark("Far more of everything"),
    "seasonal": mark("Season"),
    "no-data": mark("No data"),
    "partly-known": mark("Partly known"),
    "little-history": mark("Little history"),
}


def within(name: str) -> str:
    """What something is called, as it is written within a sentence or a list."""
    return name[:1].lower() + name[1:]


def kind(value: Kind, words: Words) -> str:
    """The piece of work."""
    return words.gettext(_KINDS[value])


def work(flag: Flag, words: Words) -> str:
    """The piece of work that a flag is: of a failure, a notice, whatever its kind."""
    return words.gettext("Put up a notice") if flag.incident else kind(flag.kind, words)


def lane(value: Lane, words: Words) -> str:
    """The way in which a topic came to attention."""
    return words.gettext(_LANES[value])


def state(value: State, words: Words) -> str:
    """How a translation stands to its source."""
    return words.gettext(_STATES[value])


def grade(value: Grade, words: Words) -> str:
    """How much a change matters."""
    return words.gettext(_GRADES[value])


def channel(value: Channel | str, words: Words) -> str:
    """The way a customer came; ``value`` may be the name of one, ``""`` is unknown."""
    return words.gettext(_CHANNELS[Channel(value)])


def language(code: LanguageCode, words: Words) -> str:
    """A language; ``""`` is unknown."""
    return words.language_name(code) if code else words.gettext("Unknown")


def notice(value: NoticeKind, words: Words) -> str:
    """What is announced."""
    return words.gettext(_NOTICES[value])
