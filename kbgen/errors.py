"""What makes kbgen stop: one tree of errors, each with the exit code that the command line returns."""

from __future__ import annotations

from collections.abc import Sequence

from kbgen import __version__
from kbgen.problems import Problem

DONE = 0
PROBLEMS_FOUND = 1
WRONG_USE = 2
BUG = 3
INTERRUPTED = 130


class KbgenError(Exception):
    """Work cannot go on, for a reason that the user can mend. The message says where, what, and what to do."""

    exit_code = PROBLEMS_FOUND

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ProblemsError(KbgenError):
    """Work cannot go on because of these problems; all that were found are in ``problems``."""

    def __init__(self, message: str, problems: Sequence[Problem], *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.problems = tuple(problems)


class ConfigError(ProblemsError):
    """``mkdocs.yml`` cannot be used as it is."""

    exit_code = WRONG_USE


class WrongUse(KbgenError):
    """The command was called in a way that makes no sense, for example for an article that does not exist."""

    exit_code = WRONG_USE


class OutputError(KbgenError):
    """The output folder could not be written; the previous site is as it was."""


class DeliveryError(KbgenError):
    """Not all of the site arrived at its destination; what is there serves, and the next publication completes it."""


def save_report() -> str:
    """Write the exception at hand, a mistake of kbgen's own, to a file for the people who can mend it; its path."""
    import sys
    import tempfile
    import traceback
    from datetime import datetime

    report = f"kbgen {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n{traceback.format_exc()}"
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    with tempfile.NamedTemporaryFile(
        "w", prefix=f"kbgen-bug-{stamp}-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(report)
    return file.name
