"""What importing and counting tickets costs.

``python -m bench.tickets scale`` makes ten million tickets, and has kbgen import and count them by topic and week, in
turn with plain DuckDB, which reads the same columns of the same file into a table and counts tags by week. Each run is
a process of its own, with its start; CPU seconds, seconds on the clock and peak memory are given as ratios.

``python -m bench.tickets year`` makes a year of a team of thirteen, a Zendesk CSV of 84,000 tickets with all its
columns, and measures ``kbgen tickets import`` and ``kbgen topics``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench import machine, project, timing

SETTINGS = "site_name: Help\nplugins:\n  - kbgen:\n      languages: {et: {}, en: {}, ru: {}, fi: {}}\n"
WEEKS = 156


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of all processors, seconds on the clock, MB at the peak, and how many (topic, week) were counted."""

    cpu: float
    wall: float
    peak: float
    counted: int


# -- what is measured, each in a process of its own ------------------------------------------------------------------


def with_kbgen(file: Path, folder: Path) -> int:
    """Import a file, and count it; the number of counts that are not zero."""
    from kbgen.config import load
    from kbgen.tickets import intake, topics
    from kbgen.tickets.reading import Wishes
    from kbgen.tickets.store import open_store
    from kbgen.tickets.weekly.moment import moment
    from kbgen.tickets.weekly.tally import counts_of

    config, _ = load(folder / "mkdocs.yml")
    exports = intake.recognise(file, Wishes(timezone="UTC"), config)
    intake.take_in(config, exports, datetime.now(UTC))
    with open_store(config) as store:
        rules = topics.rules(topics.load(config)[0], store.tags())
        until = moment(store, config, None)
        counts = counts_of(store, rules, until=until, weeks=WEEKS, languages=config.language_codes)
    return int((counts.tickets > 0).sum())


def with_duckdb(file: Path, folder: Path) -> int:
    """Read the same columns into a table, and count tags by week."""
    import duckdb

    with duckdb.connect(str(folder / "plain.duckdb")) as connection:
        if file.suffix == ".csv":
            words = ("Tags", "Status", "Via", "Group", "Satisfaction Score", "Language")
            names = (
                "Id",
                "Tags",
                "Status",
                "Via",
                "Group",
                "Created at",
                "Updated at",
                "Satisfaction Score",
                "Language",
            )
            types = {name: "VARCHAR" if name in words else "BIGINT" if name == "Id" else "TIMESTAMP" for name in names}
            rows = f"""SELECT * EXCLUDE ("Created at", "Tags"), "Created at" AS created,
                string_split("Tags", ' ') AS tags
                FROM read_csv('{file}', header = true, auto_detect = false, columns = {types})"""
        else:
            rows = f"SELECT * FROM read_parquet('{file}')"
        connection.execute(f"CREATE TABLE ticket AS {rows}")
        found = connection.execute(
            """SELECT date_trunc('week', created) AS week, tag, count(*) AS tickets
            FROM (SELECT created, unnest(tags) AS tag FROM ticket) GROUP BY ALL"""
        ).fetchnumpy()
    return len(found["tickets"])


SIDES: dict[str, Callable[[Path, Path], int]] = {"kbgen": with_kbgen, "duckdb": with_duckdb}


def run(side: str, file: Path) -> Run:
    """One side, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="kbgen-bench-tickets-", dir=file.parent))
    try:
        (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
        command = (sys.executable, "-m", "bench.tickets", "run", side, str(file), str(folder))
        path = os.pathsep.join(filter(None, [str(project.CHECKOUT), os.environ.get("PYTHONPATH", "")]))
        done = timing.run(command, folder, dict(os.environ) | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": ""})
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if done.code:
        raise SystemExit(done.said)
    told = json.loads(done.said)
    return Run(done.cpu, done.wall, told["peak"], told["counted"])


# -- scale -----------------------------------------------------------------------------------------------------------


def scale(tickets: int, rounds: int, work: Path) -> dict[str, dict[str, list[Run]]]:
    """File → side → its runs, in turn."""
    from bench import tickets_data

    found: dict[str, dict[str, list[Run]]] = {}
    for file in tickets_data.write(work, tickets):
        runs: dict[str, list[Run]] = {side: [] for side in SIDES}
        for _ in range(rounds):
            for side in SIDES:
                runs[side].append(run(side, file))
        found[file.name] = runs
    return found


def table(found: dict[str, dict[str, list[Run]]]) -> str:
    """A row for each file; ratios are medians of those of the rounds, seconds medians, memory the highest."""
    lines = [
        "| file | CPU ratio | wall ratio | kbgen CPU s | DuckDB CPU s | kbgen wall s | DuckDB wall s | kbgen MB"
        " | DuckDB MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, runs in found.items():
        ours, plain = runs["kbgen"], runs["duckdb"]
        ratios = [
            median(getattr(a, kind) / getattr(b, kind) for a, b in zip(ours, plain, strict=True))
            for kind in ("cpu", "wall")
        ]
        seconds = [median(getattr(one, kind) for one in side) for kind in ("cpu", "wall") for side in (ours, plain)]
        peaks = [max(one.peak for one in side) for side in (ours, plain)]
        cells = [f"{one:.2f}" for one in (*ratios, *seconds)] + [f"{one:.0f}" for one in peaks]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


# -- a year ----------------------------------------------------------------------------------------------------------


def year(tickets: int, rounds: int, work: Path) -> list[dict[str, float]]:
    """CPU seconds of each command, from export to flags."""
    from bench import tickets_data

    file = tickets_data.write_year(work, tickets)
    found = []
    for _ in range(rounds):
        folder = Path(tempfile.mkdtemp(prefix="site-", dir=work))
        (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
        (folder / "content").mkdir()
        path = os.pathsep.join(filter(None, [str(project.CHECKOUT), os.environ.get("PYTHONPATH", "")]))
        environment = dict(os.environ) | {
            "PYTHONPATH": path,
            "PYTHONDONTWRITEBYTECODE": "",
            "KBGEN_CACHE_HOME": str(work),
        }
        seconds = {}
        for name, arguments in (
            ("import", ("tickets", "import", str(file), "--timezone", "Europe/Tallinn")),
            ("topics", ("topics", "--format", "json")),
        ):
            done = timing.run((sys.executable, "-m", "kbgen", *arguments), folder, environment)
            if done.code:
                raise SystemExit(done.said)
            seconds[name] = done.cpu
        found.append(seconds)
    return found


# -- the command line ------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.tickets", description=__doc__)
    below = parser.add_subparsers(dest="what", required=True)
    large = below.add_parser("scale")
    large.add_argument("--tickets", type=int, default=10_000_000)
    large.add_argument("--rounds", type=int, default=3)
    small = below.add_parser("year")
    small.add_argument("--tickets", type=int, default=84_000)
    small.add_argument("--rounds", type=int, default=3)
    one = below.add_parser("run")
    one.add_argument("side", choices=list(SIDES))
    one.add_argument("file", type=Path)
    one.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    if given.what == "run":
        counted = SIDES[given.side](given.file, given.folder)
        # Linux tells kilobytes.
        print(json.dumps({"counted": counted, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}))
        return
    import duckdb

    computer = machine.this()
    print(f"{computer}. kbgen {project.version()}, DuckDB {duckdb.__version__}\n")
    if warning := computer.warning():
        print(f"{warning}\n")
    begun = machine.now()
    work = Path(tempfile.mkdtemp(prefix="kbgen-bench-tickets-"))
    try:
        if given.what == "scale":
            print(table(scale(given.tickets, given.rounds, work)))
        else:
            runs = year(given.tickets, given.rounds, work)
            print(" | ".join(f"{name} {median(run[name] for run in runs):.2f} s" for name in runs[0]))
            print(f"together {median(sum(run.values()) for run in runs):.2f} s of CPU")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"\nOther processes used {machine.others(begun, machine.now()):.2f} cores meanwhile.")


if __name__ == "__main__":
    main()
