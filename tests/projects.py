"""Projects at which commands are called as in a shell, but in this process."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbgen import cli
from kbgen.errors import DONE

Json = dict[str, Any]


@dataclass(frozen=True)
class Project:
    """A folder with a help site in it."""

    root: Path

    def kbgen(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code and what was printed."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(self.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = cli.run(arguments)
        return code, out.getvalue(), err.getvalue()

    def done(self, *arguments: str) -> str:
        """What a command printed that ended well."""
        code, out, err = self.kbgen(*arguments)
        assert code == DONE, err
        return out

    def json(self, *arguments: str) -> Json:
        """The JSON of such a command."""
        found: Json = json.loads(self.done(*arguments, "--format", "json"))
        return found


def made(root: Path) -> Project:
    """A new project, by ``kbgen init``."""
    assert cli.run(["init", str(root / "help")]) == DONE
    return Project(root / "help")
