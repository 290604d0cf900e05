"""A sample of what was called stale, to be read by a person; and what the person's labels come to."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from bench.translation.replay import Pair
from kbgen.translation.changes import Change

COLUMNS = ("number", "kbgen", "grade", "translation", "since", "now", "changed", "blocks", "changes", "label")
LABELS = ("yes", "no")
MOST_SHOWN = 8


def draw(pairs: Iterable[Pair], number: int, seed: int) -> list[Pair]:
    """Of what dates call stale, so many that kbgen calls stale too, and a quarter as many that it does not.

    The same change of a source is drawn for one of its translations only.
    """
    chance = random.Random(seed)
    once = {(pair.then.blob, pair.now.blob): pair for pair in sorted(pairs, key=lambda pair: pair.translation)}
    by_verdict: dict[bool, list[Pair]] = {True: [], False: []}
    for pair in once.values():
        if pair.stale_by_date:
            by_verdict[pair.stale].append(pair)
    stale = chance.sample(by_verdict[True], min(number, len(by_verdict[True])))
    quiet = chance.sample(by_verdict[False], min(number // 4, len(by_verdict[False])))
    return [*stale, *quiet]


def write(pairs: Sequence[Pair], file: Path) -> None:
    """A CSV file with an empty column for the label."""
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        for number, pair in enumerate(pairs, 1):
            said = "stale" if pair.stale else "quiet"
            changes = "\n".join(shown(pair.changed))
            since, now = pair.then.blob[:9], pair.now.blob[:9]
            changed = len(pair.changed)
            rows.writerow([number, said, pair.grade, pair.translation, since, now, changed, pair.blocks, changes, ""])


def shown(changed: Sequence[Change]) -> list[str]:
    """The worst changes first, each with the words that differ and a few around them."""
    ranked = sorted(changed, key=lambda change: -change.grade)
    rows = [f"{change.grade}: {_words(change)}" for change in ranked[:MOST_SHOWN]]
    return [*rows, f"… and {len(ranked) - MOST_SHOWN} more"] if len(ranked) > MOST_SHOWN else rows


def _words(change: Change) -> str:
    if change.old is None or change.new is None:
        one = change.old or change.new
        return f"{'−' if change.old else '+'} ({one.kind}) {one.text[:200]!r}" if one else str(change.kind)
    old, new = change.old.text, change.new.text
    matched = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    start = matched[0].size if matched[0].a == matched[0].b == 0 else 0
    end = next((m.size for m in matched[-2:-1] if m.a + m.size == len(old) and m.b + m.size == len(new)), 0)
    start = max(start - 40, 0)
    return f"({change.new.kind}) {old[start : len(old) - max(end - 30, 0)][:200]!r} → " + repr(
        new[start : len(new) - max(end - 30, 0)][:200]
    )


def labelled(file: Path) -> dict[str, tuple[int, int]]:
    """For each grade how many rows were labelled “yes” (the translation has to follow), and how many in all."""
    found: dict[str, tuple[int, int]] = {}
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["label"] in LABELS:
                yes, all_ = found.get(row["grade"], (0, 0))
                found[row["grade"]] = (yes + (row["label"] == "yes"), all_ + 1)
    return found
