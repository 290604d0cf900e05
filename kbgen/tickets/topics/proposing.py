"""Entries for tags that no topic claims: their variants, a name from their words, and what may answer them."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kbgen.articles import edit
from kbgen.articles.article import ArticleId, humanised, is_index
from kbgen.config.yaml_lines import UNSHOWABLE
from kbgen.languages import ALPHABETS, LanguageCode
from kbgen.search.answers import answering
from kbgen.search.collection import Collection
from kbgen.search.query import query_words
from kbgen.search.rank import RARITY
from kbgen.tickets.ticket import Tag
from kbgen.tickets.topics import globs
from kbgen.tickets.topics.usage import UnknownTag
from kbgen.tickets.topics.variants import grouped

if TYPE_CHECKING:
    import duckdb

    from kbgen.tickets.counts import TopicId
    from kbgen.tickets.topics.topic import TagRule

GOOD = 1.45
"""From here on an article may answer a tag: its score, by the words of the tag and by what a word that is on one page
only would be worth. Tried on the starter's articles: words that are an article's subject reach it, those that it only
mentions do not."""
NEARLY_AS_GOOD = 0.8
MOST_ARTICLES = 3
NEARLY_ALL = 0.9
OFTEN = 0.5
"""A tag that comes with a topic in so many of its tickets may be about the same."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What search makes of a tag's words: the articles that answer them, and the language that they are in."""

    articles: tuple[ArticleId, ...]
    language: LanguageCode


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry to write. ``topic`` is the most used of the tags, ``variants`` are the others. ``together``: topics that
    the same tickets are about, with the share of these.
    """

    topic: TopicId
    variants: tuple[Tag, ...]
    tickets: int
    name: str
    language: LanguageCode
    articles: tuple[ArticleId, ...] = ()
    together: Mapping[TopicId, float] | None = None


def proposals(unknown: Sequence[UnknownTag], suggest: Callable[[str], Suggestion]) -> Iterator[Proposal]:
    """An entry for each group of variants, the most used first. ``unknown`` comes in this order. Variants of tags that
    have a topic belong there, and get no entry.
    """
    tickets = {one.tag: one.tickets for one in unknown if not one.topic and _can_be_written(one.tag)}
    for first, *others in grouped(tickets):
        found = suggest(humanised(first))
        yield Proposal(
            first,
            tuple(others),
            sum(tickets[tag] for tag in (first, *others)),
            humanised(first) or first,
            found.language,
            found.articles,
        )


def _can_be_written(tag: Tag) -> bool:
    """Whether the file can name a tag: a star would make a pattern of it."""
    return not globs.is_glob(tag) and not UNSHOWABLE.search(tag)


def suggesting(
    collection: Collection, languages: Sequence[LanguageCode], source: LanguageCode, main: LanguageCode = ""
) -> Callable[[str], Suggestion]:
    """Asks the search in all languages of the site; where nearly all tickets are in one (``main``), in that and in
    English, since a word of it may mean something else in a third.
    """
    if main:
        languages = [code for code in languages if code in (main, "en")]

    def suggest(words: str) -> Suggestion:
        likely = language_of(words, languages, source, main or "en")
        found = [one for one in answering(collection, words, languages, limit=20).shown if not is_index(one.article)]
        best = max((one.score for one in found), default=0.0)
        pages = max(collection.reader(code).page_count for code in languages)
        if best < GOOD * len(query_words(words)) * math.log(1 + pages) ** RARITY or not best:
            return Suggestion((), likely)
        good = [one for one in found if one.score >= NEARLY_AS_GOOD * best]
        spoken = [one.language for one in good]
        articles = tuple(dict.fromkeys(one.article for one in good))[:MOST_ARTICLES]
        return Suggestion(articles, likely if likely in spoken else spoken[0])

    return suggest


def main_language(tickets: Mapping[LanguageCode, int], languages: Container[LanguageCode]) -> LanguageCode:
    """The language of the site in which nearly all tickets are; empty where there is none, or too few tell theirs."""
    known = {code: number for code, number in tickets.items() if code}
    if not known or 2 * sum(known.values()) < sum(tickets.values()):
        return ""
    most = max(known, key=lambda code: known[code])
    return most if most in languages and known[most] >= NEARLY_ALL * sum(known.values()) else ""


def language_of(
    words: str, languages: Sequence[LanguageCode], source: LanguageCode, first: LanguageCode = "en"
) -> LanguageCode:
    """The language that words are taken for of which nothing is known: that of their letters, ``first`` as a rule
    English, in which most help desks have their tags, then the site's source language.
    """
    letters = {char for char in words.lower() if char.isalpha()}
    for code in (first, source, *languages):
        if code in languages and letters <= set(ALPHABETS.get(code, ALPHABETS["en"])):
            return code
    return source


def together(
    connection: duckdb.DuckDBPyConnection, rules: Sequence[TagRule], tags: Sequence[Tag], topics: Sequence[TopicId]
) -> Mapping[Tag, Mapping[TopicId, float]]:
    """For each of some tags the topics that its tickets are often about, too, with the share of them."""
    if not tags or not topics:
        return {}
    wanted = {rule.tag: rule.topic for rule in rules if rule.topic in set(topics) and rule.until in (None, date.max)}
    rows = connection.execute(
        """WITH t AS (SELECT id, tags FROM counted_ticket WHERE list_has_any(tags, $tags)),
        mine AS (SELECT id, unnest(list_intersect(tags, $tags)) AS tag FROM t),
        other AS (SELECT DISTINCT id, r.topic FROM (SELECT id, unnest(tags) AS tag FROM t) u
            JOIN (SELECT unnest($known) AS tag, unnest($topics) AS topic) r ON r.tag = u.tag),
        total AS (SELECT tag, count(*) AS n FROM mine GROUP BY tag)
        SELECT mine.tag, other.topic, count(*) / any_value(total.n)
        FROM mine JOIN other USING (id) JOIN total USING (tag)
        GROUP BY mine.tag, other.topic HAVING count(*) >= $often * any_value(total.n) ORDER BY 3 DESC, 2""",
        {"tags": list(tags), "known": list(wanted), "topics": list(wanted.values()), "often": OFTEN},
    ).fetchall()
    found: dict[Tag, dict[TopicId, float]] = {}
    for tag, topic, share in rows:
        found.setdefault(tag, {})[topic] = share
    return found


def lines(proposal: Proposal, indent: str = "  ") -> list[str]:
    """The entry as YAML, as it stands below ``topics:``."""
    tickets = "1 ticket" if proposal.tickets == 1 else f"{proposal.tickets:,} tickets"
    others = [
        f"{100 * share:.0f} % of them are about {topic}, too" for topic, share in (proposal.together or {}).items()
    ]
    below = f"{indent}  "
    made = [
        f"{indent}# {'; '.join([tickets, *others])}",
        f"{indent}{edit.scalar(proposal.topic)}:",
        f"{below}name: {{{proposal.language}: {edit.in_brackets(proposal.name)}}}",
    ]
    if proposal.variants:
        made.append(f"{below}tags: [{', '.join(map(edit.in_brackets, proposal.variants))}]")
    if proposal.articles:
        made.append(f"{below}articles: [{', '.join(map(edit.in_brackets, proposal.articles))}]")
    return made
