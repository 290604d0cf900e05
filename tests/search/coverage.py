"""The queries that cover every article: read, asked, and told by language, kind and half.

``python -m tests.search.coverage`` prints the figures, and the worst queries of the half to work with. The pages of
the categories are in the index, as on the site, and compete; no query is about them, since they answer no question
but list the articles that do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bench.search import queries
from bench.search.quality import place, reciprocal
from bench.search.queries import Query, QuerySet
from kbgen.languages import LanguageCode
from kbgen.search import indexing, rank
from kbgen.search.layouts import retyped
from kbgen.search.reader import Memory
from tests.search.contents import ROOT, documents
from tests.search.test_golden import synonyms_of

FOLDER = Path(__file__).with_name("queries")
KINDS = ("plain", "slip", "short")
"""In plain words that are not the article's; with a slip, or as one types without the language's letters; short."""
LANGUAGES: tuple[LanguageCode, ...] = ("en", "et", "fi", "ru")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the articles that the search answered it with."""

    query: Query
    pages: tuple[str, ...]

    @property
    def rank(self) -> int | None:
        """The place of the first right article among ten, from 1."""
        return place(self.pages, self.query.pages)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some queries: MRR@10, and the shares with a right article at the first place, among three and among ten."""

    n: int
    mrr: float
    first: float
    three: float
    ten: float

    def __str__(self) -> str:
        return f"{self.n:4} | {self.mrr:.3f} | {self.first:.3f} | {self.three:.3f} | {self.ten:.3f}"


@cache
def sets(language: LanguageCode) -> tuple[QuerySet, ...]:
    """The sets of one language, a kind each."""
    return tuple(one for one in queries.read(FOLDER) if one.language == language and one.name in KINDS)


@cache
def reader(language: LanguageCode) -> Memory:
    """The starter's articles with the pages of the categories, as customers search them."""
    pages = documents(ROOT / "content", language, categories=True)
    return Memory(indexing.build(language, pages, synonyms=synonyms_of(language)))


def ask(language: LanguageCode, asked: Sequence[Query]) -> Iterator[Asked]:
    """Every query with its answers."""
    for query in asked:
        yield Asked(query, tuple(hit.page.article for hit in rank.search(reader(language), query.text)))


def typed_with_the_other(language: LanguageCode, text: str) -> str:
    """What the keys give with the other layout on; empty for what has letters of both scripts."""
    return retyped(text, "en" if language == "ru" else "ru")


def with_the_other_layout(language: LanguageCode) -> tuple[Figures, Figures]:
    """The queries in plain words that can be typed so: as they are, and typed so."""
    plain = next(one for one in sets(language) if one.name == "plain").queries
    pairs = [
        (query, replace(query, text=other)) for query in plain if (other := typed_with_the_other(language, query.text))
    ]
    right, typed = (figures(list(ask(language, asked))) for asked in zip(*pairs, strict=True))
    return right, typed


def figures(asked: Sequence[Asked]) -> Figures:
    """How well they were answered."""
    ranks = [one.rank or 99 for one in asked]
    n = len(ranks) or 1
    mrr = sum(reciprocal(one.pages, one.query.pages) for one in asked) / n
    first, three, ten = (sum(rank <= depth for rank in ranks) / n for depth in (1, 3, 10))
    return Figures(len(ranks), mrr, first, three, ten)


def _told() -> None:
    worst: list[tuple[int, str]] = []
    print("language, kind, half | n | MRR@10 | first | three | ten")
    for code in LANGUAGES:
        everything: tuple[list[Asked], list[Asked]] = ([], [])
        for one in sets(code):
            for name, half, all_of in zip(("work", "held out"), one.halves(), everything, strict=True):
                asked = list(ask(code, half.queries))
                all_of.extend(asked)
                print(f"{code}, {one.name}, {name} | {figures(asked)}")
                if name == "work":
                    worst += [(a.rank or 99, _line(code, one.name, a)) for a in asked if (a.rank or 99) > 3]
        for name, all_of in zip(("work", "held out"), everything, strict=True):
            print(f"{code}, all, {name} | {figures(all_of)}")
        print(f"{code}, all | {figures([*everything[0], *everything[1]])}")
        right, typed = with_the_other_layout(code)
        print(f"{code}, plain, all of one script | {right}")
        print(f"{code}, plain, typed with the other layout on | {typed}")
    print("\nThe worst of the half to work with:")
    for _, line in sorted(worst, reverse=True):
        print(line)


def _line(code: LanguageCode, kind: str, asked: Asked) -> str:
    """A query, where its answer was, and what stood before it."""
    return f"{asked.rank or '–'} {code} {kind}: {asked.query.text} ({asked.query.meant}): {', '.join(asked.pages[:3])}"


if __name__ == "__main__":
    _told()
