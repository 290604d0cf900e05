"""What is counted and known of a topic → its flags, one for each lane and language. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.articles.article import ArticleId, is_index
from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.flagging import advice as words
from kbgen.tickets.flagging import advised as what
from kbgen.tickets.flagging import kinds, saving
from kbgen.tickets.flagging.flag import Flag
from kbgen.tickets.flagging.kinds import ArticleFacts, Decision, Kind, TopicFacts
from kbgen.tickets.flagging.levels import Levels
from kbgen.tickets.flagging.ratios import ratio as ratio_of
from kbgen.tickets.flagging.saving import Range
from kbgen.tickets.flagging.shares import share
from kbgen.tickets.statistics.signal import Detection, Lane, Ratio, Signal

if TYPE_CHECKING:
    from kbgen.tickets.store.records import TopicWork

SHOWN_WEEKS = 26
"""So many weeks make the history that a flag shows."""

URGENT = (Lane.NEW_TAG, Lane.SPIKE, Lane.TREND)

STAYS: Mapping[Lane, float] = {Lane.NEW_TAG: saving.STAYS, Lane.SPIKE: saving.STAYS, Lane.TREND: 1.0}
"""Of a rise in each lane, the share that is taken to stay; what has gone on for four weeks stays."""

LEAST_TICKETS = 3
"""In a rise, no language with fewer tickets asks for a translation."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of topics besides their counts.

    ``articles``: those that answer each topic. ``work``: of the last year. ``name``, ``hours`` (of writing, where
    somebody has said it) and ``incident``: of any topic. ``translating``: minutes that each missing or stale
    translation takes. ``minutes``: of work on a ticket, where nobody tracked it. ``kept``: articles that the site
    needs, whoever asks. ``rose``: the week (a column of the counts) in which each topic began to rise that rose within
    the last year and stays so. ``namesakes``: an article that is called like the topic.
    """

    name: Callable[[TopicId], str]
    hours: Callable[[TopicId], float | None]
    incident: Callable[[TopicId], bool]
    minutes: float
    articles: Mapping[TopicId, tuple[ArticleFacts, ...]] = field(default_factory=dict)
    work: Mapping[TopicId, TopicWork] = field(default_factory=dict)
    translating: Mapping[tuple[ArticleId, LanguageCode], float] = field(default_factory=dict)
    kept: frozenset[ArticleId] = frozenset()
    rose: Mapping[TopicId, int] = field(default_factory=dict)
    namesakes: Mapping[TopicId, ArticleId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Case:
    """A topic while its flags are made."""

    topic: TopicId
    facts: TopicFacts
    level: Range
    rates: Mapping[LanguageCode, float]
    minutes: float
    tracked: int
    incident: bool

    @property
    def rate(self) -> float:
        return self.level.estimate

    def part(self, languages: Iterable[LanguageCode]) -> float:
        """The share of the topic's tickets in these languages; 1 where nobody knows any language."""
        total = sum(self.rates.values())
        return sum(self.rates[code] for code in languages) / total if total else 1.0


class Maker:
    """Makes the flags of one moment, topic by topic."""

    def __init__(self, counts: WeeklyCounts, detection: Detection, known: Known) -> None:
        self.counts, self.detection, self.known = counts, detection, known
        self.levels = Levels(counts, detection)
        self.signals: dict[TopicId, list[Signal]] = {}
        for signal in detection.signals:
            if signal.lane in URGENT:
                self.signals.setdefault(signal.topic, []).append(signal)
        for found in self.signals.values():
            found.sort(key=lambda signal: URGENT.index(signal.lane))
        self.common = self._common_minutes()
        self.needed = {
            article.id
            for topic, articles in known.articles.items()
            if topic in self.signals or topic in detection.ended or self.levels.asked(topic)
            for article in articles
        } | known.kept

    def _common_minutes(self) -> float:
        """The median handling time of all tickets: of the topics' medians, each as heavy as its tracked tickets."""
        work = self.known.work.values()
        tracked = sorted((one.minutes, one.tracked) for one in work if one.minutes is not None and one.tracked)
        total = sum(number for _, number in tracked)
        below = 0
        for minutes, number in tracked:
            below += number
            if 2 * below >= total:
                return saving.steadied(minutes, total, self.known.minutes)
        return self.known.minutes

    def of_topic(self, topic: TopicId) -> Iterator[Flag]:
        """One for each of its lanes, and one for each language that lacks its article."""
        signals = self.signals.get(topic, [])
        case = self._case(topic, signals)
        decision = kinds.decide(case.facts)
        if decision:
            for signal in signals:
                yield self._flag(case, decision, signal.lane, signal)
            # What nobody asked about before has cost nothing yet.
            is_new = any(signal.lane is Lane.NEW_TAG for signal in signals)
            if not case.incident and not is_new and (decision.kind is Kind.RETIRE or case.facts.asked):
                yield self._flag(case, decision, Lane.STANDING)
        if not case.incident:
            yield from self._translations(case, signals)

    def _case(self, topic: TopicId, signals: Sequence[Signal]) -> _Case:
        work = self.known.work.get(topic)
        articles = self.known.articles.get(topic, ())
        linked = None
        if work and work.told and articles:
            linked = share(min(work.linked, sum(work.articles.get(one.id, 0) for one in articles)), work.told)
        weeks = self.counts.weeks
        facts = TopicFacts(
            articles=articles,
            risen=min((weeks.first_day(weeks.count - signal.weeks) for signal in signals), default=None),
            asked=self.levels.asked(topic) >= 1,
            # Of a topic whose tags were changed, nobody knows whether it is asked about under another name.
            quiet_weeks=0 if self._renamed(topic) else self.levels.quiet_weeks(topic),
            linked=linked,
            ever=topic in self.counts,
            rose=weeks.first_day(self.known.rose[topic]) if topic in self.known.rose else None,
            elsewhere=any(is_index(one.id) or one.id in self.needed for one in articles),
        )
        return _Case(
            topic,
            facts,
            self.levels.of(topic),
            self.levels.rates(topic),
            saving.steadied(work.minutes, work.tracked, self.common) if work else self.common,
            work.tracked if work else 0,
            self.known.incident(topic),
        )

    def _renamed(self, topic: TopicId) -> bool:
        return topic in self.detection.suspended or topic in self.detection.ended

    def _translations(self, case: _Case, signals: Sequence[Signal]) -> Iterator[Flag]:
        for decision in kinds.translations(case.facts, case.rates):
            assert decision.language
            rising = [
                signal
                for signal in signals
                if (now := self.levels.recent(case.topic, signal.weeks, decision.language)) >= LEAST_TICKETS
                and now > case.rates[decision.language] * signal.weeks
            ]
            if rising:
                yield self._flag(case, decision, rising[0].lane, rising[0])
            elif self.levels.asked(case.topic, decision.language):
                yield self._flag(case, decision, Lane.STANDING)

    def _flag(self, case: _Case, decision: Decision, lane: Lane, signal: Signal | None = None) -> Flag:
        level = case.level
        if signal:
            level = saving.level(level, signal.tickets / signal.weeks, STAYS[lane])
        level = level * self._reached(case, decision)
        saved = saving.saving(decision.kind, level, case.minutes)
        written = decision.kind in (Kind.NEW, Kind.UPDATE) and not case.incident
        given = self.known.hours(case.topic) if written else None
        hours = saving.effort(
            decision.kind,
            given=given,
            languages=sum(rate >= what.PART * case.rate for rate in case.rates.values()) or 1,
            minutes=self.known.translating.get((decision.articles[0], decision.language))
            if decision.language
            else None,
            incident=case.incident,
        )
        weeks, tickets, expected, ratio = self._evidence(case, decision, signal)
        advised = what.advised(
            decision,
            case.facts,
            case.rates,
            incident=case.incident,
            unheard_of=lane is Lane.NEW_TAG,
            namesake=self.known.namesakes.get(case.topic, ""),
        )
        return Flag(
            topic=case.topic,
            name=self.known.name(case.topic),
            kind=decision.kind,
            lane=lane,
            language=decision.language,
            weeks=weeks,
            tickets=tickets,
            expected=expected,
            ratio=ratio,
            p=signal.p if signal and not decision.language else None,
            q=signal.q if signal and not decision.language else None,
            level=level,
            saving=saved,
            hours=hours,
            hours_given=given is not None,
            worth=saving.worth(saved, hours),
            articles=decision.articles,
            reasons=decision.reasons,
            incident=case.incident,
            advice=words.advice(advised),
            advised=advised,
            command="" if case.incident else words.command(decision),
            history=self.levels.history(case.topic, SHOWN_WEEKS, decision.language),
            languages=self.levels.languages(case.topic),
            channels=self.levels.channels(case.topic),
            minutes=case.minutes,
            tracked=case.tracked,
        )

    def _reached(self, case: _Case, decision: Decision) -> float:
        """The share of the topic's tickets that the work is about: a translation is for its language; what is done to
        an article is for those who can read it, and the others are the translations' affair."""
        if decision.language:
            return case.part([decision.language])
        if decision.kind is Kind.NEW:
            return 1.0
        return case.part([code for code in case.rates if kinds.is_answered_in(case.facts, code)])

    def _evidence(self, case: _Case, decision: Decision, signal: Signal | None) -> tuple[int, int, float, Ratio]:
        if signal and not decision.language:
            return signal.weeks, signal.tickets, signal.expected, signal.ratio
        weeks = signal.weeks if signal else 1
        tickets = self.levels.recent(case.topic, weeks, decision.language)
        expected = case.level * weeks
        if decision.language:
            expected = expected * case.part([decision.language])
        return weeks, tickets, expected.estimate, ratio_of(tickets, expected)
