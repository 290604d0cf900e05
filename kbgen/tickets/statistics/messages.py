"""What is announced instead of flagged, in words.

Reports in other languages say the same (``kbgen.reports.overview.notices``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kbgen.tickets.counts import TopicId
from kbgen.tickets.events import (
    Event,
    Flood,
    LittleHistory,
    NoData,
    PartlyKnown,
    Renamed,
    Season,
    Shock,
    Spam,
    Suspension,
    TagsChanged,
)
from kbgen.tickets.statistics.bursts import Burst
from kbgen.tickets.statistics.signal import Notice
from kbgen.tickets.statistics.taxonomy import Break


def taxonomy(one: Break, day: date, topics: Sequence[TopicId]) -> Notice:
    """Tags that began or ended together, or one that took another's place."""
    born, died = [topics[row] for row in one.born], [topics[row] for row in one.died]
    event = Renamed(died[0], born[0]) if one.rename else TagsChanged(len(born), len(died))
    tags = (*died, *born) if one.rename else (*born, *died)
    return Notice("taxonomy-break", day, message(event), tags, event)


def burst(one: Burst, day: date, stood_out: Sequence[TopicId]) -> Notice:
    """Far more tickets than usual."""
    event = Spam(one.tickets, one.usual, one.topicless) if one.kind == "spam" else Shock(one.tickets, one.usual)
    return Notice(one.kind, day, message(event), tuple(stood_out), event)


def flood(one: Flood, day: date, topics: Sequence[TopicId]) -> Notice:
    """Too many topics at once for demand to be the reason."""
    return Notice("taxonomy-break", day, message(one), tuple(topics), one)


def seasonal(one: Season, day: date) -> Notice:
    """A rise as in earlier years."""
    return Notice("seasonal", day, message(one), (one.topic,), one)


def no_data(one: NoData, day: date) -> Notice:
    """Weeks of which nothing is known."""
    return Notice("no-data", day, message(one), (), one)


def partly_known(one: PartlyKnown, day: date) -> Notice:
    """A week of which the imports tell a part."""
    return Notice("partly-known", day, message(one), (), one)


def little_history(one: LittleHistory, day: date) -> Notice:
    """Too short a past to compare with."""
    return Notice("little-history", day, message(one), (), one)


def message(event: Event) -> str:
    """What has happened, and what it means for the flags."""
    match event:
        case Renamed(old, new):
            return (
                f"“{old}” was last used as “{new}” began, on as many tickets: if it was renamed, put both under one "
                "topic. The new tag is tested when it has a yardstick of its own"
            )
        case TagsChanged(born, died):
            parts = [f"{_tags(born)} came into use"] if born else []
            parts += [f"{_tags(died)} went out of use"] if died else []
            return (
                f"the tags were changed: {' and '.join(parts)} in one week. They are not tested until half a year of "
                "them is there to compare with"
            )
        case Flood(lane, risen, tested):
            return (
                f"{risen} of {tested} topics rose at once ({lane}): this is how tags are set, rather than what "
                "customers ask. They are named here instead of flagged"
            )
        case Spam(tickets, usual, topicless):
            return (
                f"{_many(tickets, usual)}. {topicless} have no topic. It looks like spam: nothing is flagged for this "
                "week"
            )
        case Shock(tickets, usual):
            return (
                f"{_many(tickets, usual)}. Shares of all tickets are compared, so that only topics that rose more than "
                "the rest are flagged"
            )
        case Season(topic, tickets, weeks):
            span = "this week" if weeks == 1 else f"in the last {weeks} weeks"
            return f"“{topic}” rises at this time of year, this year no more than before: {tickets} tickets {span}"
        case NoData(weeks):
            missing = "there are no data for this week"
            if weeks != 1:
                missing = f"there are no data for {weeks} weeks from this day on"
            return f"{missing}; they do not count as weeks without tickets"
        case PartlyKnown(last, days):
            return (
                f"the imports end on {last.isoformat()}, so the last {days} days of this week are not known: it has "
                "fewer tickets than really came. Import a newer export, or ask as of an earlier day"
            )
        case LittleHistory(weeks, needed):
            known = "is one week" if weeks == 1 else f"are {weeks} weeks"
            return (
                f"there {known} of data; rises can be told from chance after {needed}. Until then only the standing "
                "cost is shown"
            )


def suspended(why: Suspension) -> str:
    """Why a topic is not tested."""
    if why.tags_changed:
        return f"the tags were changed in the week of {why.week}"
    return f"in use only since the week of {why.week}"


def _many(tickets: int, usual: float) -> str:
    return f"{tickets} tickets came in this week, where {usual:.0f} are usual"


def _tags(count: int) -> str:
    return "one tag" if count == 1 else f"{count} tags"
