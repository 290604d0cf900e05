"""How well searches find, and what they cost: kbgen's beside others, in the same run. bench/README.md says more.

``python -m bench.search --content DIR --queries DIR`` builds the site of a ``content/`` tree, lets every engine make
its index of the same articles, asks all queries, and prints Markdown.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from bench import machine, project
from bench.contender import FailedError
from bench.search import against, queries, report, site, typing
from bench.search.engines import ENGINES, NAMES, Bench, Costs, Engine, Measured
from bench.search.quality import Quality, evaluate
from bench.search.queries import QuerySet, WrongQueriesError

Say = Callable[[str], None]
TYPED = "kbgen-browser"
"""The engine whose results appear while one types."""


def run(given: argparse.Namespace, work: Path, say: Say) -> dict[str, Any]:
    """Measure, say what is found, and return everything for machines."""
    sets = queries.read(given.queries)
    here, begun = machine.this(), machine.now()
    say(f"{here}; kbgen {project.version()}; {date.today()}.")
    bench = _prepared(given.content, work, say)
    codes = [code for code in queries.languages(sets) if code in bench.documents]
    sets = [one for one in sets if one.language in codes]
    if not sets:
        raise FailedError("no language of the queries has articles")
    engines = [_in_chromium(engine) if given.chromium else engine for engine in ENGINES if engine.name in given.engines]
    # In turn within a language, so that whatever else the machine does strikes all engines.
    measured: dict[str, dict[str, Measured]] = {engine.name: {} for engine in engines}
    for code in codes:
        own = [one for one in sets if one.language == code]
        for engine in engines:
            measured[engine.name][code] = _measure(bench, engine, code, own, typing=given.typing)
    data = _told(sets, measured, given, say)
    others = machine.others(begun, machine.now())
    say(f"Meanwhile other processes used {others:.2f} of {here.cores} cores.")
    return data | {"machine": asdict(here), "others_cores": others, "kbgen": project.version()}


def _in_chromium(engine: Engine) -> Engine:
    return replace(engine, search="python") if engine.name == TYPED else engine


def _prepared(content: Path, work: Path, say: Say) -> Bench:
    one = site.make(content, work / "project")
    learned = one.learn()
    built = one.build()
    documents = one.documents()
    sizes = ", ".join(f"{code} {len(found)}" for code, found in sorted(documents.items()))
    say(f"Articles: {sizes}. The site's first build: {built.wall:.1f} s, {built.cpu:.1f} s of CPU.")
    say(f"Learning from the translations, before: {learned.wall:.1f} s, {learned.cpu:.1f} s of CPU.")
    paths = {}
    for code, found in documents.items():
        paths[code] = work / f"documents.{code}.json"
        paths[code].write_text(site.packed(found), "utf-8")
    return Bench(one, work, paths)


def _measure(bench: Bench, engine: Engine, code: str, sets: Sequence[QuerySet], *, typing: bool) -> Measured:
    texts = [text for one in sets for text in one.texts]
    return bench.measure(engine, code, texts, _typed(sets) if typing and engine.name == TYPED else ())


def _typed(sets: Sequence[QuerySet]) -> list[str]:
    return typing.all_prefixes([query for one in sets for query in one.queries])


def _told(
    sets: Sequence[QuerySet], measured: dict[str, dict[str, Measured]], given: argparse.Namespace, say: Say
) -> dict[str, Any]:
    found: dict[str, dict[str, dict[str, Quality]]] = {
        engine: {
            code: {
                one.name: evaluate([of.ranked[text] for text in one.texts], one.expected)
                for one in sets
                if one.language == code
            }
            for code, of in by_language.items()
        }
        for engine, by_language in measured.items()
    }
    costs: dict[str, dict[str, Costs]] = {
        engine: {code: of.costs for code, of in by_language.items()} for engine, by_language in measured.items()
    }
    say(f"### MRR@10 by language, and means over the languages\n\n{report.quality(found)}")
    if rows := _first(sets, measured):
        say(f"Before everything is loaded: {rows}.")
    say(f"### Costs\n\n{report.costs(costs)}")
    if ratios := report.ratios(costs):
        say(ratios)
    data: dict[str, Any] = {
        e: {c: {n: asdict(q) for n, q in s.items()} for c, s in b.items()} for e, b in found.items()
    }
    data["costs"] = {e: {c: one.data() for c, one in b.items()} for e, b in costs.items()}
    if given.typing and TYPED in measured:
        typed = {TYPED: {code: _typing(sets, code, of) for code, of in measured[TYPED].items()}}
        say(f"### While typing: MRR@10 after each letter\n\n{report.typing(typed)}")
        data["typing"] = {e: {c: {n: asdict(t) for n, t in s.items()} for c, s in b.items()} for e, b in typed.items()}
    if given.against:
        data["against"] = _compared(sets, measured, given.against, say)
    return data


def _first(sets: Sequence[QuerySet], measured: dict[str, dict[str, Measured]]) -> str:
    """MRR@10 of what is shown first, beside that of the same queries in the end."""
    told = []
    for engine, by_language in measured.items():
        for code, of in by_language.items():
            if of.first is None:
                continue
            asked = {
                text: expected
                for one in sets
                if one.language == code
                for text, expected in zip(one.texts, one.expected, strict=True)
                if text in of.first
            }
            early, late = (
                evaluate([ranked[text] for text in asked], list(asked.values())) for ranked in (of.first, of.ranked)
            )
            told.append(
                f"{engine}, {code}: MRR@10 {early.mrr10:.3f} at first, {late.mrr10:.3f} then ({early.n} queries)"
            )
    return "; ".join(told)


def _compared(
    sets: Sequence[QuerySet], measured: dict[str, dict[str, Measured]], kept: Path, say: Say
) -> dict[str, Any]:
    say("### Beside kept results")
    data: dict[str, Any] = {}
    for engine, by_language in measured.items():
        found = against.compare(kept, sets, {code: of.ranked for code, of in by_language.items()})
        say((report.comparison if engine.startswith("kbgen") else report.compared)(engine, found))
        by_set = {f"{code} {name}": asdict(one) for (code, name), one in found.by_set.items()}
        data[engine] = {"ours": found.ours, "theirs": found.theirs, **asdict(found.whole), "sets": by_set}
    return data


def _typing(sets: Sequence[QuerySet], code: str, of: Measured) -> dict[str, typing.Typing]:
    return {one.name: typing.measure(one.queries, lambda text: of.ranked[text]) for one in sets if one.language == code}


def _engines(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if wrong := [name for name in names if name not in NAMES]:
        raise argparse.ArgumentTypeError(f"there is no {wrong[0]}; choose from {', '.join(NAMES)}")
    return names


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--content", type=Path, required=True, help="the articles: a folder for each language")
    parser.add_argument("--queries", type=Path, required=True, help="a folder of <lang>.<set>[.<part>].tsv")
    parser.add_argument("--engines", type=_engines, default=NAMES, help=f"[all: {','.join(NAMES)}]")
    parser.add_argument("--chromium", action="store_true", help=f"run {TYPED} in Chromium instead of Node")
    parser.add_argument("--typing", action="store_true", help=f"what {TYPED} finds after each letter, too")
    parser.add_argument("--against", type=Path, help="a folder of results.<part>.<lang>.json to compare with in pairs")
    parser.add_argument("--work", type=Path, help="where everything is written for a while  [the system's place]")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    given = _parser().parse_args(arguments)
    command = shlex.join(["python", "-m", "bench.search", *(sys.argv[1:] if arguments is None else arguments)])
    print(f"`{command}`\n", flush=True)
    try:
        with tempfile.TemporaryDirectory(prefix="kbgen-bench-", dir=given.work) as work:
            data = run(given, Path(work), lambda text: print(f"{text}\n", flush=True))
    except (FailedError, WrongQueriesError) as error:
        sys.exit(str(error))
    if given.json:
        given.json.write_text(json.dumps(data, indent=2, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
