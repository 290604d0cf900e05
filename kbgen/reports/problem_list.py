"""Lists of problems: for the terminal, as JSON, and as annotations for GitHub and GitLab."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b

import click

from kbgen.problems import CODES, Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def text(problems: Sequence[Problem]) -> str:
    """A line a problem, ``file:line: CODE message``, with the hint below it."""
    return "\n".join(_line(p) for p in problems)


def _line(p: Problem) -> str:
    place = f"{p.path}:{p.line}" if p.line else p.path
    code = click.style(p.code, fg=_COLOURS[p.severity], bold=True)
    hint = click.style(f"\n    → {p.hint}", dim=True) if p.hint else ""
    return f"{click.style(place, bold=True)}: {code} {p.message}{hint}"


def summary(problems: Sequence[Problem]) -> str:
    """``3 errors, 1 warning``."""
    errors = sum(p.severity is Severity.ERROR for p in problems)
    warnings = len(problems) - errors
    parts = [counted(errors, "error") if errors else "", counted(warnings, "warning") if warnings else ""]
    return ", ".join(part for part in parts if part) or "no problems"


def counted(n: int, one: str, many: str = "") -> str:
    """``1 article``, ``2 articles``, ``1,234 articles``."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def as_json(problems: Sequence[Problem]) -> str:
    """``{"problems": [{"path", "line", "code", "severity", "message", "hint"}]}``."""
    rows = [
        {
            "path": p.path,
            "line": p.line,
            "code": p.code,
            "severity": p.severity.value,
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2)


def github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the changed lines."""
    return "\n".join(_command(p) for p in problems)


def _command(p: Problem) -> str:
    place = f"file={_property(p.path)},line={p.line or 1}"
    title = _property(f"{p.code} {CODES[p.code].title}")
    return f"::{p.severity.value} {place},title={title}::{_data(_with_hint(p))}"


def _with_hint(p: Problem) -> str:
    return f"{p.message}; {p.hint}" if p.hint else p.message


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def gitlab(problems: Sequence[Problem]) -> str:
    """A Code Quality report, which GitLab shows in merge requests."""
    severities = {Severity.ERROR: "major", Severity.WARNING: "minor"}
    return json.dumps(
        [
            {
                "description": _with_hint(p),
                "check_name": p.code,
                "fingerprint": blake2b(repr(p).encode(), digest_size=16).hexdigest(),
                "severity": severities[p.severity],
                "location": {"path": p.path, "lines": {"begin": p.line or 1}},
            }
            for p in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
}
