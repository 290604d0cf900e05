"""The changes of a site's articles, each measured by the tickets of the topics that the article answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from kbgen.articles.article import Article, ArticleId
from kbgen.languages import LanguageCode
from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.effect.changes import ArticleChange, Kind, Known, changes_of, days_by_topic, together
from kbgen.tickets.effect.effect import Effect
from kbgen.tickets.effect.findings import Finding, judged
from kbgen.tickets.effect.measure import measured
from kbgen.tickets.effect.moments import Moments
from kbgen.tickets.effect.windows import LEAST_BEFORE, LEFT_OUT, first_week_after
from kbgen.translation.history import History

if TYPE_CHECKING:
    from kbgen.tickets.situation import Situation

MOSTLY = 0.5
"""Where the language of a larger share of a topic's tickets is unknown, it is noted."""


class Inquiry:
    """Asks about changes of articles, with what a situation knows and the articles' history."""

    def __init__(self, situation: Situation, history: History, counts: WeeklyCounts | None = None) -> None:
        """``counts``: those to compare by; by default the situation's own."""
        self._situation = situation
        self._history = history
        self.counts = counts or situation.counts

    def of_article(
        self,
        article: ArticleId,
        *,
        topics: Sequence[TopicId] = (),
        day: date | None = None,
        language: LanguageCode | None = None,
    ) -> list[Finding]:
        """Every change of an article that tickets tell anything of; or one on ``day``. ``topics``: instead of those
        that it answers. ``language``: only changes of it, by tickets in it."""
        asked = topics or self.topics_of(article)
        if day is not None:
            changes = [ArticleChange(article, language or "", day, Kind.ASKED, Known.HAND)]
        else:
            changes = self._within([one for one in self._changes(article) if language in (None, one.language)])
        return judged([self._finding(one, topic, language) for one in changes for topic in asked])

    def since(self, day: date, language: LanguageCode | None = None) -> list[Finding]:
        """Every change from a day on of all articles that answer a topic."""
        counts, answers = self.counts, self._situation.answers
        answering = dict.fromkeys(one for topic, articles in answers.items() if topic in counts for one in articles)
        changes = [one for article in answering for one in self._changes(article, day) if one.day >= day]
        chosen = [one for one in changes if language in (None, one.language)]
        return judged([self._finding(one, topic, language) for one in chosen for topic in self.topics_of(one.article)])

    def topics_of(self, article: ArticleId) -> tuple[TopicId, ...]:
        """The topics that an article answers and somebody asked about."""
        counts, answers = self.counts, self._situation.answers
        return tuple(topic for topic, articles in answers.items() if article in articles and topic in counts)

    def _changes(self, article: ArticleId, since: date | None = None) -> list[ArticleChange]:
        """Those before the moment of asking. Of an article that certainly did not change since a day, nothing."""
        found = [
            change
            for version in self._situation.catalog.versions.get(article, {}).values()
            if since is None or any(day >= since for day in self._days_of(version))
            for change in changes_of(version, self._history)
        ]
        return together(change for change in found if change.day < self._situation.today)

    def _days_of(self, version: Article) -> list[date]:
        """Days on which anything of a version changed."""
        versions = self._history.versions(f"{version.language}/{version.id}.md")
        return [one.commit.day for one in versions] or [one.day for one in changes_of(version, self._history)]

    def _within(self, changes: list[ArticleChange]) -> list[ArticleChange]:
        """Those before which tickets are known; the last one, where there is none."""
        weeks = self.counts.weeks
        first = int(self.counts.observed.argmax()) + LEFT_OUT + LEAST_BEFORE
        return [one for one in changes if first_week_after(weeks, one.day) >= first] or changes[-1:]

    def _finding(self, change: ArticleChange, topic: TopicId, language: LanguageCode | None) -> Finding:
        situation, article = self._situation, change.article
        source = situation.catalog.source(article) if article in situation.catalog.versions else None
        translated = bool(source and change.language and change.language != source.language)
        by = language or (change.language if translated else None)
        effect = self._measured(change, topic, by)
        title = source.title if source else article
        return Finding(article, title, situation.name(topic, situation.config.source_language), change, effect)

    def _measured(self, change: ArticleChange, topic: TopicId, language: LanguageCode | None) -> Effect:
        counts = self.counts
        effect = measured(self._moments, topic, change.day, language=language)
        if language is None:
            return effect
        row = counts.row(topic)
        unknown = counts.by_language[row, counts.languages.index("")].sum() / max(counts.tickets[row].sum(), 1)
        return replace(effect, unknown=float(unknown)) if unknown > MOSTLY else effect

    @cached_property
    def _moments(self) -> Moments:
        return Moments(self.counts, self._days)

    @cached_property
    def _days(self) -> Mapping[TopicId, tuple[date, ...]]:
        """For each topic the days on which an article that answers it changed in its source language."""
        days = {}
        for article in {article for articles in self._situation.answers.values() for article in articles}:
            if article in self._situation.catalog.versions:
                source = self._situation.catalog.source(article)
                days[article] = [one.day for one in together(changes_of(source, self._history, exactly=False))]
        return days_by_topic(days, self._situation.answers)
