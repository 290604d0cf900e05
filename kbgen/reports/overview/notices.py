"""What is announced instead of flagged, in the language of the report: the same as
``kbgen.tickets.statistics.messages`` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kbgen.reports.overview import labels
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
from kbgen.wording import Words

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId
    from kbgen.tickets.statistics.signal import Notice


def said(notice: Notice, words: Words, names: Mapping[TopicId, str] | None = None) -> str:
    """What has happened, and what it means, in whole sentences. ``names``: what topics are called, where they are not
    called by their tags."""
    return in_words(notice.event, words, names or {}) if notice.event else notice.message


def in_words(event: Event, words: Words, names: Mapping[TopicId, str]) -> str:
    """The same of the event itself."""
    match event:
        case Renamed(old, new):
            return words.gettext(
                "“%(old)s” was last used as “%(new)s” began, on as many tickets: if it was renamed, put both under one "
                "topic. The new tag is tested when it has a yardstick of its own.",
                old=old,
                new=new,
            )
        case TagsChanged():
            return _tags_changed(event, words)
        case Flood(lane, risen, tested):
            return words.ngettext(
                "%(risen)s of %(num)s topics rose at once (%(lane)s): this is how tags are set, rather than what "
                "customers ask. They are named here instead of flagged.",
                "%(risen)s of %(num)s topics rose at once (%(lane)s): this is how tags are set, rather than what "
                "customers ask. They are named here instead of flagged.",
                tested,
                risen=words.number(risen),
                lane=labels.lane(lane, words),
            )
        case Spam(tickets, usual, topicless):
            return words.ngettext(
                "%(num)s ticket came in this week, where %(usual)s are usual. %(topicless)s have no topic. It looks "
                "like spam: nothing is flagged for this week.",
                "%(num)s tickets came in this week, where %(usual)s are usual. %(topicless)s have no topic. It looks "
                "like spam: nothing is flagged for this week.",
                tickets,
                usual=words.figure(usual, 0),
                topicless=words.number(topicless),
            )
        case Shock(tickets, usual):
            return words.ngettext(
                "%(num)s ticket came in this week, where %(usual)s are usual. Shares of all tickets are compared, so "
                "that only topics that rose more than the rest are flagged.",
                "%(num)s tickets came in this week, where %(usual)s are usual. Shares of all tickets are compared, so "
                "that only topics that rose more than the rest are flagged.",
                tickets,
                usual=words.figure(usual, 0),
            )
        case Season():
            return _season(event, words, names)
        case NoData(weeks):
            return _no_data(weeks, words)
        case PartlyKnown(last, days):
            return words.ngettext(
                "The imports end on %(last)s, so the last %(num)s day of this week is not known: it has fewer tickets "
                "than really came. Import a newer export, or ask as of an earlier day.",
                "The imports end on %(last)s, so the last %(num)s days of this week are not known: it has fewer "
                "tickets than really came. Import a newer export, or ask as of an earlier day.",
                days,
                last=words.day(last, "medium"),
            )
        case LittleHistory(weeks, needed):
            return words.ngettext(
                "There is %(num)s week of data; rises can be told from chance after %(needed)s. Until then only the "
                "standing cost is shown.",
                "There are %(num)s weeks of data; rises can be told from chance after %(needed)s. Until then only the "
                "standing cost is shown.",
                weeks,
                needed=words.number(needed),
            )


def suspended(why: Suspension, words: Words) -> str:
    """Why a topic is not tested."""
    week = words.day(why.week, "medium")
    if why.tags_changed:
        return words.gettext("Its tags were changed in the week of %(day)s.", day=week)
    return words.gettext("It is in use only since the week of %(day)s.", day=week)


def _tags_changed(one: TagsChanged, words: Words) -> str:
    born = words.ngettext("%(num)s tag", "%(num)s tags", one.born)
    died = words.ngettext("%(num)s tag", "%(num)s tags", one.died)
    if not one.died:
        return words.gettext(
            "The tags were changed: %(born)s came into use in one week. They are not tested until half a year of them "
            "is there to compare with.",
            born=born,
        )
    if not one.born:
        return words.gettext(
            "The tags were changed: %(died)s went out of use in one week. They are not tested until half a year of "
            "them is there to compare with.",
            died=died,
        )
    return words.gettext(
        "The tags were changed: %(born)s came into use and %(died)s went out of use in one week. They are not tested "
        "until half a year of them is there to compare with.",
        born=born,
        died=died,
    )


def _season(one: Season, words: Words, names: Mapping[TopicId, str]) -> str:
    topic = names.get(one.topic, one.topic)
    if one.weeks == 1:
        return words.ngettext(
            "“%(topic)s” rises at this time of year, this year no more than before: %(num)s ticket this week.",
            "“%(topic)s” rises at this time of year, this year no more than before: %(num)s tickets this week.",
            one.tickets,
            topic=topic,
        )
    return words.ngettext(
        "“%(topic)s” rises at this time of year, this year no more than before: %(num)s ticket in the last %(weeks)s "
        "weeks.",
        "“%(topic)s” rises at this time of year, this year no more than before: %(num)s tickets in the last %(weeks)s "
        "weeks.",
        one.tickets,
        topic=topic,
        weeks=words.number(one.weeks),
    )


def _no_data(weeks: int, words: Words) -> str:
    if weeks == 1:
        return words.gettext("There are no data for this week; they do not count as weeks without tickets.")
    return words.ngettext(
        "There are no data for %(num)s week from this day on; they do not count as weeks without tickets.",
        "There are no data for %(num)s weeks from this day on; they do not count as weeks without tickets.",
        weeks,
    )
