"""Which block of one text belongs to which of another: of two versions of a text, and of two languages of an article.

An alignment is a row of steps. Aligned, added and removed blocks make up both texts exactly: the steps name every block
of both texts once, those of the new text in its order, and those of the old one in its order but for what has moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kbgen.translation.blocks import Block, Kind
from kbgen.translation.facts.fact import FactKind
from kbgen.translation.fingerprints import Text, fold


@dataclass(frozen=True, slots=True)
class Step:
    """Two blocks that belong together, by their places, or one without a counterpart."""

    old: int | None
    new: int | None
    moved: bool = False


Alignment = tuple[Step, ...]
Likeness = Callable[[int, int], float]
"""How like two blocks are, by their places: 0 is not at all, 1 is the same; below ``ALIKE`` they are two blocks."""

ALIKE = 0.3
MOVED_ALIKE = 0.7
"""Blocks that have changed *and* moved are taken as one only where there is little doubt."""

MOST_CELLS = 40_000
"""Stretches of more blocks by blocks than this are paired in their order: no text may take minutes."""


def versions(old: Sequence[Hashable], new: Sequence[Hashable], likeness: Likeness | None = None) -> Alignment:
    """Align two versions of a text by the prints of their blocks.

    Equal blocks in the longest order that both have stand still, equal blocks elsewhere have moved. What is left
    between the same neighbours is paired by ``likeness``; without it in its order.
    """
    still = _common(old, new)
    ends = (len(old), len(new))
    # What is the same but stands elsewhere is no counterpart of its new neighbours.
    moving = {*_without(old, {one for one, _ in still})} & {*_without(new, {other for _, other in still})}
    steps: list[Step] = []
    for before, after in pairwise([(-1, -1), *still, ends]):
        olds, news = range(before[0] + 1, after[0]), range(before[1] + 1, after[1])
        staying_old = [place for place in olds if old[place] not in moving]
        staying_new = [place for place in news if new[place] not in moving]
        steps += _merged(olds, news, _paired(staying_old, staying_new, likeness or _nothing_known))
        if after != ends:
            steps.append(Step(*after))
    return _with_moves(steps, old, new, likeness)


def _nothing_known(one: int, other: int) -> float:
    return ALIKE


def _without(texts: Sequence[Hashable], places: Container[int]) -> Iterator[Hashable]:
    return (text for place, text in enumerate(texts) if place not in places)


def _merged(olds: Sequence[int], news: Sequence[int], pairs: Sequence[tuple[int, int]]) -> Iterator[Step]:
    """Both stretches in their order, brought together at the pairs, which are in order too."""
    a = b = 0
    for one, other in pairs:
        while olds[a] < one:
            yield Step(olds[a], None)
            a += 1
        while news[b] < other:
            yield Step(None, news[b])
            b += 1
        yield Step(one, other)
        a, b = a + 1, b + 1
    yield from (Step(place, None) for place in olds[a:])
    yield from (Step(None, place) for place in news[b:])


def _with_moves(
    steps: Sequence[Step], old: Sequence[Hashable], new: Sequence[Hashable], likeness: Likeness | None
) -> Alignment:
    """Pairs of what is gone in one place and has come in another, where it is the same or nearly so."""
    gone = [step.old for step in steps if step.new is None and step.old is not None]
    come = [step.new for step in steps if step.old is None and step.new is not None]
    moved: dict[int, int] = {}
    left: dict[Hashable, list[int]] = {}
    for place in reversed(gone):
        left.setdefault(old[place], []).append(place)
    for place in come:
        if left.get(new[place]):
            moved[place] = left[new[place]].pop()
    if likeness and len(gone) * len(come) <= MOST_CELLS:
        free = sorted({*gone} - {*moved.values()})
        for place in come:
            if place not in moved and free:
                best = max(free, key=lambda one: likeness(one, place))
                if likeness(best, place) >= MOVED_ALIKE:
                    moved[place] = best
                    free.remove(best)
    taken = {*moved.values()}
    return tuple(
        Step(moved[step.new], step.new, moved=True) if step.old is None and step.new in moved else step
        for step in steps
        if step.new is not None or step.old not in taken
    )


# -- the longest common order --------------------------------------------------------------------------------------


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
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


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], olds: range, news: range) -> list[tuple[int, int]]:
    """Pairs of elements that both have once, as many as there are in one order."""
    once_old = _once(old, olds)
    once_new = _once(new, news)
    return _increasing([(once_old[key], place) for key, place in once_new.items() if key in once_old])


def _once(texts: Sequence[Hashable], places: range) -> dict[Hashable, int]:
    counts = Counter(texts[place] for place in places)
    return {texts[place]: place for place in places if counts[texts[place]] == 1}


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, ordered by their second places, in which the first places are in order too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (one, _) in enumerate(pairs):
        place = bisect_left(tails, one)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [one]
        ends[place : place + 1] = [number]
    chosen: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _longest(old: Sequence[Hashable], new: Sequence[Hashable], olds: range, news: range) -> Iterator[tuple[int, int]]:
    """The longest common order of two stretches; only what is the same at their ends where they are too long."""
    start, end = _ends(old, new, olds, news)
    yield from zip(olds[:start], news[:start], strict=True)
    a, b = olds[start : len(olds) - end], news[start : len(news) - end]
    if a and b and len(a) * len(b) <= MOST_CELLS:
        yield from _paired(a, b, lambda one, other: float(old[one] == new[other]))
    yield from zip(olds[len(olds) - end :], news[len(news) - end :], strict=True)


# -- pairs in order, as like as can be -----------------------------------------------------------------------------


def _paired(olds: Sequence[int], news: Sequence[int], likeness: Likeness) -> list[tuple[int, int]]:
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
    pairs: list[tuple[int, int]] = []
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


def likeness_of_versions(old: Sequence[Block | None], new: Sequence[Block]) -> Likeness:
    """By the words that two versions of a block share; of an old block that nobody remembers, nothing is known."""
    bags_old = [Counter(fold(block.text).split()) if block else Counter[str]() for block in old]
    bags_new = [Counter(fold(block.text).split()) for block in new]

    def likeness(one: int, other: int) -> float:
        before = old[one]
        if before is None:
            return ALIKE
        a, b = bags_old[one], bags_new[other]
        shared = 2 * (a & b).total() / ((a.total() + b.total()) or 1)
        # Two blocks of one kind between the same neighbours are taken as one that was written anew.
        return max(shared, ALIKE) if before.kind is new[other].kind else shared * 0.8

    return likeness


# -- two languages -------------------------------------------------------------------------------------------------


def languages(source: Text, translation: Text) -> Alignment:
    """Align a text with its translation by what is the same in all languages: structure, code, addresses, numbers.

    Blocks that only one block of each text can be (anchors of headings, code, sets of facts) are paired first; where
    both have the same outline, so are the headings. Between these, blocks are paired by kind, level, facts and length.
    """
    fixed = _increasing(sorted(_certain(source, translation), key=lambda pair: pair[1]))
    likeness = _likeness_of_languages(source, translation)
    steps: list[Step] = []
    ends = (len(source.blocks), len(translation.blocks))
    for before, after in pairwise([(-1, -1), *fixed, ends]):
        olds, news = range(before[0] + 1, after[0]), range(before[1] + 1, after[1])
        steps += _merged(olds, news, _paired(olds, news, likeness))
        if after != ends:
            steps.append(Step(*after))
    return tuple(steps)


def counterparts(source: Text, translation: Text) -> dict[int, int]:
    """For each block of a text the one that says the same in its translation, by their places, as far as there is one.

    What has changed since in the source is looked for with the old text, from which the translation was made.
    """
    return {
        step.old: step.new for step in languages(source, translation) if step.old is not None and step.new is not None
    }


def place_behind(found: Mapping[int, int], place: int) -> int:
    """The translation's block behind which what was added to its source belongs; −1 for the beginning."""
    return next((found[before] for before in range(place - 1, -1, -1) if before in found), -1)


def _certain(source: Text, translation: Text) -> list[tuple[int, int]]:
    """Pairs about which there is no doubt, in any order; no block is in two of them."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    by_outline = [_outline(source), _outline(translation)]
    if [level for _, level in by_outline[0]] == [level for _, level in by_outline[1]]:
        pairs = {one: other for (one, _), (other, _) in zip(*by_outline, strict=True)}
        taken = set(pairs.values())
    keys = [_keys(source), _keys(translation)]
    once = [_once(of_text, range(len(of_text))) for of_text in keys]
    for key, one in once[0].items():
        other = once[1].get(key)
        if key is not None and other is not None and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return list(pairs.items())


def _outline(text: Text) -> list[tuple[int, int]]:
    """The places of the title, the description and the headings, with their levels."""
    levels = {Kind.TITLE: 0, Kind.DESCRIPTION: -1}
    return [
        (place, levels.get(block.kind, block.level))
        for place, block in enumerate(text.blocks)
        if block.kind is Kind.HEADING or block.kind in levels
    ]


def _keys(text: Text) -> list[Hashable]:
    """Of each block what tells it from all others in any language; None where nothing does."""
    keys: list[Hashable] = []
    for block, facts in zip(text.blocks, _shared_facts(text), strict=True):
        if block.anchor:
            keys.append(("anchor", block.anchor))
        elif block.kind is Kind.CODE:
            keys.append(("code", block.text))
        else:
            keys.append((block.kind, facts) if facts else None)
    return keys


def _shared_facts(text: Text) -> list[frozenset[str]]:
    """The facts that are written the same in every language; labels are translated."""
    return [
        frozenset(f"{fact.kind} {fact.value}" for fact in facts if fact.kind not in (FactKind.LABEL, FactKind.STEPS))
        for facts in text.facts
    ]


def _likeness_of_languages(source: Text, translation: Text) -> Likeness:
    """By kind and level, then facts, then length: a translation is seldom half or twice as long."""
    facts_a, facts_b = _shared_facts(source), _shared_facts(translation)

    def likeness(one: int, other: int) -> float:
        a, b = source.blocks[one], translation.blocks[other]
        if a.kind is not b.kind and (a.kind in _OWN_KIND or b.kind in _OWN_KIND):
            return 0.0
        if a.kind is Kind.HEADING and a.level != b.level:
            return 0.0
        both = facts_a[one] | facts_b[other]
        same = len(facts_a[one] & facts_b[other]) / len(both) if both else 0.5
        longer, shorter = max(len(a.text), len(b.text)), min(len(a.text), len(b.text))
        return 0.3 * (a.kind is b.kind) + 0.1 * (a.level == b.level) + 0.4 * same + 0.2 * shorter / longer

    return likeness


# Kinds that a translator does not write as another one.
_OWN_KIND = frozenset({Kind.TITLE, Kind.DESCRIPTION, Kind.HEADING, Kind.CODE, Kind.ROW, Kind.IMAGE})
