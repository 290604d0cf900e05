"""An article's Markdown as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.markup.convert import ConversionError, Converter, Heading
from tests.catalogs import time_limit

EXTENSIONS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("toc", {}),
    ("tables", {}),
    ("attr_list", {}),
    ("pymdownx.superfences", {}),
)
CONVERTER = Converter(EXTENSIONS)


def test_headings_make_the_contents_as_a_tree() -> None:
    """With anchors in the letters of every alphabet."""
    toc = CONVERTER.convert("## Üks *kaks*\n\n### Записи\n\n## Üks kaks\n").toc
    assert toc == (
        Heading(2, "üks-kaks", "Üks kaks", (Heading(3, "записи", "Записи"),)),
        Heading(2, "üks-kaks_1", "Üks kaks"),
    )
    assert toc[0].url == "#üks-kaks"


def test_anchor_that_the_author_gave_counts() -> None:
    """It is the same in all languages."""
    made = CONVERTER.convert("## Kirjed { #records }\n")
    assert made.anchors == {"records"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["# A", "## B", "#### C `d`", "### E { #f }", '<p id="g">', "text", ""]), max_size=8))
def test_anchors_of_headings_are_among_all(rows: list[str]) -> None:
    """Checks look there first."""
    made = CONVERTER.convert("\n".join(rows))
    assert made.heading_ids <= made.anchors


def test_links_are_found_as_they_were_written() -> None:
    """Those in code are text."""
    made = CONVERTER.convert(
        "[a](b.md#c) ![d](e.svg) <https://x.example/?a=1&b=2> `[f](g.md)`\n\n```\n[h](i.md)\n```\n"
    )
    assert [(link.url, link.image, link.alt) for link in made.links] == [
        ("b.md#c", False, None),
        ("e.svg", True, "d"),
        ("https://x.example/?a=1&b=2", False, None),
    ]


def test_cells_of_tables_are_aligned_without_styles() -> None:
    """Which the Content-Security-Policy would forbid."""
    made = CONVERTER.convert("| a | b |\n| --: | :-: |\n| 1 | 2 |\n")
    assert "style=" not in made.html
    assert 'align="right"' in made.html


def test_options_of_the_site_win() -> None:
    """kbgen's own are only defaults."""
    made = Converter((("toc", {"slugify": lambda text, sep: "mine"}), ("tables", {"use_align_attribute": False})))
    assert made.convert("## Any\n").anchors == {"mine"}
    assert "style=" in made.convert("| a |\n| --: |\n| 1 |\n").html


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["## A", "[x]: a.md", "[x]", "```", "- i", "| a |", "[^1]", "*b*", ""]), max_size=8))
def test_texts_do_not_change_one_another(rows: list[str]) -> None:
    """One converter takes thousands of articles; none sees what came before it."""
    text = "\n".join(rows)
    fresh = Converter(EXTENSIONS).convert(text)
    CONVERTER.convert("## A\n\n[x]: other.md\n\n```\nnever closed")
    assert CONVERTER.convert(text) == fresh


def test_extension_that_fails_is_told_and_the_next_text_is_converted() -> None:
    """One article cannot take the others with it."""
    converter = Converter((("pymdownx.snippets", {"check_paths": True}),))
    with pytest.raises(ConversionError, match="Snippet"):
        converter.convert('--8<-- "nowhere.md"\n')
    assert converter.convert("text").html == "<p>text</p>"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2000 + "x",
        "\n".join("    " * i + "- x" for i in range(400)),
        "*" * 3000,
        "[" * 1500,
        "`" * 5000,
        "<b>" * 3000,
    ],
    ids=["quotations", "lists", "stars", "brackets", "backticks", "tags"],
)
def test_bottomless_texts_are_converted_or_told(text: str) -> None:
    """Neither a crash nor a wait without end."""
    with time_limit(5):
        try:
            assert CONVERTER.convert(text).html
        except ConversionError as error:
            assert "Recursion" in str(error)


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "\x00", "\u2028", "😀", "&#0;", "<!--", "<![CDATA[", "<?php", "\\"]
)
def test_any_text_can_be_converted(text: str) -> None:
    """Also what is no text."""
    CONVERTER.convert(text)
