"""Entries of the topics file that cannot both be meant, and what it leaves open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean
from kbgen.tickets.topics import globs
from kbgen.tickets.topics.claims import Claim, claims
from kbgen.tickets.topics.topic import Topic, TopicsFile


def claimed_twice(file: TopicsFile) -> Iterator[Problem]:
    """Tags that two topics claim for the same days, or that a topic claims and another entry leaves out."""
    by_tag: dict[str, list[Claim]] = {}
    patterns: list[Claim] = []
    for claim in claims(file):
        if claim.alias.is_glob:
            patterns.append(claim)
        else:
            by_tag.setdefault(claim.alias.tag, []).append(claim)
    for same in by_tag.values():
        yield from _disputes(file, same)
    by_weight: dict[int, list[Claim]] = {}
    for claim in patterns:
        by_weight.setdefault(globs.weight(claim.alias.tag), []).append(claim)
    for equals in by_weight.values():
        yield from _disputes(file, equals)


def _disputes(file: TopicsFile, found: Sequence[Claim]) -> Iterator[Problem]:
    """Each entry with the first of those before it that it cannot stand beside."""
    for place, claim in enumerate(found):
        for other in found[:place]:
            if other.topic != claim.topic and other.alias.meets(claim.alias) and _meet(other, claim):
                yield _dispute(file, other, claim)
                break


def _meet(one: Claim, other: Claim) -> bool:
    if one.alias.tag == other.alias.tag:
        return True
    return one.alias.is_glob and other.alias.is_glob and globs.overlap(one.alias.tag, other.alias.tag)


def _dispute(file: TopicsFile, first: Claim, second: Claim) -> Problem:
    if not second.alias.line:
        # The name of a topic that another one claims: whoever wrote the alias can mend it.
        first, second = second, first
    where = _line(file, first)
    whose = f"the topic “{first.topic}” (line {where})" if first.topic is not None else f"the entry on line {where}"
    tag = second.alias.tag
    if first.alias.tag != tag:
        message = f"“{tag}” and “{first.alias.tag}”, of {whose}, fit the same tags equally well"
        return Problem(file.path, second.alias.line, "KB705", message, "write more letters in one of them")
    if first.topic is None or second.topic is None:
        topic = first if second.topic is None else second
        message = f"“{tag}” belongs to the topic “{topic.topic}” and is left out as well"
        hint = f"take it out here, or on line {where}"
        return Problem(file.path, _line(file, second), "KB705", message, hint)
    message = f"“{tag}” belongs to {whose} as well"
    if not first.alias.line:
        message = f"“{tag}” is the name of a topic of its own (line {where})"
    hint = "a tag means one topic at a time: take it out of one, or say “since” and “until”"
    return Problem(file.path, _line(file, second), "KB705", message, hint)


def _line(file: TopicsFile, claim: Claim) -> int:
    return claim.alias.line or (file.topics[claim.topic].line if claim.topic is not None else 0)


def ignored_incidents(file: TopicsFile) -> Iterator[Problem]:
    """Patterns of failures that are left out as well, so that nobody would hear of the failures."""
    left_out = {alias.tag: alias for alias in (*file.system, *file.ignored)}
    for alias in file.incidents:
        if (other := left_out.get(alias.tag)) and other.meets(alias):
            message = f"“{alias.tag}” stands for failures, and is left out as well"
            yield Problem(file.path, alias.line, "KB705", message, f"take it out here, or on line {other.line}")


def missing_articles(file: TopicsFile, articles: Collection[ArticleId]) -> Iterator[Problem]:
    """Articles that do not exist."""
    for topic in file.topics.values():
        for article in topic.articles:
            if article not in articles:
                hint = did_you_mean(article, articles)
                line = topic.article_lines[article]
                yield Problem(file.path, line, "KB704", f"there is no article “{article}”", hint)


def missing_names(file: TopicsFile, languages: Sequence[LanguageCode]) -> Iterator[Problem]:
    """Topics without a name in a language of the site."""
    for topic in file.topics.values():
        missing = [code for code in languages if code not in topic.names]
        if missing:
            shown = missing if topic.names else ["any language"]
            yield Problem(
                file.path,
                topic.line,
                "KB706",
                f"the topic “{topic.id}” has no name in {', '.join(shown)}",
                _example(topic, missing),
            )


def _example(topic: Topic, missing: Sequence[LanguageCode]) -> str:
    names = {**topic.names, **dict.fromkeys(missing, "…")}
    return f"such as name: {{{', '.join(f'{code}: {name}' for code, name in names.items())}}}"
