"""Which articles answer a topic: by the topics file, and by the articles' own front matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from kbgen.articles.article import ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.tickets.ticket import Tag
from kbgen.tickets.topics.claims import rules
from kbgen.tickets.topics.topic import TagRule, TopicsFile

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId


def articles_of(file: TopicsFile, catalog: Catalog) -> Mapping[TopicId, tuple[ArticleId, ...]]:
    """The articles of each topic that has any: those that the file names, then those that name the topic, or one of
    its tags, under ``topics`` in their front matter. Articles that do not exist are left out.
    """
    found: dict[TopicId, list[ArticleId]] = {
        topic.id: [id for id in topic.articles if id in catalog.versions] for topic in file.topics.values()
    }
    named = {id: [word.strip().lower() for word in shared.topics] for id, shared in catalog.shared.items()}
    topics = _topics_by_word(file, {word for words in named.values() for word in words})
    for id, words in named.items():
        for word in words:
            if topic := topics.get(word):
                found.setdefault(topic, []).append(id)
    return {topic: tuple(dict.fromkeys(ids)) for topic, ids in found.items() if ids}


def _topics_by_word(file: TopicsFile, words: set[Tag]) -> dict[Tag, TopicId]:
    """What each word means: a topic by its name, or the topic for which it counts as a tag, or last did."""
    found = {word: word for word in words if word in file.topics}
    best: dict[Tag, TagRule] = {}
    for rule in rules(file, sorted(words - found.keys())):
        if rule.topic is not None and (rule.tag not in best or _rank(file, rule) > _rank(file, best[rule.tag])):
            best[rule.tag] = rule
    return found | {tag: rule.topic for tag, rule in best.items() if rule.topic is not None}


def _rank(file: TopicsFile, rule: TagRule) -> tuple[bool, date]:
    return rule.topic in file.topics, rule.until or date.max
