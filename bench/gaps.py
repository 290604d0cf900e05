"""How long a survey of all translations takes, and whether it grows in proportion to the articles.

``python -m bench.gaps`` measures ``kbgen gaps --format json`` from a fresh process, in CPU seconds: cold, warm (nothing
has changed), and with one article changed. Every translation of the corpus is confirmed; then the source of one article
in ten is changed, so that there is something to tell. There is no git, whose own time would be another measurement.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from bench import corpus, machine, project, timing
from bench.project import Project
from kbgen.articles.article import Article
from kbgen.articles.front_matter import parse
from kbgen.publish import parallel
from kbgen.translation.confirming import confirmed
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.record import with_record

SOURCE = "et"
DAY = date(2026, 11, 1)
COMMAND = (sys.executable, "-m", "kbgen", "gaps", "--format", "json")


@dataclass(frozen=True, slots=True)
class Figures:
    """CPU seconds at one size; of the warm and the changed survey the median of several."""

    articles: int
    cold: float
    warm: float
    changed: float
    stale: int


def measure(articles: int, rounds: int, work: Path) -> Figures:
    """Make a site of so many articles, and survey it."""
    corpus.write(work / "corpus", articles)
    made = project.write(work / "corpus", work / "project")
    prepare(made)
    cold, data = survey(made)
    warm = [survey(made)[0] for _ in range(rounds)]
    changed = []
    for _ in range(rounds):
        made.edit_text()
        changed.append(survey(made)[0])
    stale = sum(row["state"] == "stale" for row in data["articles"])
    return Figures(len({row["article"] for row in data["articles"]}), cold, median(warm), median(changed), stale)


def survey(made: Project) -> tuple[float, dict[str, list[dict[str, object]]]]:
    """CPU seconds of one command, and what it printed."""
    done = timing.run(COMMAND, made.folder, dict(os.environ) | made.variables)
    if done.code:
        raise SystemExit(done.said)
    return done.cpu, json.loads(done.said)


def prepare(made: Project) -> None:
    """Confirm all translations, then change the source of one article in ten."""
    content = made.folder / "content"
    for id in confirm(content)[::10]:
        path = content / SOURCE / id
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nVastame 15 minutiga.\n", "utf-8")


def confirm(content: Path) -> list[str]:
    """Confirm all translations that there are; the paths of the sources."""
    ids = sorted(path.relative_to(content / SOURCE).as_posix() for path in (content / SOURCE).rglob("*.md"))
    for _ in parallel.each(lambda id: confirm_one(content, id), ids, parallel.cores()):
        pass
    return ids


def confirm_one(content: Path, id: str, day: date = DAY) -> None:
    """Confirm the translations of an article."""
    source = _text(content, SOURCE, id)
    for language in corpus.LANGUAGES:
        path = content / language / id
        if language != SOURCE and path.is_file():
            record = confirmed(id.removesuffix(".md"), _text(content, language, id), source, day)
            path.write_text(with_record(path.read_text("utf-8"), record), "utf-8")


def _text(content: Path, language: str, id: str) -> Text:
    words = (content / language / id).read_text("utf-8")
    article: Article | None = parse(words, id=id.removesuffix(".md"), language=language, path=id)[0]
    assert article is not None
    return text_of(article, facts_of)


def table(figures: Sequence[Figures]) -> str:
    """A row for each size, and how much the last costs for an article compared with the first."""
    lines = ["| articles | rows | cold | warm | one changed |", "| ---: | ---: | ---: | ---: | ---: |"]
    for one in figures:
        rows = one.articles * len(corpus.LANGUAGES)
        lines.append(f"| {one.articles} | {rows} | {one.cold:.2f} s | {one.warm:.2f} s | {one.changed:.2f} s |")
    first, last = figures[0], figures[-1]
    if first is not last:
        scale = last.articles / first.articles
        ratios = (last.cold / first.cold, last.warm / first.warm, last.changed / first.changed)
        cells = " | ".join(f"× {ratio / scale:.2f}" for ratio in ratios)
        lines.append(f"| × {scale:.1f} | by the article | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.gaps", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1600, 16000], help="The sizes of the sites.")
    parser.add_argument("--rounds", type=int, default=5, help="Warm and changed surveys of each size.")
    given = parser.parse_args()
    computer = machine.this()
    print(f"{computer}. kbgen {project.version()}\n")
    if warning := computer.warning():
        print(f"{warning}\n")
    begun = machine.now()
    figures = []
    for articles in given.articles:
        work = Path(tempfile.mkdtemp(prefix="kbgen-bench-gaps-"))
        try:
            figures.append(measure(articles, given.rounds, work))
        finally:
            shutil.rmtree(work, ignore_errors=True)
    print(table(figures))
    print(f"\nCPU seconds. Other processes used {machine.others(begun, machine.now()):.2f} cores meanwhile.")


if __name__ == "__main__":
    main()
