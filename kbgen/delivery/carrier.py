"""What every kind of destination can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kbgen.delivery.files import OURS, RECORD, File
from kbgen.delivery.record import Record
from kbgen.errors import WrongUse
from kbgen.publish.output import MARK

Arrived = Callable[[str, str], None]
"""Told of every file that has arrived or is gone, with the tag that the destination gave it."""

OF_THE_SYSTEM = frozenset({".git", "lost+found"})
"""Names that make no folder somebody else's."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is at a destination.

    ``record``: None where there is none, or none that can be read (``damaged``). ``there``: digests of the files that
    the record or the site names, as far as they are there.
    """

    record: Record | None = None
    there: Mapping[str, str] = field(default_factory=dict)
    damaged: bool = False


class Carrier(Protocol):
    """Brings files to one destination. Raises WrongUse and DeliveryError, with what to do."""

    def wanted(self, files: Sequence[File]) -> Mapping[str, str]:
        """What is to be there: digests by path."""

    def look(self, wanted: Mapping[str, str]) -> Found:
        """What is there; raises WrongUse where it is somebody else's."""

    def promise(self, path: str) -> str:
        """The tag that a file will most likely get when it is put."""

    def put(self, paths: Sequence[str], arrived: Arrived) -> None:
        """Bring files. Each is replaced as a whole: readers see the old one or the new one."""

    def remove(self, paths: Sequence[str], arrived: Arrived) -> None:
        """Delete files, and folders that are empty then."""

    def note(self, data: bytes) -> None:
        """Write the record."""


def refuse_foreign(names: Sequence[str], shown: str) -> None:
    """Raise WrongUse where a destination with these names at its top is not kbgen's to publish to."""
    foreign = sorted(set(names) - OF_THE_SYSTEM)
    if foreign and not OURS & set(foreign):
        raise WrongUse(
            f"{shown} holds files that kbgen did not publish, such as {foreign[0]}",
            hint=f"choose an empty place; or put an empty file “{MARK}” there, if the site may live among these files",
        )


def unreadable(shown: str) -> str:
    """What is said of a damaged record."""
    return f"the record {RECORD} in {shown} could not be read, so nothing is deleted this time"
