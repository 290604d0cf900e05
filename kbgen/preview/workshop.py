"""The workshop: one thread on which the workbench is used. Changes come first, then requests, then what can wait."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from kbgen.errors import save_report
from kbgen.preview.workbench import Status, Update, Workbench

Result = TypeVar("Result")

CHANGE, REQUEST, END = 0, 1, 2

PAUSE = 0.05
"""Seconds without anything to do before what can wait is done: after a save the browser asks for its page first."""


@dataclass(frozen=True, slots=True)
class News:
    """What became of a change. ``paths`` are the files, None for a look at everything, empty for late findings."""

    update: Update
    paths: frozenset[Path] | None = frozenset()
    seconds: float = 0.0


@dataclass(order=True, slots=True)
class _Job:
    rank: int
    number: int
    work: Callable[[], Any] = field(compare=False)
    done: Future[Any] = field(compare=False, default_factory=Future)


class Workshop:
    """Runs a workbench. ``tell`` is called in its thread whenever there is something to tell."""

    def __init__(self, bench: Workbench, tell: Callable[[News], None]) -> None:
        self._bench = bench
        self._tell = tell
        self._told = Status()
        self._bug = ""
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._waiting: set[Path] = set()
        self._everything = False
        self._lock = threading.Lock()
        self._since = 0.0
        self._thread = threading.Thread(target=self._run, name="kbgen workshop", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """End as soon as what is at hand is done."""
        self._put(END, lambda: None)
        self._thread.join(timeout=5)

    def ask(self, question: Callable[[Workbench], Result]) -> Result:
        """The answer of the workbench, when it is this question's turn."""
        future: Future[Result] = self._put(REQUEST, lambda: question(self._bench))
        return future.result()

    def change(self, paths: Collection[Path] | None) -> None:
        """Files have changed; None: anything may have. Changes that come faster than they are looked at become one."""
        with self._lock:
            first = not self._waiting and not self._everything
            self._everything |= paths is None
            self._waiting |= set(paths or ())
            if not first:
                return
            self._since = perf_counter()
        self._put(CHANGE, self._refresh)

    def _put(self, rank: int, work: Callable[[], Any]) -> Future[Any]:
        job = _Job(rank, next(self._numbers), work)
        self._jobs.put(job)
        return job.done

    def _run(self) -> None:
        more = True
        while True:
            try:
                job = self._jobs.get(timeout=PAUSE) if more else self._jobs.get()
            except queue.Empty:
                more = bool(self._quietly(self._do_more))
                continue
            if job.rank == END:
                return
            try:
                job.done.set_result(job.work())
            except BaseException as error:
                job.done.set_exception(error)
            more = True

    def _do_more(self) -> bool:
        """Small pieces for as long as nobody wants anything."""
        more = True
        while more and self._jobs.empty():
            more = self._bench.make_more()
            status = self._bench.status
            if self._bug:  # what is found by the way must not wipe it away before anybody has read it
                status = replace(status, error=self._bug)
            if status != self._told:
                self._told = status
                self._tell(News(Update(status)))
        return more

    def _refresh(self) -> None:
        with self._lock:
            paths, self._waiting = frozenset(self._waiting), set()
            everything, self._everything = self._everything, False
            since = self._since
        update = self._quietly(lambda: self._bench.refresh(None if everything else paths))
        if update:
            self._told, self._bug = update.status, ""
            self._tell(News(update, paths or None, perf_counter() - since))

    def _quietly(self, work: Callable[[], Result]) -> Result | None:
        """A bug of kbgen's own must not end the preview: it is reported, and what was is served on.

        The message stays until a change has been looked at without one.
        """
        try:
            return work()
        except Exception as error:
            report = save_report()
            self._bug = f"kbgen has a bug: {type(error).__name__}: {error}. Please report it with the file {report}"
            self._told = Status(self._told.problems, self._bug)
            self._tell(News(Update(self._told)))
            return None
