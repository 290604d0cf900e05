"""How long the editors' report takes.

``python -m bench.report`` makes a site (``report_site``) and measures in CPU seconds of fresh processes: ``kbgen
report`` for the first time, after ``kbgen build``, and again; and ``kbgen check`` in the same run, to compare with.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import machine, project, report_site, timing

KBGEN = (sys.executable, "-m", "kbgen")
BUDGET = 10.0
"""CPU seconds of a report."""


@dataclass(frozen=True, slots=True)
class Figures:
    """CPU seconds; ``again`` and ``check`` are medians. ``first``: nothing is known of the articles yet."""

    articles: int
    tickets: int
    first: float
    build: float
    again: float
    check: float


def measure(articles: int, a_year: int, weeks: int, rounds: int, work: Path) -> Figures:
    """Make a site of so many articles and tickets, and report on it."""
    site = report_site.make(work, articles, a_year, weeks)

    def seconds(*words: str, fine: tuple[int, ...] = (0,)) -> float:
        done = timing.run([*KBGEN, *words], site.made.folder, dict(os.environ) | site.made.variables)
        if done.code not in fine:
            raise SystemExit(done.said)
        return done.cpu

    report = ("report", "--output", str(work / "report"), "--as-of", report_site.END.isoformat())
    first, build = seconds(*report), seconds("build")
    again = [seconds(*report) for _ in range(rounds)]
    check = [seconds("check", fine=(0, 1)) for _ in range(rounds)]
    return Figures(site.articles, site.tickets, first, build, median(again), median(check))


def table(one: Figures) -> str:
    """A row for each command."""
    rows = (
        ("`kbgen report`, the first time", one.first),
        ("`kbgen build`, the first time", one.build),
        ("`kbgen report`, again", one.again),
        ("`kbgen check`", one.check),
    )
    lines = [f"| {one.articles:,} articles, {one.tickets:,} tickets | CPU | of the check |", "| --- | ---: | ---: |"]
    return "\n".join([*lines, *(f"| {name} | {cpu:.2f} s | {cpu / one.check:.2f} |" for name, cpu in rows)])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.report", description=__doc__)
    parser.add_argument("--articles", type=int, default=1600)
    parser.add_argument("--tickets-a-year", type=int, default=84_000)
    parser.add_argument("--weeks", type=int, default=104, help="How long tickets and history go back.")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    computer = machine.this()
    print(f"{computer}. kbgen {project.version()}\n")
    if warning := computer.warning():
        print(f"{warning}\n")
    begun = machine.now()
    work = Path(tempfile.mkdtemp(prefix="kbgen-bench-report-"))
    try:
        found = measure(given.articles, given.tickets_a_year, given.weeks, given.rounds, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(table(found))
    kept = "kept" if found.again < BUDGET else "missed"
    print(f"\n{BUDGET:g} s for a report: {kept}.", end=" ")
    print(f"Other processes used {machine.others(begun, machine.now()):.2f} cores meanwhile.")


if __name__ == "__main__":
    main()
