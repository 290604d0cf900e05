"""How long it takes to say how the translations stood in the last twelve weeks, out of git.

``python -m bench.coverage`` makes a site with a year of commits: on most working days a few articles change in their
source language, and of some the translations follow. Measured are CPU seconds, git's own with them, in a fresh process
each: at first, when nothing is remembered; the next time; and a week and some commits later. The survey of today is
there already, as the report has it anyway.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from bench import corpus, gaps, machine, project, timing
from bench.project import Project
from kbgen.articles.front_matter import parse
from kbgen.translation.confirming import confirmed
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import text_of
from kbgen.translation.record import with_record

TODAY = date(2026, 11, 22)
DAYS = 365
EACH_DAY = 4
FOLLOWING = 0.7
"""The share of changed articles whose translations follow."""

_SURVEY = "survey.of_project(config, day)"
_CODE = (
    "import sys; from datetime import date; from pathlib import Path; from kbgen.config import load; "
    "from kbgen.translation import survey, then; from kbgen.overview.past import week_ends; "
    "config = load(Path('mkdocs.yml'))[0]; day = date.fromisoformat(sys.argv[1]); {}"
)
_PAST = "print(len(then.told(config, week_ends(day)).days))"


@dataclass(frozen=True, slots=True)
class Figures:
    """CPU seconds at one size. ``nothing``: of a process that only starts."""

    articles: int
    commits: int
    first: float
    again: float
    week_later: float
    nothing: float


class Year:
    """Makes commits, the same ones for the same seed."""

    def __init__(self, made: Project, seed: int = 1) -> None:
        self.made = made
        self.content = made.folder / "content"
        self.chance = random.Random(seed)
        source = self.content / gaps.SOURCE
        self.ids = sorted(path.relative_to(source).as_posix() for path in source.rglob("*.md"))
        self.commits = 0

    def begin(self, day: date) -> None:
        """The first commit: all translations confirmed."""
        (self.made.folder / ".gitignore").write_text(".kbgen\nsite\n", "utf-8")
        self.git("init", "-q", "-b", "main")
        self.commit(["."], day)

    def work(self, days: Sequence[date]) -> None:
        """What is done on these days."""
        for day in days:
            if day.isoweekday() <= 5:
                for id in self.chance.sample(self.ids, min(EACH_DAY, len(self.ids))):
                    self.commit(self.change(id, day), day)

    def change(self, id: str, day: date) -> list[str]:
        """Another sentence in the source; most of the translations follow, and are confirmed."""
        paths = [self.add(gaps.SOURCE, id, day)]
        if self.chance.random() < FOLLOWING:
            for language in corpus.LANGUAGES:
                if language != gaps.SOURCE:
                    paths.append(self.add(language, id, day))
                    self.confirm(language, id, day)
        return paths

    def add(self, language: str, id: str, day: date) -> str:
        """The path of the file that has a sentence more."""
        path = self.content / language / id
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{self.chance.randrange(60)} min, {day}.\n", "utf-8")
        return path.relative_to(self.made.folder).as_posix()

    def confirm(self, language: str, id: str, day: date) -> None:
        """The translation says what its source says."""
        texts = {}
        for code in (gaps.SOURCE, language):
            words = (self.content / code / id).read_text("utf-8")
            article = parse(words, id=id.removesuffix(".md"), language=code, path=id)[0]
            assert article is not None
            texts[code] = text_of(article, facts_of)
        record = confirmed(id.removesuffix(".md"), texts[language], texts[gaps.SOURCE], day)
        path = self.content / language / id
        path.write_text(with_record(path.read_text("utf-8"), record), "utf-8")

    def commit(self, paths: Sequence[str], day: date) -> None:
        """These files, at noon."""
        when = f"{day}T12:00:00+0200"
        self.git("add", "--", *paths)
        self.git("commit", "-q", "-m", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
        self.commits += 1

    def git(self, *arguments: str, **variables: str) -> None:
        """Run git in the project."""
        who = ("-c", "user.name=Mari", "-c", "user.email=mari@example.com", "-c", "gc.auto=0")
        subprocess.run(["git", *who, *arguments], cwd=self.made.folder, env=dict(os.environ) | variables, check=True)


def measure(articles: int, rounds: int, work: Path) -> Figures:
    """Make a site of so many articles with a year of commits, and ask for its weeks."""
    corpus.write(work / "corpus", articles)
    made = project.write(work / "corpus", work / "project")
    gaps.prepare(made)
    year = Year(made)
    begun = TODAY - timedelta(days=DAYS)
    year.begin(begun)
    year.work([begun + timedelta(days=n) for n in range(1, DAYS)])
    year.git("gc", "-q")
    asked(made, _SURVEY, TODAY)
    first = asked(made, _PAST, TODAY)
    again = median(asked(made, _PAST, TODAY) for _ in range(rounds))
    later = TODAY + timedelta(weeks=1)
    year.work([TODAY + timedelta(days=n) for n in range(7)])
    asked(made, _SURVEY, later)
    week_later = asked(made, _PAST, later)
    nothing = median(asked(made, "", TODAY) for _ in range(rounds))
    return Figures(len(year.ids), year.commits, first, again, week_later, nothing)


def asked(made: Project, what: str, day: date) -> float:
    """CPU seconds of a fresh process."""
    command = (sys.executable, "-c", _CODE.format(what), day.isoformat())
    done = timing.run(command, made.folder, dict(os.environ) | made.variables)
    if done.code:
        raise SystemExit(done.said)
    return done.cpu


def table(figures: Sequence[Figures]) -> str:
    """A row for each size."""
    lines = [
        "| articles | commits | at first | again | a week later | a process that only starts |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in figures:
        seconds = " | ".join(f"{cpu:.2f} s" for cpu in (one.first, one.again, one.week_later, one.nothing))
        lines.append(f"| {one.articles} | {one.commits} | {seconds} |")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.coverage", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1600], help="The sizes of the sites.")
    parser.add_argument("--rounds", type=int, default=5, help="So often is asked again.")
    parser.add_argument("--keep", type=Path, help="Make the site in this folder, and leave it there.")
    given = parser.parse_args()
    computer = machine.this()
    print(f"{computer}. kbgen {project.version()}\n")
    begun = machine.now()
    figures = []
    for articles in given.articles:
        work = given.keep or Path(tempfile.mkdtemp(prefix="kbgen-bench-coverage-"))
        try:
            figures.append(measure(articles, given.rounds, work))
        finally:
            if not given.keep:
                shutil.rmtree(work, ignore_errors=True)
    print(table(figures))
    print(f"\nCPU seconds. Other processes used {machine.others(begun, machine.now()):.2f} cores meanwhile.")


if __name__ == "__main__":
    main()
