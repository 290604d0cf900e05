"""Emoji and icons come from the page itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.config import load
from kbgen.markup.convert import Converter

CHECKOUT = Path(__file__).resolve().parents[2]


def test_emoji_of_the_starter_is_a_character_and_an_icon_is_drawn() -> None:
    """Nothing is fetched from a content network."""
    converter = Converter(load(CHECKOUT / "mkdocs.yml")[0].markdown_extensions)
    assert converter.convert("no emoji here").html == "<p>no emoji here</p>"
    assert "😄" in converter.convert(":smile:").html
    assert "<svg" in converter.convert(":material-email:").html
    assert "http" not in converter.convert(":smile: :material-email:").html.replace("http://www.w3.org", "")


@pytest.mark.parametrize("options", [{}, {"emoji_generator": "to_png"}])
def test_fetching_generators_are_replaced(options: dict[str, str]) -> None:
    """Also pymdownx's default."""
    import pymdownx.emoji

    settings = {key: getattr(pymdownx.emoji, name) for key, name in options.items()}
    assert "<img" not in Converter((("pymdownx.emoji", settings),)).convert(":smile:").html
