"""An article's Markdown → HTML with its table of contents, by Python-Markdown and the site's extensions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import markdown

from kbgen.markup.html import Link, anchors, links
from kbgen.markup.quick import quicken

# Options that a help site in several alphabets wants, where mkdocs.yml does not say otherwise.
DEFAULT_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    # Python-Markdown would write the alignment of a table's cells as style attributes, which a strict
    # Content-Security-Policy forbids.
    "tables": {"use_align_attribute": True},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents. ``title`` is HTML."""

    level: int
    id: str
    title: str
    children: tuple[Heading, ...] = ()

    @property
    def url(self) -> str:
        """The link within the page, as Material's templates ask for it."""
        return f"#{self.id}"


@dataclass(frozen=True, slots=True)
class Converted:
    """An article's text as HTML. URLs in it are still as the article wrote them."""

    html: str
    toc: tuple[Heading, ...]
    anchors: frozenset[str]
    links: tuple[Link, ...]


class ConversionError(ValueError):
    """An extension failed on this text."""


class Converter:
    """Converts one text after another; made once a process, since setting up the extensions takes time."""

    def __init__(self, extensions: tuple[tuple[str, Mapping[str, Any]], ...]) -> None:
        self._markdown = markdown.Markdown(
            extensions=[name for name, _ in extensions],
            extension_configs={name: _options(name, options) for name, options in extensions},
        )
        self._text = quicken(self._markdown)

    def convert(self, text: str) -> Converted:
        """Convert one text. Raises ConversionError where an extension fails on it."""
        md = self._markdown
        md.reset()
        self._text.source = text
        try:
            made = md.convert(text)
        except Exception as error:  # an extension may raise anything at all
            raise ConversionError(f"{type(error).__name__}: {error}") from error
        tokens = getattr(md, "toc_tokens", [])
        return Converted(made, tuple(_heading(t) for t in tokens), anchors(made), tuple(links(made)))


def _options(name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    defaults = dict(DEFAULT_OPTIONS.get(name, {}))
    if name == "toc":
        defaults["slugify"] = _unicode_slug()
    return {**defaults, **options}


def _unicode_slug() -> Any:
    """Keeps the letters of every alphabet; Python-Markdown's own would turn Cyrillic headings into _1, _2."""
    from pymdownx.slugs import slugify

    return slugify(case="lower")


def _heading(token: Mapping[str, Any]) -> Heading:
    return Heading(token["level"], token["id"], token["name"], tuple(_heading(t) for t in token["children"]))
