"""The same work on many things, on all cores, without sending the world to other processes.

Workers are forks: they have everything that this process has, so a task is just its number, and only results travel.
On one core, for few tasks, or where the system cannot fork, everything happens here.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

FEW = 24
"""So many tasks are done before a worker would have started."""

_CHUNK = 16

# What workers find in their copy of the process: set before they fork, and only then.
_work: Callable[[int], Any] | None = None


def cores() -> int:
    """How many processes can really run at once: the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    jobs: int,
    is_long: Callable[[Task], bool] = lambda task: False,
) -> Iterator[Result]:
    """``work(task)`` for every task, in the order of the tasks. An exception in a worker is raised here.

    Tasks are handed out by the dozen, long ones one by one.
    """
    # A fork copies the locks that other threads hold in this moment, and nobody there to open them: so beside a
    # preview that is answering, everything is done here.
    alone = threading.active_count() == 1
    if jobs < 2 or len(tasks) < FEW or not alone or not hasattr(os, "fork"):
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    global _work
    _work = lambda number: work(tasks[number])  # noqa: E731 - must be found by workers through the module
    # What is there already will be there to the end: to look through it for garbage takes time in every worker, and
    # makes each of them a copy of it.
    gc.freeze()
    try:
        with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=get_context("fork"), initializer=gc.enable) as pool:
            for results in pool.map(_call, _handfuls([is_long(task) for task in tasks])):
                yield from results
    finally:
        gc.unfreeze()
        _work = None


def _handfuls(long: Sequence[bool]) -> Iterator[range]:
    """The numbers of all tasks in their order, cut into what is handed out at once."""
    start = 0
    for end in range(1, len(long) + 1):
        if end == len(long) or end - start == _CHUNK or long[end] or long[end - 1]:
            yield range(start, end)
            start = end


def _call(numbers: range) -> list[Any]:
    assert _work is not None
    return [_work(number) for number in numbers]
