"""How long it takes from an export of the help desk to flags, and what tickets cost those who have none.

``python -m bench.tickets_flags`` invents a year of a team of thirteen (some 84,000 tickets, a Zendesk CSV), makes a
site with ``kbgen init``, and measures in CPU seconds of fresh processes: ``kbgen tickets import``, ``kbgen topics`` for
the first time and again, and ``kbgen gaps`` with tickets and without.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from bench import machine, project, timing
from kbgen.tickets.sample import host
from kbgen.tickets.sample.stories import Span
from kbgen.tickets.sample.write import TOPICS, ZENDESK, write

END = date(2026, 11, 22)
KBGEN = (sys.executable, "-m", "kbgen")
BUDGET = 5.0
"""CPU seconds that import and first flags may take together."""


@dataclass(frozen=True, slots=True)
class Figures:
    """CPU seconds; medians of several rounds. ``first``: nothing is known of the articles yet."""

    tickets: int
    taken_in: float
    first: float
    again: float
    gaps: float
    gaps_without: float

    @property
    def to_flags(self) -> float:
        """From the export to the first flags."""
        return self.taken_in + self.first


def measure(weeks: int, a_year: int, rounds: int, work: Path) -> Figures:
    """Invent, import, ask."""
    written = write(work / "sample", Span(END, weeks * 7), seed=1, a_year=a_year)
    site = work / "site"
    environment = dict(os.environ) | project.Project(site, site).variables
    _seconds([*KBGEN, "init", str(site)], work, environment)
    gaps = [*KBGEN, "gaps"]
    _seconds(gaps, site, environment)
    without = [_seconds(gaps, site, environment) for _ in range(rounds)]
    shutil.copy(work / "sample" / TOPICS, site / "content" / "topics.yml")
    take_in = [*KBGEN, "tickets", "import", str(work / "sample" / ZENDESK), "--timezone", host.ZONE]
    taken_in, first, again, with_tickets = [], [], [], []
    for _ in range(rounds):
        shutil.rmtree(site / ".kbgen", ignore_errors=True)
        taken_in.append(_seconds(take_in, site, environment))
        first.append(_seconds([*KBGEN, "topics"], site, environment))
        again.append(_seconds([*KBGEN, "topics"], site, environment))
        with_tickets.append(_seconds(gaps, site, environment))
    return Figures(written.tickets, *map(median, (taken_in, first, again, with_tickets, without)))


def _seconds(command: Sequence[str], folder: Path, environment: dict[str, str]) -> float:
    done = timing.run(command, folder, environment)
    if done.code:
        raise SystemExit(done.said)
    return done.cpu


def table(one: Figures) -> str:
    """A row for each command."""
    rows = (
        ("`kbgen tickets import`", one.taken_in),
        ("`kbgen topics`, the first time", one.first),
        ("export to flags", one.to_flags),
        ("`kbgen topics`, again", one.again),
        ("`kbgen gaps` with tickets", one.gaps),
        ("`kbgen gaps` without tickets", one.gaps_without),
    )
    lines = [f"| {one.tickets:,} tickets | CPU |", "| --- | ---: |"]
    return "\n".join([*lines, *(f"| {name} | {seconds:.2f} s |" for name, seconds in rows)])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.tickets_flags", description=__doc__)
    parser.add_argument("--weeks", type=int, default=52, help="How long the tickets go back.")
    parser.add_argument("--tickets-a-year", type=int, default=84_000, help="About.")
    parser.add_argument("--rounds", type=int, default=5, help="Of each command.")
    given = parser.parse_args()
    computer = machine.this()
    print(f"{computer}. kbgen {project.version()}\n")
    if warning := computer.warning():
        print(f"{warning}\n")
    begun = machine.now()
    work = Path(tempfile.mkdtemp(prefix="kbgen-bench-flags-"))
    try:
        found = measure(given.weeks, given.tickets_a_year, given.rounds, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(table(found))
    kept = "kept" if found.to_flags < BUDGET else "missed"
    print(f"\n{BUDGET:g} s from export to flags: {kept}.", end=" ")
    print(f"Other processes used {machine.others(begun, machine.now()):.2f} cores meanwhile.")


if __name__ == "__main__":
    main()
