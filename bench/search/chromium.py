"""kbgen's worker in Chromium: the built site from a small server, which notes what is fetched.

Times are the page's own (``performance.now()``), from the message to the worker until its answer.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.contender import FailedError
from bench.search.kbgen_browser import page_scripts
from bench.search.sizes import packed

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell")

PAGE = """
async ([language, limit]) => {
  const home = await (await fetch(`/${language}/`)).text();
  const config = JSON.parse(home.match(/<script id="__config"[^>]*>([^]*?)<\\/script>/)[1]);
  const script = new URL(config.search, new URL(`/${language}/`, location.href));
  const start = async () => {
    const names = await (await fetch(`/${language}/search/search_index.json`)).json();
    const worker = new Worker(script);
    const ask = (message, fits) => new Promise((resolve) => {
      const listen = ({ data }) => {
        if (!fits(data)) return;
        worker.removeEventListener("message", listen);
        resolve(data);
      };
      worker.addEventListener("message", listen);
      worker.postMessage(message);
    });
    const call = (type, more) => ask({ type, id: 1, language, ...more }, (m) => m.type === type && m.done);
    await ask({ type: 0, data: names }, (m) => m.type === 1);
    await call("warm", {});
    const early = (query) => ask({ type: "search", id: 2, language, query, limit },
      (m) => m.type === "search" && (m.done || m.partial) && (worker.terminate() || true));
    return { worker, find: (query) => call("search", { query, limit }), early };
  };
  Object.assign(window, { start, running: null });
}
"""
SEARCH = """
async (queries) => {
  const asked = [];
  for (const query of queries) {
    const begun = performance.now();
    const { results } = await window.running.find(query);
    asked.push([performance.now() - begun, (results || []).map(({ location }) => new URL(location).pathname)]);
  }
  return asked;
}
"""
FIRST = """
async (query) => { await window.running.early(query); }
"""
START = """
async () => {
  if (window.running) window.running.worker.terminate();
  const begun = performance.now();
  window.running = await window.start();
  return performance.now() - begun;
}
"""


class _Server(http.server.ThreadingHTTPServer):
    """Serves the site; ``fetched``: the paths that were asked for."""

    daemon_threads = True

    def __init__(self, site: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
        self.fetched: set[str] = set()


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, _Server)
        self.server.fetched.add(self.path.partition("?")[0])
        super().do_GET()

    def end_headers(self) -> None:
        # The second start finds everything in the browser's cache: its time is the worker's own.
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def _page(job: dict[str, Any]) -> Iterator[tuple[Any, _Server]]:
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise FailedError("Chromium is not installed")
    server = _Server(Path(job["site"]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
            page = chromium.new_page()
            # A page without scripts and policies of its own.
            page.goto(f"http://127.0.0.1:{server.server_port}/robots.txt")
            page.evaluate(PAGE, [job["language"], 10])
            yield page, server
            chromium.close()
    finally:
        server.shutdown()
        server.server_close()


def search(job: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """Every query, with a clock. ``ids``: article by address."""
    with _page(job) as (page, _):
        page.evaluate(START)
        time.sleep(0.2)
        ready = page.evaluate(START)
        asked = page.evaluate(SEARCH, job["queries"])
        more = page.evaluate(SEARCH, job["more"])
    found = [[ids[path.strip("/")] for path in paths] for _, paths in [*asked, *more]]
    return {
        "ready_ms": ready,
        "ms": [ms for ms, _ in asked],
        "ranked": found[: len(asked)],
        "more": found[len(asked) :],
    }


def first(job: dict[str, Any]) -> dict[str, float]:
    """What is fetched from the start until the first results of one query are there, and until all are, as a server
    would pack it. The worker is ended with the first results; what it has just asked for then counts as well."""
    kib = {}
    for name, script in (("first_kib", FIRST), ("final_kib", SEARCH)):
        with _page(job) as (page, server):
            server.fetched.clear()
            page.evaluate(START)
            page.evaluate(script, job["queries"][0] if script is FIRST else job["queries"][:1])
            files = {Path(job["site"], path.lstrip("/")).resolve() for path in server.fetched.copy()}
        kib[name] = sum(map(packed, files | page_scripts(job))) / 1024
    return kib
