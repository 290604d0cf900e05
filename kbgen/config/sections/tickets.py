"""``timezone`` and ``tickets``: the help desk's clock, and what kbgen cannot know of the team's work."""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.config import schema
from kbgen.config.reading import Reading
from kbgen.config.sections.plugins import Own
from kbgen.config.sections.profiles import profiles
from kbgen.config.settings import TicketSettings
from kbgen.config.values import mapping, text
from kbgen.languages import LanguageCode


def timezone(own: Own) -> str:
    """The name of the site's time zone; empty where the settings do not say."""
    given = text(own.values.get("timezone"))
    return "" if not given or schema.timezone(given) else given


def tickets(reading: Reading, own: Own, codes: Sequence[LanguageCode]) -> TicketSettings:
    """Values that are wrong have been reported; they fall back to what holds without them."""
    given = mapping(own.values.get("tickets"))
    named = ("handling_minutes", "hours_per_person")
    numbers = {k: float(given[k]) for k in named if k in given and not schema.positive(given[k])}
    return TicketSettings(**numbers, profiles=profiles(reading, own, codes))
