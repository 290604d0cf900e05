"""Pairs of two rows in an order that both have: of what is equal, and of what is alike."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

Pair = tuple[int, int]
"""The places of two elements that belong together."""

Likeness = Callable[[int, int], float]
"""How like two elements are, by their places: 0 is not at all, 1 is the same; below ``ALIKE`` they are two things."""

ALIKE = 0.3

MOST_CELLS = 40_000
"""Stretches of more elements by elements than this are paired in their order: no text may take minutes."""


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Pairs of equal elements in an order that both have: the longest one between what is unique in both.

    Unique elements are aligned first (patience diff), then what stands between them, so that a text of many thousand
    blocks takes no longer than its changes.
    """
    start, end = _ends(old, new, range(len(old)), range(len(new)))
    inside = (range(start, len(old) - end), range(start, len(new) - end))
    pairs = [(place, place) for place in range(start)]
    last = (start - 1, start - 1)
    for anchor in [*_anchors(old, new, *inside), (len(old) - end, len(new) - end)]:
        pairs += _longest(old, new, range(last[0] + 1, anchor[0]), range(last[1] + 1, anchor[1]))
        if anchor[0] < len(old) - end:
            pairs.append(anchor)
        last = anchor
    return [*pairs, *((len(old) - end + place, len(new) - end + place) for place in range(end))]


def _ends(old: Sequence[Hashable], new: Sequence[Hashable], olds: range, news: range) -> tuple[int, int]:
    """How many elements are the same at the beginning of two stretches, and how many others at their end."""
    most = min(len(olds), len(news))
    start = next((k for k in range(most) if old[olds[k]] != new[news[k]]), most)
    end = next((k for k in range(most - start) if old[olds[-1 - k]] != new[news[-1 - k]]), most - start)
    return start, end


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], olds: range, news: range) -> list[Pair]:
    """Pairs of elements that both have once, as many as there are in one order."""
    once_old = once(old, olds)
    once_new = once(new, news)
    return increasing([(once_old[key], place) for key, place in once_new.items() if key in once_old])


def once(texts: Sequence[Hashable], places: range) -> dict[Hashable, int]:
    """What stands only once in a stretch, with its place."""
    counts = Counter(texts[place] for place in places)
    return {texts[place]: place for place in places if counts[texts[place]] == 1}


def increasing(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest part of pairs, ordered by their second places, in which the first places are in order too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (one, _) in enumerate(pairs):
        place = bisect_left(tails, one)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [one]
        ends[place : place + 1] = [number]
    chosen: list[Pair] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _longest(old: Sequence[Hashable], new: Sequence[Hashable], olds: range, news: range) -> Iterator[Pair]:
    """The longest common order of two stretches; only what is the same at their ends where they are too long."""
    start, end = _ends(old, new, olds, news)
    yield from zip(olds[:start], news[:start], strict=True)
    a, b = olds[start : len(olds) - end], news[start : len(news) - end]
    if a and b and len(a) * len(b) <= MOST_CELLS:
        yield from paired(a, b, lambda one, other: float(old[one] == new[other]))
    yield from zip(olds[len(olds) - end :], news[len(news) - end :], strict=True)


def paired(olds: Sequence[int], news: Sequence[int], likeness: Likeness) -> list[Pair]:
    """The pairs in order whose likenesses have the greatest sum (Needleman and Wunsch 1970, gaps cost nothing)."""
    if len(olds) * len(news) > MOST_CELLS:
        return [pair for pair in zip(olds, news, strict=False) if likeness(*pair) >= ALIKE]
    alike = [[like if (like := likeness(one, other)) >= ALIKE else 0.0 for other in news] for one in olds]
    # best[a][b]: the greatest sum of what stands from a and b on.
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for a in range(len(olds) - 1, -1, -1):
        row, below, likes = best[a], best[a + 1], alike[a]
        for b in range(len(news) - 1, -1, -1):
            row[b] = max(below[b], row[b + 1], likes[b] + below[b + 1] if likes[b] else 0.0)
    pairs: list[Pair] = []
    a = b = 0
    while a < len(olds) and b < len(news):
        if alike[a][b] and best[a][b] == alike[a][b] + best[a + 1][b + 1]:
            pairs.append((olds[a], news[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs
