"""Delivery by rsync, over SSH or to an rsync server. The program “rsync” does the work; no shell sees a name.

rsync compares contents, not times, so that a site that was built anew is not sent anew. It writes a file beside its
goal and renames it, so that nobody sees a half. Deletions go by name (``--delete-missing-args``): what a list names
and the site does not have is deleted there, and nothing else.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.delivery import record
from kbgen.delivery.carrier import Arrived, Found, refuse_foreign
from kbgen.delivery.decide import UNKNOWN, folders_of
from kbgen.delivery.destination import Host
from kbgen.delivery.files import RECORD, File
from kbgen.delivery.program import Failed, Program
from kbgen.delivery.rsync_messages import is_missing, lost, refused

# A list on the standard input, and for every file a line of what is done to it.
LISTED = ("--from0", "--files-from=-", "--out-format=%i %n")
# Folders on the other side keep the rights and times that they have.
GENTLE = ("--no-implied-dirs",)
# With --force a file that is to take the place of a folder is no error. (Nothing is forced in a dry run.)
COMPARED = ("--dry-run", "--checksum", "--force")
# Whoever builds may have a mask by which the web server could not read the files.
READABLE = ("--perms", "--chmod=F644")
VANISHED = 24
"""rsync's exit code when a listed file is not here, as is the case for all that are to be deleted."""

_ESCAPED = re.compile(rb"\\#([0-7]{3})")


@dataclass(slots=True)
class RsyncCarrier:
    """Sends from ``source`` to ``host``."""

    source: Path
    host: Host
    program: Program = field(default_factory=Program.find)
    _begun: bool = False

    def wanted(self, files: Sequence[File]) -> Mapping[str, str]:
        """All files, by their content."""
        return {file.path: file.digest for file in files}

    def look(self, wanted: Mapping[str, str]) -> Found:
        """Fetch the record, and have rsync compare the contents of all files."""
        data = self._fetch(RECORD)
        if data is None and (names := self._names()) is not None:
            refuse_foreign(names, str(self.host))
        known = record.parse(data, str(self.host)) if data is not None else None
        there = {path: entry.digest for path, entry in (known or {}).items() if path not in wanted}
        there |= wanted
        for line in self._send(sorted(wanted), *COMPARED):
            how, path = _item(line)
            if how[1:2] != "f" or path not in wanted:
                continue
            if "+" in how:
                del there[path]
            elif how[0] in "<>":
                there[path] = UNKNOWN
        return Found(known, there, damaged=data is not None and known is None)

    def promise(self, path: str) -> str:
        """rsync gives no tags."""
        return ""

    def put(self, paths: Sequence[str], arrived: Arrived) -> None:
        """Send files in one pass."""
        self._begun = True
        left = set(paths)

        def tell(line: bytes) -> None:
            how, path = _item(line)
            if how[:1] in ("<", ">") and path in left:
                left.remove(path)
                arrived(path, "")

        self._send(paths, "--checksum", *GENTLE, *READABLE, each=tell)
        # What somebody else has sent in the meantime is not sent again, and is there all the same.
        for path in sorted(left):
            arrived(path, "")

    def remove(self, paths: Sequence[str], arrived: Arrived) -> None:
        """Delete files; then, the innermost first, folders that the site does not have any more."""
        self._begun = True
        self._delete(paths)
        for path in paths:
            arrived(path, "")
        gone = {folder for path in paths for folder in folders_of(path) if not (self.source / folder).is_dir()}
        # A folder with files of others in it stays: without --force rsync only deletes empty ones.
        for depth in sorted({folder.count("/") for folder in gone}, reverse=True):
            self._delete(sorted(folder for folder in gone if folder.count("/") == depth))

    def note(self, data: bytes) -> None:
        """Write the record."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / RECORD).write_bytes(data)
            self._send([RECORD], "--checksum", *GENTLE, *READABLE, source=Path(folder))

    # -- calls of rsync ----------------------------------------------------------------------------------------

    def _send(
        self,
        paths: Sequence[str],
        *options: str,
        source: Path | None = None,
        each: Callable[[bytes], None] | None = None,
        fine: Sequence[int] = (0,),
    ) -> Sequence[bytes]:
        listed = b"".join(os.fsencode(path) + b"\0" for path in paths)
        arguments = (*options, *LISTED, "--", f"{source or self.source}/", f"{self.host.spec}/")
        return self._run(arguments, listed, each=each, fine=fine)

    def _delete(self, paths: Sequence[str]) -> None:
        """Send from an empty folder: all that is listed is missing here, and so is deleted there."""
        with tempfile.TemporaryDirectory() as empty:
            self._send(paths, "--delete-missing-args", *GENTLE, source=Path(empty), fine=(0, VANISHED))

    def _fetch(self, name: str) -> bytes | None:
        """A file of the other side; None where there is none."""
        with tempfile.TemporaryDirectory() as folder:
            try:
                self._run(("--", f"{self.host.spec}/{name}", f"{folder}/"), missing=True)
                return (Path(folder) / name).read_bytes()
            except (Failed, FileNotFoundError):
                return None

    def _names(self) -> list[str] | None:
        """The names at the top of the folder on the other side; None where there is no such folder."""
        with tempfile.TemporaryDirectory() as folder:
            try:
                lines = self._run(
                    ("--dry-run", "--dirs", "--links", "--out-format=%n", "--", f"{self.host.spec}/", f"{folder}/"),
                    missing=True,
                )
            except Failed:
                return None
        return [name for line in lines if (name := _name(line)) not in (".", "")]

    def _run(
        self,
        arguments: Sequence[str],
        listed: bytes = b"",
        *,
        each: Callable[[bytes], None] | None = None,
        fine: Sequence[int] = (0,),
        missing: bool = False,
    ) -> Sequence[bytes]:
        """Call rsync. With ``missing``, Failed goes on to the caller where it says that something is not there."""
        try:
            return self.program.run((*self._through(), "--8-bit-output", *arguments), listed, each=each, fine=fine)
        except Failed as failed:
            if missing and is_missing(failed):
                raise
            raise (lost if self._begun else refused)(failed, self.host) from None

    def _through(self) -> tuple[str, ...]:
        """How rsync gets to the host: by itself, unless the address names a port."""
        if not self.host.port:
            return ()
        return ("-e", f"{os.environ.get('RSYNC_RSH', 'ssh')} -p {self.host.port}")


def _item(line: bytes) -> tuple[str, str]:
    """A line of rsync's own → what it does to a file, and the file's path."""
    how, _, name = line.partition(b" ")
    return how.decode("ascii", "replace"), _name(name)


def _name(shown: bytes) -> str:
    name = _ESCAPED.sub(lambda m: bytes([int(m[1], 8)]), shown)
    return os.fsdecode(name).rstrip("/")
