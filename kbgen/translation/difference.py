"""A difference of facts between languages, and what it is found in: the versions of an article, cut and read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kbgen.articles.article import Article, ArticleId
from kbgen.languages import LanguageCode
from kbgen.translation.allowed import Exceptions
from kbgen.translation.blocks import Block
from kbgen.translation.facts import Fact, FactKind, facts_of
from kbgen.translation.likeness import Key, key_of


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts that the languages of an article do not share.

    ``values``: for each language what it says, as it is written; nothing where the fact is missing. ``places``: for
    each language ``path:line`` of the block that says it, or should. ``alone``: the languages that differ from what
    most say; empty where no greater part agrees. ``times``: at how many places of the article.
    """

    article: ArticleId
    kind: FactKind
    values: Mapping[LanguageCode, tuple[str, ...]]
    places: Mapping[LanguageCode, str]
    alone: tuple[LanguageCode, ...] = ()
    times: int = 1


@dataclass(frozen=True, slots=True)
class Version:
    """One language of an article: its blocks and, block by block, its facts that have to be the same."""

    article: Article
    blocks: Sequence[Block]
    facts: Sequence[tuple[Fact, ...]]
    where: Mapping[Key, Sequence[int]]
    """For each fact the blocks that state it."""

    def said(self, places: Iterable[int]) -> dict[Key, tuple[Fact, int]]:
        """The facts of some blocks by their keys, each with the first block that has it."""
        found: dict[Key, tuple[Fact, int]] = {}
        for place in places:
            for fact in self.facts[place]:
                if fact.kind is not FactKind.LABEL:
                    found.setdefault(key_of(fact, self.article.id), (fact, place))
        return found

    def labels(self, place: int) -> tuple[str, ...]:
        """The labels of one block, in their order."""
        return tuple(fact.text for fact in self.facts[place] if fact.kind is FactKind.LABEL)

    def text(self, places: Iterable[int]) -> str:
        """The words of some blocks."""
        return " ".join(self.blocks[place].text for place in places)

    def place(self, block: int | None) -> str:
        """How messages name the place of a block; the file's first line for none."""
        return f"{self.article.path}:{self.blocks[block].line if block is not None else 1}"


def version_of(article: Article, blocks: Sequence[Block], allowed: Exceptions) -> Version:
    """The version with its facts, without those that may differ."""

    def counts(fact: Fact) -> bool:
        return not any(entry.fits(fact, article.id) for entry in allowed)

    facts = [tuple(filter(counts, facts_of(block, article.language))) for block in blocks]
    where: dict[Key, list[int]] = {}
    for place, own in enumerate(facts):
        for key in dict.fromkeys(key_of(fact, article.id) for fact in own if fact.kind is not FactKind.LABEL):
            where.setdefault(key, []).append(place)
    return Version(article, blocks, facts, where)


def alone_in(said: Mapping[LanguageCode, object]) -> tuple[LanguageCode, ...]:
    """The languages that do not say what more than half of them say."""
    most, times = Counter(said.values()).most_common(1)[0]
    return tuple(code for code, own in said.items() if own != most) if 2 * times > len(said) else ()
