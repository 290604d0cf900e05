"""What has changed in a text since its prints were recorded, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kbgen.translation import grading
from kbgen.translation.alignment import Alignment, Step, likeness_of_versions, versions
from kbgen.translation.blocks import Block, Kind, heading_path
from kbgen.translation.fingerprints import EVERY_BLOCK, PARTLY, BlockPrint, Prints, Text, parts_by
from kbgen.translation.grading import Grade

Remembered = Text | Mapping[BlockPrint, Block]
"""The old words of a text: the whole of it, or those of its blocks that were found, by their prints."""

Recall = Callable[[Prints], Remembered | None]
"""Finds the old words of a text by its recorded prints, for example in git's history; None where there are none."""


class ChangeKind(StrEnum):
    """What happened to a block."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a text.

    ``old`` is None of an added block, and where nobody remembers its words; ``new`` of a removed one. ``place``: of the
    block in the text as it is; of a removed one that of the block before it, −1 at the beginning. ``path``: the
    headings above it. ``was``: the place that it had in what was recorded, −1 of an added one. A change of punctuation,
    case or markup that only the digest tells of has neither block, and no place.
    """

    kind: ChangeKind
    grade: Grade
    old: Block | None
    new: Block | None
    place: int = -1
    path: tuple[str, ...] = ()
    was: int = -1


def changes_since(recorded: Prints, text: Text, remembered: Remembered | None = None) -> tuple[Change, ...]:
    """What has changed since; nothing where the text is what it was, however it came to be so."""
    if recorded.digest == text.prints.digest:
        return ()
    changes = tuple(_changes(recorded, text, remembered))
    if changes or recorded.digest == PARTLY:
        return changes
    return (Change(ChangeKind.CHANGED, Grade.COSMETIC, None, None),)


def grade_of(changes: Iterable[Change]) -> Grade:
    """The worst grade of them; none where there are none."""
    return max((change.grade for change in changes), default=Grade.NONE)


def steps_since(recorded: Prints, text: Text, remembered: Remembered | None = None) -> Alignment:
    """How the blocks that were recorded stand to those of the text as it is. For prints of every block only."""
    words = _old_blocks(recorded, remembered)
    likeness = likeness_of_versions(words, text.blocks) if any(words) else None
    return versions(recorded.blocks, text.prints.blocks, likeness)


def _changes(recorded: Prints, text: Text, remembered: Remembered | None) -> Iterator[Change]:
    if isinstance(remembered, Text) and remembered.prints.digest == recorded.digest:
        recorded = remembered.prints
    if recorded.grain != EVERY_BLOCK:
        yield from _changed_parts(recorded, text)
        return
    words = _old_blocks(recorded, remembered)
    before = -1
    for step in steps_since(recorded, text, remembered):
        if change := _change(step, recorded.blocks, words, text, before):
            yield change
        before = before if step.new is None else step.new


def _old_blocks(recorded: Prints, remembered: Remembered | None) -> Sequence[Block | None]:
    """The recorded blocks as far as somebody remembers them."""
    if isinstance(remembered, Text) and remembered.prints == recorded:
        return remembered.blocks
    found = _by_print(remembered)
    return [found.get(one) for one in recorded.blocks]


def _by_print(remembered: Remembered | None) -> Mapping[BlockPrint, Block]:
    if isinstance(remembered, Text):
        return dict(zip(remembered.prints.blocks, remembered.blocks, strict=True))
    return remembered or {}


def _change(
    step: Step, old: Sequence[BlockPrint], words: Sequence[Block | None], text: Text, before: int
) -> Change | None:
    """What a step of the alignment means; None where the block is as it was."""
    if step.new is None:
        assert step.old is not None
        grade = grading.of_one_sided(old[step.old])
        return Change(ChangeKind.REMOVED, grade, words[step.old], None, before, _path_behind(text, before), step.old)
    new, path = text.blocks[step.new], heading_path(text.blocks, step.new)
    print_now = text.prints.blocks[step.new]
    if step.old is None:
        return Change(ChangeKind.ADDED, grading.of_one_sided(print_now), None, new, step.new, path)
    block = words[step.old]
    grade = _grade(old[step.old], print_now, block, new, text)
    if step.moved and grade <= Grade.SMALL:
        return Change(ChangeKind.MOVED, Grade.SMALL, block, new, step.new, path, step.old)
    return Change(ChangeKind.CHANGED, grade, block, new, step.new, path, step.old) if grade else None


def _grade(old: BlockPrint, new: BlockPrint, before: Block | None, after: Block, text: Text) -> Grade:
    if old == new:
        same = before is None or (before.kind, before.text) == (after.kind, after.text)
        return Grade.NONE if same else Grade.COSMETIC
    return grading.of_change(old, new, before.text if before else None, after.text, text.language)


def _path_behind(text: Text, place: int) -> tuple[str, ...]:
    """The headings above what would stand behind a block."""
    if place < 0:
        return ()
    block = text.blocks[place]
    path = heading_path(text.blocks, place)
    return (*path, block.text) if block.kind is Kind.HEADING else path


def _changed_parts(recorded: Prints, text: Text) -> Iterator[Change]:
    """The changes of a text of which only the parts were recorded: each at the block with which its part begins."""
    parts = parts_by(text.blocks, recorded.grain)
    prints = text.prints_by(recorded.grain).blocks
    before = -1
    for step in versions(recorded.blocks, prints):
        if step.new is None:
            assert step.old is not None
            grade = grading.of_one_sided(recorded.blocks[step.old])
            yield Change(ChangeKind.REMOVED, grade, None, None, before, _path_behind(text, before), step.old)
            continue
        place = parts[step.new][0]
        new, path = text.blocks[place], heading_path(text.blocks, place)
        if step.old is None:
            yield Change(ChangeKind.ADDED, grading.of_one_sided(prints[step.new]), None, new, place, path)
        elif recorded.blocks[step.old] != prints[step.new]:
            grade = grading.of_change(recorded.blocks[step.old], prints[step.new], None, new.text, text.language)
            yield Change(ChangeKind.CHANGED, grade, None, new, place, path, step.old)
        elif step.moved:
            yield Change(ChangeKind.MOVED, Grade.SMALL, None, new, place, path, step.old)
        before = parts[step.new][-1]
