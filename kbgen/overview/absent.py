"""What a part of the report cannot tell, because nobody has told kbgen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Need(StrEnum):
    """What would bring it."""

    TICKETS = "tickets"
    """An import of the help desk's tickets."""
    TICKETS_THEN = "tickets-then"
    """Tickets of the weeks before the day of the report, where there are others."""
    TICKETS_EXTRA = "tickets-extra"
    """The packages of kbgen[tickets]."""
    VIEWS = "views"
    """An import of views of the site's pages."""
    VOTES = "votes"
    """An import of the votes below articles."""
    SEARCHES = "searches"
    """An import of what readers searched for in vain."""
    GIT = "git"
    """A history of the content."""
    TOPICS_FILE = "topics-file"
    ANSWERS = "answers"
    """Topics that name the articles which answer them."""
    SATISFACTION = "satisfaction"
    """Tickets that carry what customers thought of the answer."""
    LINKS = "links"
    """Tickets that carry the articles which agents linked."""
    REVIEWS = "reviews"
    """Days of reviews in the front matter."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Stands in the place of a part. ``reason``: what went wrong, in English, where it is not merely missing."""

    needs: tuple[Need, ...]
    reason: str = ""
