"""From the save of an article to the changed page being served by ``kbgen serve``.

The clock starts just before the new text takes the article's place and stops when a page with the new sentence has come
in whole. The page is asked for again and again, with a pause of 2 ms; as other watchers of files would notice, saves
come at irregular times. After every few saves Hugo builds the site, as the yardstick of the same minute.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench import corpus, hugo, project
from bench.contender import FailedError
from bench.project import Project
from bench.suites import Report, Sizes
from bench.table import markdown

POLL = 0.002
PATIENCE = 60.0


@dataclass(frozen=True)
class Served:
    """A server that is running for a project."""

    port: int
    address: str

    def page(self) -> str:
        """The article's page as it is served now; nothing while it is not."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", self.address)
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", "replace")
            return body if answer.status == 200 else ""
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def wait_for(self, words: str) -> None:
        """Ask until the page has these words."""
        begun = time.perf_counter()
        while words not in self.page():
            if time.perf_counter() - begun > PATIENCE:
                raise FailedError(f"http://127.0.0.1:{self.port}{self.address} was not served within {PATIENCE:.0f} s")
            time.sleep(POLL)


def exists() -> bool:
    """Whether this kbgen has the command."""
    done = subprocess.run(
        [sys.executable, "-m", "kbgen", "serve", "--help"],
        env=os.environ | {"PYTHONPATH": str(project.CHECKOUT)},
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


@contextmanager
def server(of: Project) -> Iterator[Served]:
    """``kbgen serve`` for a project, from its first answer on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = "/" + of.article.relative_to(of.folder / "content").with_suffix("").as_posix() + "/"
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "kbgen", "serve", "--port", str(port)],
            cwd=of.folder,
            env=os.environ | of.variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield _answering(process, Served(port, address))
        except FailedError as error:
            output.seek(0)
            raise FailedError(f"{error}\n{output.read().decode('utf-8', 'replace')[-2000:]}") from error
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answering(process: subprocess.Popen[bytes], served: Served) -> Served:
    begun = time.monotonic()
    while not served.page():
        if process.poll() is not None or time.monotonic() - begun > PATIENCE:
            raise FailedError(f"kbgen serve does not answer at http://127.0.0.1:{served.port}{served.address}")
        time.sleep(0.1)
    return served


def save(of: Project, served: Served, words: str) -> float:
    """Save the article with one sentence more, as editors do: all at once. Seconds until it is served."""
    text = of.article.read_text("utf-8").rstrip("\n")
    fresh = of.folder.with_name("saved.md")
    fresh.write_text(f"{text}\n\nUus lause {words}.\n", "utf-8")
    begun = time.perf_counter()
    fresh.replace(of.article)
    served.wait_for(words)
    return time.perf_counter() - begun


def serve(folder: Path, sizes: Sizes) -> Report:
    """Saves in an article of the small site, beside Hugo's full build."""
    pages = corpus.pages(sizes.articles)
    title = f"{pages:,} pages: from the save to the page being served"
    if not exists():
        return Report(title, "Not measured: this kbgen has no command `serve`.", {"absent": True})
    corpus.write(folder / "corpus", sizes.articles)
    yardstick = hugo.prepare(folder / "corpus", folder / "hugo")
    of = project.write(folder / "corpus", folder / "kbgen")
    chance = random.Random(1)
    walls: list[float] = []
    blocks: list[list[float]] = []
    with server(of) as served:
        for _ in range(sizes.rounds.timed):
            yardstick.forget()
            walls.append(yardstick.time().wall)
            block = []
            for _ in range(max(1, sizes.saves // sizes.rounds.timed)):
                time.sleep(chance.uniform(0.5, 1.5))
                block.append(save(of, served, f"s{time.time_ns()}"))
            blocks.append(block)
    return _report(title, blocks, walls)


def _report(title: str, blocks: Sequence[Sequence[float]], walls: Sequence[float]) -> Report:
    waits = [wait for block in blocks for wait in block]
    ratio = median(median(block) / wall for block, wall in zip(blocks, walls, strict=True))
    figures = {"median": median(waits), "p90": p90(waits), "max": max(waits)}
    head = ["saves", *(f"{name} ms" for name in figures), "Hugo's full build ms", "ratio of medians"]
    line = [str(len(waits)), *(f"{1000 * figure:.0f}" for figure in figures.values())]
    line += [f"{1000 * median(walls):.0f}", f"{ratio:.3f}"]
    data = {**figures, "ratio": ratio, "saves": [list(block) for block in blocks], "hugo_walls": list(walls)}
    return Report(title, markdown(head, [line]), data)


def p90(values: Sequence[float]) -> float:
    """What nine in ten do not exceed."""
    return quantiles(values, n=10, method="inclusive")[8] if len(values) > 1 else values[0]
