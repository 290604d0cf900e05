"""``timezone`` and ``tickets``: the help desk's clock, and what kbgen cannot know of the team's work."""

from __future__ import annotations

from kbgen.config import schema
from kbgen.config.sections.plugins import Own
from kbgen.config.settings import TicketSettings
from kbgen.config.values import mapping, text


def timezone(own: Own) -> str:
    """The name of the site's time zone; empty where the settings do not say."""
    given = text(own.values.get("timezone"))
    return "" if not given or schema.timezone(given) else given


def tickets(own: Own) -> TicketSettings:
    """Values that are wrong have been reported; they fall back to what holds without them."""
    given = mapping(own.values.get("tickets"))
    named = ("handling_minutes", "hours_per_person")
    return TicketSettings(**{k: float(given[k]) for k in named if k in given and not schema.positive(given[k])})
