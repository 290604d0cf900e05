"""Where the files that travel with kbgen are: inside the package when it is installed, beside it in a checkout."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _inside_or_beside(inside: str, beside: str) -> Path:
    packed = PACKAGE / inside
    return packed if packed.is_dir() else PACKAGE.parent / beside


@cache
def theme() -> Path:
    """kbgen's own templates, styles, scripts and message catalogues."""
    return _inside_or_beside("theme", "theme")


@cache
def starter_content() -> Path:
    """The articles that ``kbgen init`` writes into a new site."""
    return _inside_or_beside("starter/content", "content")


@cache
def starter() -> Path:
    """The folder with the starter site's ``mkdocs.yml``."""
    packed = PACKAGE / "starter"
    return packed if (packed / "mkdocs.yml").is_file() else PACKAGE.parent


@cache
def material() -> Path:
    """The templates of Material for MkDocs, found without importing the package."""
    spec = find_spec("material")
    assert spec is not None and spec.submodule_search_locations, "mkdocs-material is a dependency of kbgen"
    return Path(next(iter(spec.submodule_search_locations))) / "templates"
