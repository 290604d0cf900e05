"""The index that browsers load: made of the documents alone, and again by a build after one article has changed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.contender import FailedError
from bench.search.site import unpacked
from bench.search.sizes import packed
from kbgen.search import indexing, packing
from kbgen.search.encode import encode


def build(job: dict[str, Any], documents: list[dict[str, Any]]) -> dict[str, float]:
    """From the sections of one language to packed files; nothing is written."""
    given = [unpacked(one) for one in documents]
    begun = time.perf_counter()
    made = encode(indexing.build(job["language"], given))
    for content in (made.head, *made.parts.values()):
        packing.packed(content)
    return {"build_s": time.perf_counter() - begun}


def update(job: dict[str, Any]) -> dict[str, float]:
    """A whole ``kbgen build`` after one article was changed, from the start of the process; and the KiB of index files
    that are others than before. The site is as before in the end."""
    project = Path(job["site"]).parent
    article = sorted((project / "content" / job["language"]).rglob("*.md"))[-1]
    before, old = article.read_bytes(), _index(job)
    try:
        article.write_bytes(before + b"\n\nOne sentence more.\n")
        begun = time.perf_counter()
        _build(project)
        seconds = time.perf_counter() - begun
        changed = [path for path, content in _index(job).items() if old.get(path) != content]
        kib = sum(map(packed, changed)) / 1024
    finally:
        article.write_bytes(before)
        _build(project)
    return {"update_s": seconds, "update_kib": kib}


def files(job: dict[str, Any]) -> list[Path]:
    """The files of a language's index in the built site: what names them, and the folder that it names."""
    names = Path(job["site"], job["language"], "search", "search_index.json")
    folder = Path(job["site"], json.loads(names.read_text("utf-8"))["config"]["kbgen"]["parts"])
    return [names, *sorted(path for path in folder.rglob("*") if path.is_file())]


def page_scripts(job: dict[str, Any]) -> set[Path]:
    """The scripts of the search box, which every page loads, and what they import."""
    home = Path(job["site"], job["language"], "index.html")
    named = re.findall(r'<script[^>]* src="([^"]+/search\.[^"]+)"', home.read_text("utf-8"))
    found: set[Path] = set()
    waiting = [(home.parent / name).resolve() for name in named]
    while waiting:
        script = waiting.pop()
        if script not in found:
            found.add(script)
            imported = re.findall(r'from "(\./[\w.-]+\.js)"', script.read_text("utf-8"))
            waiting += [(script.parent / name).resolve() for name in imported]
    return found


def _index(job: dict[str, Any]) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in files(job)}


def _build(project: Path) -> None:
    command = [sys.executable, "-m", "kbgen", "build", "--keep-going"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(f"kbgen build failed:\n{done.stderr[-2000:]}")
