"""What every tag counts for, and when.

Where several entries of the file fit a tag, a tag that is written out counts before a pattern, and a pattern with more
characters of its own before one with fewer. Then come the built-in patterns of help desks, and those of the settings. A
tag that nothing fits is a topic of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kbgen.tickets.ticket import Tag
from kbgen.tickets.topics import globs
from kbgen.tickets.topics.system import BUILT_IN
from kbgen.tickets.topics.topic import Alias, TagRule, TopicsFile

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId


class Claim(NamedTuple):
    """An entry that says what tags count for; ``topic`` None: for nothing."""

    alias: Alias
    topic: TopicId | None


def claims(file: TopicsFile) -> Iterator[Claim]:
    """The entries of the file, those of topics first."""
    for topic in file.topics.values():
        yield from (Claim(alias, topic.id) for alias in topic.aliases)
    for alias in (*file.system, *file.ignored):
        yield Claim(alias, None)


def rules(file: TopicsFile, tags: Iterable[Tag]) -> tuple[TagRule, ...]:
    """What each of these tags counts for: one rule, or several that follow one another without a gap."""
    reader = _Reader(file)
    return tuple(rule for tag in dict.fromkeys(tags) for rule in reader.rules_of(tag))


def unclaimed(file: TopicsFile, tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """The tags that neither an entry of the file nor a built-in pattern fits at any time."""
    reader = _Reader(file)
    return tuple(tag for tag in dict.fromkeys(tags) if not reader.claims_on(tag))


class _Patterns(NamedTuple):
    """Patterns in the order in which they count, and one expression for all of them."""

    claims: tuple[Claim, ...]
    expression: re.Pattern[str] | None


class _Reader:
    """The entries, made ready to be looked up for thousands of tags."""

    def __init__(self, file: TopicsFile) -> None:
        self._single: dict[Tag, list[Claim]] = {}
        patterns: list[Claim] = []
        for claim in claims(file):
            if claim.alias.is_glob:
                patterns.append(claim)
            else:
                self._single.setdefault(claim.alias.tag, []).append(claim)
        built_in = [Claim(alias, None) for alias in (*BUILT_IN, *file.told)]
        # Sorting keeps the order of equals: topics stay before what is ignored.
        patterns.sort(key=lambda claim: -globs.weight(claim.alias.tag))
        self._patterns = (*patterns, *built_in)
        self._by_letter: dict[str, _Patterns] = {}

    def rules_of(self, tag: Tag) -> Iterable[TagRule]:
        """The rules of one tag."""
        found = self.claims_on(tag)
        first = found[0] if found else Claim(Alias(tag), tag)
        if _is_for_ever(first.alias):
            return (TagRule(tag, first.topic),)
        return _by_time(tag, found)

    def claims_on(self, tag: Tag) -> Sequence[Claim]:
        """The entries that fit a tag, the first that holds on a day counts; none is left out that may count."""
        single = self._single.get(tag, [])
        if single and _is_for_ever(single[0].alias):
            return single
        patterns = self._that_may_fit(tag[:1])
        found = patterns.expression.fullmatch(tag) if patterns.expression else None
        if found is None or not found.lastindex:
            return single
        first = patterns.claims[found.lastindex - 1]
        if _is_for_ever(first.alias):
            return [*single, first]
        return [*single, *(claim for claim in patterns.claims if globs.matches(claim.alias.tag, tag))]

    def _that_may_fit(self, letter: str) -> _Patterns:
        """The patterns for tags that begin so: most patterns begin with a letter, and need be tried on few tags."""
        if letter not in self._by_letter:
            there = tuple(claim for claim in self._patterns if claim.alias.tag[0] in ("*", "?", letter))
            self._by_letter[letter] = _Patterns(there, globs.any_of(claim.alias.tag for claim in there))
        return self._by_letter[letter]


def _is_for_ever(alias: Alias) -> bool:
    return alias.since is None and alias.until is None


def _by_time(tag: Tag, found: Sequence[Claim]) -> Iterator[TagRule]:
    """The rules of a tag that counts for different things in the course of time."""
    days = sorted({day for claim in found for day in (claim.alias.since, claim.alias.until) if day})
    begins: date | None = None
    topic = _topic_between(tag, found, None, days[0])
    for day, ends in zip(days, [*days[1:], None], strict=True):
        then = _topic_between(tag, found, day, ends)
        if then != topic:
            yield TagRule(tag, topic, begins, day)
            begins, topic = day, then
    yield TagRule(tag, topic, begins, None)


def _topic_between(tag: Tag, found: Sequence[Claim], since: date | None, until: date | None) -> TopicId | None:
    """What a tag counts for in a span in which no entry begins or ends."""
    span = Alias(tag, since, until)
    return next((claim.topic for claim in found if claim.alias.meets(span)), tag)
