"""``markdown_extensions``, each looked at as far as it can be without converting anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kbgen.config import extensions
from kbgen.config.reading import At, Reading

KEY = "markdown_extensions"
# MkDocs turns these on whatever the file says.
BUILT_IN = ("toc", "tables", "fenced_code")


def markdown_extensions(reading: Reading, given: Any) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The extensions with their options, in the order of the file, the built-in ones first."""
    found: dict[str, Mapping[str, Any]] = {name: {} for name in BUILT_IN}
    for at, name, options in _entries(reading, given):
        if options is not None and not isinstance(options, dict):
            reading.wrong(at, f"the options of “{name}” should be keys with values")
            options = None
        found[name] = {str(k): v for k, v in (options or {}).items()}
        try:
            extensions.require(name, found[name])
        except extensions.WrongExtension as error:
            reading.wrong((*at, error.option) if error.option else at, error.message, error.hint)
    return tuple(found.items())


def _entries(reading: Reading, given: Any) -> list[tuple[At, str, Any]]:
    """The place, name and options of each."""
    if isinstance(given, dict):
        return [((KEY, str(name)), str(name), options) for name, options in given.items()]
    if given is not None and not isinstance(given, list):
        reading.wrong((KEY,), f"“{KEY}” should be a list")
    return [entry for i, item in enumerate(given or ()) if (entry := _entry(reading, i, item))]


def _entry(reading: Reading, i: int, item: Any) -> tuple[At, str, Any] | None:
    if isinstance(item, str):
        return (KEY, i), item, None
    if isinstance(item, dict) and len(item) == 1:
        name, options = next(iter(item.items()))
        return (KEY, i, name), str(name), options
    reading.wrong((KEY, i), "an extension should be a name, or a name with options")
    return None
