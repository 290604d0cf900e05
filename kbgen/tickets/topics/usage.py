"""The topics file held against the tickets: entries that no ticket has any more, and tags that it does not know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kbgen.articles.catalog import Catalog
from kbgen.problems import Problem
from kbgen.tickets.ticket import Tag
from kbgen.tickets.topics import globs
from kbgen.tickets.topics.claims import unclaimed
from kbgen.tickets.topics.topic import Alias, TopicsFile
from kbgen.tickets.topics.variants import Variants

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId
    from kbgen.tickets.store import TagUse

YEAR = timedelta(days=365)
"""A tag that no ticket had for so long is dead: seasonal ones have come back by then."""


def dead(file: TopicsFile, uses: Mapping[Tag, TagUse], now: datetime) -> Iterator[Problem]:
    """Entries of topics that tickets once had, and none in the year before ``now``. Those that have ended by themselves
    are no burden.
    """
    for alias, last in _last_uses(file, uses):
        ended = alias.until is not None and alias.until <= now.date()
        if last is not None and last < now - YEAR and not ended:
            message = f"no ticket had “{alias.tag}” in the last year; the last was on {last.date()}"
            yield Problem(file.path, alias.line, "KB708", message, "take it out, or say since when it is gone: until")


def unused(file: TopicsFile, uses: Mapping[Tag, TagUse]) -> tuple[Tag, ...]:
    """Entries of topics that no ticket ever had, in the order of the file."""
    return tuple(alias.tag for alias, last in _last_uses(file, uses) if last is None)


def _last_uses(file: TopicsFile, uses: Mapping[Tag, TagUse]) -> Iterator[tuple[Alias, datetime | None]]:
    """Each entry of the topics with its last ticket."""
    entries = [alias for topic in file.topics.values() for alias in topic.tags]
    expression = globs.any_of(alias.tag for alias in entries if alias.is_glob)
    # Few of thousands of tags fit any pattern; only these are held against each.
    fitting = [tag for tag in uses if expression.fullmatch(tag)] if expression else []
    for alias in entries:
        if alias.is_glob:
            yield alias, max((uses[tag].last for tag in fitting if globs.matches(alias.tag, tag)), default=None)
        else:
            yield alias, uses[alias.tag].last if alias.tag in uses else None


def misspelt(file: TopicsFile, catalog: Catalog, uses: Collection[Tag] = ()) -> Iterator[Problem]:
    """Topics in the front matter of articles that are written like one of the file, and that no ticket has as a tag."""
    words = {word.strip().lower() for shared in catalog.shared.values() for word in shared.topics}
    nobodys = set(unclaimed(file, words)).difference(uses)
    variants = Variants(alias.tag for topic in file.topics.values() for alias in topic.aliases if not alias.is_glob)
    for article in catalog:
        for word in article.meta.topics:
            tag = word.strip().lower()
            if tag in nobodys and (like := variants.like(tag)):
                message = f"the topics file has no topic “{word}”"
                yield Problem(article.path, article.line_of("topics"), "KB709", message, f"did you mean {like}?")


@dataclass(frozen=True, slots=True)
class UnknownTag:
    """A tag that no entry claims. ``like``: the known tag that it is a variant of, with its topic; empty without."""

    tag: Tag
    tickets: int
    last: datetime
    like: Tag = ""
    topic: TopicId = ""


def unknown(file: TopicsFile, uses: Mapping[Tag, TagUse], answered: Iterable[TopicId] = ()) -> tuple[UnknownTag, ...]:
    """The tags that neither the file nor an article's front matter (``answered``) names, the most used first."""
    topics = {alias.tag: topic.id for topic in file.topics.values() for alias in topic.aliases if not alias.is_glob}
    variants = Variants(topics)
    named = set(answered)
    found = []
    for tag in unclaimed(file, uses):
        if tag not in named:
            like = variants.like(tag) or ""
            found.append(UnknownTag(tag, uses[tag].tickets, uses[tag].last, like, topics.get(like, "")))
    return tuple(sorted(found, key=lambda one: (-one.tickets, one.tag)))
