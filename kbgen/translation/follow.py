"""What a translator has to look at: each change of a text, beside the paragraph of the other language. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from kbgen.languages import LanguageCode
from kbgen.translation.alignment import languages
from kbgen.translation.blocks import Block
from kbgen.translation.changes import Change, ChangeKind
from kbgen.translation.fingerprints import Text


class Said(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


Words = tuple[tuple[Said, str], ...]
"""A text in runs: what stayed, what went, what came. All but the new ones make the old text, all but the gone ones
the new one, to the letter."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change with the block of the other language that it concerns.

    ``beside``: that block; None where it has to be written first. ``after``: the block of the other language behind
    which it belongs then; None at the beginning. ``words``: old and new words; empty where nobody knows the old ones.
    """

    change: Change
    beside: Block | None
    after: Block | None
    words: Words


@dataclass(frozen=True, slots=True)
class Following:
    """The changes of one text, beside the other. ``changed`` and ``other`` are the languages of the two."""

    changed: LanguageCode
    other: LanguageCode
    steps: tuple[Step, ...]


def following(changes: tuple[Change, ...], text: Text, other: Text, before: Text | None = None) -> Following:
    """Each change of ``text``, beside the block of ``other`` that says the same.

    ``before``: the text as it was, where it is known whole; it leads to what stands for blocks that are gone.
    """
    now = _counterparts(text, other, {change.place for change in changes if change.kind is ChangeKind.ADDED})
    then = _counterparts(before, other) if before else {}
    steps = tuple(_step(change, other, now, then) for change in changes)
    return Following(text.language, other.language, steps)


def _counterparts(text: Text, other: Text, added: Collection[int] = ()) -> Mapping[int, int]:
    """For the places of a text those in the other language. What was added must not take what belongs to its neighbour:
    it gets what is left, if it looks alike."""
    stayed = [place for place in range(len(text.blocks)) if place not in added]
    blocks, facts = (text.blocks[place] for place in stayed), (text.facts[place] for place in stayed)
    rest = Text(text.language, tuple(blocks), tuple(facts))
    found = {stayed[old]: new for old, new in _pairs(rest, other)}
    if added:
        taken = set(found.values())
        found |= {old: new for old, new in _pairs(text, other) if old in added and new not in taken}
    return found


def _pairs(text: Text, other: Text) -> Iterator[tuple[int, int]]:
    yield from ((s.old, s.new) for s in languages(text, other) if s.old is not None and s.new is not None)


def _step(change: Change, other: Text, now: Mapping[int, int], then: Mapping[int, int]) -> Step:
    gone = change.kind is ChangeKind.REMOVED
    place = then.get(change.was) if gone else now.get(change.place)
    beside = None if place is None else other.blocks[place]
    last = change.place if gone else change.place - 1
    before = next((now[one] for one in range(last, -1, -1) if one in now), None)
    return Step(change, beside, None if before is None else other.blocks[before], words_of(change))


def words_of(change: Change) -> Words:
    """The old and the new words of a change; empty where the old ones are not known."""
    old = change.old.text if change.old else ""
    new = change.new.text if change.new else ""
    if change.kind is ChangeKind.CHANGED and not (change.old and change.new):
        return ()
    if change.kind is ChangeKind.REMOVED and not change.old:
        return ()
    return tuple(compared(old, new))


_PIECE = re.compile(r"\w+(?:[.,:’'-]\w+)*|\s+|[^\w\s]")


def compared(old: str, new: str) -> Iterator[tuple[Said, str]]:
    """Two texts as runs of words. A space between two runs that went or came belongs to them."""
    a, b = _PIECE.findall(old), _PIECE.findall(new)
    gone = came = ""
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        same = "".join(a[i:j])
        if what == "equal" and (gone or came) and not same.strip() and j < len(a) and m < len(b):
            gone, came = gone + same, came + same
            continue
        if what == "equal":
            yield from _flushed(gone, came)
            gone = came = ""
            yield Said.SAME, same
        else:
            gone, came = gone + same, came + "".join(b[k:m])
    yield from _flushed(gone, came)


def _flushed(gone: str, came: str) -> Iterator[tuple[Said, str]]:
    if gone:
        yield Said.GONE, gone
    if came:
        yield Said.NEW, came
