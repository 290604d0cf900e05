"""What differs between two sites."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.config import Config
from kbgen.problems import Problem
from kbgen.publish.manifest import Entry
from kbgen.publish.output import MARK
from kbgen.publish.result import Changes


def between(before: Mapping[str, Entry], now: Mapping[str, Entry]) -> Changes:
    """The paths that were added, changed and removed; kbgen's own mark is not among them."""
    old, new = before.keys() - {MARK}, now.keys() - {MARK}
    return Changes(
        added=tuple(sorted(new - old)),
        changed=tuple(sorted(p for p in new & old if now[p].content != before[p].content)),
        removed=tuple(sorted(old - new)),
    )


def vanished(config: Config, changes: Changes) -> list[Problem]:
    """Addresses that people may know and that lead nowhere now, because somebody deleted or renamed a file by hand."""
    shown = config.relative(config.site_dir.absolute())
    return [
        Problem(
            f"{shown}/{path}",
            0,
            "KB307",
            f"/{path.removesuffix('index.html')} was on the previous site and leads nowhere now",
            "“kbgen mv” and “kbgen rm” keep old addresses; or add an alias or a line in tombstones.yml",
        )
        for path in changes.removed
        if path.endswith("/index.html")
    ]
