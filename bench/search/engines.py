"""Who takes part, and how each is measured in a language: built, changed by one article, started, asked.

``build`` and ``search`` say where an engine's phases run: in node (peers/<engine>.mjs) or in Python (in_python.py).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import mean, median
from typing import Any, Literal

from bench.search import jobs, node
from bench.search.jobs import Job
from bench.search.site import Site

Side = Literal["node", "python"]


@dataclass(frozen=True, slots=True)
class Engine:
    """``packages``: it comes from npm. ``updates``: it can change one document of its index; the others begin anew.
    ``starts``: over so many queries is the mean of what is fetched before the first result; 0 where nothing is, 1 where
    it is the same for every query. ``stages``: it shows first results before it has fetched what the last ones need."""

    name: str
    build: Side
    search: Side
    packages: bool = False
    updates: bool = False
    starts: int = 1
    stages: bool = False


ENGINES = [
    Engine("kbgen-browser", "python", "node", updates=True, starts=10, stages=True),
    Engine("kbgen-cli", "python", "python", updates=True, starts=0),
    Engine("material", "python", "node"),
    Engine("pagefind", "node", "node", starts=10),
    Engine("lunr", "node", "node", packages=True),
    Engine("minisearch", "node", "node", packages=True),
    Engine("whoosh", "python", "python", updates=True, starts=0),
]
STAGED = 300
"""So many queries of a language are looked at in a browser that has loaded nothing yet."""
NAMES = [engine.name for engine in ENGINES]


@dataclass(frozen=True, slots=True)
class Costs:
    """Of one engine in one language; None where it has no such thing. KiB are compressed (gzip, level 9).

    ``first_kib``: everything that a browser fetches until the first results of a first query are there, code included;
    ``final_kib``: until there are no better ones to come;
    ``index_kib``: the whole index. ``ready_ms``: from the files' arrival until the first query can be asked.
    ``build_s``, ``update_s``: seconds on the clock for the index, and for it again when one article has changed;
    ``update_kib``: the files of the index that are others then, where it has several.
    """

    first_kib: float | None
    index_kib: float
    ready_ms: float
    median_ms: float
    p95_ms: float
    build_s: float
    update_s: float
    update_kib: float | None = None
    final_kib: float | None = None

    def data(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Measured:
    """What an engine found in a language for each text that it was asked, and what it costs."""

    ranked: Mapping[str, Sequence[str]]
    costs: Costs
    first: Mapping[str, Sequence[str]] | None = None
    """What some of the queries show first, where better results come after."""


def p95(values: Sequence[float]) -> float:
    """The value below which 95 % lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]


@dataclass(frozen=True, slots=True)
class Bench:
    """Where everything is: the site, a folder to work in, and by language the packed documents."""

    site: Site
    folder: Path
    documents: Mapping[str, Path]

    def measure(self, engine: Engine, language: str, queries: Sequence[str], more: Sequence[str] = ()) -> Measured:
        """Let an engine do everything in one language."""
        job = Job(
            phase="build",
            language=language,
            documents=self.documents[language],
            folder=self.folder / f"{engine.name}-{language}",
            site=self.site.output,
            packages=node.packages() if engine.packages else Path(),
            material=node.material() if engine.name == "material" else Path(),
            pagefind=node.pagefind() if engine.name == "pagefind" else Path(),
        )
        build_s = self._run(engine, engine.build, job)["build_s"]
        searched = self._run(engine, engine.search, replace(job, phase="search", queries=queries, more=more))
        first = [
            self._run(engine, engine.search, replace(job, phase="first", queries=[query]))
            for query in spread(queries, engine.starts)
        ]
        update = self._run(engine, engine.build, replace(job, phase="update")) if engine.updates else {}
        asked = [*queries, *more]
        staged = spread(queries, STAGED) if engine.stages else []
        stages = self._run(engine, "node", replace(job, phase="stages", queries=staged))["stages"] if staged else []
        return Measured(
            dict(zip(asked, [*searched["ranked"], *searched["more"]], strict=True)),
            Costs(
                first_kib=mean(one["first_kib"] for one in first) if first else None,
                final_kib=mean(one.get("final_kib", one["first_kib"]) for one in first) if first else None,
                index_kib=searched["index_kib"],
                ready_ms=searched["ready_ms"],
                median_ms=median(searched["ms"]),
                p95_ms=p95(searched["ms"]),
                build_s=build_s,
                update_s=update.get("update_s", build_s),
                update_kib=update.get("update_kib"),
            ),
            {text: early for text, (early, _) in zip(staged, stages, strict=True)} if staged else None,
        )

    def _run(self, engine: Engine, side: Side, job: Job) -> dict[str, Any]:
        if side == "node":
            return jobs.run([node.program(), *node.OPTIONS, str(node.RUN), engine.name], job, self.site.variables)
        return jobs.run([sys.executable, "-m", "bench.search.in_python", engine.name], job, self.site.variables)


def spread(queries: Sequence[str], count: int) -> list[str]:
    """So many of the queries, from all over the list."""
    count = min(count, len(queries))
    return [queries[i * len(queries) // count] for i in range(count)]
