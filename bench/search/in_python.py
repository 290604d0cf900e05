"""``python -m bench.search.in_python ENGINE JOB OUT``: one phase of an engine that is Python, in its own process."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.search import chromium, jobs, kbgen_browser, kbgen_cli, material_index, whoosh_plain
from bench.search.site import texts
from bench.search.sizes import compressed, packed


def _material_build(job: dict[str, Any], documents: list[dict[str, Any]]) -> dict[str, float]:
    begun = time.perf_counter()
    text = material_index.build(job["language"], documents)
    Path(job["folder"], "search_index.json").write_text(text, "utf-8")
    return {"build_s": time.perf_counter() - begun}


def _whoosh_build(job: dict[str, Any], documents: list[dict[str, Any]]) -> dict[str, float]:
    begun = time.perf_counter()
    whoosh_plain.build(texts(documents), Path(job["folder"]))
    return {"build_s": time.perf_counter() - begun}


def _whoosh_update(job: dict[str, Any], documents: list[dict[str, Any]]) -> dict[str, float]:
    one = next(texts(documents[len(documents) // 2 :]))
    begun = time.perf_counter()
    whoosh_plain.update(one | {"text": f"{one['text']} more"}, Path(job["folder"]))
    return {"update_s": time.perf_counter() - begun}


def _whoosh_search(job: dict[str, Any], documents: list[dict[str, Any]]) -> dict[str, Any]:
    folder = Path(job["folder"])
    begun = time.perf_counter()
    search = whoosh_plain.opened(folder)
    ready = time.perf_counter() - begun
    ms, ranked = [], []
    for query in job["queries"]:
        begun = time.perf_counter()
        ranked.append(list(search(query)))
        ms.append(1000 * (time.perf_counter() - begun))
    more = [list(search(query)) for query in job["more"]]
    return {"ready_ms": 1000 * ready, "ms": ms, "ranked": ranked, "more": more, "index_kib": compressed(folder)}


def _kbgen_search(job: dict[str, Any], documents: list[dict[str, Any]]) -> dict[str, Any]:
    ids = {document["address"].strip("/"): document["id"] for document in documents}
    return chromium.search(job, ids) | {"index_kib": sum(map(packed, kbgen_browser.files(job))) / 1024}


def _kbgen_first(job: dict[str, Any], documents: list[dict[str, Any]]) -> dict[str, Any]:
    return chromium.first(job)


PHASES: dict[str, Callable[[dict[str, Any], list[dict[str, Any]]], dict[str, Any]]] = {
    "material build": _material_build,
    "kbgen-browser build": kbgen_browser.build,
    "kbgen-browser update": lambda job, _: kbgen_browser.update(job),
    "kbgen-browser search": _kbgen_search,
    "kbgen-browser first": _kbgen_first,
    "kbgen-cli build": lambda job, _: kbgen_cli.build(job),
    "kbgen-cli update": lambda job, _: kbgen_cli.update(job),
    "kbgen-cli search": lambda job, _: kbgen_cli.search(job),
    "whoosh build": _whoosh_build,
    "whoosh update": _whoosh_update,
    "whoosh search": _whoosh_search,
}


def main() -> None:
    """Do what the job says."""
    engine, asked, answered = sys.argv[1:]
    job = jobs.read(Path(asked))
    documents = json.loads(Path(job["documents"]).read_text("utf-8"))
    answer = PHASES[f"{engine} {job['phase']}"](job, documents)
    Path(answered).write_text(json.dumps(answer), "utf-8")


if __name__ == "__main__":
    main()
