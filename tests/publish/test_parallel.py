"""Work on all cores."""

from __future__ import annotations

import os
import threading

from kbgen.publish import parallel


def test_nothing_is_forked_beside_another_thread() -> None:
    """A fork would copy the locks that it holds, and wait for them for ever."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert set(parallel.each(lambda task: os.getpid(), range(100), 2)) == {os.getpid()}
    finally:
        done.set()
        other.join()


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(parallel.each(lambda task: task * 2, range(100), 2)) == [2 * task for task in range(100)]
