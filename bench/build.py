"""How long builds take and how much memory, beside Hugo in the same run. bench/README.md says how to read it.

``python -m bench.build [--suite small,large,growth,serve | all] [--peers hugo,zensical,mkdocs]`` writes the corpus,
builds it with the contenders in turn (A B A B …) and prints Markdown: ratios to Hugo as medians of the pairs, and the
figures behind them.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bench import machine, project, serving, suites
from bench.contender import FailedError
from bench.rounds import Rounds
from bench.suites import Report, Sizes

SUITES: dict[str, Callable[[Path, Sizes], Report]] = {
    "small": suites.small,
    "peers": suites.peers,
    "serve": serving.serve,
    "growth": suites.growth,
    "large": suites.large,
}


def run(names: Sequence[str], sizes: Sizes, work: Path | None, say: Callable[[str], None]) -> dict[str, Any]:
    """Run the suites, say what they find, and return everything for machines."""
    here = machine.this()
    say(f"{here}; kbgen {project.version()}; {date.today()}.")
    if here.warning():
        say(f"**{here.warning()}**")
    data: dict[str, Any] = {"machine": asdict(here), "kbgen": project.version(), "suites": {}}
    _warm_up(sizes, work)
    begun = machine.now()
    for name in names:
        report = _in_a_folder(SUITES[name], sizes, work)
        say(f"### {report.title}\n\n{report.text}")
        data["suites"][name] = report.data
    data["others_cores"] = machine.others(begun, machine.now())
    say(_company(data["others_cores"], here.cores))
    return data


def _in_a_folder(suite: Callable[[Path, Sizes], Report], sizes: Sizes, work: Path | None) -> Report:
    with tempfile.TemporaryDirectory(prefix="kbgen-bench-", dir=work) as folder:
        return suite(Path(folder), sizes)


def _warm_up(sizes: Sizes, work: Path | None) -> None:
    """Everybody builds something small once: programs are in memory, bytecode is compiled."""
    few = Sizes(articles=10, peers=sizes.peers, peer_rounds=Rounds(1, 0))
    _in_a_folder(suites.peers, few, work)


def _company(cores: float, of: int) -> str:
    said = f"Meanwhile other processes used {cores:.2f} of {of} cores."
    return said if cores <= machine.QUIET else f"**{said} Do not trust these figures.**"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.build", description=__doc__)
    parser.add_argument("--suite", default="small", help="small, large, growth, serve, or several; all  [%(default)s]")
    parser.add_argument("--peers", default="hugo", help="with zensical, mkdocs: their cold builds too  [%(default)s]")
    parser.add_argument("--articles", type=int, default=400, help="of the small site  [%(default)s]")
    parser.add_argument("--large-articles", type=int, default=4000, help="of the large site  [%(default)s]")
    parser.add_argument("--pairs", type=int, default=5, help="timed builds of each  [%(default)s]")
    parser.add_argument("--memory-pairs", type=int, help="builds of each to look at memory  [as --pairs]")
    parser.add_argument("--peer-pairs", type=int, help="builds of each peer  [as --pairs]")
    parser.add_argument("--saves", type=int, default=20, help="of an article while it is served  [%(default)s]")
    parser.add_argument("--work", type=Path, help="where sites are written for a while  [the system's place]")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser


def _names(parser: argparse.ArgumentParser, given: str, known: Sequence[str]) -> list[str]:
    names = [name.strip() for name in given.split(",")]
    for name in names:
        if name not in known:
            parser.error(f"there is no {name}; choose from {', '.join(known)}")
    return names


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = _parser()
    given = parser.parse_args(arguments)
    wanted = _names(parser, given.suite, [*SUITES, "all"])
    peers = [name for name in _names(parser, given.peers, ["hugo", *suites.PEERS]) if name != "hugo"]
    if "all" in wanted:
        wanted = [name for name in SUITES if name != "peers"]
    if peers:
        wanted.append("peers")
    weighed = given.pairs if given.memory_pairs is None else given.memory_pairs
    often = given.peer_pairs or given.pairs
    sizes = Sizes(
        given.articles,
        given.large_articles,
        Rounds(given.pairs, weighed),
        Rounds(often, min(often, weighed)),
        tuple(peers),
        given.saves,
    )
    command = shlex.join(["python", "-m", "bench.build", *(sys.argv[1:] if arguments is None else arguments)])
    print(f"`{command}`\n", flush=True)
    try:
        data = run([n for n in SUITES if n in wanted], sizes, given.work, lambda text: print(f"{text}\n", flush=True))
    except FailedError as error:
        sys.exit(str(error))
    if given.json:
        given.json.write_text(json.dumps({"command": command} | data, indent=2, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
