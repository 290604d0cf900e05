"""``report``: by which constants the editors' report puts pieces of work into an order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kbgen.config import schema
from kbgen.config.reading import Reading
from kbgen.config.sections.plugins import Own
from kbgen.config.settings import Ranking, ReportSettings, Weights
from kbgen.config.values import mapping


def report(reading: Reading, own: Own) -> ReportSettings:
    """Values that are wrong are reported, and fall back to what holds without them."""
    given = mapping(mapping(own.values.get("report")).get("ranking"))
    at = own.place("report", "ranking")
    reading.known(given, schema.RANKING, at)
    weights = mapping(given.get("weights"))
    reading.known(weights, schema.WEIGHTS, (*at, "weights"))
    numbers = _right(given, schema.RANKING)
    numbers.pop("weights", None)
    return ReportSettings(Ranking(**numbers, weights=Weights(**_right(weights, schema.WEIGHTS))))


def _right(given: Mapping[str, Any], known: Mapping[str, schema.Accepts]) -> dict[str, Any]:
    """The settings that make sense."""
    return {key: given[key] for key, accepts in known.items() if key in given and not accepts(given[key])}
