"""The quick parser makes the same bytes as Python-Markdown with the same extensions, of any text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import corpus
from kbgen.articles.front_matter import split
from kbgen.config import load
from kbgen.markup import convert
from kbgen.markup.convert import ConversionError, Converter
from kbgen.markup.triggers import trigger

CHECKOUT = Path(__file__).resolve().parents[2]

Extensions = tuple[tuple[str, Mapping[str, Any]], ...]

STARTER = load(CHECKOUT / "mkdocs.yml")[0].markdown_extensions
PLAIN: Extensions = (("toc", {}), ("tables", {}), ("fenced_code", {}))
MANY: Extensions = tuple(
    (name, {})
    for name in (
        "abbr admonition attr_list def_list footnotes md_in_html sane_lists smarty tables toc pymdownx.betterem "
        "pymdownx.caret pymdownx.details pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.magiclink "
        "pymdownx.mark pymdownx.smartsymbols pymdownx.superfences pymdownx.tasklist pymdownx.tilde"
    ).split()
)
SETS: dict[str, Extensions] = {"starter": STARTER, "plain": PLAIN, "many": MANY}


@cache
def reference(name: str) -> markdown.Markdown:
    """Python-Markdown as it comes."""
    return markdown.Markdown(
        extensions=[extension for extension, _ in SETS[name]],
        extension_configs={extension: convert._options(extension, options) for extension, options in SETS[name]},
    )


@cache
def quick(name: str) -> Converter:
    """kbgen's."""
    return Converter(SETS[name])


def both(name: str, text: str) -> tuple[str, str]:
    """What either makes of a text; the same word where the reference fails."""
    parser = reference(name)
    parser.reset()
    try:
        wanted = parser.convert(text)
    except Exception:
        with pytest.raises(ConversionError):
            quick(name).convert(text)
        return "fails", "fails"
    return wanted, quick(name).convert(text).html


# fmt: off
# ruff: noqa: E501
PIECES = st.sampled_from(
    [
        "word", "Sõna", "слово", " ", " ", "\n", "\n\n", "    ", "*", "**", "_", "`", "``", "[", "]", "(", ")", "!", "<", ">",
        "&", "&amp;", "&#8211;", ":", "::", ":smile:", "\\", "\\:", "\\*", "#", "## ", "- ", "* ", "1. ", "> ", "|", "---",
        "===", "```", "```python\n", "~~~\n", "!!! note\n    ", '!!! tip "T"\n    ', "??? question\n    ", '=== "Tab"\n    ',
        "[x](y.md)", "![a](b.png)", "[^1]", "[^1]: note", "{ #id }", "{: .c }", "++ctrl+c++", "- [ ] task", "- [x] done",
        "| a | b |\n| --- | :-: |\n| 1 | 2 |", "<b>", "</b>", "<div markdown>", "</div>", "<!-- c -->", "https://a.example/",
        "<me@a.example>", "term\n:   meaning", "[TOC]", "\x02", "\x03", "klzzwxh:0001", "wzxhzdk:0", "  \n", "\n  \n", "\t", "\r\n", "\n\t", "a  \nb", "==m==", "^^i^^", "~~d~~",
        "*[HTML]: Hyper", "HTML", "[ref]", "[ref]: /u", '"q"', "'s'", "...", "--", "(c)", "`#!py x`",
    ]
)  # fmt: skip


@pytest.mark.parametrize("name", SETS)
@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECES, max_size=25))
def test_generated_texts_become_the_same_bytes(name: str, pieces: list[str]) -> None:
    """Of every kind of mark in any order, one text after another in the same parser."""
    wanted, made = both(name, "".join(pieces))
    assert made == wanted


@pytest.mark.parametrize("name", SETS)
def test_every_article_of_the_starter_becomes_the_same_bytes(name: str) -> None:
    """In all languages."""
    for path in sorted((CHECKOUT / "content").rglob("*.md")):
        wanted, made = both(name, split(path.read_text("utf-8"))[1])
        assert made == wanted, path


def test_articles_of_the_benchmark_become_the_same_bytes(tmp_path: Path) -> None:
    """Code, tables, lists, boxes in the measure of a real help site."""
    corpus.write(tmp_path, 40)
    for path in sorted((tmp_path / "content").rglob("*.md")):
        wanted, made = both("starter", split(path.read_text("utf-8"))[1])
        assert made == wanted, path


@settings(max_examples=300, deadline=None)
@given(
    pattern=st.from_regex(r"(\\?[a-c*\[\]|().+?{}^$-]){1,8}", fullmatch=True),
    text=st.text(alphabet="abc*[]|()+?", max_size=12),
)
def test_trigger_occurs_in_every_text_in_which_the_pattern_matches(pattern: str, text: str) -> None:
    """Whatever the pattern is."""
    import re

    try:
        compiled = re.compile(pattern)
    except re.error:
        return
    needs = trigger(compiled)
    if needs is not None and compiled.search(text):
        assert any(one in text for one in needs), (pattern, text, needs)
