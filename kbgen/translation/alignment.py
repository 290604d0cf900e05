"""Which block of one text belongs to which of another: of two versions of a text, and of two languages of an article.

An alignment is a row of steps. Aligned, added and removed blocks make up both texts exactly: the steps name every block
of both texts once, those of the new text in its order, and those of the old one in its order but for what has moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kbgen.translation.blocks import Block, Kind
from kbgen.translation.facts.fact import FactKind
from kbgen.translation.fingerprints import Text, fold
from kbgen.translation.order import ALIKE, MOST_CELLS, Likeness, Pair, common, increasing, once, paired


@dataclass(frozen=True, slots=True)
class Step:
    """Two blocks that belong together, by their places, or one without a counterpart."""

    old: int | None
    new: int | None
    moved: bool = False


Alignment = tuple[Step, ...]

MOVED_ALIKE = 0.7
"""Blocks that have changed *and* moved are taken as one only where there is little doubt."""


def versions(old: Sequence[Hashable], new: Sequence[Hashable], likeness: Likeness | None = None) -> Alignment:
    """Align two versions of a text by the prints of their blocks.

    Equal blocks in the longest order that both have stand still, equal blocks elsewhere have moved. What is left
    between the same neighbours is paired by ``likeness``; without it in its order.
    """
    still = common(old, new)
    ends = (len(old), len(new))
    # What is the same but stands elsewhere is no counterpart of its new neighbours.
    moving = {*_without(old, {one for one, _ in still})} & {*_without(new, {other for _, other in still})}
    steps: list[Step] = []
    for before, after in pairwise([(-1, -1), *still, ends]):
        olds, news = range(before[0] + 1, after[0]), range(before[1] + 1, after[1])
        staying_old = [place for place in olds if old[place] not in moving]
        staying_new = [place for place in news if new[place] not in moving]
        steps += _merged(olds, news, paired(staying_old, staying_new, likeness or _nothing_known))
        if after != ends:
            steps.append(Step(*after))
    return _with_moves(steps, old, new, likeness)


def _nothing_known(one: int, other: int) -> float:
    return ALIKE


def _without(texts: Sequence[Hashable], places: Container[int]) -> Iterator[Hashable]:
    return (text for place, text in enumerate(texts) if place not in places)


def _merged(olds: Sequence[int], news: Sequence[int], pairs: Sequence[Pair]) -> Iterator[Step]:
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
    fixed = increasing(sorted(_certain(source, translation), key=lambda pair: pair[1]))
    likeness = _likeness_of_languages(source, translation)
    steps: list[Step] = []
    ends = (len(source.blocks), len(translation.blocks))
    for before, after in pairwise([(-1, -1), *fixed, ends]):
        olds, news = range(before[0] + 1, after[0]), range(before[1] + 1, after[1])
        steps += _merged(olds, news, paired(olds, news, likeness))
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


def _certain(source: Text, translation: Text) -> list[Pair]:
    """Pairs about which there is no doubt, in any order; no block is in two of them."""
    keys, keys_there = _keys(source), _keys(translation)
    theirs = once(keys_there, range(len(keys_there)))
    pairs = {one: theirs[key] for key, one in once(keys, range(len(keys))).items() if key is not None and key in theirs}
    outline, translated = _outline(source), _outline(translation)
    if [level for _, level in outline] == [level for _, level in translated]:
        free = {other for other, _ in translated} - {*pairs.values()}
        for (one, _), (other, _) in zip(outline, translated, strict=True):
            if one not in pairs and other in free:
                pairs[one] = other
    return list(pairs.items())


def _outline(text: Text) -> list[tuple[int, int]]:
    """The places of the headings, with their levels."""
    return [(place, block.level) for place, block in enumerate(text.blocks) if block.kind is Kind.HEADING]


def _keys(text: Text) -> list[Hashable]:
    """Of each block what tells it from all others in any language; None where nothing does."""
    keys: list[Hashable] = []
    for block, facts in zip(text.blocks, _shared_facts(text), strict=True):
        if block.kind in (Kind.TITLE, Kind.DESCRIPTION):
            keys.append((block.kind,))
        elif block.anchor:
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
