"""Pairs of endings that take one another's place, learned from the words that share a lemma: a stemmer of one's own.

``postkasti`` and ``postkastid`` share a lemma, so ``i`` and ``id`` are a pair. With enough pairs an inflected form
that no page has is led to one that some page has, without a dictionary in the browser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

LONGEST = 7
"""Letters of the longest ending."""
SHORTEST_STEM = 3
"""Letters that both words must share at their beginning."""
_FORMS = 30
"""So many forms of one lemma are looked at; more would only repeat what they say."""

Endings = Mapping[str, tuple[str, ...]]
"""For each ending the endings that may stand in its place, in the order of the alphabet."""


def _shared(a: str, b: str) -> int:
    """How many letters two words share at their beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def learn(groups: Iterable[Iterable[str]], *, most: int = 3000) -> Endings:
    """The ``most`` frequent pairs among words with the same lemma; a pair seen once is chance.

    Of equally frequent pairs the first in alphabetic order are kept.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for group in groups:
        for a, b in combinations(sorted(group)[:_FORMS], 2):
            shared = _shared(a, b)
            x, y = a[shared:], b[shared:]
            if shared >= SHORTEST_STEM and len(x) <= LONGEST and len(y) <= LONGEST:
                seen[x, y] += 1
                seen[y, x] += 1
    often = (pair for pair, times in seen.items() if times > 1)
    kept: dict[str, list[str]] = {}
    for x, y in sorted(often, key=lambda pair: (-seen[pair], pair))[:most]:
        kept.setdefault(x, []).append(y)
    return {x: tuple(sorted(kept[x])) for x in sorted(kept)}
