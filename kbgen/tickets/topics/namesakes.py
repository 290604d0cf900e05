"""Articles that are called like a topic: likely answers, for advice where nobody has named any.

``kbgen topics propose`` asks the search, which knows more; a report that is made every day takes what costs nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kbgen.articles.article import ArticleId, is_index
from kbgen.articles.catalog import Catalog

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId

_WORD = re.compile(r"[^\W_]+")


def namesakes(topics: Iterable[TopicId], catalog: Catalog) -> Mapping[TopicId, ArticleId]:
    """Topic → the one article whose name or title, in any language, has all words of the topic's. Where several have,
    nothing is said: one word is too little to tell them apart.
    """
    by_word: dict[str, set[ArticleId]] = defaultdict(set)
    for id, versions in catalog.versions.items():
        if not is_index(id):
            for text in (id, *(article.title for article in versions.values())):
                for word in _words(text):
                    by_word[word].add(id)
    found = {}
    for topic in topics:
        words = _words(topic)
        articles = set.intersection(*(by_word.get(word, set()) for word in words)) if words else set()
        if len(articles) == 1:
            found[topic] = articles.pop()
    return found


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
