"""Which version of its source a translation was made from, where nobody wrote it down. Pure.

Two things tell. The commits: what the source was when blocks of the translation were last really changed; a commit that
changes no fingerprint (a reformatting of all files, say) tells nothing, and one that mends a word does not mean that
somebody read the source again. And the texts: of which version the translation has the structure and the facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from kbgen.translation.alignment import languages, versions
from kbgen.translation.commits import Commit
from kbgen.translation.facts.fact import FactKind
from kbgen.translation.fingerprints import Text

FOLLOWED = 0.6
"""A translation has followed its source where it changed at least this share of the blocks that the source changed."""

REWRITTEN = 0.5
"""Whoever changes this share of the blocks at once has translated the text anew."""

SAME = 0.97
ALIKE = 0.75
"""How much of structure and facts two texts share that are surely, or likely, of one state."""

MARGIN = 0.1
"""A version that fits better by this much than the one that the commits tell of is the right one."""


class Sureness(IntEnum):
    """How much a proposal can be trusted."""

    UNSURE = 0
    LIKELY = 1
    SURE = 2

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Stage:
    """What a text was from a commit on; without a commit it is the text on the disk."""

    text: Text
    commit: Commit | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A translation was made from this stage of its source, as far as can be told. ``later``: real stages since.

    ``basis`` is None where there is only the newest stage to be known, and the translation is not in step with it.
    """

    basis: Stage | None
    sureness: Sureness
    reason: str
    later: int = 0


def propose(source: Iterable[Stage], own: Iterable[Stage]) -> Proposal:
    """The stages of a source and of its translation, oldest first, at least one of each → what belongs together."""
    sources, stages = real(source), real(own)
    fits = [fit(stage.text, stages[-1].text) for stage in sources]
    dated = _by_commits(sources, stages)
    if dated is None:
        sureness, reason = _of_texts(fits[-1])
        return Proposal(sources[-1] if sureness else None, sureness, reason)
    place, sureness, reason = _of_both(dated, fits, stages, _touched_since(dated, sources, stages))
    return Proposal(sources[place], sureness, reason, len(sources) - 1 - place)


def real(stages: Iterable[Stage]) -> list[Stage]:
    """The stages at which a fingerprint of a block changed, each with the newest text that has its fingerprints."""
    found: list[Stage] = []
    for stage in stages:
        if found and found[-1].text.prints.blocks == stage.text.prints.blocks:
            found[-1] = replace(found[-1], text=stage.text)
        else:
            found.append(stage)
    return found


@dataclass(frozen=True, slots=True)
class Fit:
    """How much two languages of an article have in common, each 0 to 1."""

    structure: float
    facts: float

    @property
    def whole(self) -> float:
        """Both as one."""
        return (self.structure + self.facts) / 2


def fit(source: Text, translation: Text) -> Fit:
    """Blocks by kind and level, and the facts that are written the same in all languages (Dice 1945)."""
    return Fit(_shared(_shapes(source), _shapes(translation)), _shared(_facts(source), _facts(translation)))


def _shared(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _shapes(text: Text) -> Counter[str]:
    return Counter(f"{block.kind} {block.level}" for block in text.blocks)


# Labels are translated, steps are blocks, and links may lead to the same language.
_OWN_FACTS = frozenset({FactKind.LABEL, FactKind.STEPS, FactKind.LINK})


def _facts(text: Text) -> Counter[str]:
    return Counter(f"{fact.kind} {fact.value}" for facts in text.facts for fact in facts if fact.kind not in _OWN_FACTS)


# -- what the commits tell -----------------------------------------------------------------------------------------


def _by_commits(sources: Sequence[Stage], stages: Sequence[Stage]) -> int | None:
    """The newest stage of the source that the translation has followed; None where no commit tells."""
    basis = None
    known = 0
    for number, stage in enumerate(stages):
        if stage.commit is None:
            # The text on the disk is newer than all commits, and says nothing of when it was written.
            continue
        current = _current(sources, stage.commit)
        if current is None:
            continue
        if basis is None or _has_followed(sources[basis], sources[current], stages[known], stage):
            basis, known = current, number
    return basis


def _touched_since(dated: int, sources: Sequence[Stage], stages: Sequence[Stage]) -> bool:
    """Whether the translation was changed at a time when its source was newer than what it had followed."""
    committed = [stage.commit for stage in stages if stage.commit]
    return bool(committed) and _current(sources, committed[-1]) != dated


def _current(sources: Sequence[Stage], commit: Commit) -> int | None:
    """The stage of the source at a commit; what changed in the same commit was changed together."""
    before = [k for k, stage in enumerate(sources) if stage.commit and stage.commit.place <= commit.place]
    return before[-1] if before else None


def _has_followed(source_then: Stage, source_now: Stage, then: Stage, now: Stage) -> bool:
    """Whether the translation changed where its source had changed, if it had."""
    if source_then is source_now:
        return True
    own_changed, own_removed = _changed(then.text, now.text)
    if len(own_changed) >= REWRITTEN * len(now.text.blocks):
        return True
    changed, removed = _changed(source_then.text, source_now.text)
    if not changed and not removed:
        return True
    counterparts = {step.old: step.new for step in languages(source_now.text, now.text)}
    followed = sum(counterparts.get(place) in own_changed for place in changed) + min(removed, own_removed)
    return followed >= FOLLOWED * (len(changed) + removed)


def _changed(old: Text, new: Text) -> tuple[set[int], int]:
    """The places of the blocks that are new or changed, and how many are gone."""
    before, after = old.prints.blocks, new.prints.blocks
    steps = versions(before, after)
    changed = {
        step.new for step in steps if step.new is not None and (step.old is None or before[step.old] != after[step.new])
    }
    return changed, sum(step.new is None for step in steps)


# -- what the texts tell -------------------------------------------------------------------------------------------


def _of_texts(own: Fit) -> tuple[Sureness, str]:
    """Without commits there is the newest text, and whether the translation looks like it."""
    if own.structure >= SAME and own.facts == 1:
        return Sureness.LIKELY, "structure and facts are the same"
    differing = "facts differ" if own.structure >= SAME else "structure differs"
    return Sureness.UNSURE, f"{differing}, and no older version is known"


def _of_both(
    dated: int, fits: Sequence[Fit], stages: Sequence[Stage], touched_since: bool
) -> tuple[int, Sureness, str]:
    """The version that the commits tell of, unless another one fits the translation clearly better."""
    own = fits[dated]
    best = max(one.whole for one in fits)
    imported = stages[0].commit is not None and stages[0].commit.first
    if best - own.whole >= MARGIN:
        place = min((k for k, one in enumerate(fits) if one.whole == best), key=lambda k: abs(k - dated))
        sureness = Sureness.LIKELY if best >= SAME else Sureness.UNSURE
        return place, sureness, "structure and facts are those of this version, the commits tell of another"
    if imported and len(stages) == 1:
        sureness = Sureness.LIKELY if own.structure >= SAME and own.facts >= SAME else Sureness.UNSURE
        return dated, sureness, "both are there from the first commit on"
    if touched_since and own.whole >= ALIKE:
        return dated, Sureness.LIKELY, "the source that was last followed; the translation was touched again since"
    if own.structure >= SAME and own.whole >= ALIKE:
        return dated, Sureness.SURE, "the source when the translation was last changed; structure is the same"
    if own.whole >= ALIKE:
        return dated, Sureness.LIKELY, "the source when the translation was last changed; structure is nearly the same"
    return dated, Sureness.UNSURE, "the source when the translation was last changed; structure differs"
