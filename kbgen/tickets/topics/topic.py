"""Topics as the topics file has them, and the rules that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kbgen.articles.article import ArticleId, humanised
from kbgen.languages import LanguageCode
from kbgen.tickets.ticket import Tag
from kbgen.tickets.topics import globs

if TYPE_CHECKING:
    # It brings numpy along, which readers of the file need not wait for.
    from kbgen.tickets.counts import TopicId


@dataclass(frozen=True, slots=True)
class Alias:
    """A tag, or a pattern of tags with ``*`` and ``?``. It holds from the beginning of the day ``since`` to the
    beginning of the day ``until``, in the site's time zone; for ever where they are None. ``line`` is its place in the
    file, 0 for a topic's own name.
    """

    tag: Tag
    since: date | None = None
    until: date | None = None
    line: int = 0

    @property
    def is_glob(self) -> bool:
        """Whether it stands for more than one tag."""
        return globs.is_glob(self.tag)

    def meets(self, other: Alias) -> bool:
        """Whether both hold on some day."""
        return _begins_before_end(self, other) and _begins_before_end(other, self)


def _begins_before_end(one: Alias, other: Alias) -> bool:
    return one.since is None or other.until is None or one.since < other.until


@dataclass(frozen=True, slots=True)
class Topic:
    """What customers ask about, by whatever tags. ``names``: by language. ``effort_hours``: of writing or mending what
    answers it; None where the file does not say. ``incident``: it is about a failure, which comes and goes. ``line``
    and ``article_lines`` are places in the file.
    """

    id: TopicId
    names: Mapping[LanguageCode, str] = field(default_factory=dict)
    tags: tuple[Alias, ...] = ()
    articles: tuple[ArticleId, ...] = ()
    effort_hours: float | None = None
    incident: bool = False
    line: int = 0
    article_lines: Mapping[ArticleId, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """The tags of the topic. Its own name is one, unless the file says when it is."""
        return self.tags if any(alias.tag == self.id for alias in self.tags) else (Alias(self.id), *self.tags)


@dataclass(frozen=True, slots=True)
class TopicsFile:
    """What the file says; everything in it is empty where there is no file. ``system``: tags that the help desk sets
    by itself; ``ignored``: those that say nothing about a question; ``incidents``: those of failures. ``told``: tags
    that name a language or an article, by the profiles in the settings, which count as built-in patterns do. ``path``
    is how messages name the file. ``fallbacks``: for each language the others in the order of a reader's preference.
    """

    topics: Mapping[TopicId, Topic] = field(default_factory=dict)
    system: tuple[Alias, ...] = ()
    ignored: tuple[Alias, ...] = ()
    incidents: tuple[Alias, ...] = ()
    told: tuple[Alias, ...] = ()
    path: str = ""
    fallbacks: Mapping[LanguageCode, tuple[LanguageCode, ...]] = field(default_factory=dict)

    def name_of(self, topic: TopicId, language: LanguageCode) -> str:
        """What a topic is called in a language, or in the best other one; of a tag that no topic claims, its words."""
        code = self.language_of(topic, language)
        return (self.topics[topic].names[code] if code else "") or humanised(topic) or topic

    def language_of(self, topic: TopicId, language: LanguageCode) -> LanguageCode:
        """The language of that name; ``""`` of a tag that no topic claims, whose words are in no language."""
        found = self.topics.get(topic)
        names = found.names if found else {}
        for code in (language, *self.fallbacks.get(language, ())):
            if code in names:
                return code
        return next(iter(names), "")

    def effort_hours(self, topic: TopicId) -> float | None:
        """Of writing or mending what answers a topic; None where the file does not say."""
        found = self.topics.get(topic)
        return found.effort_hours if found else None

    def is_incident(self, topic: TopicId) -> bool:
        """Whether a topic is about a failure, by its entry or by the patterns of incidents."""
        found = self.topics.get(topic)
        return bool(found and found.incident) or any(globs.matches(one.tag, topic) for one in self.incidents)


class TagRule(NamedTuple):
    """What a tag counts for from the beginning of ``since`` to the beginning of ``until`` (None: for ever), in the
    site's time zone; ``topic`` None: for nothing.
    """

    tag: Tag
    topic: TopicId | None
    since: date | None = None
    until: date | None = None
