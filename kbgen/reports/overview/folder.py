"""The report as a folder of files: new ones whole or not at all, and nobody else's touched."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from kbgen.errors import OutputError, WrongUse

REMEMBERED = ".kbgen-report.json"
"""The names of the files that a report made, so that the next one may replace them and take them away."""

_OURS = re.compile(r"(?:charts/)?[a-z0-9][a-z0-9_-]*(?:\.[a-z]+)+")
"""No name that leads out of the folder is taken for one of ours, whatever stands in the file of names."""


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Put the files into a folder, which is made where there is none, in the place of those of an earlier report.

    Raises WrongUse where that would replace something that no report made, OutputError where the disk is full or
    forbids it; the earlier report is then as it was, unless the disk fails between two renames.
    """
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir():
        raise WrongUse(f"{there} is a file, not a folder", hint="choose another one with --output")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        earlier = _remembered(folder)
        _refuse_foreign(files, earlier, folder)
        beside = Path(tempfile.mkdtemp(prefix=".kbgen-report-", dir=folder))
        try:
            _stage(files, beside)
            # All names, the old and the new, before any file is: nothing is forgotten if we are ended on the way.
            _remember({*files, *earlier}, folder, beside)
            for name in files:
                (folder / name).parent.mkdir(exist_ok=True)
                os.replace(beside / name, folder / name)
            _take_away(earlier - files.keys(), folder)
            _remember(files.keys(), folder, beside)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise OutputError(_explained(error, folder), hint="the earlier report is as it was") from None


def _remembered(folder: Path) -> frozenset[str]:
    try:
        names = json.loads((folder / REMEMBERED).read_text("utf-8"))["files"]
        return frozenset(name for name in names if isinstance(name, str) and _OURS.fullmatch(name))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return frozenset()


def _remember(names: Collection[str], folder: Path, beside: Path) -> None:
    text = json.dumps({"made by": "kbgen report", "files": sorted(names)}, indent=2) + "\n"
    (beside / REMEMBERED).write_text(text, "utf-8")
    os.replace(beside / REMEMBERED, folder / REMEMBERED)


def _refuse_foreign(files: Collection[str], earlier: Collection[str], folder: Path) -> None:
    for name in sorted(files):
        place = folder / name
        if place.parent != folder and (
            place.parent.is_symlink() or (place.parent.exists() and not place.parent.is_dir())
        ):
            raise WrongUse(f"{place.parent} is no folder of a report", hint="choose another folder with --output")
        if place.is_dir() or (os.path.lexists(place) and name not in earlier):
            raise WrongUse(
                f"{place} was not made by “kbgen report”, and is not replaced",
                hint="move it away, or choose another folder with --output",
            )


def _stage(files: Mapping[str, bytes], beside: Path) -> None:
    for name, content in files.items():
        place = beside / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)


def _take_away(names: Collection[str], folder: Path) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        # Only where it is empty.
        (folder / "charts").rmdir()


def _explained(error: OSError, folder: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full; the report could not be written to {folder}"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{folder} may not be written"
    return f"the report could not be written to {folder}: {error.strerror or error}"
