"""The output folder. A site is written beside it and put in its place whole, so that nobody sees a half.

The folder carries a mark (``.kbgen-site``). Without it, a folder that already holds something is somebody else's and
is never replaced.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.errors import OutputError, WrongUse

MARK = ".kbgen-site"
MARK_TEXT = "Made by kbgen. This folder is replaced by every build.\n"


@dataclass(slots=True)
class Staging:
    """A site being written. Paths are relative to the site's root, with forward slashes."""

    folder: Path
    written: set[str] = field(default_factory=set)
    _made: set[Path] = field(default_factory=set)

    def write(self, path: str, content: str | bytes) -> None:
        """Write one file; a path can be written once."""
        target = self._target(path)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def copy(self, path: str, source: Path) -> None:
        """Copy one file's content."""
        shutil.copyfile(source, self._target(path))

    def _target(self, path: str) -> Path:
        assert path not in self.written, f"{path} is written twice"
        self.written.add(path)
        target = self.folder / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        return target


@contextmanager
def replacing(output: Path, *, inside: Path) -> Iterator[Staging]:
    """Write a new site; when the block ends well, it takes the place of the old one.

    ``inside`` is the project's folder, which the output must not swallow. Raises WrongUse for a folder that is not
    kbgen's to replace, OutputError where the disk is full or forbids it; the old site is then as it was.
    """
    output = output.absolute()
    refuse_foreign(output, inside)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=f".{output.name}-", dir=output.parent, ignore_cleanup_errors=True
        ) as beside:
            staging = Staging(Path(beside) / "new")
            staging.folder.mkdir()
            yield staging
            staging.write(MARK, MARK_TEXT)
            _exchange(staging.folder, output, Path(beside) / "old")
    except OSError as error:
        raise OutputError(_explain(error, output), hint="the previous site is as it was") from error


def refuse_foreign(output: Path, inside: Path) -> None:
    """Raise WrongUse where replacing the folder could destroy something that kbgen did not make."""
    project = inside.resolve()
    if project.is_relative_to(output.resolve()):
        raise WrongUse(f"the output folder {output} holds the project itself", hint="choose a folder inside it")
    if output.is_symlink() or not output.exists():
        return
    if not output.is_dir():
        raise WrongUse(f"{output} is a file, not a folder")
    foreign = [entry.name for entry in output.iterdir() if not entry.name.startswith(".")]
    if foreign and not (output / MARK).exists():
        raise WrongUse(
            f"{output} holds files that kbgen did not make, such as {sorted(foreign)[0]}",
            hint="empty the folder or choose another with --output",
        )


def _exchange(new: Path, output: Path, old: Path) -> None:
    """Put ``new`` in the place of ``output``. Between the two renames there is no site for some microseconds."""
    place = output.resolve() if output.is_symlink() else output
    if place.exists():
        os.replace(place, old)
        try:
            os.replace(new, place)
        except OSError:
            os.replace(old, place)
            raise
    else:
        os.replace(new, place)


def _explain(error: OSError, output: Path) -> str:
    if error.errno == errno.ENOSPC:
        return f"the disk is full; the site could not be written to {output}"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{error.filename or output} may not be written"
    return f"the site could not be written to {output}: {error.strerror or error}"
