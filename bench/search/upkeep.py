"""What the indexes cost, the browsers' and staff's together, in CPU time.

    python -m bench.search.upkeep --content DIR [--rounds N]

That is what ``kbgen build`` and the ``kbgen search`` behind it take more than a build that makes no index (``bare``)
and a search that finds its index up to date: on a machine that has never built, in a project that has never been
built, and after a sentence more in one article (the median of some rounds).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import timing
from bench.contender import FailedError
from bench.search import site
from bench.search.site import Site
from kbgen.publish.unchanged import WORKSHOP

BUILD = ("build", "--keep-going")
SEARCH = ("search", "password", "--json")


def main() -> None:
    """Measure, and say what was found."""
    parser = argparse.ArgumentParser(prog="bench.search.upkeep", description=__doc__)
    parser.add_argument("--content", type=Path, required=True, help="a folder as kbgen's content/")
    parser.add_argument("--rounds", type=int, default=5, help="edits of an article")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        one, bare = (site.make(given.content, Path(work, name)) for name in ("kbgen", "bare"))
        _run(one, "kbgen", *BUILD)
        _run(one, "kbgen", *SEARCH)
        idle = median(_run(one, "kbgen", *SEARCH) for _ in range(given.rounds))
        for name, forget in (("new machine", _forget_all), ("new project", _forget_project)):
            print(f"{name}: {_cost(one, bare, forget) - idle:.2f} s")
        edits = [_cost(one, bare, _edit) - idle for _ in range(given.rounds)]
        print(f"one article changed: {median(edits):.2f} s ({min(edits):.2f} to {max(edits):.2f})")


def _cost(one: Site, bare: Site, change: Callable[[Site], None]) -> float:
    """The seconds of a build and a search after a change, less those of a build without indexes."""
    change(one)
    change(bare)
    without = _run(bare, "bench.search.bare", *BUILD)
    return _run(one, "kbgen", *BUILD) + _run(one, "kbgen", *SEARCH) - without


def _run(project: Site, module: str, *arguments: str) -> float:
    run = timing.run((sys.executable, "-m", module, *arguments), project.folder, project.variables)
    if run.code:
        raise FailedError(f"{module} {arguments[0]} failed with code {run.code}:\n{run.said[-2000:]}")
    return run.cpu


def _forget_project(project: Site) -> None:
    """What was kept of the site: only the user's dictionaries are left."""
    for folder in (project.folder / WORKSHOP, project.output, *_cache(project).rglob("search")):
        shutil.rmtree(folder, ignore_errors=True)


def _forget_all(project: Site) -> None:
    _forget_project(project)
    shutil.rmtree(_cache(project), ignore_errors=True)


def _cache(project: Site) -> Path:
    return Path(project.variables["KBGEN_CACHE_HOME"])


def _edit(project: Site) -> None:
    """A sentence more in an article in the middle."""
    articles = [path for path in sorted((project.folder / "content").rglob("*.md")) if path.name != "index.md"]
    article = articles[len(articles) // 2]
    article.write_text(f"{article.read_text('utf-8')}\n\nOne sentence more, the {article.stat().st_size}th.\n", "utf-8")


if __name__ == "__main__":
    main()
