"""A run beside ranked results that were kept: files ``results.<part>.<lang>.json``.

Such a file is ``{"sets": {set: [[page, …], …]}}``, with a list for each query of ``<lang>.<set>.<part>.tsv`` in the
file's order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.search.quality import Difference, bootstrap, reciprocals
from bench.search.queries import QuerySet, WrongQueriesError

KNOWN_ITEM = "title"
"""Known-item searches stand apart: they are no part of the mean."""

Ranked = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``whole``: over all sets but the known items, each of the same weight. ``by_set``: by (language, set)."""

    ours: float
    theirs: float
    whole: Difference
    by_set: Mapping[tuple[str, str], Difference]


def kept(folder: Path, one: QuerySet) -> list[list[str]]:
    """The ranked pages that were kept for a set."""
    path = folder / f"results.{one.part}.{one.language}.json"
    try:
        found: list[list[str]] = json.loads(path.read_text("utf-8"))["sets"][one.name]
    except (OSError, ValueError, KeyError) as error:
        raise WrongQueriesError(f"{path}: no ranked results of the set {one.name} in it") from error
    if len(found) != len(one.queries):
        raise WrongQueriesError(f"{path}: {len(found)} results for the {len(one.queries)} queries of {one.name}")
    return found


def compare(folder: Path, sets: Sequence[QuerySet], ranked: Mapping[str, Ranked]) -> Comparison:
    """This run's results (by language and query) minus those that were kept."""
    ours, theirs = {}, {}
    for one in sets:
        key = (one.language, one.name)
        ours[key] = reciprocals([ranked[one.language][text] for text in one.texts], one.expected)
        theirs[key] = reciprocals(kept(folder, one), one.expected)
    counted = [key for key in ours if key[1] != KNOWN_ITEM] or list(ours)

    def mean(of: Mapping[tuple[str, str], list[float]]) -> float:
        return sum(sum(of[key]) / len(of[key]) for key in counted) / len(counted)

    return Comparison(
        mean(ours),
        mean(theirs),
        bootstrap([ours[key] for key in counted], [theirs[key] for key in counted]),
        {key: bootstrap([ours[key]], [theirs[key]]) for key in ours},
    )
