"""``nav`` and the titles of its sections in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kbgen.config.reading import At, Reading
from kbgen.config.sections.languages import refuse_unknown
from kbgen.config.sections.plugins import Own
from kbgen.config.settings import NavItem
from kbgen.config.values import mapping, text


def nav(reading: Reading, given: Any, at: At = ("nav",)) -> tuple[NavItem, ...] | None:
    """The navigation as the file has it; None where it is left to the folders."""
    if not isinstance(given, list):
        return None
    return tuple(item for i, value in enumerate(given) if (item := _item(reading, value, (*at, i))))


def _item(reading: Reading, value: Any, at: At) -> NavItem | None:
    line = reading.line(at)
    if isinstance(value, str):
        return NavItem(None, value, line=line)
    if isinstance(value, dict) and len(value) == 1:
        title, inside = next(iter(value.items()))
        if isinstance(inside, str):
            return NavItem(str(title), inside, line=line)
        if isinstance(inside, list):
            return NavItem(str(title), None, nav(reading, inside, (*at, title)) or (), line)
    reading.wrong(at, "a line of “nav” should be a path, “Title: path”, or “Title:” with a list")
    return None


def titles(reading: Reading, own: Own, codes: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """By title in the file, its words in each language."""
    found: dict[str, Mapping[str, str]] = {}
    for title, by_language in mapping(own.values.get("nav_titles")).items():
        at = own.place("nav_titles", title)
        if not isinstance(by_language, dict):
            reading.wrong(at, f"“{title}” should have a title for each language, “et: …”")
            continue
        for code in by_language:
            refuse_unknown(reading, str(code), codes, (*at, code))
        found[str(title)] = {code: text(value) for code, value in by_language.items()}
    return found
