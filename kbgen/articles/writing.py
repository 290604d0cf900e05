"""Putting changed articles on disk: everything is done, or nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from kbgen.errors import OutputError


def replace_all(
    folder: Path, texts: Mapping[str, str], *, removed: Iterable[str] = (), renamed: Mapping[str, str] | None = None
) -> None:
    """Rename files, write texts and remove files, by their paths below ``folder``.

    All texts are written beside their places first, so that no file is ever half. Raises OutputError where anything
    fails; what was done until then is undone.
    """
    with ExitStack() as undo:
        try:
            _do_all(folder, texts, list(removed), renamed or {}, undo)
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutputError(
                f"{error.filename or folder} could not be written: {reason}", hint="nothing was changed"
            ) from error
        undo.pop_all()
    for path in [*removed, *(renamed or {})]:
        _remove_empty((folder / path).parent, folder)


def _do_all(
    folder: Path, texts: Mapping[str, str], removed: list[str], renamed: Mapping[str, str], undo: ExitStack
) -> None:
    ready = [(_written_beside(folder / path, text, undo), folder / path) for path, text in texts.items()]
    for old, new in renamed.items():
        _make_folder((folder / new).parent, undo)
        os.replace(folder / old, folder / new)
        undo.callback(os.replace, folder / new, folder / old)
    for temporary, target in ready:
        _remember(target, undo)
        os.replace(temporary, target)
    for path in removed:
        _remember(folder / path, undo)
        (folder / path).unlink(missing_ok=True)


def _written_beside(target: Path, text: str, undo: ExitStack) -> Path:
    """A file with the text in the folder of its place, with the rights of the file that it will replace."""
    _make_folder(target.parent, undo)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:50]}-", dir=target.parent)
    temporary = Path(name)
    undo.callback(temporary.unlink, missing_ok=True)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
    return temporary


def _make_folder(folder: Path, undo: ExitStack) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir()
        undo.callback(_remove_if_empty, one)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _remember(target: Path, undo: ExitStack) -> None:
    """Put the file back as it is now if anything fails later."""
    if target.exists():
        undo.callback(_restore, target, target.read_bytes(), target.stat().st_mode & 0o777)
    else:
        undo.callback(target.unlink, missing_ok=True)


def _restore(target: Path, content: bytes, mode: int) -> None:
    target.write_bytes(content)
    target.chmod(mode)


def _remove_empty(folder: Path, top: Path) -> None:
    """A category without files is no category."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
