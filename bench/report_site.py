"""A help site as editors have it after two years: articles in four languages, their history in git, tickets, views.

``python -m bench.report_site DIR`` makes one to look at. The articles are the corpus beside those of the starter, for
those are what the invented tickets ask about. All translations are confirmed; in each of the last weeks some sources
are changed, and some of what was changed is translated again.
"""

from __future__ import annotations

import argparse
import contextlib
import io
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

from bench import corpus, gaps, project, timing
from kbgen.commands import init
from kbgen.tickets.sample import host
from kbgen.tickets.sample.others import VIEW_WEEKS
from kbgen.tickets.sample.stories import Span
from kbgen.tickets.sample.write import SEARCHES, TOPICS, VIEWS, ZENDESK, write

END = date(2026, 11, 22)
"""The first day without tickets, which is that of the report."""

MISSING = {"ru": 0.05, "fi": 0.12}
"""Parts of the articles that nobody has translated yet."""

OWNERS = ("Kadri Kask", "Marek Mets", "Anna Petrova", "Sanna Salo", "Tiit Tamm")


@dataclass(frozen=True, slots=True)
class Site:
    """What was made. ``articles``: in each language, with the indexes of categories."""

    made: project.Project
    articles: int
    tickets: int
    commits: int


def make(folder: Path, articles: int, a_year: int, weeks: int) -> Site:
    """Writes the site into ``folder / "site"``, and takes in tickets and views."""
    site = folder / "site"
    with contextlib.redirect_stdout(io.StringIO()):
        init.command.main([str(site)], standalone_mode=False)
    _articles(folder, site, articles)
    made = project.Project(site, site / "content" / "et" / "index.md")
    written = write(folder / "exports", Span(END, weeks * 7), seed=1, a_year=a_year)
    shutil.copy(folder / "exports" / TOPICS, site / "content" / "topics.yml")
    gaps.confirm(site / "content")
    commits = _history(site, weeks)
    _tickets(folder / "exports", made)
    count = sum(1 for _ in (site / "content" / gaps.SOURCE).rglob("*.md"))
    return Site(made, count, written.tickets, commits)


def _articles(folder: Path, site: Path, articles: int) -> None:
    corpus.write(folder / "corpus", articles)
    chance = random.Random(1)
    for path in sorted((folder / "corpus" / "content").rglob("*")):
        place = path.relative_to(folder / "corpus" / "content")
        target = site / "content" / place
        missing = path.name != "index.md" and path.suffix == ".md" and chance.random() < MISSING.get(place.parts[0], 0)
        if path.is_file() and not missing and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_owned(path.read_bytes(), chance) if path.suffix == ".md" else path.read_bytes())


def _owned(text: bytes, chance: random.Random) -> bytes:
    """Two articles of three have an owner, and a review some day of the last two years."""
    if chance.random() < 1 / 3:
        return text
    day = END - timedelta(days=chance.randrange(730))
    owner = chance.choice(OWNERS)
    said = f"---\nowner: {owner}\nreviewed: {day}\nreviewed_by: {owner}\nreview_interval: 1 year\n"
    return said.encode() + text.removeprefix(b"---\n")


def _history(site: Path, weeks: int) -> int:
    """A commit of everything at the beginning, then one each week: five sources change, some are caught up with."""
    _git(site, END - timedelta(weeks=weeks), "init", "--quiet")
    (site / ".gitignore").write_text(".kbgen/\nsite/\n", "utf-8")
    _commit(site, END - timedelta(weeks=weeks), "Everything")
    content, chance = site / "content", random.Random(2)
    ids = sorted(path.relative_to(content / "et").as_posix() for path in (content / "et").rglob("*.md"))
    for week in range(weeks):
        day = END - timedelta(weeks=weeks - week) + timedelta(days=3)
        for id in chance.sample(ids, min(5, len(ids))):
            path = content / gaps.SOURCE / id
            path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nVastame {week + 5} minutiga.\n", "utf-8")
        for id in chance.sample(ids, min(3, len(ids))):
            gaps.confirm_one(content, id, day)
        _commit(site, day, f"Week {week + 1}")
    return weeks + 1


def _commit(site: Path, day: date, message: str) -> None:
    _git(site, day, "add", "--all")
    _git(site, day, "commit", "--quiet", "--allow-empty", "--message", message)


def _git(site: Path, day: date, *command: str) -> None:
    moment = f"{day.isoformat()}T09:00:00+02:00"
    people = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _PERSON.items()}
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    subprocess.run(["git", *command], cwd=site, check=True, env=dict(os.environ) | people | dates)


_PERSON = {"NAME": "Editor", "EMAIL": "editor@example.com"}


def _tickets(exports: Path, made: project.Project) -> None:
    _run(made, "tickets", "import", str(exports / ZENDESK), "--timezone", host.ZONE)
    first, last = END - timedelta(weeks=VIEW_WEEKS), END - timedelta(days=1)
    chance = random.Random(3)
    with (exports / VIEWS).open("a", encoding="utf-8") as file:
        for path in sorted((made.folder / "content").glob("??/*/*.md")):
            id = path.relative_to(made.folder / "content").with_suffix("").as_posix()
            if path.name != "index.md" and path.parent.name in corpus.CATEGORIES:
                file.write(f"/{id}/,{int(chance.lognormvariate(4, 1.2))},,\n")
    files = [str(exports / VIEWS), str(exports / SEARCHES)]
    _run(made, "views", "import", *files, "--from", str(first), "--to", str(last))


def _run(made: project.Project, *words: str) -> None:
    command: Sequence[str] = (sys.executable, "-m", "kbgen", *words)
    done = timing.run(command, made.folder, dict(os.environ) | made.variables)
    if done.code:
        raise SystemExit(done.said)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.report_site", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="A folder of its own.")
    parser.add_argument("--articles", type=int, default=1600)
    parser.add_argument("--tickets-a-year", type=int, default=84_000)
    parser.add_argument("--weeks", type=int, default=104)
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="kbgen-bench-report-"))
    print(make(folder, given.articles, given.tickets_a_year, given.weeks))


if __name__ == "__main__":
    main()
