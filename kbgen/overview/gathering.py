"""Everything that the report says, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from kbgen.errors import KbgenError
from kbgen.languages import LanguageCode
from kbgen.overview.absent import Absent
from kbgen.overview.sources import Sources, sources

if TYPE_CHECKING:
    from kbgen.overview.desk import Desk

Part = TypeVar("Part")

PARTS = ("week", "coverage", "topics", "articles", "effect", "forecast", "quality")
"""In the order of the report."""


@dataclass(frozen=True, slots=True)
class Overview:
    """``parts``: by their names, each what its module says, or why it cannot be told."""

    site: str
    language: LanguageCode
    day: date
    parts: Mapping[str, Any]
    sources: Sources


def overview(desk: Desk) -> Overview:
    """All parts. Where one fails for a reason that users can mend, the others are told none the less."""
    return Overview(
        site=desk.config.site_name,
        language=desk.language,
        day=desk.today,
        parts={name: part(desk, function) for name in PARTS if (function := _function(name))},
        sources=sources(desk),
    )


def part(desk: Desk, function: Callable[[Desk], Part | Absent]) -> Part | Absent:
    """What a part says."""
    try:
        return function(desk)
    except KbgenError as error:
        return Absent((), error.message)


def _function(name: str) -> Callable[[Desk], Any] | None:
    try:
        found: Callable[[Desk], Any] = getattr(import_module(f"kbgen.overview.{name}"), name)
    except ModuleNotFoundError:
        return None
    return found
