"""Where figures come from, and from when: a short sentence below a table, the same wherever the same is meant."""

from __future__ import annotations

from datetime import date

from kbgen.wording import Words


def tickets(words: Words, last: date, weeks: int | None = None) -> str:
    """Figures of tickets. ``last``: the last day that counts; ``weeks``: how many of them, where not all do."""
    day = words.day(last, "medium")
    if weeks is None:
        return words.gettext("Tickets until %(day)s.", day=day)
    return words.ngettext(
        "Tickets of %(num)s week, until %(day)s.",
        "Tickets of %(num)s weeks, until %(day)s.",
        weeks,
        day=day,
    )


def content(words: Words, day: date) -> str:
    """Figures of articles and translations. ``day``: of the report, on which they need not have been read."""
    return words.gettext("Articles as they lie on the disk; days are counted to %(day)s.", day=words.day(day, "medium"))


def content_and_tickets(words: Words, day: date, last: date) -> str:
    """Figures of articles that are weighed by how much readers want them."""
    return words.gettext(
        "Articles as they lie on the disk; days are counted to %(day)s; demand from tickets until %(last)s.",
        day=words.day(day, "medium"),
        last=words.day(last, "medium"),
    )


def views(words: Words, first: date, last: date) -> str:
    """Figures of readers."""
    return words.gettext(
        "Views of the site from %(first)s to %(last)s.",
        first=words.day(first, "medium"),
        last=words.day(last, "medium"),
    )


def votes(words: Words, first: date, last: date) -> str:
    """Figures of readers who said whether an article helped."""
    return words.gettext(
        "Votes below articles from %(first)s to %(last)s.",
        first=words.day(first, "medium"),
        last=words.day(last, "medium"),
    )
