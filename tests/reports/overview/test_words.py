"""Every word of the report is in its catalogue."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from kbgen import resources
from kbgen.reports import overview

PACKAGE = Path(overview.__file__).parent


def asked_for() -> Iterator[tuple[str, int, str]]:
    """File, line and message of everything that is looked up."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first = node.args[0]
                is_text = isinstance(first, ast.Constant) and node.func.attr in ("gettext", "ngettext")
                if is_text and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield path.relative_to(PACKAGE).as_posix(), node.lineno, first.value


def test_every_message_is_in_the_catalogue() -> None:
    """Also those within f-strings, where Babel does not look by itself."""
    with (resources.theme() / "locale/en/LC_MESSAGES/report.po").open("rb") as file:
        known = {message.id[0] if isinstance(message.id, tuple) else message.id for message in read_po(file)}
    assert [place for place in asked_for() if place[2] not in known] == []
