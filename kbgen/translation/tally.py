"""How many pages stand how: the counts that are kept of a moment, when its rows are long gone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kbgen.translation.standing import Grade, State


class Standing(StrEnum):
    """What a page is to its readers, the best first; each page is one of these.

    The grades are those of what has changed since a translation was confirmed, on whichever side. ``DIFFERING``: not
    confirmed, and it says another fact than its source. ``ORPHAN``: its source is gone.
    """

    FRESH = "fresh"
    COSMETIC = "cosmetic"
    SMALL = "small"
    MATERIAL = "material"
    CRITICAL = "critical"
    UNCONFIRMED = "unconfirmed"
    DIFFERING = "differing"
    ORPHAN = "orphan"
    STUB = "stub"
    MISSING = "missing"


TRUSTED = frozenset({Standing.FRESH, Standing.COSMETIC, Standing.SMALL})
"""What ``kbgen.translation.workload`` calls covered."""

_MOVED = {
    Grade.NONE: Standing.COSMETIC,
    Grade.COSMETIC: Standing.COSMETIC,
    Grade.SMALL: Standing.SMALL,
    Grade.MATERIAL: Standing.MATERIAL,
    Grade.CRITICAL: Standing.CRITICAL,
}


def standing_of(state: State, grade: Grade) -> Standing:
    """Where a row of the survey belongs."""
    match state:
        case State.STALE | State.AHEAD | State.DIVERGED:
            return _MOVED[grade]
        case State.UNCONFIRMED:
            return Standing.DIFFERING if grade is Grade.CRITICAL else Standing.UNCONFIRMED
        case _:
            return Standing(state.value)


@dataclass(frozen=True, slots=True)
class Tally:
    """``counts``: the pages of each standing; one that no page has may be left out."""

    counts: Mapping[Standing, int]

    def __getitem__(self, standing: Standing) -> int:
        return self.counts.get(standing, 0)

    @property
    def pages(self) -> int:
        """All pages."""
        return sum(self.counts.values())

    @property
    def trusted(self) -> int:
        """The pages that readers can trust: fresh, or with changes of small grade at most."""
        return sum(count for standing, count in self.counts.items() if standing in TRUSTED)

    @property
    def covered(self) -> float | None:
        """Their share, 0 to 1; None where there is no page."""
        return self.trusted / self.pages if self.pages else None


def tally(standings: Iterable[Standing]) -> Tally:
    """Count."""
    counts = dict.fromkeys(Standing, 0)
    for standing in standings:
        counts[standing] += 1
    return Tally({standing: count for standing, count in counts.items() if count})


def together(tallies: Iterable[Tally]) -> Tally:
    """Several as one."""
    counts = dict.fromkeys(Standing, 0)
    for one in tallies:
        for standing, count in one.counts.items():
            counts[standing] += count
    return Tally({standing: count for standing, count in counts.items() if count})
