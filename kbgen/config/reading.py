"""A settings file while it is read: where its values stand, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kbgen.config import schema, yaml_lines
from kbgen.config.yaml_lines import Document
from kbgen.problems import Problem, did_you_mean

At = yaml_lines.Place
"""Where a setting stands: the keys and places on the way to it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Collects problems while the settings are read; every setting falls back to its default."""

    path: Path
    document: Document
    problems: list[Problem] = field(default_factory=list)

    @property
    def root(self) -> Path:
        """The folder that the settings are of."""
        return self.path.parent

    def line(self, at: At) -> int:
        """The line of a setting."""
        return self.document.line(*at)

    def problem(self, at: At, code: str, message: str, hint: str = "") -> None:
        """Something is wrong with the setting at a place."""
        self.problems.append(Problem(self.path.name, self.line(at), code, message, hint))

    def wrong(self, at: At, message: str, hint: str = "") -> None:
        """A setting has a wrong value."""
        self.problem(at, "KB003", message, hint)

    def known(self, data: Mapping[Any, Any], known: Mapping[str, schema.Accepts], at: At) -> None:
        """Report keys that do not exist and values of a wrong type."""
        for key, value in data.items():
            if key not in known:
                place = f" in {at[-1]}" if at and isinstance(at[-1], str) else ""
                self.problem((*at, key), "KB002", f"unknown setting “{key}”{place}", did_you_mean(str(key), known))
            elif wrong := known[key](value):
                self.wrong((*at, key), f"“{key}” {wrong}")
