"""Everything that the commands on tickets need, gathered once, and only what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kbgen.articles.article import ArticleId
from kbgen.errors import WrongUse

if TYPE_CHECKING:
    from kbgen.articles.catalog import Catalog
    from kbgen.config import Config
    from kbgen.languages import LanguageCode
    from kbgen.problems import Problem
    from kbgen.tickets.counts import TopicId, WeeklyCounts
    from kbgen.tickets.readers import EmptySearch, Readership
    from kbgen.tickets.readers.rows import Kind
    from kbgen.tickets.statistics.signal import Detection
    from kbgen.tickets.store import Store
    from kbgen.tickets.store.records import TagUse, TopicWork
    from kbgen.tickets.ticket import Tag
    from kbgen.tickets.topics import TagRule, TopicsFile
    from kbgen.translation.row import Row

WEEKS = 156
"""Three years: what seasons and lanes look back at."""

WORK_DAYS = 364
"""Handling times and links to articles are those of the last year."""

READ_DAYS = 182
"""Views and votes are those of the last half year."""


class Situation:
    """A project at a moment of asking. ``until``: the moment, in UTC. ``today``: the day that begins then, or on which
    it lies, in the site's time zone. Use it by ``of_project``, which closes the store.
    """

    def __init__(
        self,
        config: Config,
        store: Store,
        as_of: date | None = None,
        *,
        weeks: int = WEEKS,
        reach: int = 0,
        catalog: Callable[[], Catalog] | None = None,
    ) -> None:
        """``weeks``: those of ``counts``. ``reach``: the most that anybody will ask ``counts_of`` for, so that the
        store is asked only once. ``catalog``: gives the site's articles, where somebody has read them anyway.
        """
        from kbgen.tickets.weekly.moment import aligned_until, moment

        self.config, self.store, self.weeks = config, store, weeks
        self._reach = max(weeks, reach)
        self._counts: dict[int, WeeklyCounts] = {}
        self._read = catalog or self._from_disk
        self.as_of = as_of
        asked = moment(store, config, as_of)
        self.until: datetime = aligned_until(store, asked)
        self.is_aligned = self.until != asked
        self.zone = ZoneInfo(config.timezone or store.zone())
        self.today: date = as_of or self.until.astimezone(self.zone).date()

    # -- topics and counts -------------------------------------------------------------------------------------------

    @cached_property
    def _topics(self) -> tuple[TopicsFile, tuple[Problem, ...]]:
        from kbgen.tickets.topics import load

        return load(self.config)

    @property
    def file(self) -> TopicsFile:
        """What the topics file says; nothing where there is none."""
        return self._topics[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the topics file."""
        return self._topics[1]

    @cached_property
    def rules(self) -> tuple[TagRule, ...]:
        """What each tag of the store counts for."""
        from kbgen.tickets.topics import rules

        return rules(self.file, self.uses)

    @cached_property
    def uses(self) -> Mapping[Tag, TagUse]:
        """Every tag of the tickets, the most frequent first."""
        return self.store.tags()

    @cached_property
    def counts(self) -> WeeklyCounts:
        """Tickets by topic and week, up to the moment of asking."""
        return self.counts_of(self.weeks)

    def counts_of(self, weeks: int) -> WeeklyCounts:
        """The same, of as many weeks back."""
        from kbgen.tickets.weekly.tally import counts_of, lately

        if weeks not in self._counts:
            longest = max(self._reach, weeks, *self._counts)
            if longest not in self._counts:
                self._counts[longest] = counts_of(
                    self.store, self.rules, until=self.until, weeks=longest, languages=self.config.language_codes
                )
            self._counts[weeks] = lately(self._counts[longest], weeks, self.store.covered())
        return self._counts[weeks]

    @cached_property
    def detection(self) -> Detection:
        """Which topics rise."""
        from kbgen.tickets.statistics import detect

        return detect(self.counts)

    @cached_property
    def rose(self) -> Mapping[TopicId, int]:
        """The week in which each topic began to rise that rose within the last year and stays so. It tells whether an
        article is older, so it is looked for where any article answers a topic."""
        from kbgen.tickets.statistics.rises import lasting

        return lasting(self.counts) if any(topic in self.counts for topic in self.answers) else {}

    @cached_property
    def work(self) -> Mapping[TopicId, TopicWork]:
        """The work that each topic's tickets made in the last year."""
        return self.store.work(self.rules, self.until - timedelta(days=WORK_DAYS), self.until)

    @property
    def last_day(self) -> date:
        """The last day of which tickets count: none after that of the last which was imported."""
        horizon = self.store.horizon()
        until = self.until if horizon is None else min(self.until, horizon.astimezone(UTC))
        return (until.astimezone(self.zone) - timedelta(seconds=1)).date()

    # -- articles ----------------------------------------------------------------------------------------------------

    @cached_property
    def catalog(self) -> Catalog:
        """The site's articles."""
        return self._read()

    def _from_disk(self) -> Catalog:
        from kbgen.articles import catalog, files

        shown = self.config.relative(self.config.content_dir)
        content = files.read(self.config.content_dir, self.config.language_codes, shown_as=shown)
        return catalog.assemble(content.articles, self.config.languages, self.config.source_language)[0]

    @cached_property
    def answers(self) -> Mapping[TopicId, tuple[ArticleId, ...]]:
        """The articles that answer each topic that has any."""
        from kbgen.tickets.topics import articles_of

        return articles_of(self.file, self.catalog)

    @cached_property
    def rows(self) -> Mapping[ArticleId, Sequence[Row]]:
        """How the articles of topics with tickets stand in each language."""
        from kbgen.translation import survey

        asked = {id for topic, ids in self.answers.items() if topic in self.counts for id in ids}
        return survey.of_articles(self.config, asked, self.today, git=True).articles if asked else {}

    @cached_property
    def readership(self) -> Mapping[tuple[ArticleId, LanguageCode], Readership]:
        """Views and votes of the last half year; empty where none were imported."""
        from kbgen.tickets.readers import keeping, pages, readership

        if not keeping.is_there(self.store.connection):
            return {}
        known = pages.of_catalog(self.config.site_url, self.catalog)
        return readership.of(self.store, known, *self._read_days)

    def told(self, kind: Kind) -> tuple[date, date] | None:
        """The first and the last day of the last half year of which imports tell of views, votes or searches."""
        from kbgen.tickets.readers import readership

        return readership.told(self.store, kind, *self._read_days)

    @property
    def _read_days(self) -> tuple[date, date]:
        """The first day of which views count, and the first after the last: a day that has begun counts, too."""
        end = self.as_of or self.today + timedelta(days=1)
        return end - timedelta(days=READ_DAYS), end

    @cached_property
    def searches(self) -> tuple[EmptySearch, ...]:
        """What was looked for in vain in the last half year, in all languages, the most frequent first."""
        from kbgen.tickets.readers import empty_searches

        found = empty_searches(self.store, *self._read_days)
        every = (one for of_one in found.values() for one in of_one)
        return tuple(sorted(every, key=lambda one: (-one.searches_week, one.language, one.query)))

    def name(self, topic: TopicId, language: LanguageCode) -> str:
        """What a topic is called."""
        return self.file.name_of(topic, language)


@contextmanager
def of_project(config: Config, as_of: date | None = None, *, weeks: int = WEEKS) -> Iterator[Situation]:
    """The situation of a project. Raises WrongUse where nothing was imported, or the extra is not installed."""
    from kbgen.tickets.store import open_store

    with open_store(config) as store:
        if store.horizon() is None:
            raise WrongUse("there are no tickets", hint="kbgen tickets import FILE, with an export of the help desk")
        yield Situation(config, store, as_of, weeks=weeks)
