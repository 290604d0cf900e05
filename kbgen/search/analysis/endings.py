"""Pairs of endings that take one another's place, learned from the words that share a lemma: a stemmer of one's own.

``postkasti`` and ``postkastid`` share a lemma, so ``i`` and ``id`` are a pair. With enough pairs an inflected form
that no page has is led to one that some page has, without a dictionary in the browser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise

from kbgen.search.analysis.grams import common

LONGEST = 7
"""Letters of the longest ending."""
SHORTEST_STEM = 3
"""Letters that both words must share at their beginning."""
_FORMS = 30
"""So many forms of one lemma are looked at; more would only repeat what they say."""

Endings = Mapping[str, tuple[str, ...]]
"""For each ending the endings that may stand in its place, in the order of the alphabet."""


def learn(groups: Iterable[Iterable[str]], *, most: int = 3000) -> Endings:
    """The ``most`` frequent pairs among words with the same lemma; a pair seen once is chance.

    Of equally frequent pairs the first in alphabetic order are kept.
    """
    seen = Counter(chain.from_iterable(map(_pairs, groups)))
    often = [(-times, pair) for (x, y), times in seen.items() if times > 1 for pair in ((x, y), (y, x))]
    kept: dict[str, list[str]] = {}
    for _, (x, y) in sorted(often)[:most]:
        kept.setdefault(x, []).append(y)
    return {x: tuple(sorted(kept[x])) for x in sorted(kept)}


def _pairs(group: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The endings of every two words that share a stem, the smaller one first."""
    words = sorted(group)[:_FORMS]
    shared = [common(a, b) for a, b in pairwise(words)]
    for i, a in enumerate(words):
        # Of sorted words, two share no more letters than any two neighbours between them.
        stem = len(a)
        for b, more in zip(words[i + 1 :], shared[i:], strict=False):
            stem = min(stem, more)
            if stem < SHORTEST_STEM:
                break
            if len(a) - stem <= LONGEST and len(b) - stem <= LONGEST:
                yield a[stem:], b[stem:]
