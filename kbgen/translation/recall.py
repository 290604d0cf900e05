"""The old words of a text of which a record has only the fingerprints: looked up in what git knows of its file.

A record says what was translated by fingerprints, and never by a commit: commits are made anew by squash and rebase,
and a clone may lack them. So the text is found by what it was.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kbgen import __version__
from kbgen.translation.blocks import Block, blocks_of
from kbgen.translation.changes import Recall, Remembered
from kbgen.translation.commits import Version
from kbgen.translation.fingerprints import EVERY_BLOCK, BlockPrint, FactsOf, Prints, Text, digest_of, text_of
from kbgen.translation.history import History

FIT = 0.5
"""A text that shares less than this part of its blocks with the record is another text."""

MOST_READ = 200
"""So many of a file's newest texts are looked through for one that fits, where none is the very text."""


@dataclass(frozen=True, slots=True)
class Old:
    """The text that a record is of, or the one that is most like it.

    ``exact``: it is the very text, to the letter. ``fit``: the share, 0 to 1, of the record's fingerprints that the
    text has. ``blocks``: for each fingerprint of the record its block, from this or another text of the file; None
    where git knows none. It is empty where the record has fingerprints of parts and the text is not the very one.
    """

    version: Version
    text: Text
    exact: bool
    fit: float
    blocks: tuple[Block | None, ...]

    def remembered(self, prints: Prints) -> Remembered:
        """The old words as comparisons take them: the very text, or what there is of its blocks."""
        if self.exact:
            return self.text
        return {one: block for one, block in zip(prints.blocks, self.blocks, strict=False) if block}


def recall(history: History, paths: Sequence[str], facts_of: FactsOf, digests: Digests | None = None) -> Recall:
    """What finds the old words of one file by the fingerprints that a record has of it."""

    def find(prints: Prints) -> Remembered | None:
        old = find_old(history, paths, prints, facts_of, digests)
        return old.remembered(prints) if old else None

    return find


class Digests:
    """The digests of texts by their blobs, which never change; kept in a file, if one is given."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known: dict[str, str] = {}
        self._more = False
        if file is not None:
            # A cache that cannot be read is none.
            with suppress(OSError, ValueError, AttributeError):
                kept = json.loads(file.read_text("utf-8"))
                if kept.get("kbgen") == __version__:
                    self._known = {str(blob): str(digest) for blob, digest in kept["digests"].items()}

    def of(self, history: History, path: str, version: Version) -> str:
        """The digest of a file's text; empty where it could not be read as an article."""
        known = self._known.get(version.blob)
        if known is None:
            article = history.article(path, version)
            known = digest_of(blocks_of(article)) if article else ""
            self._known[version.blob] = known
            self._more = True
        return known

    def keep(self) -> None:
        """Write the file anew, if there is something new."""
        if self._file is None or not self._more:
            return
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps({"kbgen": __version__, "digests": self._known}), "utf-8")
            beside.replace(self._file)


def find_old(
    history: History,
    paths: Sequence[str],
    prints: Prints,
    facts_of: FactsOf,
    digests: Digests | None = None,
) -> Old | None:
    """The text with these fingerprints among the earlier ones of a file; None where git knows nothing like it.

    ``paths``: the file below the content folder (``et/dns/records.md``), and other names that it may have had.
    """
    digests = digests or Digests()
    candidates = list(_candidates(history, paths))
    for path, version in candidates:
        found = digests.of(history, path, version) == prints.digest
        if found and (text := _text(history, path, version, facts_of)):
            return Old(version, text, True, 1.0, text.blocks if prints.grain == EVERY_BLOCK else ())
    return _best(_read(history, candidates[:MOST_READ], facts_of), prints)


def _candidates(history: History, paths: Iterable[str]) -> Iterator[tuple[str, Version]]:
    """Each text once, newest first."""
    seen: set[str] = set()
    for path in paths:
        for version in history.versions(path):
            if version.blob not in seen:
                seen.add(version.blob)
                yield path, version


def _read(
    history: History, candidates: Iterable[tuple[str, Version]], facts_of: FactsOf
) -> Iterator[tuple[Version, Text]]:
    for path, version in candidates:
        if text := _text(history, path, version, facts_of):
            yield version, text


def _text(history: History, path: str, version: Version, facts_of: FactsOf) -> Text | None:
    article = history.article(path, version)
    return text_of(article, facts_of) if article else None


def _best(texts: Iterable[tuple[Version, Text]], prints: Prints) -> Old | None:
    """The text that shares most with the record, the newest of several; single blocks come from the others too."""
    wanted = Counter(prints.blocks)
    best: tuple[float, Version, Text] | None = None
    words: dict[BlockPrint, Block] = {}
    own: dict[BlockPrint, Block] = {}
    for version, text in texts:
        have = text.prints_by(prints.grain).blocks
        if prints.grain == EVERY_BLOCK:
            for one, block in zip(have, text.blocks, strict=True):
                if one in wanted:
                    words.setdefault(one, block)
        fit = (wanted & Counter(have)).total() / (wanted.total() or 1)
        if best is None or fit > best[0]:
            best = (fit, version, text)
            own = dict(zip(have, text.blocks, strict=True)) if prints.grain == EVERY_BLOCK else {}
    if best is None or best[0] < FIT:
        return None
    fit, version, text = best
    blocks = tuple(own.get(one) or words.get(one) for one in prints.blocks) if prints.grain == EVERY_BLOCK else ()
    return Old(version, text, False, fit, blocks)
