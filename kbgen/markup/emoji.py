"""Emoji without a request to another host.

The generators of pymdownx and of Material fetch the picture of an emoji from a content network. Every device has the
character itself; Material's icons (``:material-email:``) are drawn into the page and stay.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Generator = Callable[..., Any]

_FETCHING = {
    ("pymdownx.emoji", "to_png"),
    ("pymdownx.emoji", "to_svg"),
    ("pymdownx.emoji", "to_png_sprite"),
    ("pymdownx.emoji", "to_svg_sprite"),
    ("material.extensions.emoji", "to_svg"),
}


def without_foreign_host(generator: Generator | None) -> Generator:
    """The same generator where it fetches nothing; else one that writes the character, or Material's icon."""
    place = (getattr(generator, "__module__", ""), getattr(generator, "__name__", ""))
    if generator is not None and place not in _FETCHING:
        return generator
    return _icon_or_character if place[0].startswith("material") else _character


def _character(
    index: str, shortname: str, alias: str, uc: str, alt: str, title: str, category: str, options: Any, md: Any
) -> Any:
    from pymdownx.emoji import to_alt

    return to_alt(index, shortname, alias, uc, alt, title, category, options, md)


def _icon_or_character(
    index: str, shortname: str, alias: str, uc: str, alt: str, title: str, category: str, options: Any, md: Any
) -> Any:
    """An emoji has a code point; Material's icons have none."""
    if uc:
        return _character(index, shortname, alias, uc, alt, title, category, options, md)
    from material.extensions.emoji import to_svg

    return to_svg(index, shortname, alias, uc, alt, title, category, options, md)
