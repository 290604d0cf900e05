"""Reports in several forms: what “--format” names is a module with a ``render``, read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def renderers(package: str, forms: Mapping[str, str]) -> Callable[[str], Callable[[Any], str]]:
    """A function that gives, for the name of a form, what writes a report in it: ``render`` in the module of
    ``package`` that ``forms`` names.
    """

    def renderer(form: str) -> Callable[[Any], str]:
        render: Callable[[Any], str] = import_module(f"{package}.{forms[form]}").render
        return render

    return renderer
