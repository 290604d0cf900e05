"""What a chart becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Spec = Mapping[str, Any]
"""A Vega-Lite specification, complete and with its data."""


@dataclass(frozen=True, slots=True)
class Picture:
    """``svg``: two ``<svg>`` elements for a page, one for wide screens and one for phones; ``file``: the wide one as a
    document of its own, with the colours of the day; ``spec``: what it was made from.
    """

    svg: str
    spec: Spec
    file: str = ""
