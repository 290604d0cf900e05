"""``plugins``: kbgen's own settings are those of its plugin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kbgen.config import schema
from kbgen.config.reading import At, Reading
from kbgen.config.values import mapping

_SEARCHES = ("search", "material/search")
"""Material's own search: kbgen's stands in its place, and a site for both may name it."""


class Own(NamedTuple):
    """The settings under ``plugins: - kbgen:``, and where they stand."""

    at: At
    values: Mapping[str, Any]

    def place(self, *below: str | int) -> At:
        """Where one of them stands."""
        return (*self.at, *below)


def own_settings(reading: Reading, given: Any) -> Own:
    """kbgen's settings; other plugins get a warning."""
    found = Own(("plugins",), {})
    for at, name, options in _plugins(reading, given):
        if name == "kbgen":
            if options is not None and not isinstance(options, dict):
                reading.wrong(at, "the settings of the kbgen plugin should be keys with values")
                continue
            found = Own(at, options or {})
            reading.known(found.values, schema.KBGEN, at)
            for key, keys in schema.NESTED.items():
                reading.known(mapping(found.values.get(key)), keys, found.place(key))
        elif name not in _SEARCHES:
            reading.problem(at, "KB005", f"kbgen does not run the plugin “{name}”", "“mkdocs build” leaves it out too")
    return found


def _plugins(reading: Reading, given: Any) -> Iterator[tuple[At, str, Any]]:
    """The place, name and options of each."""
    if isinstance(given, dict):
        yield from ((("plugins", name), str(name), options) for name, options in given.items())
        return
    if given is not None and not isinstance(given, list):
        reading.wrong(("plugins",), "“plugins” should be a list")
        return
    for i, item in enumerate(given or ()):
        if isinstance(item, str):
            yield ("plugins", i), item, None
        elif isinstance(item, dict) and len(item) == 1:
            name, options = next(iter(item.items()))
            yield ("plugins", i, name), str(name), options
        else:
            reading.wrong(("plugins", i), "a plugin should be a name, or a name with settings")
