"""Confirming that a translation says what its source says: the whole article, or some of its blocks. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kbgen.articles.article import ArticleId
from kbgen.errors import WrongUse
from kbgen.translation.alignment import Alignment, Step, languages
from kbgen.translation.changes import Change, ChangeKind, Remembered, steps_since
from kbgen.translation.fingerprints import EVERY_BLOCK, PARTLY, BlockPrint, Prints, Text
from kbgen.translation.presence import Stub
from kbgen.translation.record import DESPITE_FACTS, DESPITE_STUB, Record


def confirmed(
    article: ArticleId,
    own: Text,
    source: Text,
    day: date,
    *,
    before: Record | None = None,
    flags: Iterable[str] = (),
    by: str = "",
) -> Record:
    """The record that a translation says what its source says.

    Confirming again what is confirmed already gives the very record that there is (``before``), with its day.
    """
    prints = (source.recorded_prints, own.recorded_prints)
    record = Record(own.language, article, source.language, day, *prints, tuple(sorted(flags)), by)
    if before and replace(before, day=day, by=by) == record:
        return before
    return record


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a translation should not be confirmed as it is. ``flag``: the word in the record of who does it anyway."""

    flag: str
    reason: str


def objections(stub: Stub | None, differs: bool) -> tuple[Objection, ...]:
    """What speaks against confirming a translation. ``differs``: facts differ from the source's in a critical way."""
    found = [Objection(DESPITE_STUB, f"it {stub.message}")] if stub else []
    if differs:
        found.append(Objection(DESPITE_FACTS, "its facts differ from the source’s"))
    return tuple(found)


def partly_confirmed(
    record: Record,
    own: Text,
    source: Text,
    followed: Collection[Change],
    day: date,
    *,
    remembered: Remembered | None = None,
    by: str = "",
) -> Record:
    """The record of a translation that has followed some of its source's changes, and not yet the others.

    Its own blocks beside these count as confirmed too. ``remembered``: the old words with which the changes were
    found. Raises WrongUse where a text is recorded by its sections.
    """
    if {record.source_prints.grain, record.own_prints.grain} != {EVERY_BLOCK}:
        raise WrongUse("the article is too long to confirm single blocks", hint="confirm the whole article")
    done = {(change.was, change.place) for change in followed if change.new}
    gone = {change.was for change in followed if change.kind is ChangeKind.REMOVED}
    theirs = {place for _, place in done}
    beside = {step.new for step in languages(source, own) if step.old in theirs}

    def is_followed(step: Step) -> bool:
        return step.old in gone if step.new is None else (-1 if step.old is None else step.old, step.new) in done

    def is_beside(step: Step) -> bool:
        return bool(gone) if step.new is None else step.new in beside

    source_steps = steps_since(record.source_prints, source, remembered)
    own_steps = steps_since(record.own_prints, own)
    made = replace(
        record,
        source_prints=_accepted(record.source_prints, source, source_steps, is_followed),
        own_prints=_accepted(record.own_prints, own, own_steps, is_beside),
    )
    return made if made == record else replace(made, day=day, by=by or record.by)


def _accepted(recorded: Prints, text: Text, steps: Alignment, accepts: Callable[[Step], bool]) -> Prints:
    """The recorded prints with those of the accepted steps as they are now."""
    if recorded.digest == text.prints.digest:
        return recorded
    now = text.prints.blocks
    blocks = tuple(_mixed(steps, recorded.blocks, now, accepts))
    if blocks == now:
        return text.prints
    return recorded if blocks == recorded.blocks else Prints(PARTLY, blocks)


def _mixed(
    steps: Alignment, old: Sequence[BlockPrint], new: Sequence[BlockPrint], accepts: Callable[[Step], bool]
) -> Iterator[BlockPrint]:
    """The new prints of accepted steps, the old ones of all others; what has moved stays where it was until then."""
    waiting = sorted(step.old for step in steps if step.moved and step.old is not None and not accepts(step))
    for step in steps:
        if not step.moved and step.old is not None:
            while waiting and waiting[0] < step.old:
                yield old[waiting.pop(0)]
        if accepts(step):
            if step.new is not None:
                yield new[step.new]
        elif step.old is not None and not step.moved:
            yield old[step.old]
    yield from (old[place] for place in waiting)
