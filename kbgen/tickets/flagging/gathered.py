"""The situation of a project → all that a report of topics says. What the pure parts need to know is asked for here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kbgen.languages import LanguageCode
from kbgen.tickets.events import PartlyKnown
from kbgen.tickets.flagging.articles import facts_of, translating
from kbgen.tickets.flagging.flag import Flagged, Search
from kbgen.tickets.flagging.flags import flags, tickets_in, versions
from kbgen.tickets.flagging.making import Known
from kbgen.tickets.situation import Situation
from kbgen.tickets.statistics import Notice, messages
from kbgen.tickets.topics.namesakes import namesakes
from kbgen.tickets.weekly.observed import MAY_MISS


def flagged(situation: Situation, language: LanguageCode) -> Flagged:
    """What to do at this moment. ``language``: that of the topics' names."""
    counts, detection = situation.counts, situation.detection
    named = {topic: situation.name(topic, language) for topic in counts.topics}
    imports = situation.store.imports()
    return Flagged(
        flags=flags(counts, detection, known(situation, language)),
        notices=(*detection.notices, *_partly_known(situation)),
        too_few=detection.too_few,
        suspended=detection.suspended,
        versions=versions(detection),
        as_of=situation.today,
        until=situation.until,
        zone=situation.zone.key,
        weeks=int(counts.observed.sum()),
        tickets=tickets_in(counts),
        imported=imports[-1].at if imports else None,
        tracked=sum(work.tracked for work in situation.work.values()),
        default_minutes=situation.config.tickets.handling_minutes,
        names=named,
        described=bool(situation.file.topics),
        searches=_searches(situation),
    )


def _partly_known(situation: Situation) -> Iterator[Notice]:
    """Whether the imports end before the newest week does. As many days may pass without a ticket as in any other week
    that counts as known."""
    horizon, counts = situation.store.horizon(), situation.counts
    if horizon is None or not counts.weeks.count or not counts.observed[-1]:
        return
    lacking = situation.until - horizon
    if lacking > MAY_MISS:
        week = counts.weeks.first_day(counts.weeks.count - 1)
        last = horizon.astimezone(situation.zone).date()
        yield messages.partly_known(PartlyKnown(last, round(lacking / timedelta(days=1))), week)


MOST_SEARCHES = 20
LEAST_SEARCHES = 2
"""Of what was looked for in vain only the most frequent is told, and not what somebody typed once."""


def _searches(situation: Situation) -> list[Search]:
    """What was looked for in vain, with the topic that is called so in any language or by any tag."""
    found = [one for one in situation.searches if one.searches >= LEAST_SEARCHES][:MOST_SEARCHES]
    if not found:
        return []
    topics = {_words(rule.tag): rule.topic for rule in situation.rules if rule.topic}
    for topic in situation.file.topics.values():
        topics |= dict.fromkeys(map(_words, topic.names.values()), topic.id)
    return [Search(one.query, one.language, one.searches_week, topics.get(_words(one.query))) for one in found]


def _words(text: str) -> str:
    return " ".join(text.replace("-", " ").replace("_", " ").casefold().split())


def known(situation: Situation, language: LanguageCode) -> Known:
    """What is known of topics besides their counts."""
    file, config = situation.file, situation.config
    facts = {
        id: facts_of(
            id,
            situation.rows.get(id, ()),
            situation.catalog,
            config,
            situation.today,
            [situation.readership.get((id, code)) for code in config.language_codes],
        )
        for id in dict.fromkeys(id for ids in situation.answers.values() for id in ids)
    }
    return Known(
        name=lambda topic: situation.name(topic, language),
        hours=file.effort_hours,
        incident=file.is_incident,
        minutes=config.tickets.handling_minutes,
        articles={topic: tuple(facts[id] for id in ids) for topic, ids in situation.answers.items()},
        work=situation.work,
        rose=situation.rose,
        namesakes=namesakes(situation.counts.topics, situation.catalog),
        kept=frozenset({config.support.article} - {""}),
        translating=translating(row for rows in situation.rows.values() for row in rows),
    )
