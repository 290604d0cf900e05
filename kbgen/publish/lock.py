"""One build of a project at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kbgen.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # a module or nothing

PATIENCE = 120.0
"""Seconds to wait for another build."""


@contextmanager
def alone(path: Path, *, waiting: Callable[[], None], patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock. ``waiting`` is called once if another build is at work; raises OutputError when it takes too long.

    The system lets go of the lock when the process ends, however it ends.
    """
    if fcntl is None:
        yield  # type: ignore[unreachable]  # reached on Windows only
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError(
            f"{path.parent} could not be made: {error.strerror}",
            hint="kbgen keeps what it knows between builds there; the folder may be deleted at any time",
        ) from error
    try:
        begun, told = time.monotonic(), False
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not told:
                    waiting()
                    told = True
                if time.monotonic() - begun > patience:
                    raise OutputError(
                        "another kbgen is building this site and does not come to an end",
                        hint="wait for it, or stop it, and build again",
                    ) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)
