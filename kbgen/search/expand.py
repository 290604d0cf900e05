"""A word of a query → the lemmas it may mean, each with a weight from 0 to 1.

Mirrored line by line by ``theme/assets/kb/search/engine.js``; both answer the golden queries alike. The relations of
a query word w to a word v of the index, and what a lemma of v gets (the largest counts):

- v is w: 1.
- w is in no page, and v differs from it only by a learned pair of endings: ENDING. The longest stem that leads to
  any word is taken.
- w is in no page, and falls into two known words: SPLIT for both. The shortest first part is taken.
- v means the same to editors as a word that got 1 or ENDING: that weight × the synonym's.
- v begins with w (of 3 letters or more, or of 2 where nothing else was found): PREFIX × length of w / length of v.
- v is one slip away: SLIP; two slips, w of 8 letters or more: TWO_SLIPS (words that share a fifth of their trigrams).
- v shares trigrams, Dice's coefficient d at least ALIKE_FROM: ALIKE × d.

The last two are for words of 4 letters or more, and are damped by KNOWN where one of the first three found something.
"""

from __future__ import annotations

from collections.abc import Iterable

from kbgen.search.analysis.endings import LONGEST, SHORTEST_STEM
from kbgen.search.analysis.grams import distance
from kbgen.search.reader import Reader

ENDING = 0.85
SPLIT = 0.4
PREFIX = 0.6
SLIP = 0.9
TWO_SLIPS = 0.2
ALIKE = 0.6
ALIKE_FROM = 0.35
KNOWN = 0.4
MOST = 20
"""So many lemmas are looked up for a word, the heaviest; of equal ones those with the smaller number."""

Weighted = list[tuple[int, float]]
"""Lemmas with their weights, the heaviest first."""


def expand(reader: Reader, word: str) -> Weighted:
    """The lemmas that a word may mean."""
    found: dict[int, float] = {}
    known = reader.lemmas(word)
    _put(found, known, 1)
    if not known:
        _put(found, by_endings(reader, word), ENDING)
        _put(found, by_splitting(reader, word), SPLIT)
    damp = KNOWN if found else 1
    for lemma, weight in list(found.items()):
        if weight >= ENDING:
            for other_lemma, percent in reader.synonyms(lemma):
                _put(found, [other_lemma], weight * percent / 100)
    if len(word) >= 3 or (len(word) == 2 and not found):
        for other, lemmas in reader.starting(word):
            _put(found, lemmas, PREFIX * len(word) / len(other))
    if len(word) >= 4:
        most = 2 if len(word) >= 8 else 1
        for other, lemmas, dice in reader.alike(word):
            if dice >= ALIKE_FROM:
                _put(found, lemmas, ALIKE * damp * dice)
            if dice >= 0.2 and abs(len(word) - len(other)) <= most:
                slips = distance(word, other, most)
                if slips == 1:
                    _put(found, lemmas, SLIP * damp)
                elif slips == 2:
                    _put(found, lemmas, TWO_SLIPS * damp)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST]


def _put(found: dict[int, float], lemmas: Iterable[int], weight: float) -> None:
    for lemma in lemmas:
        if weight > found.get(lemma, 0):
            found[lemma] = weight


def by_endings(reader: Reader, word: str) -> set[int]:
    """The lemmas of the words that differ from this one by a learned pair of endings, of the longest stem."""
    for length in range(len(word), SHORTEST_STEM - 1, -1):
        others = reader.endings.get(word[length:]) if len(word) - length <= LONGEST else None
        if others:
            found = {i for v, lemmas in reader.starting(word[:length]) if v[length:] in others for i in lemmas}
            if found:
                return found
    return set()


def by_splitting(reader: Reader, word: str) -> set[int]:
    """The lemmas of the two known words that this one is made of: the first of 3 letters or more, the second of 4."""
    for length in range(3, len(word) - 3):
        first = reader.lemmas(word[:length])
        second = reader.lemmas(word[length:]) if first else ()
        if second:
            return {*first, *second}
    return set()
