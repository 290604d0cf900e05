"""Reports as pages that need nothing else: a template, and the script that sorts its table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_SORTING = Path(__file__).with_name("sorting.js")
"""A click on the head of a column sorts by the cells' ``data-key``."""


def filled(template: Path, values: Mapping[str, str]) -> str:
    """The template with a value in each ``{{ place }}``; ``{{ sorting }}`` is the script. KeyError for a place that has
    no value.
    """
    known = {**values, "sorting": _SORTING.read_text("utf-8").rstrip("\n")}
    before, *pieces = template.read_text("utf-8").split("{{")
    # In one go, so that nothing that stands in a value is taken for a place to fill.
    return before + "".join(known[name.strip()] + text for name, _, text in (piece.partition("}}") for piece in pieces))
