"""What it is called how a page stands to its source, and which of that belongs together in a drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbgen.reports.overview import labels
from kbgen.reports.overview.cells import NONE, full_percent
from kbgen.reports.overview.document import Cell, Column, Kind, Tone
from kbgen.translation.standing import Grade, State
from kbgen.translation.tally import TRUSTED, Standing, Tally
from kbgen.wording import Words


def names(words: Words) -> Mapping[Standing, str]:
    """A word or two for each standing, as they stand above a column."""
    return {
        Standing.FRESH: labels.state(State.FRESH, words),
        Standing.COSMETIC: labels.grade(Grade.COSMETIC, words),
        Standing.SMALL: labels.grade(Grade.SMALL, words),
        Standing.MATERIAL: labels.grade(Grade.MATERIAL, words),
        Standing.CRITICAL: labels.grade(Grade.CRITICAL, words),
        Standing.UNCONFIRMED: labels.state(State.UNCONFIRMED, words),
        Standing.DIFFERING: words.gettext("Facts differ"),
        Standing.ORPHAN: labels.state(State.ORPHAN, words),
        Standing.STUB: labels.state(State.STUB, words),
        Standing.MISSING: labels.state(State.MISSING, words),
    }


def columns(words: Words) -> tuple[Column, ...]:
    """A column of counts for each standing, for programs; people see groups of them."""
    return tuple(Column(one.value, name, Kind.NUMBER, hidden=True) for one, name in names(words).items())


def cells(one: Tally, words: Words) -> tuple[Cell, ...]:
    """The counts in these columns."""
    return tuple(number(one[standing], words) for standing in Standing)


@dataclass(frozen=True, slots=True)
class Group:
    """Standings that belong together, with the colour that they have. ``name``: for programs."""

    name: str
    title: str
    tone: Tone
    standings: tuple[Standing, ...]

    def count(self, one: Tally) -> int:
        """How many pages are of the group."""
        return sum(one[standing] for standing in self.standings)


def groups(words: Words) -> tuple[Group, ...]:
    """Parts of a bar, the best first; every standing is in one of them."""
    called = names(words)
    return (
        Group("up_to_date", called[Standing.FRESH], Tone.GOOD, (Standing.FRESH,)),
        Group("small_changes", words.gettext("Small changes"), Tone.SLIGHT, (Standing.COSMETIC, Standing.SMALL)),
        Group("out_of_date", labels.state(State.STALE, words), Tone.SERIOUS, (Standing.MATERIAL,)),
        Group("wrong_facts", called[Standing.CRITICAL], Tone.BAD, (Standing.CRITICAL, Standing.DIFFERING)),
        Group("not_confirmed", called[Standing.UNCONFIRMED], Tone.PLAIN, (Standing.UNCONFIRMED, Standing.ORPHAN)),
        Group("not_there", called[Standing.MISSING], Tone.ABSENT, (Standing.STUB, Standing.MISSING)),
    )


def untrusted(words: Words) -> tuple[Group, ...]:
    """The groups of pages that readers cannot trust."""
    return tuple(group for group in groups(words) if not TRUSTED.issuperset(group.standings))


def group_columns(shown: Sequence[Group]) -> tuple[Column, ...]:
    """A column of counts for each group."""
    return tuple(Column(group.name, group.title, Kind.NUMBER) for group in shown)


def group_cells(shown: Sequence[Group], one: Tally, words: Words) -> tuple[Cell, ...]:
    """The counts in these columns."""
    return tuple(number(group.count(one), words) for group in shown)


def number(value: int, words: Words) -> Cell:
    """A count."""
    return Cell(words.number(value), value)


def share(value: float | None, words: Words, note: str = "") -> Cell:
    """The share of pages that readers can trust."""
    return Cell(percent(value, words), None if value is None else round(value, 4), tone_of(value), note=note)


def percent(value: float | None, words: Words) -> str:
    """The same as text."""
    return NONE if value is None else full_percent(value, words)


def tone_of(share: float | None) -> Tone:
    """The colour of a share of pages that readers can trust."""
    if share is None:
        return Tone.ABSENT
    if share >= 0.9:
        return Tone.GOOD
    return Tone.SLIGHT if share >= 0.75 else Tone.SERIOUS if share >= 0.5 else Tone.BAD
