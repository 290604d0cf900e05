"""What was found of earlier commits, kept: how many pages stood how in each category and language.

Lines of a key, what it stands for, and the mark of this user's key: what is damaged or foreign is as good as absent.
Everything here can be deleted at any time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from kbgen import signing
from kbgen.languages import LanguageCode
from kbgen.translation.tally import Standing, Tally

FILE = ".kbgen/moments.tsv"

MOST = 60
"""So many are kept, the ones that were asked for last: more than a year of week ends."""

Tallies = Mapping[tuple[str, LanguageCode], Tally]


class KeptMoments:
    """A file of moments by their keys."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @staticmethod
    def key(salt: Iterable[bytes], name: str) -> str:
        """What a moment is kept by. ``salt``: all but its name that decides what is said of it."""
        made = blake2b(digest_size=16)
        for part in (*salt, name.encode()):
            made.update(len(part).to_bytes(8, "little"))
            made.update(part)
        return made.hexdigest()

    def load(self, keys: Iterable[str]) -> dict[str, Tallies]:
        """Those that are known."""
        lines = self._lines()
        found = {}
        for key in keys:
            said, _, mark = lines.get(key, "").partition("\t")
            if mark == _mark(key, said):
                # Marked by ourselves, so it is what ``store`` has written.
                found[key] = _unpacked(json.loads(said))
        return found

    def store(self, moments: Mapping[str, Tallies]) -> None:
        """Add moments, and let go of those that have not been asked for the longest."""
        lines = self._lines()
        for key, tallies in moments.items():
            said = json.dumps(_packed(tallies), ensure_ascii=True, separators=(",", ":"))
            lines.pop(key, None)
            lines[key] = f"{said}\t{_mark(key, said)}"
        kept = list(lines.items())[-MOST:]
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text("".join(f"{key}\t{rest}\n" for key, rest in kept), "ascii")
            beside.replace(self.path)

    def _lines(self) -> dict[str, str]:
        try:
            rows = self.path.read_text("ascii", "replace").splitlines()
        except OSError:
            return {}
        return {key: rest for key, tab, rest in (row.partition("\t") for row in rows) if tab}


def _mark(key: str, said: str) -> str:
    return signing.mark(b"moments", key.encode(), said.encode()).hex()


def _packed(tallies: Tallies) -> list[list[object]]:
    return [
        [category, language, {standing.value: count for standing, count in one.counts.items()}]
        for (category, language), one in tallies.items()
    ]


def _unpacked(rows: list[tuple[str, str, dict[str, int]]]) -> Tallies:
    return {
        (category, language): Tally({Standing(name): count for name, count in counts.items()})
        for category, language, counts in rows
    }
