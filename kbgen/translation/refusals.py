"""Why a translation should not be confirmed as it is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kbgen.translation.compare import Difference
from kbgen.translation.facts import FactKind
from kbgen.translation.presence import Stub
from kbgen.translation.record import DESPITE_FACTS, DESPITE_STUB

CRITICAL = frozenset(FactKind) - {FactKind.LABEL, FactKind.STEPS, FactKind.HEADINGS, FactKind.IMAGE, FactKind.LINK}
"""Facts that mislead a reader where they are wrong. The others may differ for good reasons."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. ``despite``: the flag of a record that says that a person decided otherwise."""

    message: str
    despite: str
    places: tuple[str, ...] = ()


def refusals(stub: Stub | None, differences: Iterable[Difference]) -> Iterator[Refusal]:
    """Every reason not to confirm a translation beside its source."""
    if stub:
        yield Refusal(f"it {stub.message}", DESPITE_STUB)
    for one in differences:
        if one.kind in CRITICAL:
            values = " – ".join(f"{code}: {', '.join(said) or 'nothing'}" for code, said in sorted(one.values.items()))
            yield Refusal(f"a {one.kind.value} differs ({values})", DESPITE_FACTS, tuple(one.places.values()))


def standing(found: Iterable[Refusal], allowed: Collection[str]) -> tuple[list[Refusal], list[str]]:
    """The reasons that still stand, and the flags that the record needs since the others do not."""
    all_of_them = list(found)
    stands = [one for one in all_of_them if one.despite not in allowed]
    flags = sorted({one.despite for one in all_of_them} & set(allowed))
    return stands, flags
