"""``kbgen search --batch -``: a query goes in as a line, its results come out as one, with a clock around each.

The index of the command line is one for all languages; a language's part of its size and of its building is said to be
an equal one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.contender import FailedError
from bench.search.sizes import compressed
from kbgen.config.load import load
from kbgen.publish import staff_index

DEPTH = 10


def build(job: dict[str, Any]) -> dict[str, float]:
    """Write the index anew, articles having been taken in."""
    config, _ = load(_settings(job))
    shutil.rmtree(staff_index.folder_of(config), ignore_errors=True)
    begun = time.perf_counter()
    staff_index.up_to_date(config)
    return {"build_s": (time.perf_counter() - begun) / len(config.languages)}


def update(job: dict[str, Any]) -> dict[str, float]:
    """One article changed: taken in, and the index brought up to date. The article is as before in the end."""
    config, _ = load(_settings(job))
    article = sorted((config.content_dir / job["language"]).rglob("*.md"))[-1]
    before = article.read_bytes()
    staff_index.up_to_date(config)
    try:
        article.write_bytes(before + b"\n\nOne sentence more.\n")
        begun = time.perf_counter()
        staff_index.up_to_date(config)
        return {"update_s": time.perf_counter() - begun}
    finally:
        article.write_bytes(before)
        staff_index.up_to_date(config)


def search(job: dict[str, Any]) -> dict[str, Any]:
    """Every query. Ready is the first answer, from the start of the command."""
    config, _ = load(_settings(job))
    begun = time.perf_counter()
    with _command(job) as ask:
        ask("a")
        ready = time.perf_counter() - begun
        ms, ranked = [], []
        for query in job["queries"]:
            begun = time.perf_counter()
            ranked.append(ask(query))
            ms.append(1000 * (time.perf_counter() - begun))
        more = [ask(query) for query in job["more"]]
    kib = compressed(staff_index.folder_of(config)) / len(config.languages)
    return {"ready_ms": 1000 * ready, "ms": ms, "ranked": ranked, "more": more, "index_kib": kib}


@contextmanager
def _command(job: dict[str, Any]) -> Iterator[Callable[[str], list[str]]]:
    command = [sys.executable, "-m", "kbgen", "search", "--batch", "-", "--lang", job["language"], "--json"]
    folder = _settings(job).parent
    process = subprocess.Popen(
        [*command, "--limit", str(DEPTH)], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ
    )
    assert process.stdin
    assert process.stdout
    given, told = process.stdin, process.stdout

    def ask(query: str) -> list[str]:
        given.write(f"{query}\n".encode())
        given.flush()
        line = told.readline()
        if not line:
            raise FailedError(f"kbgen search ended at {query}")
        return [result["article"] for result in _results(json.loads(line))]

    yield ask
    given.close()
    process.wait()


def _results(line: Any) -> list[dict[str, Any]]:
    return list(line["results"] if isinstance(line, dict) else line)


def _settings(job: dict[str, Any]) -> Path:
    return Path(job["site"]).with_name("mkdocs.yml")
