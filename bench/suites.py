"""What is measured: each suite makes its projects, lets the contenders build in turn, and gives a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import corpus, hugo, mkdocs_material, project, zensical
from bench.contender import Contender
from bench.project import Project
from bench.rounds import Rounds, Turn, against, cold, race
from bench.table import Row, against_target, comparison, markdown, number

# Wall time as a part of Hugo's full build of the same run.
SMALL_TARGETS = {"cold": 1.5, "nothing changed": 0.15, "one text edited": 0.25, "one title edited": 0.6}
LARGE_TARGETS = {"cold": 1.2, "one text edited": 0.1}
# Wall time of a page among many, as a part of that of a page among few; likewise memory, which grows like the pages.
GROWTH_TARGETS = {"wall time per page": 1.15, "memory per page": 1.0}
MEMORY_TARGET_MB = 700

FIVE = Rounds(timed=5, weighed=5)

PEERS: Mapping[str, Callable[[Path, Path], Contender]] = {
    "zensical": zensical.prepare,
    "mkdocs": mkdocs_material.prepare,
}


@dataclass(frozen=True)
class Sizes:
    """How much is built, and how often."""

    articles: int = 400
    large_articles: int = 4000
    rounds: Rounds = FIVE
    peer_rounds: Rounds = FIVE
    peers: tuple[str, ...] = ()
    saves: int = 20


@dataclass(frozen=True)
class Report:
    """A suite's result: a heading, its Markdown, and everything for machines."""

    title: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)


def changes(of: Project, contender: Contender) -> dict[str, Callable[[], None]]:
    """What happens before a build, in the order of the table."""
    return {
        "cold": contender.forget,
        "nothing changed": of.nothing,
        "one text edited": of.edit_text,
        "one title edited": of.edit_title,
        "one article added": of.add,
        "mkdocs.yml touched": of.touch_settings,
    }


def small(folder: Path, sizes: Sizes) -> Report:
    """All changes on the small site."""
    return _beside_hugo(folder, sizes.articles, "current", sizes.rounds, SMALL_TARGETS)


def large(folder: Path, sizes: Sizes) -> Report:
    """The large site, cold and after an edit."""
    return _beside_hugo(
        folder, sizes.large_articles, "cached", sizes.rounds, LARGE_TARGETS, ("cold", "one text edited")
    )


def _beside_hugo(
    folder: Path,
    articles: int,
    nav: str,
    rounds: Rounds,
    targets: dict[str, float],
    cases: tuple[str, ...] | None = None,
) -> Report:
    corpus.write(folder / "corpus", articles)
    yardstick = hugo.prepare(folder / "corpus", folder / "hugo", nav)
    own = project.write(folder / "corpus", folder / "kbgen")
    ours = own.contender()
    ours.time()  # so that whatever comes first finds a site that is built
    rows = [
        against(yardstick, name, Turn(ours, prepare), rounds)
        for name, prepare in changes(own, ours).items()
        if cases is None or name in cases
    ]
    pages = corpus.pages(articles)
    text = comparison(rows, "kbgen", "Hugo", targets)
    peak = max((row.ours.memory for row in rows if row.ours.memory is not None), default=None)
    text += f"\n\n{_spread(rows)}"
    if peak is not None:
        text += f" kbgen's greatest peak of memory: {peak:.0f} MB, {1000 * peak / pages:.0f} kB a page"
        text += f" (in MB: {against_target(peak, MEMORY_TARGET_MB)})." if nav == "cached" else "."
    return Report(
        f"{pages:,} pages beside Hugo {yardstick.version}",
        text,
        {"pages": pages, "hugo": yardstick.version, "targets": targets, "rows": [row.data() for row in rows]},
    )


def _spread(rows: list[Row]) -> str:
    """How much the yardstick itself varied: what differences mean nothing."""
    walls = [time.wall for row in rows for time in row.theirs.times]
    return f"Hugo's {len(walls)} timed builds took {min(walls):.2f} to {max(walls):.2f} s."


def peers(folder: Path, sizes: Sizes) -> Report:
    """Cold builds of the small site by everybody, in turn."""
    corpus.write(folder / "corpus", sizes.articles)
    yardstick = hugo.prepare(folder / "corpus", folder / "hugo")
    others = [project.write(folder / "corpus", folder / "kbgen").contender()]
    others += [PEERS[name](folder / "corpus", folder / name) for name in sizes.peers]
    theirs, *samples = race([cold(one) for one in [yardstick, *others]], sizes.peer_rounds)
    rows = [Row(one.name, ours, theirs) for one, ours in zip(others, samples, strict=True)]
    head = ["cold build by", "version", "wall ratio", "CPU ratio", "memory ratio", "wall s", "CPU s", "MB"]
    lines = []
    for one, row in zip([yardstick, *others], [Row("Hugo", theirs, theirs), *rows], strict=True):
        figures = [row.wall, row.cpu, row.memory, row.ours.wall, row.ours.cpu]
        lines.append([one.name, one.version, *map(number, figures), number(row.ours.memory, 0)])
    pages = corpus.pages(sizes.articles)
    return Report(
        f"{pages:,} pages, cold, by {', '.join(one.name for one in others)} and Hugo",
        markdown(head, lines),
        {"pages": pages, "versions": {c.name: c.version for c in others}, "rows": [row.data() for row in rows]},
    )


def growth(folder: Path, sizes: Sizes) -> Report:
    """kbgen's cold builds of the small and the large site in turn, by the page."""
    ours: list[Contender] = []
    counts = (sizes.articles, sizes.large_articles)
    for articles in counts:
        corpus.write(folder / f"corpus-{articles}", articles)
        ours.append(project.write(folder / f"corpus-{articles}", folder / f"kbgen-{articles}").contender())
    few, many = race([cold(one) for one in ours], sizes.rounds)
    pages = [corpus.pages(articles) for articles in counts]
    row = Row("cold", many, few, pages[1] / pages[0])
    head = ["by the page", f"{pages[0]:,} pages", f"{pages[1]:,} pages", "ratio", "target"]
    lines = []
    for name, a, b, ratio, unit in (
        ("wall time per page", few.wall, many.wall, row.wall, "ms"),
        ("CPU time per page", few.cpu, many.cpu, row.cpu, "ms"),
        ("memory per page", few.memory, many.memory, row.memory, "kB"),
    ):
        each = [
            "–" if whole is None else f"{1000 * whole / n:.2f} {unit}" for whole, n in zip((a, b), pages, strict=True)
        ]
        lines.append([name, *each, number(ratio), against_target(ratio, GROWTH_TARGETS.get(name))])
    return Report(
        f"Growth from {pages[0]:,} to {pages[1]:,} pages, cold", markdown(head, lines), {"pages": pages} | row.data()
    )
