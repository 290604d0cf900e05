"""``python -m bench.translation``: what is called stale, by dates and by kbgen, on the history of a repository."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

from bench.translation import adoption, sample
from bench.translation.replay import Pair, Replay
from kbgen.translation.git import NothingKnown
from kbgen.translation.grading import Grade


def main() -> int:
    asked = _arguments()
    if asked.labelled:
        print(_precision(asked.labelled))
        return 0
    begun = time.process_time()
    try:
        replay = Replay(asked.repository, asked.source, asked.translation)
        if asked.truth:
            print(adoption.table(adoption.judged(replay, asked.truth)))
            return 0
        pairs = list(replay.pairs())
    except NothingKnown as unknown:
        print(f"{asked.repository}: {unknown.reason}", file=sys.stderr)
        return 2
    print(_table(pairs, replay), f"\n{time.process_time() - begun:.1f} s of CPU time, without that of git")
    if asked.sample:
        drawn = sample.draw(pairs, asked.sample, asked.seed)
        sample.write(drawn, asked.to)
        print(f"{len(drawn)} to label in {asked.to}: “yes” where the translation has to follow, “no” where it has not")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.translation", description=__doc__)
    parser.add_argument("--repository", type=Path, help="A work tree, or a repository without one.")
    parser.add_argument("--source", default="content/en", help="The folder of the source language.")
    parser.add_argument("--translation", nargs="+", default=[], help="The folders of the translations.")
    parser.add_argument("--sample", type=int, default=0, help="Draw so many to read by hand.")
    parser.add_argument("--to", type=Path, default=Path("sample.csv"), help="Where the sample is written.")
    parser.add_argument("--seed", type=int, default=1, help="Which sample.")
    parser.add_argument("--truth", metavar="KEY", help="A front matter key that names the commit of the source.")
    parser.add_argument("--labelled", type=Path, help="A sample with labels: say how often kbgen was right.")
    asked = parser.parse_args()
    if not asked.labelled and not (asked.repository and asked.translation):
        parser.error("--repository and --translation are needed, or --labelled")
    return asked


def _table(pairs: list[Pair], replay: Replay) -> str:
    dated = [pair for pair in pairs if pair.stale_by_date]
    stale = [pair for pair in pairs if pair.stale]
    grades = Counter(pair.grade for pair in dated)
    shares = [min(len(pair.changed), pair.blocks) / (pair.blocks or 1) for pair in stale]
    rows = [
        ("translations with a source", f"{len(pairs)}"),
        ("without (or the source is younger, or unreadable)", f"{replay.unpaired}"),
        ("stale by commit dates", _share(len(dated), len(pairs))),
        *((f"– of these, {grade}", _share(grades[grade], len(dated))) for grade in Grade),
        ("stale for kbgen (small and above)", _share(len(stale), len(pairs))),
        (
            "called stale by dates without a change of words",
            _share(grades[Grade.NONE] + grades[Grade.COSMETIC], len(dated)),
        ),
        ("changed blocks of a stale page, median", f"{median(shares):.1%}" if shares else "–"),
    ]
    lines = [f"commit {replay.head[:10]}", "", "| what | number |", "| --- | ---: |"]
    return "\n".join([*lines, *(f"| {what} | {number} |" for what, number in rows)])


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})" if whole else f"{part}"


def _precision(file: Path) -> str:
    """What the labels come to, by grade and for all that kbgen calls stale."""
    found = sample.labelled(file)
    counts = {grade: found.get(str(grade), (0, 0)) for grade in Grade}
    rows = [(str(grade), *counts[grade]) for grade in Grade]
    for least in (Grade.MATERIAL, Grade.SMALL):
        chosen = [counts[grade] for grade in Grade if grade >= least]
        rows.append((f"{least} and above", sum(yes for yes, _ in chosen), sum(all_ for _, all_ in chosen)))
    lines = ["| grade | labelled | the translation has to follow |", "| --- | ---: | ---: |"]
    return "\n".join([*lines, *(f"| {name} | {all_} | {_share(yes, all_)} |" for name, yes, all_ in rows)])


if __name__ == "__main__":
    raise SystemExit(main())
