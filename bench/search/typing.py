"""What one sees while typing: the results after each letter, and how many letters it takes to see the right page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.search.quality import place, reciprocal
from bench.search.queries import Query

FIRST = 2
"""Results are shown from so many letters on."""
SEEN = 3
"""A page among so many first results is seen."""

Ranked = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Typing:
    """Of a set of queries.

    ``mrr``: after 2, 3, … letters, over all queries; a query that is whole stays as it is. ``seen``: the share whose
    right page is among the first three at some letter; ``letters``: the median of the letters that it takes them to
    be seen for the first time, and of the share of the query that they are.
    """

    n: int
    mrr: tuple[float, ...]
    seen: float
    letters: float
    share: float


def prefixes(text: str) -> Iterator[str]:
    """What stands in the box after each letter. What ends with a space is what it was before."""
    return (text[:end] for end in range(FIRST, len(text) + 1) if text[end - 1] != " ")


def all_prefixes(queries: Sequence[Query]) -> list[str]:
    """Of all queries, each once."""
    return list(dict.fromkeys(prefix for query in queries for prefix in prefixes(query.text)))


def measure(queries: Sequence[Query], ranked: Ranked, letters: int = 20) -> Typing:
    """The typing of these queries, up to so many letters. ``ranked``: what is found for a text."""
    if not queries:
        return Typing(0, (), 0.0, 0.0, 0.0)
    mrr = tuple(
        sum(reciprocal(ranked(_typed(query.text, end)), query.pages) for query in queries) / len(queries)
        for end in range(FIRST, letters + 1)
    )
    needed = [(n, n / len(query.text)) for query in queries if (n := _needed(query, ranked))]
    return Typing(
        len(queries),
        mrr,
        len(needed) / len(queries),
        median(n for n, _ in needed) if needed else 0.0,
        median(share for _, share in needed) if needed else 0.0,
    )


def _typed(text: str, letters: int) -> str:
    return text[: max(letters, FIRST)].rstrip(" ")


def _needed(query: Query, ranked: Ranked) -> int | None:
    for prefix in prefixes(query.text):
        where = place(ranked(prefix), query.pages)
        if where and where <= SEEN:
            return len(prefix)
    return None
