"""Parts of Python-Markdown that are passed over where a text lacks what they look for.

Each asks for something that must occur so that the part can change anything: a space before the end of a line, a
``<``, a placeholder. To find it takes a fraction of what the part takes to find nothing. Only parts that are exactly
Python-Markdown's own are guarded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown import postprocessors, preprocessors
from markdown.extensions import md_in_html
from markdown.util import ETX, HTML_PLACEHOLDER, STX

if TYPE_CHECKING:
    from markdown import Markdown

_WHITESPACE = (STX, ETX, "\r", "\t", " \n")
_END = "\n\n"
"""What is set behind every text before its whitespace is looked at."""

_HTML_BLOCKS = (preprocessors.HtmlBlockPreprocessor, md_in_html.HtmlBlockPreprocessor)
_RAW_HTML = (postprocessors.RawHtmlPostprocessor, md_in_html.MarkdownInHTMLPostprocessor)
_PLACEHOLDER = HTML_PLACEHOLDER.partition("%")[0]


def guard(md: Markdown) -> None:
    """Guard the parts of a parser."""
    _whitespace(md)
    _html_blocks(md)
    _raw_html(md)


def _own(registry: Any, name: str, kinds: tuple[type, ...]) -> Any:
    """The part of this name if it is of exactly one of these classes; else None."""
    found = registry[name] if name in registry else None  # noqa: SIM401 - a registry has no get
    return found if type(found) in kinds else None


def _whitespace(md: Markdown) -> None:
    """Tabs, carriage returns, lines of spaces, and the marks that the parser uses for itself."""
    processor = _own(md.preprocessors, "normalize_whitespace", (preprocessors.NormalizeWhitespace,))
    if processor is None:
        return
    slow = processor.run

    def run(lines: list[str]) -> list[str]:
        source = "\n".join(lines) + _END
        if any(one in source for one in _WHITESPACE):
            changed: list[str] = slow(lines)
            return changed
        return source.split("\n")

    processor.run = run


def _html_blocks(md: Markdown) -> None:
    """An HTML parser, which stops at nothing else than these two characters."""
    processor = _own(md.preprocessors, "html_block", _HTML_BLOCKS)
    if processor is None:
        return
    slow = processor.run

    def run(lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "<" in source or "&" in source:
            changed: list[str] = slow(lines)
            return changed
        return source.split("\n")

    processor.run = run


def _raw_html(md: Markdown) -> None:
    """Puts back what was kept aside: for the whole text, and for the words of every heading."""
    processor = _own(md.postprocessors, "raw_html", _RAW_HTML)
    if processor is None:
        return
    slow = processor.run

    def run(text: str) -> str:
        return str(slow(text)) if _PLACEHOLDER in text else text

    processor.run = run
