"""How good ranked results are: MRR@10, recall@1/5/10, the share of queries without results; and paired bootstrap.

A query's reciprocal rank is 1 / (place of the first right page among the first ten), 0 where none is there; MRR is the
mean over the queries of a set. Any one of the right pages counts, so recall@k is the share of queries with a right
page among the first k.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """Of a set of queries. Everything but ``n`` is a share between 0 and 1."""

    n: int
    mrr10: float
    r1: float
    r5: float
    r10: float
    zero: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Of two runs over the same queries: the mean of a − b, and the interval that holds it with 95 % confidence."""

    mean: float
    low: float
    high: float


def place(ranked: Sequence[str], right: Collection[str]) -> int | None:
    """The place of the first right page among the first ten, counted from 1."""
    return next((n for n, page in enumerate(ranked[:DEPTH], 1) if page in right), None)


def reciprocal(ranked: Sequence[str], right: Collection[str]) -> float:
    """The reciprocal rank of one query's results."""
    found = place(ranked, right)
    return 1 / found if found else 0.0


def reciprocals(ranked: Sequence[Sequence[str]], expected: Sequence[Collection[str]]) -> list[float]:
    """The reciprocal rank of every query."""
    return [reciprocal(pages, right) for pages, right in zip(ranked, expected, strict=True)]


def evaluate(ranked: Sequence[Sequence[str]], expected: Sequence[Collection[str]]) -> Quality:
    """The quality of ranked pages, a list a query, against the right pages of each."""
    n = len(expected)
    if not n:
        return Quality(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    places = [place(pages, right) for pages, right in zip(ranked, expected, strict=True)]

    def within(k: int) -> float:
        return sum(p is not None and p <= k for p in places) / n

    empty = sum(not pages for pages in ranked) / n
    return Quality(n, sum(1 / p for p in places if p) / n, within(1), within(5), within(DEPTH), empty)


def bootstrap(
    a: Sequence[Sequence[float]], b: Sequence[Sequence[float]], *, samples: int = 2000, seed: int = 1
) -> Difference:
    """Paired bootstrap of reciprocal ranks: the sets (strata) weigh the same, queries are drawn within each.

    Both runs are given as lists of sets of queries in the same order. The interval is that of percentiles (2.5, 97.5).
    Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
    """
    pairs = [[x - y for x, y in zip(left, right, strict=True)] for left, right in zip(a, b, strict=True)]
    pairs = [differences for differences in pairs if differences]
    if not pairs:
        return Difference(0.0, 0.0, 0.0)
    chance = random.Random(seed)
    means = sorted(sum(sum(chance.choices(d, k=len(d))) / len(d) for d in pairs) / len(pairs) for _ in range(samples))
    mean = sum(sum(d) / len(d) for d in pairs) / len(pairs)
    return Difference(mean, means[int(0.025 * samples)], means[min(samples - 1, int(0.975 * samples))])
