"""Reports as pages that need nothing else: a template, a script for their tables, and a policy that lets nothing in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

_SORTING = Path(__file__).with_name("sorting.js")
"""A click on the head of a column of a ``table.sortable`` sorts by the cells' ``data-key``."""

_INLINE = re.compile(r"<(style|script)>(.*?)</\1>", re.DOTALL)


def filled(template: Path, values: Mapping[str, str]) -> str:
    """The template with a value in each ``{{ place }}``; ``{{ sorting }}`` is the script, ``{{ policy }}`` what the
    browser may do with the page. KeyError for a place that has no value.
    """
    known = {**values, "sorting": _SORTING.read_text("utf-8").rstrip("\n")}
    before, *pieces = template.read_text("utf-8").split("{{")
    places = [piece.partition("}}") for piece in pieces]

    # In one go, so that nothing that stands in a value is taken for a place to fill.
    def page(policy: str) -> str:
        return before + "".join({**known, "policy": policy}[name.strip()] + text for name, _, text in places)

    return page(policy(page("")))


def policy(page: str) -> str:
    """A Content-Security-Policy under which the page asks for nothing, and runs and wears only what it has itself."""
    hashes: dict[str, list[str]] = {"style": [], "script": []}
    for kind, text in _INLINE.findall(page):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        if (source := f"'sha256-{digest}'") not in hashes[kind]:
            hashes[kind].append(source)
    allowed = "".join(f"; {kind}-src {' '.join(of_kind)}" for kind, of_kind in hashes.items() if of_kind)
    return f"default-src 'none'; base-uri 'none'; form-action 'none'{allowed}"
