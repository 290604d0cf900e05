"""How long it takes from a save to the changed page being served by ``kbgen serve``.

``python -m bench.serve [--articles 400] [--rounds 20]`` writes the corpus, starts the preview, saves an article and
asks for its page until the change is in it. Printed are milliseconds: median, the nine slowest of ten, worst.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench.build import Bench

PAUSE = 0.002


@dataclass(frozen=True)
class Served:
    """A running preview."""

    port: int

    def get(self, path: str) -> bytes:
        """The answer to a request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()

    def until(self, path: str, words: str) -> float:
        """Milliseconds until the page holds these words."""
        begun = time.perf_counter()
        while words.encode() not in self.get(path):
            time.sleep(PAUSE)
        return (time.perf_counter() - begun) * 1000


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def cases(article: Path, address: str) -> list[tuple[str, Callable[[str], str]]]:
    """What is saved, with a word that is new every time; each returns where to look for it."""
    text = article.read_text("utf-8")

    def sentence(word: str) -> str:
        article.write_text(f"{text}\n\nUus lause {word}.\n", "utf-8")
        return address

    def title(word: str) -> str:
        article.write_text(text.replace("title: ", f"title: {word} ", 1).replace(f'{word} "', f'"{word} '), "utf-8")
        return address

    def added(word: str) -> str:
        (article.parent / f"{word}.md").write_text(f"---\ntitle: {word}\n---\n\nTekst.\n", "utf-8")
        return f"{address.rstrip('/').rpartition('/')[0]}/{word}/"

    return [("one text edited", sentence), ("one title edited", title), ("one article added", added)]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve", description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kbgen-bench-") as folder:
        bench = Bench(Path(folder))
        bench.prepare(given.articles, "current")
        served = Served(free_port())
        command = [sys.executable, "-m", "kbgen", "serve", "--port", str(served.port)]
        process = subprocess.Popen(command, cwd=bench.site, env=bench.environment(), stdout=subprocess.DEVNULL)
        try:
            _measure(bench, served, given.rounds)
        finally:
            process.terminate()
            process.wait()


def _measure(bench: Bench, served: Served, rounds: int) -> None:
    article = sorted((bench.site / "content" / "et" / "api").glob("*.md"))[3]
    address = f"/et/api/{article.stem}/"
    begun = time.perf_counter()
    while True:
        try:
            served.get(address)
            break
        except OSError:
            time.sleep(0.05)
    print(f"first page after {time.perf_counter() - begun:.1f} s")
    time.sleep(15)  # what is made in the background is made
    for name, save in cases(article, address):
        times = []
        for number in range(rounds):
            word = f"sona{number}x{time.time_ns()}"
            where = save(word)
            times.append(served.until(where, word))
            time.sleep(0.5)
        ninth = quantiles(times, n=10)[-1]
        print(f"| {name:<18} | {median(times):>6.0f} | {ninth:>6.0f} | {max(times):>6.0f} |", flush=True)


if __name__ == "__main__":
    main()
