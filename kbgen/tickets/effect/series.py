"""Tickets of topics beside those of all others, in all languages or in one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbgen.languages import LanguageCode
from kbgen.tickets.counts import WeeklyCounts

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Series:
    """``tickets``: shape (topics, weeks). ``others``: the same shape, tickets that have a topic but not this one; so
    that a topic which falls does not lift its own rate. ``observed``: (weeks,).
    """

    tickets: Numbers
    others: Numbers
    observed: Flags


def series_of(counts: WeeklyCounts, language: LanguageCode | None = None) -> Series:
    """The counts of one language (``""`` is of unknown language), or None for all. KeyError for an unknown language."""
    if language is None:
        tickets, exposure = counts.tickets, counts.exposure
    else:
        if language not in counts.languages:
            raise KeyError(language)
        place = counts.languages.index(language)
        tickets, exposure = counts.by_language[:, place], counts.exposure_by_language[place]
    own = tickets.astype(np.float64)
    return Series(own, np.maximum(exposure[np.newaxis, :] - own, 0.0), counts.observed)
