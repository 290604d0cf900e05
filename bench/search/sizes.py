"""What files weigh on the way: compressed with gzip, level 9."""

from __future__ import annotations

import gzip
from pathlib import Path


def packed(path: Path) -> int:
    """Bytes of a file on the way: compressed, or as it is where that is less."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, 9)))


def compressed(folder: Path) -> float:
    """KiB of the files below a folder, each compressed."""
    return sum(packed(path) for path in folder.rglob("*") if path.is_file()) / 1024
