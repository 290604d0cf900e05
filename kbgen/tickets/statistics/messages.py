"""What is announced instead of flagged, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kbgen.tickets.counts import TopicId
from kbgen.tickets.statistics.bursts import Burst
from kbgen.tickets.statistics.signal import Notice
from kbgen.tickets.statistics.taxonomy import Break


def taxonomy(one: Break, day: date, topics: Sequence[TopicId]) -> Notice:
    """Tags that began or ended together, or one that took another's place."""
    born, died = [topics[row] for row in one.born], [topics[row] for row in one.died]
    if one.rename:
        message = (
            f"“{died[0]}” was last used as “{born[0]}” began, on as many tickets: if it was renamed, put both under "
            "one topic. The new tag is tested when it has a yardstick of its own"
        )
    else:
        parts = [f"{_tags(len(born))} came into use"] if born else []
        parts += [f"{_tags(len(died))} went out of use"] if died else []
        message = (
            f"the tags were changed: {' and '.join(parts)} in one week. They are not tested until half a year of them "
            "is there to compare with"
        )
    return Notice("taxonomy-break", day, message, (*died, *born) if one.rename else (*born, *died))


def burst(one: Burst, day: date, stood_out: Sequence[TopicId]) -> Notice:
    """Far more tickets than usual."""
    many = f"{one.tickets} tickets came in this week, where {one.usual:.0f} are usual"
    if one.kind == "spam":
        rest = f"{one.topicless} have no topic. It looks like spam: nothing is flagged for this week"
    else:
        rest = "Shares of all tickets are compared, so that only topics that rose more than the rest are flagged"
    return Notice(one.kind, day, f"{many}. {rest}", tuple(stood_out))


def flood(lane: str, tested: int, day: date, topics: Sequence[TopicId]) -> Notice:
    """Too many topics at once for demand to be the reason."""
    message = (
        f"{len(topics)} of {tested} topics rose at once ({lane}): this is how tags are set, rather than what customers "
        "ask. They are named here instead of flagged"
    )
    return Notice("taxonomy-break", day, message, tuple(topics))


def seasonal(topic: TopicId, tickets: int, weeks: int, day: date) -> Notice:
    """A rise as in earlier years."""
    span = "this week" if weeks == 1 else f"in the last {weeks} weeks"
    message = f"“{topic}” rises at this time of year, this year no more than before: {tickets} tickets {span}"
    return Notice("seasonal", day, message, (topic,))


def no_data(day: date, weeks: int) -> Notice:
    """Weeks of which nothing is known."""
    message = (
        "there are no data for this week" if weeks == 1 else f"there are no data for {weeks} weeks from this day on"
    )
    return Notice("no-data", day, f"{message}; they do not count as weeks without tickets", ())


def partly_known(day: date, last: datetime, days: int) -> Notice:
    """A week of which the imports tell a part. ``last``: how far they reach, by the site's clock; ``days``: two or more
    that are lacking.
    """
    message = (
        f"the imports end on {last:%Y-%m-%d at %H:%M}, so the last {days} days of this week are not known: it has "
        "fewer tickets than really came. Import a newer export, or ask as of an earlier day"
    )
    return Notice("partly-known", day, message, ())


def little_history(weeks: int, needed: int, day: date) -> Notice:
    """Too short a past to compare with."""
    known = "is one week" if weeks == 1 else f"are {weeks} weeks"
    message = (
        f"there {known} of data; rises can be told from chance after {needed}. Until then only the standing cost is "
        "shown"
    )
    return Notice("little-history", day, message, ())


def _tags(count: int) -> str:
    return "one tag" if count == 1 else f"{count} tags"
