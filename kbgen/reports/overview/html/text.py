"""Texts of the report as HTML: everything is escaped; what stands between two backticks is code."""

from __future__ import annotations

import re
from html import escape

from kbgen.languages import LanguageCode
from kbgen.reports.overview.document import Cell

# What HTML forbids, and what turns the direction of all that follows it, so that a name could pass for another.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_CODE = re.compile("`([^`]+)`")
_OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]*)(?!\S)")
_JOINT = re.compile(r"(?<=[^\s/])(/)(?=[^\s/])")


def plain(text: str) -> str:
    """Of a text or a value of an attribute, what may stand in the page."""
    return escape(_FORBIDDEN.sub("", text))


def rich(text: str) -> str:
    """A sentence of the report."""
    pieces = _CODE.split(text)
    return "".join(code(piece) if place % 2 else plain(piece) for place, piece in enumerate(pieces))


def code(text: str) -> str:
    """A command, a path or a tag; a path may be broken after its slashes, an option not after its dashes."""
    broken = _OPTION.sub(r'<span class="held">\1</span>', _JOINT.sub("/<wbr>", plain(text)))
    return f'<code translate="no">{broken}</code>'


def bare(text: str) -> str:
    """A sentence where there can be no code, as in an attribute."""
    return plain(_CODE.sub(r"\1", text))


def in_language(html: str, language: LanguageCode) -> str:
    """Says in which language something is, where it is not that of the report."""
    return f'<span lang="{plain(language)}">{html}</span>' if language else html


def words(cell: Cell) -> str:
    """What a cell says, without its note."""
    return in_language(rich(cell.text), cell.language)


def name(text: str) -> str:
    """A name that can stand in an address: of a place in the page, and of a file."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", text)
