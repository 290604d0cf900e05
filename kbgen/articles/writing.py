"""Putting changed articles on disk: all new texts are written first, then put in place, so that none is ever half."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from kbgen.errors import OutputError


def replace_all(folder: Path, texts: Mapping[str, str], *, removed: Iterable[str] = ()) -> None:
    """Write texts by their path below ``folder`` and remove files. Raises OutputError; then nothing was changed,
    unless the disk failed between two renames.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
            temporary = Path(name)
            ready.append((temporary, target))
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        for temporary, target in ready:
            os.replace(temporary, target)
    except OSError as error:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
        raise OutputError(f"{error.filename or folder} could not be written: {error.strerror}") from error
    for path in removed:
        (folder / path).unlink(missing_ok=True)
        _remove_empty((folder / path).parent, folder)


def _remove_empty(folder: Path, top: Path) -> None:
    """A category without files is no category."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
