"""What it is called how a page stands to its source, and which of that belongs together in a drawing."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.reports.overview.document import Column, Kind, Tone
from kbgen.translation.tally import Standing
from kbgen.wording import Words


def names(words: Words) -> Mapping[Standing, str]:
    """A word or two for each standing, as they stand above a column."""
    return {
        Standing.FRESH: words.gettext("Up to date"),
        Standing.COSMETIC: words.gettext("Cosmetic changes"),
        Standing.SMALL: words.gettext("Small changes"),
        Standing.MATERIAL: words.gettext("Material changes"),
        Standing.CRITICAL: words.gettext("Critical changes"),
        Standing.UNCONFIRMED: words.gettext("Not confirmed"),
        Standing.DIFFERING: words.gettext("Facts differ"),
        Standing.ORPHAN: words.gettext("Source is gone"),
        Standing.STUB: words.gettext("Not translated"),
        Standing.MISSING: words.gettext("Missing"),
    }


def columns(words: Words) -> tuple[Column, ...]:
    """A column of counts for each standing."""
    return tuple(Column(one.value, name, Kind.NUMBER) for one, name in names(words).items())


GROUPS: tuple[tuple[Tone, tuple[Standing, ...]], ...] = (
    (Tone.GOOD, (Standing.FRESH,)),
    (Tone.SLIGHT, (Standing.COSMETIC, Standing.SMALL)),
    (Tone.SERIOUS, (Standing.MATERIAL,)),
    (Tone.BAD, (Standing.CRITICAL, Standing.DIFFERING)),
    (Tone.PLAIN, (Standing.UNCONFIRMED, Standing.ORPHAN)),
    (Tone.ABSENT, (Standing.STUB, Standing.MISSING)),
)
"""Parts of a bar, by the colour that they have; the best first."""


def group_names(words: Words) -> tuple[str, ...]:
    """What each of the groups is called."""
    return (
        words.gettext("Up to date"),
        words.gettext("Slightly out of date"),
        words.gettext("Out of date in substance"),
        words.gettext("Critical, or facts differ"),
        words.gettext("Not confirmed"),
        words.gettext("Missing or not translated"),
    )


def tone_of(share: float | None) -> Tone:
    """The colour of a share of pages that readers can trust."""
    if share is None:
        return Tone.ABSENT
    if share >= 0.9:
        return Tone.GOOD
    return Tone.SLIGHT if share >= 0.75 else Tone.SERIOUS if share >= 0.5 else Tone.BAD
