"""Whether the Markdown extensions that ``mkdocs.yml`` names exist and know their options.

Nothing is imported that a build would not import, and nothing at all for plain extensions of Python-Markdown and
PyMdown Extensions: that they exist is seen from their files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from kbgen.problems import did_you_mean

BUILT_IN = "markdown.extensions"
_WELL_KNOWN = (BUILT_IN, "pymdownx")


class WrongExtension(ValueError):
    """An extension that cannot be used. ``option``: the one to blame, or empty."""

    def __init__(self, message: str, *, option: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.option = option
        self.hint = hint


def require(name: str, options: Mapping[str, Any]) -> None:
    """Raise WrongExtension where Python-Markdown would fail on this extension with these options."""
    module, _, maker = name.partition(":")
    found = _module_of(module)
    if not found:
        raise WrongExtension(f"there is no Markdown extension “{name}”", hint=did_you_mean(name, sorted(_known())))
    if options or found.rpartition(".")[0] not in _WELL_KNOWN:
        _try(name, found, maker or "makeExtension", options)


def _module_of(name: str) -> str:
    """The module of an extension: Python-Markdown's own by its short name, else that of its name; empty if none."""
    if "." not in name and _exists(f"{BUILT_IN}.{name}"):
        return f"{BUILT_IN}.{name}"
    return name if _exists(name) else _by_entry_point(name)


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def _by_entry_point(name: str) -> str:
    from importlib.metadata import entry_points

    return next((point.value for point in entry_points(group="markdown.extensions") if point.name == name), "")


def _try(name: str, module: str, maker: str, options: Mapping[str, Any]) -> None:
    module, _, given = module.partition(":")
    try:
        make = getattr(import_module(module), given or maker)
    except (ImportError, AttributeError):
        raise WrongExtension(f"“{name}” is no Markdown extension") from None
    try:
        make(**options)
    except KeyError as error:
        option = str(error.args[0]) if error.args else ""
        hint = did_you_mean(option, _options_of(make))
        raise WrongExtension(f"the extension “{name}” has no option “{option}”", option=option, hint=hint) from None
    except Exception as error:  # an extension may raise anything at all
        raise WrongExtension(f"the options of “{name}” cannot be used: {error}") from None


def _options_of(make: Any) -> list[str]:
    try:
        return sorted(make().getConfigs())
    except Exception:
        return []


def _known() -> Iterator[str]:
    """The names of the extensions that are installed with kbgen."""
    from pkgutil import iter_modules

    for package in _WELL_KNOWN:
        spec = find_spec(package)
        for module in iter_modules(spec.submodule_search_locations if spec else None):
            yield module.name if package == BUILT_IN else f"{package}.{module.name}"
