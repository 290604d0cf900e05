"""Errors that ``kbgen check`` finds → what asks to mend them, the links of a page together. Pure.

Warnings are left out: reviews and gaps are asked for by themselves, and the rest harms nobody who reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbgen.overview.candidates.keys import of_file
from kbgen.overview.candidates.pages import Pages
from kbgen.overview.work import Ask, Source, Subject, Term, Work
from kbgen.problems import Problem, Severity

LINKS = {"KB201": "link", "KB202": "anchor", "KB203": "link", "KB205": "link"}
"""Links that lead nowhere, or to the wrong place, and what they weigh by."""


def asks(problems: Iterable[Problem], pages: Pages, hours: float) -> Iterator[Ask]:
    """One for the links of each file, one for the rest. ``hours``: that mending one of them takes."""
    found: dict[tuple[str, Work], list[Problem]] = {}
    for problem in sorted(problems):
        if problem.severity is Severity.ERROR:
            work = Work.LINKS if problem.code in LINKS else Work.MEND
            found.setdefault((problem.path, work), []).append(problem)
    for (path, work), of_one in found.items():
        yield _ask(path, work, tuple(of_one), pages, hours)


def weight_of(problem: Problem) -> str:
    """The setting that says how bad it is."""
    return LINKS.get(problem.code) or ("holds_back" if problem.holds_back else "error")


def _ask(path: str, work: Work, problems: tuple[Problem, ...], pages: Pages, hours: float) -> Ask:
    gap = pages.by_path.get(path)
    return Ask(
        key=of_file(path, work.label),
        work=work,
        source=Source.LINKS if work is Work.LINKS else Source.PROBLEMS,
        subject=pages.subject(gap.row.article) if gap else Subject(path, path),
        evidence=problems,
        effort=hours * len(problems),
        terms=tuple(_terms(problems, pages, path)),
        # What keeps everything from being published does not wait for its turn.
        urgent=any(problem.holds_back for problem in problems),
        article=gap.row.article if gap else "",
        languages=(gap.row.language,) if gap else (),
        tickets=gap.demand.tickets if gap else None,
        views=gap.demand.views if gap else None,
        places=tuple(f"{path}:{problem.line}" if problem.line else path for problem in problems),
        command="kbgen check" if work is Work.MEND else "",
    )


def _terms(problems: Iterable[Problem], pages: Pages, path: str) -> Iterator[Term]:
    counts: dict[str, int] = {}
    for problem in problems:
        name = weight_of(problem)
        counts[name] = counts.get(name, 0) + 1
    for name, times in counts.items():
        yield pages.term(pages.by_path.get(path), (name,), float(getattr(pages.weights, name)), float(times))
